/**
 * The shared vocabulary: what a post is on its way from the page to the export.
 * Types come from the schemas; the content script imports only the types, so zod stays out of the page.
 */
import * as z from 'zod/mini';
import { ROLES, SURFACES } from './post-enums.ts';

/** Longest text kept of one post, in UTF-16 units; a longer one is cut on a grapheme and flagged. */
export const MAX_TEXT = 20_000;

export const Surface = z.enum(SURFACES);
/** The kind of page a post was met on. */
export type Surface = z.infer<typeof Surface>;

export const PostKind = z.enum(['post', 'article', 'comment']);
export type PostKind = z.infer<typeof PostKind>;

/** A time as ISO 8601 in UTC with milliseconds, `2026-06-03T17:34:10.123Z`. Sorts as text. */
export const IsoTime = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/));
const Count = z.nullable(z.number().check(z.int(), z.nonnegative()));

export const Author = z.object({
  /** Display name as shown. */
  name: z.nullable(z.string()),
  /** Last segment of the profile url, decoded, as spelt; compare without case. */
  handle: z.nullable(z.string()),
});
export type Author = z.infer<typeof Author>;

export const Labels = z.object({
  pinned: z.boolean(),
  /** The page's own verdict on the content, as shown ("Partly True"), in the page's language. */
  factCheck: z.nullable(z.string()),
  /** The author's stance, as shown ("Bullish"). */
  sentiment: z.nullable(z.string()),
});
export type Labels = z.infer<typeof Labels>;

/** Counters as shown; `null` where the page shows none (never a guessed 0). */
export const Counts = z.object({ comments: Count, quotes: Count, likes: Count, views: Count });
export type Counts = z.infer<typeof Counts>;

/** A stretch of the text that the page itself marks. Offsets in UTF-16 units of `RawPost.text`. */
export const RawMark = z.object({
  kind: z.enum(['cashtag', 'hashtag', 'mention', 'link']),
  start: z.number().check(z.int(), z.nonnegative()),
  end: z.number().check(z.int(), z.nonnegative()),
  /** cashtag: the code ("BTC"); hashtag and mention: the name with its sign; link: the address. */
  value: z.string(),
});
export type RawMark = z.infer<typeof RawMark>;

/** A coin the page attaches to the post, outside its text. */
export const RawAttachedCoin = z.object({
  /** Symbol as shown ("BTC", "MRVLon"). */
  code: z.string(),
  /** Where its link goes. */
  via: z.nullable(z.enum(['trade', 'futures', 'alpha', 'price', 'widget'])),
});
export type RawAttachedCoin = z.infer<typeof RawAttachedCoin>;

/**
 * A post as `lib/square` reads it, from a page or from a text dump: the words as displayed and what the
 * page says about them, before anything is understood.
 */
export const RawPost = z.object({
  /** Square's id (digits), or `null` when the source has none. */
  id: z.nullable(z.string().check(z.regex(/^\d{5,18}$/))),
  url: z.nullable(z.string()),
  kind: PostKind,
  surface: Surface,
  author: Author,
  title: z.nullable(z.string()),
  /** Paragraphs as displayed, joined by `\n` or, where the page shows an empty line, `\n\n`. */
  text: z.string(),
  /** True when the page says or shows that this is only the beginning of the text. */
  excerpt: z.boolean(),
  marks: z.array(RawMark),
  attached: z.array(RawAttachedCoin),
  labels: Labels,
  counts: Counts,
  postedAt: z.nullable(IsoTime),
  postedAtSource: z.nullable(z.enum(['id', 'label'])),
  /** The time as shown ("Jun 3", "19h"); `null` when absent or a placeholder. */
  timeLabel: z.nullable(z.string()),
});
export type RawPost = z.infer<typeof RawPost>;

export const Role = z.enum(ROLES);
/**
 * What a ticker does in a post. discussed: the text is about it. appended: it rides along under a text about
 * another one. unsupported: tagged, while the text discusses no ticker at all. topic: the only ticker.
 */
export type Role = z.infer<typeof Role>;

/** Why a ticker has its role, as data. `paragraph` counts from 1; 0 is the title. */
export const Reason = z.object({
  why: z.enum([
    'in-sentence', // $CODE stands inside a sentence, or alone leads the text
    'bare-code', // CODE without a sign stands inside a sentence
    'hashtag-in-sentence', // #CODE stands inside a sentence
    'named', // the text says the project's name
    'listed', // the text asks which, or announces a list, and this is one of them
    'only-in-tag-run', // nowhere but in a run of tags
    'only-attached', // nowhere in the text; the page attaches it
    'sole', // the only ticker of the post
    'corrected', // the user said so
  ]),
  paragraph: z.optional(z.number()),
  /** The name found, for `named`. */
  name: z.optional(z.string()),
  /** Which run: the first line's, the last line's, or another. */
  run: z.optional(z.enum(['first', 'last', 'inner'])),
});
export type Reason = z.infer<typeof Reason>;

export const Ticker = z.object({
  /** The key: upper case for Latin codes. Any string, `__PROTO__` too: keep it in a Map. */
  code: z.string().check(z.minLength(1), z.maxLength(32)),
  /** As displayed, with its sign: `$btc`. */
  shown: z.string(),
  role: Role,
  reason: Reason,
  /** How we know of it: the page marked it, the text says it, the page attached it, a chart, a hashtag. */
  source: z.enum(['mark', 'text', 'attached', 'widget', 'hashtag']),
  /** Offset of its first appearance in the text, UTF-16 units; `null` when it is not in the text. */
  at: z.nullable(z.number()),
  /** True when only a list could tell whether this is a code (unlinked CJK, `$M` as a unit). */
  unsure: z.optional(z.boolean()),
});
export type Ticker = z.infer<typeof Ticker>;

