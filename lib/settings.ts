/** The user's settings with their defaults. Stored in the library's `meta` store. */
import * as z from 'zod/mini';

const MAX_SEEN_DAYS = 3650;

export const Settings = z.object({
  /** Store seen posts to find copies. If off, only captures are stored. */
  keepSeen: z.boolean(),
  /** Maximum number of seen posts; the oldest are deleted first. */
  seenLimit: z.number().check(z.int(), z.gte(0), z.lte(1_000_000)),
  /** Number of days that a seen post is kept after it was last on the screen. */
  seenDays: z.number().check(z.int(), z.gte(1), z.lte(MAX_SEEN_DAYS)),
  /** Collapse copies in the feed into "+3 copies". */
  collapseCopies: z.boolean(),
  /** Show the number of copies on a page on the toolbar icon. */
  countOnIcon: z.boolean(),
  /** How similar two texts must be to count as copies. */
  strictness: z.enum(['strict', 'normal', 'loose']),
  /** One of our locales (`en`, `zh_CN` …), or `null` for the browser's language. */
  language: z.nullable(z.string()),
  /** Theme of popup and library page; the overlay follows the page. */
  theme: z.enum(['system', 'light', 'dark']),
});
export type Settings = z.infer<typeof Settings>;

export const defaultSettings: Settings = {
  keepSeen: true,
  seenLimit: 100_000,
  seenDays: 90,
  collapseCopies: false,
  countOnIcon: true,
  strictness: 'normal',
  language: null,
  theme: 'system',
};
