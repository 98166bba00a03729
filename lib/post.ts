/**
 * Data types of a post, from the page to the export. Types are derived from the schemas; the content script
 * imports only the types, so that it does not contain zod.
 */
import * as z from 'zod/mini';
import { MAX_TAG, MAX_TAGS, ROLES, SITE, SURFACES } from './post-enums.ts';

/**
 * Maximum length of a stored text, in UTF-16 code units; a longer one is truncated at a grapheme and flagged.
 */
export const MAX_TEXT = 20_000;
/** Maximum length of a note, in UTF-16 code units. */
export const MAX_NOTE = 20_000;

export const Surface = z.enum(SURFACES);
/** The kind of page on which a post was seen. */
export type Surface = z.infer<typeof Surface>;

export const PostKind = z.enum(['post', 'article', 'comment']);
export type PostKind = z.infer<typeof PostKind>;

/** A time as ISO 8601 in UTC with milliseconds, `2026-06-03T17:34:10.123Z`. Sorts as text. */
export const IsoTime = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/));
const Count = z.nullable(z.number().check(z.int(), z.nonnegative()));

export const Author = z.object({
  /** Display name. */
  name: z.nullable(z.string()),
  /** Last segment of the profile URL, decoded, in its original spelling. Compare it case-insensitively. */
  handle: z.nullable(z.string()),
});
export type Author = z.infer<typeof Author>;

export const Labels = z.object({
  pinned: z.boolean(),
  /** The page's fact check of the content, as displayed ("Partly True"), in the page's language. */
  factCheck: z.nullable(z.string()),
  /** The author's sentiment, as displayed ("Bullish"). */
  sentiment: z.nullable(z.string()),
});
export type Labels = z.infer<typeof Labels>;

/** Counters as displayed; `null` if the page shows none (never 0 as a guess). */
export const Counts = z.object({ comments: Count, quotes: Count, likes: Count, views: Count });
export type Counts = z.infer<typeof Counts>;

/** A span of the text that the page marks. Offsets are UTF-16 code units of `RawPost.text`. */
export const RawMark = z.object({
  kind: z.enum(['cashtag', 'hashtag', 'mention', 'link']),
  start: z.number().check(z.int(), z.nonnegative()),
  end: z.number().check(z.int(), z.nonnegative()),
  /** cashtag: the code ("BTC"); hashtag and mention: the name with its sign; link: the URL. */
  value: z.string(),
});
export type RawMark = z.infer<typeof RawMark>;

/** A coin that the page attaches to the post, outside its text. */
export const RawAttachedCoin = z.object({
  /** Symbol as displayed ("BTC", "MRVLon"). */
  code: z.string(),
  /** Target of its link. */
  via: z.nullable(z.enum(['trade', 'futures', 'alpha', 'price', 'widget'])),
});
export type RawAttachedCoin = z.infer<typeof RawAttachedCoin>;

/**
 * A post as `lib/square` reads it from a page or a text dump: the text as displayed and the page's data, not
 * yet interpreted.
 */
export const RawPost = z.object({
  /** Square's id (digits), or `null` if the source has none. */
  id: z.nullable(z.string().check(z.regex(/^\d{5,18}$/))),
  url: z.nullable(z.string()),
  kind: PostKind,
  surface: Surface,
  author: Author,
  title: z.nullable(z.string()),
  /** True if a browser translated the text and the author's words are nowhere on the page. */
  translated: z.optional(z.boolean()),
  /** True if the site itself shows the post in translation, and offers the original in its menu. */
  translatedBySite: z.optional(z.boolean()),
  /** Paragraphs as displayed, joined by `\n` or, for an empty line, by `\n\n`. */
  text: z.string(),
  /** True if this is only the beginning of the text, according to the page. */
  excerpt: z.boolean(),
  marks: z.array(RawMark),
  attached: z.array(RawAttachedCoin),
  labels: Labels,
  counts: Counts,
  postedAt: z.nullable(IsoTime),
  postedAtSource: z.nullable(z.enum(['id', 'label'])),
  /** The time as displayed ("Jun 3", "19h"); `null` if it is missing or a placeholder. */
  timeLabel: z.nullable(z.string()),
});
export type RawPost = z.infer<typeof RawPost>;

export const Role = z.enum(ROLES);
/**
 * What a ticker does in a post. discussed: the text is about it. appended: tagged below a text about another
 * ticker. unsupported: tagged, while the text discusses no ticker. topic: the only ticker.
 */
export type Role = z.infer<typeof Role>;

