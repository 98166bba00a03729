/** What a set of posts says of its campaigns and codes: the tables at the end of an export. */
import * as z from 'zod/mini';
import { IsoTime, PostId } from '../../post.ts';

/** The posts that share the key (@handle, CODE). */
export const Campaign = z.object({
  /** The account, lower case with its sign; `null` where no post mentions one. */
  handle: z.nullable(z.string()),
  code: z.string(),
  /** The hashtag written beside the code, lower case; `null` where no post has it. */
  twin: z.nullable(z.string()),
  /** False below 3 posts and 2 authors: too little to speak of a campaign. */
  enough: z.boolean(),
  posts: z.array(PostId),
  /** Posts that name or mention the project and carry no cashtag (excerpts of articles). */
  related: z.array(PostId),
  /** Distinct known authors. */
  authors: z.number(),
  /** Earliest and latest posting time; `null` when no time is known. */
  firstAt: z.nullable(IsoTime),
  lastAt: z.nullable(IsoTime),
  /** Codes that ride along, most posts first. */
  riders: z.array(z.object({ code: z.string(), posts: z.number() })),
  /** How the riders rotate: per day (UTC), in order; posts of unknown time under `null`, last. */
  days: z.array(z.object({ day: z.nullable(z.string()), posts: z.number(), riders: z.array(z.string()) })),
  /** Share of the posts that are copies, 0 to 1; `null` when copies were not looked for. */
  copies: z.nullable(z.number()),
});
export type Campaign = z.infer<typeof Campaign>;

/** What a set of posts says of one code, by role. */
export const TickerRow = z.object({
  code: z.string(),
  posts: z.number(),
  /** Distinct known authors. */
  authors: z.number(),
  discussed: z.number(),
  appended: z.number(),
  unsupported: z.number(),
  topic: z.number(),
  /** Per day (UTC), in order; posts of unknown time under `null`, last. `riding`: appended or unsupported. */
  days: z.array(z.object({ day: z.nullable(z.string()), about: z.number(), riding: z.number() })),
});
export type TickerRow = z.infer<typeof TickerRow>;
