/** What the user can set, with the values a new user gets. Kept in the library's `meta` store. */
import * as z from 'zod/mini';

const MAX_SEEN_DAYS = 3650;

export const Settings = z.object({
  /** Keep the posts you scroll past, to find copies. Off: only captures are kept. */
  keepSeen: z.boolean(),
  /** Seen posts kept at most; the oldest go first. */
  seenLimit: z.number().check(z.int(), z.gte(0), z.lte(1_000_000)),
  /** Days a seen post is kept after it was last on screen. */
  seenDays: z.number().check(z.int(), z.gte(1), z.lte(MAX_SEEN_DAYS)),
  /** Fold copies in the feed into "+3 copies". */
  collapseCopies: z.boolean(),
  /** How alike two texts must be to be called copies. */
  strictness: z.enum(['strict', 'normal', 'loose']),
  /** A locale of ours (`en`, `zh_CN` ...), or `null` to follow the browser. */
  language: z.nullable(z.string()),
  /** Colours of popup and library; the overlay follows the page. */
  theme: z.enum(['system', 'light', 'dark']),
});
export type Settings = z.infer<typeof Settings>;

export const defaultSettings: Settings = {
  keepSeen: true,
  seenLimit: 100_000,
  seenDays: 90,
  collapseCopies: false,
  strictness: 'normal',
  language: null,
  theme: 'system',
};