/** Why a ticker has its role, as data. `paragraph` counts from 1; 0 is the title. */
export const Reason = z.object({
  why: z.enum([
    'in-sentence', // $CODE is in a sentence, or is the first paragraph of the text
    'bare-code', // CODE without a sign is in a sentence
    'hashtag-in-sentence', // #CODE is in a sentence
    'named', // the text contains the project's name
    'listed', // the text asks to choose or announces a list, and this code is in the list
    'only-in-tag-run', // only in a tag run
    'only-attached', // not in the text; the page attaches it
    'sole', // the only ticker of the post
    'corrected', // the user corrected the role
  ]),
  paragraph: z.optional(z.number()),
  /** The name that was found, for `named`. */
  name: z.optional(z.string()),
  /** Which tag run: in the first line, in the last line, or in between. */
  run: z.optional(z.enum(['first', 'last', 'inner'])),
});
export type Reason = z.infer<typeof Reason>;

export const Ticker = z.object({
  /**
   * The code, Latin letters in upper case. It can be any string, even `__PROTO__`: use it as a key of Maps
   * only.
   */
  code: z.string().check(z.minLength(1), z.maxLength(32)),
  /** As displayed, with its sign: `$btc`. */
  shown: z.string(),
  role: Role,
  reason: Reason,
  /** Where the ticker comes from: marked by the page, text, attached by the page, chart, hashtag. */
  source: z.enum(['mark', 'text', 'attached', 'widget', 'hashtag']),
  /** Offset of its first occurrence in the text, in UTF-16 code units; `null` if it is not in the text. */
  at: z.nullable(z.number()),
  /** True if only a list of coins could confirm that this is a code (unlinked CJK, `$M` for millions). */
  unsure: z.optional(z.boolean()),
});
export type Ticker = z.infer<typeof Ticker>;

/** Digits, or `text:` and 32 hexadecimal digits: the content id of a post without an id. */
export const PostId = z.string().check(z.regex(/^(?:\d{5,18}|text:[0-9a-f]{32})$/));

/** A parsed post. */
export const Post = z.object({
  id: PostId,
  site: z.literal(SITE),
  url: z.nullable(z.string()),
  kind: PostKind,
  surface: Surface,
  author: Author,
  title: z.nullable(z.string()),
  text: z.string().check(z.maxLength(MAX_TEXT)),
  /** True if the text is a translation: the author's own words were not seen yet, and will replace it. */
  translated: z.optional(z.boolean()),
  /** True if the text was longer than `MAX_TEXT` and was truncated. */
  cut: z.optional(z.boolean()),
  excerpt: z.boolean(),
  /** Primary BCP 47 tag, detected from script and common words, for filters only; `null` if uncertain. */
  lang: z.nullable(z.string()),
  postedAt: z.nullable(IsoTime),
  postedAtSource: z.nullable(z.enum(['id', 'label'])),
  /** The time as displayed ("19h"), if it can be read; when it was read is added where the post is stored. */
  timeLabel: z.optional(z.string()),
  /** Each `$CODE` in the text once, in order of first occurrence. */
  cashtags: z.array(Ticker),
  /** Tickers not written as `$CODE`: attached coins, charts, hashtags that are tickers. */
  otherTickers: z.array(Ticker),
  /** With sign, original spelling, each once, in order. */
  hashtags: z.array(z.string()),
  /** With sign, original spelling, one entry per occurrence, in order. */
  mentions: z.array(z.string()),
  attached: z.array(z.string()),
  labels: Labels,
  counts: Counts,
});
export type Post = z.infer<typeof Post>;

/** An earlier text of a post that was really changed. */
export const Version = z.object({
  title: z.nullable(z.string()),
  text: z.string(),
  /** When this text was last seen. */
  seenAt: IsoTime,
  /** The author as shown then, if the name or handle is another now. */
  author: z.optional(Author),
});
export type Version = z.infer<typeof Version>;

/** A time label ("19h") and when it was on screen. */
export const SeenLabel = z.object({ text: z.string().check(z.maxLength(40)), seenAt: IsoTime });
export type SeenLabel = z.infer<typeof SeenLabel>;

/** A stored post: seen, or captured if `capturedAt` is set. */
export const StoredPost = z.extend(z.omit(Post, { timeLabel: true }), {
  /** The label that bounds the time of publication best; absent if none was read. */
  label: z.optional(SeenLabel),
  firstSeenAt: IsoTime,
  lastSeenAt: IsoTime,
  /** `null` if it was only seen. */
  capturedAt: z.nullable(IsoTime),
  note: z.string().check(z.maxLength(MAX_NOTE)),
  tags: z.array(z.string().check(z.maxLength(MAX_TAG))).check(z.maxLength(MAX_TAGS)),
  /** Oldest first, without the current text. */
  versions: z.array(Version),
  /** Id of its copy group; `null` if it has no copies and is none. */
  group: z.nullable(z.string()),
});
export type StoredPost = z.infer<typeof StoredPost>;

