/** Converts between a post and its record in an export. */
import type { Reason, StoredPost, Ticker } from '../../post.ts';
import { postTimes, type TimedPost } from '../../post-times.ts';
import { canonicalJson, type Sha256, sha256 } from './canonical-json.ts';
import type { ExportRecord, ExportTicker, ExportTimes } from './export-schema.ts';

/** A post to export. Posts read from a file have no sighting times. */
export type ExportablePost = Omit<StoredPost, 'firstSeenAt' | 'lastSeenAt' | 'group'> & {
  firstSeenAt: string | null;
};

/** Returns the export record of a post, with its hash. The order of the fields is their order in the file. */
export async function toExportRecord(post: ExportablePost, hash: Sha256 = sha256): Promise<ExportRecord> {
  const record = {
    id: post.id,
    site: post.site,
    url: post.url,
    kind: post.kind,
    surface: post.surface,
    author: { name: post.author.name, handle: post.author.handle },
    title: post.title,
    text: post.text,
    ...(post.translated === undefined ? {} : { translated: post.translated }),
    ...(post.cut === undefined ? {} : { cut: post.cut }),
    excerpt: post.excerpt,
    lang: post.lang,
    postedAt: post.postedAt,
    postedAtSource: post.postedAtSource,
    ...(post.label === undefined ? {} : { label: { text: post.label.text, seenAt: post.label.seenAt } }),
    times: exportTimes(post),
    cashtags: post.cashtags.map(toExportTicker),
    otherTickers: post.otherTickers.map(toExportTicker),
    hashtags: post.hashtags,
    mentions: post.mentions,
    attached: post.attached,
    labels: post.labels,
    counts: post.counts,
    firstSeenAt: post.firstSeenAt,
    capturedAt: post.capturedAt,
    note: post.note,
    tags: post.tags,
    versions: post.versions,
  };
  return { ...record, sha256: await hash(canonicalJson(hashedFields(record))) };
}

/** Returns the bounds of a post's time of publication, as ISO times. */
export function exportTimes(post: TimedPost): ExportTimes {
  const { created, from, to, evidence } = postTimes(post);
  const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());
  return {
    ...{ created: iso(created), from: iso(from), to: iso(to) },
    evidence: evidence.map((one) => ({
      kind: one.kind,
      from: iso(one.from),
      to: iso(one.to),
      late: one.late,
    })),
  };
}

/**
 * Returns the fields that the hash of a record covers: all but the reader's own (capture and sighting times, what
 * follows from them, note, tags), so that two readers of the same post get the same hash.
 */
export function hashedFields(record: Omit<ExportRecord, 'sha256'> & { sha256?: string }): object {
  const { sha256: _h, capturedAt: _c, firstSeenAt: _f, note: _n, tags: _t, ...shared } = record;
  const { label: _l, times: _b, versions, ...content } = shared;
  return { ...content, versions: versions.map(({ title, text }) => ({ title, text })) };
}

/** Returns the post of an export record, as if seen at time `now` and without a group. */
export function fromExportRecord(record: ExportRecord, now: string): StoredPost {
  const { sha256: _h, times: _t, cashtags, otherTickers, firstSeenAt, label, ...rest } = record;
  return {
    ...(label && { label }),
    ...rest,
    cashtags: cashtags.map(fromExportTicker),
    otherTickers: otherTickers.map(fromExportTicker),
    firstSeenAt: firstSeenAt ?? now,
    lastSeenAt: now,
    group: null,
  };
}

function toExportTicker({ code, shown, role, reason, source, at, unsure }: Ticker): ExportTicker {
  return {
    code,
    role,
    reason: reasonInEnglish(reason, role),
    source,
    because: reason,
    shown,
    at,
    ...(unsure === undefined ? {} : { unsure }),
  };
}

function fromExportTicker({ reason: _, because, ...ticker }: ExportTicker): Ticker {
  return { ...ticker, reason: because };
}

/** Returns the reason for a ticker's role as an English sentence. */
function reasonInEnglish(reason: Reason, role: Ticker['role']): string {
  const where = paragraphPhrase(reason.paragraph);
  switch (reason.why) {
    case 'in-sentence':
      return `Stands with its sign inside a sentence${where}.`;
    case 'bare-code':
      return `Stands without a sign inside a sentence${where}.`;
    case 'hashtag-in-sentence':
      return `Stands as a hashtag inside a sentence${where}.`;
    case 'named':
      return `The text says its name${reason.name === undefined ? '' : ` "${reason.name}"`}${where}.`;
    case 'listed':
      return `One of a list or a question that the text announces${where}.`;
    case 'only-in-tag-run':
      return `Only in ${RUN_PHRASES[reason.run ?? 'inner']}${role === 'unsupported' ? '; the text discusses no ticker' : ''}.`;
    case 'only-attached':
      return 'Not in the text; the page attaches it.';
    case 'sole':
      return 'The only ticker of the post.';
    case 'corrected':
      return 'Set by the user.';
  }
}

function paragraphPhrase(paragraph: number | undefined): string {
  if (paragraph === undefined) return '';
  return paragraph === 0 ? ' in the title' : ` in paragraph ${paragraph}`;
}

const RUN_PHRASES = {
  first: "the first line's tags",
  last: "the last line's tags",
  inner: 'a run of tags',
} as const;
