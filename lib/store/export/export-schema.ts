/**
 * Schema of the export document. public/schema/export.schema.json is generated from it
 * (lib/cli/write-json-schema.ts), and imports are checked with it. Unknown fields are errors, but an import leaves them out
 * (lib/store/import/unknown-fields.ts).
 */
import * as z from 'zod/mini';
import { GroupReview } from '../../group-review.ts';
import {
  CopyKind,
  CopyMember,
  Counts,
  IsoTime,
  Labels,
  MAX_NOTE,
  MAX_TEXT,
  PostKind,
  Reason,
  Role,
  SeenLabel,
  Surface,
  Ticker,
  Version,
} from '../../post.ts';
import { MAX_TAG, MAX_TAGS, SITE } from '../../post-enums.ts';
import { Campaign, TickerRow } from '../../text/summary/summary-schema.ts';

export const FORMAT = 'feedglass.export';
/**
 * Version 2 adds times with their evidence, the source of each copy and the hash of the document. A document of
 * version 1 is read as well.
 */
export const FORMAT_VERSION = 2;

/** Maximum number of posts in one document. */
export const MAX_POSTS = 100_000;

const Text = z.string().check(z.maxLength(MAX_TEXT));
const ShortText = z.string().check(z.maxLength(500));
/** Square's numeric id, a content id (`text:…`), or any id from a file of posts. */
const AnyId = z.string().check(z.regex(/^\S{1,100}$/));
/** A BCP 47 language tag. */
const LanguageTag = z.string().check(z.regex(/^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,8}$/));
const NonNegativeInt = z.number().check(z.int(), z.nonnegative());

const strictObject = <T extends Parameters<typeof z.strictObject>[0]>(shape: T) => z.strictObject(shape);

/** Texts of a post in a file; the library keeps 20 besides the present one. */
const MAX_VERSIONS_IN_FILE = 100;
/** Verdicts and corrections in a file: each was a click. */
const MAX_FEEDBACK = 20_000;

const ShortAuthor = strictObject({ name: z.nullable(ShortText), handle: z.nullable(ShortText) });

const ExportReason = strictObject(Reason.shape);

/** A ticker. `reason` is an English sentence; `because` has the same as data. */
export const ExportTicker = strictObject({
  code: Ticker.shape.code,
  role: Role,
  reason: ShortText,
  source: Ticker.shape.source,
  because: ExportReason,
  shown: ShortText,
  at: Ticker.shape.at,
  unsure: Ticker.shape.unsure,
});
export type ExportTicker = z.infer<typeof ExportTicker>;

const Bound = z.nullable(IsoTime);
/** When a post was published, as far as it is known; `null` for no bound. */
export const ExportTimes = strictObject({
  /** The time in the id: when the post was created, which may be before it was published. */
  created: Bound,
  from: Bound,
  to: Bound,
  evidence: z
    .array(
      strictObject({
        /**
         * `created`: the time in the id. `stated`: the time in a file. `label`: the time displayed on the page.
         * `seen`: it was on screen then. `clock`: it was seen before it was created, so the reader's clock was wrong.
         */
        kind: z.enum(['created', 'stated', 'label', 'seen', 'clock']),
        from: Bound,
        to: Bound,
        /** True if it proves that the post was published long after it was created. */
        late: z.boolean(),
      }),
    )
    .check(z.maxLength(4)),
});
export type ExportTimes = z.infer<typeof ExportTimes>;