export const CopyKind = z.enum(['exact', 'near', 'excerpt', 'template', 'figures']);
/** How a text repeats an earlier one; docs/copies.md defines each kind. */
export type CopyKind = z.infer<typeof CopyKind>;

export const OrderEvidence = z.enum(['seen', 'posted', 'created']);
/**
 * How it is known that a post is the earlier of two. `seen`: it was on screen before the other was created.
 * `posted`: the bounds of publication do not overlap. `created`: by the times in the ids, when posts were created.
 */
export type OrderEvidence = z.infer<typeof OrderEvidence>;

/** One place where the copies of a template differ. */
export const Slot = z.object({
  kind: z.enum(['ticker', 'number', 'link', 'mention', 'hashtag', 'emoji', 'date', 'words']),
  /** For each member id, its value in this slot. */
  values: z.array(z.tuple([PostId, z.string()])),
});
export type Slot = z.infer<typeof Slot>;

export const CopyMember = z.object({
  id: PostId,
  /** How this member repeats its source; the first itself is `exact` with score 1. */
  kind: CopyKind,
  /** Share of the shorter text's words that the other text has in the same order, 0 to 1. */
  score: z.number().check(z.gte(0), z.lte(1)),
  /** The earlier post that it repeats most closely; `null` for the first, absent in files of version 0.1. */
  source: z.optional(z.nullable(PostId)),
  /** How it is known that the source is the earlier one; `null` for the first, or if it is not known. */
  order: z.optional(z.nullable(OrderEvidence)),
  /** True if the first (or, without one, the first member) has the same author; `null` if unknown. */
  sameAuthor: z.optional(z.nullable(z.boolean())),
});
export type CopyMember = z.infer<typeof CopyMember>;

/** Posts that are copies of one another. */
export const CopyGroup = z.object({
  id: z.string(),
  /** The kind of most of its copies; when two are as frequent, the weaker. */
  kind: CopyKind,
  /** The root of its sources, if it can be claimed to be earlier than all others; else `null`. */
  first: z.nullable(PostId),
  members: z.array(CopyMember),
  slots: z.optional(z.array(Slot)),
});
export type CopyGroup = z.infer<typeof CopyGroup>;

/** The user's verdict on two posts: copies or not. */
export const Verdict = z.object({ a: PostId, b: PostId, copy: z.boolean(), at: IsoTime });
export type Verdict = z.infer<typeof Verdict>;

/** The user's correction of a ticker's role in one post. */
export const Correction = z.object({ id: PostId, code: z.string(), role: Role, at: IsoTime });
export type Correction = z.infer<typeof Correction>;

/** Another post as the strip names it. */
const OtherPost = z.object({
  id: PostId,
  author: Author,
  url: z.nullable(z.string()),
  postedAt: z.nullable(IsoTime),
});

/** The strip's data about copies. */
export const CopyAnnotation = z.object({
  group: z.string(),
  kind: CopyKind,
  /** `first`: others repeat this post. `copy`: it repeats `other`. `unknown`: times are missing or equal. */
  rank: z.enum(['first', 'copy', 'unknown']),
  /** Number of posts in the group, including this one. */
  size: z.number(),
  /** Distinct authors in the group. */
  authors: z.number(),
  /** Of the match with `other`, 0 to 1. */
  score: z.number(),
  /** The post's source: the earlier post that it repeats most closely (for `first`: its nearest follower). */
  other: OtherPost,
  /** The first of the group, when it is known and not this post; it may be `other`. */
  first: z.nullable(OtherPost),
  /** How the order of this post and `other` is known; `null` or absent if no order can be claimed. */
  order: z.optional(z.nullable(OrderEvidence)),
  /** How much later than `other` this post was created or posted, in ms; negative for `first`; `null` if unknown. */
  lag: z.nullable(z.number()),
  /** True if this post and `other` have the same author. */
  sameAuthor: z.boolean(),
});
export type CopyAnnotation = z.infer<typeof CopyAnnotation>;

/** What the overlay shows on a post. Notes and tags are not sent to the page's process: popup and library show them. */
export const Annotation = z.object({
  id: PostId,
  saved: z.boolean(),
  /** Cashtags first, then the other tickers. */
  tickers: z.array(Ticker),
  copy: z.nullable(CopyAnnotation),
});
export type Annotation = z.infer<typeof Annotation>;
