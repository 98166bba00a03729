/** Schemas of the campaign and ticker tables at the end of an export. */
import * as z from 'zod/mini';
import { IsoTime, PostId } from '../../post.ts';

/** The posts that share the key (@handle, CODE). */
export const Campaign = z.object({
  /** The account in lower case with its sign; `null` if no post mentions one. */
  handle: z.nullable(z.string()),
  code: z.string(),
  /** The hashtag of the same code, in lower case; `null` if no post has it. */
  twin: z.nullable(z.string()),
  /** False if it has fewer than 3 posts and fewer than 2 authors: too few for a campaign. */
  enough: z.boolean(),
  posts: z.array(PostId),
  /** Posts without a cashtag that mention the account or name the project (excerpts of articles). */
  related: z.array(PostId),
  /** Distinct known authors. */
  authors: z.number(),
  /** Earliest and latest posting time; `null` if no time is known. */
  firstAt: z.nullable(IsoTime),
  lastAt: z.nullable(IsoTime),
  /** Codes that its posts only tag, most posts first. */
  riders: z.array(z.object({ code: z.string(), posts: z.number() })),
  /** The riders by day (UTC), in order; posts without a time last, under `null`. */
  days: z.array(z.object({ day: z.nullable(z.string()), posts: z.number(), riders: z.array(z.string()) })),
  /** Share of the posts that are copies, 0 to 1; `null` if copies were not computed. */
  copies: z.nullable(z.number()),
});
export type Campaign = z.infer<typeof Campaign>;

/** The numbers of one code in a set of posts, by role. */
export const TickerRow = z.object({
  code: z.string(),
  posts: z.number(),
  /** Distinct known authors. */
  authors: z.number(),
  discussed: z.number(),
  appended: z.number(),
  unsupported: z.number(),
  topic: z.number(),
  /** By day (UTC), in order; posts without a time last, under `null`. `riding`: appended or unsupported. */
  days: z.array(z.object({ day: z.nullable(z.string()), about: z.number(), riding: z.number() })),
});
export type TickerRow = z.infer<typeof TickerRow>;