/** Digits, or `text:` and 32 hex digits of the hash of the normalised text for a post without an id. */
export const PostId = z.string().check(z.regex(/^(?:\d{5,18}|text:[0-9a-f]{32})$/));

/** A post, understood. */
export const Post = z.object({
  id: PostId,
  site: z.literal('binance-square'),
  url: z.nullable(z.string()),
  kind: PostKind,
  surface: Surface,
  author: Author,
  title: z.nullable(z.string()),
  text: z.string().check(z.maxLength(MAX_TEXT)),
  /** True when the text was longer than `MAX_TEXT` and was cut. */
  cut: z.optional(z.boolean()),
  excerpt: z.boolean(),
  /** BCP 47 primary tag guessed from the script and common words, for filters only; `null` when unsure. */
  lang: z.nullable(z.string()),
  postedAt: z.nullable(IsoTime),
  postedAtSource: z.nullable(z.enum(['id', 'label'])),
  /** `$CODE` in the text, distinct, in order of first appearance. */
  cashtags: z.array(Ticker),
  /** Tickers the text does not write as `$CODE`: attached coins, charts, hashtags that are tickers. */
  otherTickers: z.array(Ticker),
  /** With sign, as spelt, distinct, in order. */
  hashtags: z.array(z.string()),
  /** With sign, as spelt, one entry an occurrence, in order. */
  mentions: z.array(z.string()),
  attached: z.array(z.string()),
  labels: Labels,
  counts: Counts,
});
export type Post = z.infer<typeof Post>;

/** An earlier text of a post, kept when the text really changed. */
export const Version = z.object({
  title: z.nullable(z.string()),
  text: z.string(),
  /** When this text was last seen. */
  seenAt: IsoTime,
});
export type Version = z.infer<typeof Version>;

/** A post as the library keeps it: seen, or (with `capturedAt`) captured. */
export const StoredPost = z.extend(Post, {
  firstSeenAt: IsoTime,
  lastSeenAt: IsoTime,
  /** `null`: only seen. */
  capturedAt: z.nullable(IsoTime),
  note: z.string().check(z.maxLength(20_000)),
  tags: z.array(z.string().check(z.maxLength(64))).check(z.maxLength(100)),
  /** Oldest first; the current text is not among them. */
  versions: z.array(Version),
  /** Id of its copy group; `null` when it copies nothing and nothing copies it. */
  group: z.nullable(z.string()),
});
export type StoredPost = z.infer<typeof StoredPost>;

export const CopyKind = z.enum(['exact', 'near', 'excerpt', 'template']);
/** How a text repeats an earlier one. */
export type CopyKind = z.infer<typeof CopyKind>;

/** One place where the copies of a template differ. */
export const Slot = z.object({
  kind: z.enum(['ticker', 'number', 'link', 'mention', 'hashtag', 'emoji', 'date', 'words']),
  /** Per member id, what it says there. */
  values: z.array(z.tuple([PostId, z.string()])),
});
export type Slot = z.infer<typeof Slot>;

export const CopyMember = z.object({
  id: PostId,
  /** How this member repeats the first; the first itself is `exact`, 1. */
  kind: CopyKind,
  /** Share of the shorter text's words that stand in the same order in the other, 0 to 1. */
  score: z.number().check(z.gte(0), z.lte(1)),
  /** Whether the author of the first (without one: of the first member) posted it too; `null` when unknown. */
  sameAuthor: z.optional(z.nullable(z.boolean())),
});
export type CopyMember = z.infer<typeof CopyMember>;

/** Posts that are copies of one another. */
export const CopyGroup = z.object({
  id: z.string(),
  /** The weakest kind among its members. */
  kind: CopyKind,
  /** The earliest posted among those seen; `null` when times are unknown or tie. */
  first: z.nullable(PostId),
  members: z.array(CopyMember),
  slots: z.optional(z.array(Slot)),
});
export type CopyGroup = z.infer<typeof CopyGroup>;

/** A user's word on two posts: copies or not. */
export const Verdict = z.object({ a: PostId, b: PostId, copy: z.boolean(), at: IsoTime });
export type Verdict = z.infer<typeof Verdict>;

/** A user's word on a ticker's role in one post. */
export const Correction = z.object({ id: PostId, code: z.string(), role: Role, at: IsoTime });
export type Correction = z.infer<typeof Correction>;

/** What the strip says about copies. */
export const CopyAnnotation = z.object({
  group: z.string(),
  kind: CopyKind,
  /** `first`: others repeat this one. `copy`: it repeats `other`. `unknown`: times are missing or tie. */
  rank: z.enum(['first', 'copy', 'unknown']),
  /** Posts in the group, this one included. */
  size: z.number(),
  /** Distinct authors in the group. */
  authors: z.number(),
  score: z.number(),
  /** The group's first (for `first`: the nearest follower). */
  other: z.object({ id: PostId, author: Author, url: z.nullable(z.string()), postedAt: z.nullable(IsoTime) }),
  /** How much later than `other` this post was posted, in ms; negative for `first`; `null` when unknown. */
  lag: z.nullable(z.number()),
  /** True when this post and `other` have the same author. */
  sameAuthor: z.boolean(),
});
export type CopyAnnotation = z.infer<typeof CopyAnnotation>;

/** What the overlay shows on a post. */
export const Annotation = z.object({
  id: PostId,
  saved: z.boolean(),
  note: z.string(),
  tags: z.array(z.string()),
  /** Cashtags first, then the other tickers. */
  tickers: z.array(Ticker),
  copy: z.nullable(CopyAnnotation),
});
export type Annotation = z.infer<typeof Annotation>;