export const ExportRecord = strictObject({
  id: AnyId,
  site: z.literal(SITE),
  url: z.nullable(z.string().check(z.maxLength(2_000))),
  kind: PostKind,
  surface: Surface,
  author: ShortAuthor,
  title: z.nullable(Text),
  text: Text,
  /** True if the text is a translation, by the site or a browser: the author's own words were not seen. */
  translated: z.optional(z.boolean()),
  /** True if the text was longer than the limit and was truncated. */
  cut: z.optional(z.boolean()),
  /** True if only the beginning of the text was seen. */
  excerpt: z.boolean(),
  lang: z.nullable(LanguageTag),
  postedAt: z.nullable(IsoTime),
  postedAtSource: z.nullable(z.enum(['id', 'label'])),
  /** The time as the page displayed it, and when. */
  label: z.optional(strictObject(SeenLabel.shape)),
  /** Bounds of the time of publication, computed from the fields above; absent in version 1. */
  times: z.optional(ExportTimes),
  cashtags: z.array(ExportTicker).check(z.maxLength(500)),
  otherTickers: z.array(ExportTicker).check(z.maxLength(500)),
  hashtags: z.array(ShortText).check(z.maxLength(10_000)),
  mentions: z.array(ShortText).check(z.maxLength(10_000)),
  attached: z.array(ShortText).check(z.maxLength(500)),
  labels: strictObject({
    ...Labels.shape,
    factCheck: z.nullable(ShortText),
    sentiment: z.nullable(ShortText),
  }),
  counts: strictObject(Counts.shape),
  firstSeenAt: z.nullable(IsoTime),
  /** `null` for a post that was seen but not saved, or read from a file. */
  capturedAt: z.nullable(IsoTime),
  note: z.string().check(z.maxLength(MAX_NOTE)),
  tags: z.array(z.string().check(z.maxLength(MAX_TAG))).check(z.maxLength(MAX_TAGS)),
  versions: z
    .array(
      strictObject({
        ...Version.shape,
        title: z.nullable(Text),
        text: Text,
        author: z.optional(ShortAuthor),
      }),
    )
    .check(z.maxLength(MAX_VERSIONS_IN_FILE)),
  /**
   * Hash of the record's canonical JSON (RFC 8785), without the fields that `hashedFields` in
   * lib/store/export/export-record.ts omits.
   */
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
});
export type ExportRecord = z.infer<typeof ExportRecord>;

const Slot = strictObject({
  kind: z.enum(['ticker', 'number', 'link', 'mention', 'hashtag', 'emoji', 'date', 'words']),
  values: z.array(z.tuple([AnyId, Text])),
});

export const ExportGroup = strictObject({
  id: ShortText,
  kind: CopyKind,
  /** The member that can be claimed to be the first; `null` if times are unknown or their bounds overlap. */
  first: z.nullable(AnyId),
  members: z.array(strictObject({ ...CopyMember.shape, id: AnyId, source: z.optional(z.nullable(AnyId)) })),
  slots: z.optional(z.array(Slot)),
  /** The reader's review of the group. */
  review: z.optional(strictObject(GroupReview.shape)),
});
export type ExportGroup = z.infer<typeof ExportGroup>;

/** The user's verdict on a pair of posts. */
export const ExportVerdict = strictObject({ a: AnyId, b: AnyId, copy: z.boolean(), at: IsoTime });
export const ExportCorrection = strictObject({
  id: AnyId,
  code: Ticker.shape.code,
  role: Role,
  at: IsoTime,
  /** What the correction replaced, so that it can be reverted. */
  was: z.nullable(strictObject({ role: Role, reason: ExportReason })),
});
export type ExportCorrection = z.infer<typeof ExportCorrection>;

export const ExportTickerRow = strictObject({
  ...TickerRow.shape,
  days: z.array(strictObject({ day: z.nullable(ShortText), about: NonNegativeInt, riding: NonNegativeInt })),
});
export const ExportCampaign = strictObject({
  ...Campaign.shape,
  posts: z.array(AnyId),
  related: z.array(AnyId),
  riders: z.array(strictObject({ code: ShortText, posts: NonNegativeInt })),
  days: z.array(
    strictObject({ day: z.nullable(ShortText), posts: NonNegativeInt, riders: z.array(ShortText) }),
  ),
});

export const ExportDocument = strictObject({
  format: z.literal(FORMAT),
  version: z.literal([1, FORMAT_VERSION]),
  generator: ShortText,
  exportedAt: IsoTime,
  /** True if it has every post that copies were looked for among, so that they can be found again from it. */
  complete: z.optional(z.boolean()),
  captures: z.array(ExportRecord).check(z.maxLength(MAX_POSTS)),
  copyGroups: z.array(ExportGroup).check(z.maxLength(MAX_POSTS)),
  verdicts: z.array(ExportVerdict).check(z.maxLength(MAX_FEEDBACK)),
  corrections: z.array(ExportCorrection).check(z.maxLength(MAX_FEEDBACK)),
  tickers: z.array(ExportTickerRow),
  campaigns: z.array(ExportCampaign),
  /** Hash of the whole document, see lib/store/export/document-hash.ts; absent in version 1. */
  sha256: z.optional(z.string().check(z.regex(/^[0-9a-f]{64}$/))),
});
export type ExportDocument = z.infer<typeof ExportDocument>;
