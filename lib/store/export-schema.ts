/**
 * The export document. What is written here is what public/schema/export.schema.json says (made from it by
 * lib/cli/schema.ts) and what an import accepts. Strict: a field we do not know is an error, not a surprise.
 */
import * as z from 'zod/mini';
import {
  Author,
  CopyKind,
  CopyMember,
  Counts,
  Labels,
  MAX_TEXT,
  PostKind,
  Reason,
  Role,
  Surface,
  Ticker,
  Time,
  Version,
} from '../post.ts';
import { Campaign, TickerRow } from '../text/tables.ts';

export const FORMAT = 'feedglass.export';
export const FORMAT_VERSION = 1;

/** Posts one document may hold. */
export const MAX_POSTS = 100_000;

const Text = z.string().check(z.maxLength(MAX_TEXT));
const Short = z.string().check(z.maxLength(500));
/** Square's digits, `text:` and a hash, or whatever id a file of posts gave. */
const AnyId = z.string().check(z.regex(/^\S{1,100}$/));
const Tally = z.number().check(z.int(), z.nonnegative());

const strict = <T extends Parameters<typeof z.strictObject>[0]>(shape: T) => z.strictObject(shape);

export const ExportReason = strict(Reason.shape);

/** A ticker: the words of `reason` say what `because` holds as data. */
export const ExportTicker = strict({
  code: Ticker.shape.code,
  role: Role,
  reason: Short,
  source: Ticker.shape.source,
  because: ExportReason,
  shown: Short,
  at: Ticker.shape.at,
  unsure: Ticker.shape.unsure,
});
export type ExportTicker = z.infer<typeof ExportTicker>;

export const ExportCapture = strict({
  id: AnyId,
  site: z.literal('binance-square'),
  url: z.nullable(z.string().check(z.maxLength(2_000))),
  kind: PostKind,
  surface: Surface,
  author: strict(Author.shape),
  title: z.nullable(Text),
  text: Text,
  /** True when the text was longer than we keep, and was cut. */
  cut: z.optional(z.boolean()),
  /** True when only the beginning of the text was seen. */
  excerpt: z.boolean(),
  lang: z.nullable(Short),
  postedAt: z.nullable(Time),
  postedAtSource: z.nullable(z.enum(['id', 'label'])),
  cashtags: z.array(ExportTicker).check(z.maxLength(5_000)),
  otherTickers: z.array(ExportTicker).check(z.maxLength(5_000)),
  hashtags: z.array(Text).check(z.maxLength(10_000)),
  mentions: z.array(Text).check(z.maxLength(10_000)),
  attached: z.array(Short).check(z.maxLength(1_000)),
  labels: strict(Labels.shape),
  counts: strict(Counts.shape),
  firstSeenAt: z.nullable(Time),
  /** `null` for a post that was seen and not saved, or read from a file. */
  capturedAt: z.nullable(Time),
  /** Wide: what a user could write and merge, an import has to take. */
  note: z.string().check(z.maxLength(1_000_000)),
  tags: z.array(Text).check(z.maxLength(1_000)),
  versions: z
    .array(strict({ ...Version.shape, title: z.nullable(Text), text: Text }))
    .check(z.maxLength(1_000)),
  /** Over the record's canonical JSON (RFC 8785) without what `hashed` in lib/store/capture.ts leaves out. */
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
});
export type ExportCapture = z.infer<typeof ExportCapture>;

const Slot = strict({
  kind: z.enum(['ticker', 'number', 'link', 'mention', 'hashtag', 'emoji', 'date', 'words']),
  values: z.array(z.tuple([AnyId, Text])),
});

export const ExportGroup = strict({
  id: Short,
  kind: CopyKind,
  /** The earliest posted of its members; `null` when times are unknown or tie. */
  first: z.nullable(AnyId),
  members: z.array(strict({ ...CopyMember.shape, id: AnyId })),
  slots: z.optional(z.array(Slot)),
});
export type ExportGroup = z.infer<typeof ExportGroup>;

/** The user's word on two posts: a labelled pair. */
export const ExportVerdict = strict({ a: AnyId, b: AnyId, copy: z.boolean(), at: Time });
export const ExportCorrection = strict({
  id: AnyId,
  code: Ticker.shape.code,
  role: Role,
  at: Time,
  /** What the correction replaced, so that it can be taken back. */
  was: z.nullable(strict({ role: Role, reason: ExportReason })),
});
export type ExportCorrection = z.infer<typeof ExportCorrection>;

export const ExportTickerRow = strict({
  ...TickerRow.shape,
  days: z.array(strict({ day: z.nullable(Short), about: Tally, riding: Tally })),
});
export const ExportCampaign = strict({
  ...Campaign.shape,
  posts: z.array(AnyId),
  related: z.array(AnyId),
  riders: z.array(strict({ code: Short, posts: Tally })),
  days: z.array(strict({ day: z.nullable(Short), posts: Tally, riders: z.array(Short) })),
});

export const ExportDocument = strict({
  format: z.literal(FORMAT),
  version: z.literal(FORMAT_VERSION),
  generator: Short,
  exportedAt: Time,
  captures: z.array(ExportCapture).check(z.maxLength(MAX_POSTS)),
  copyGroups: z.array(ExportGroup).check(z.maxLength(MAX_POSTS)),
  verdicts: z.array(ExportVerdict).check(z.maxLength(MAX_POSTS)),
  corrections: z.array(ExportCorrection).check(z.maxLength(MAX_POSTS)),
  tickers: z.array(ExportTickerRow),
  campaigns: z.array(ExportCampaign),
});
export type ExportDocument = z.infer<typeof ExportDocument>;
