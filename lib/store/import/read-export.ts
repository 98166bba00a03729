/** Parses and checks an export document completely before anything is written. */

import { safePostUrl } from '../../square/hosts.ts';
import type { Connection } from '../db/connection.ts';
import { MAX_ANCHORS } from '../db/group-reviews.ts';
import { fromRecord } from '../db/post-record.ts';
import { canonicalJson, type Sha256, sha256 } from '../export/canonical-json.ts';
import { fromExportRecord, hashedFields } from '../export/export-record.ts';
import { ExportDocument, FORMAT, FORMAT_VERSION } from '../export/export-schema.ts';
import { importStatus } from '../merge/merge-import.ts';
import { clampTime, isPlausibleTime } from '../merge/plausible-time.ts';
import { describeIssue } from './describe-issue.ts';
import type { ImportCounts, ImportPayload } from './import-posts.ts';
import { decodeText, ImportError, parseJson } from './json-file.ts';
import { contentIdsForUnknown } from './stored-ids.ts';
import type { UnknownFields } from './unknown-fields.ts';

/**
 * A checked document to import. `copyGroups` is `null` for sources without groups: NDJSON, or the text of a
 * page.
 */
export type ImportDocument = Omit<ExportDocument, 'copyGroups'> & {
  copyGroups: ExportDocument['copyGroups'] | null;
  /** Fields that were left out because this version does not know them; absent if there are none. */
  unknown?: UnknownFields;
};

/** Preview of an import: the number of posts by import status. */
interface ImportPlan extends ImportCounts {
  posts: number;
  captures: number;
  exportedAt: string;
  /** Number of links that are not plain addresses of the site; they are dropped. */
  links: number;
  /** Ids of the records whose hash does not match their content. */
  changed: string[];
}

/** Number of posts compared per read. */
const BATCH_SIZE = 500;

/**
 * Parses the bytes of an export file.
 * @param unknown gets the fields that this version does not know; without it they are errors
 * @throws ImportError with the cause and the place
 */
export function parseExport(
  bytes: Uint8Array,
  now = new Date(),
  unknown: UnknownFields | null = null,
): ExportDocument & Pick<ImportDocument, 'unknown'> {
  const value = parseJson(decodeText(bytes));
  checkHeader(value);
  const read = unknown ? unknown.check(ExportDocument, value, null) : ExportDocument.safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new ImportError(
      'bad-record',
      `${issueLocation(value, issue?.path ?? [])}: ${issue ? describeIssue(issue) : 'not as it should be'}`,
    );
  }
  new RecordCheck(now).add(read.data.captures);
  return { ...read.data, ...(unknown && unknown.names.size > 0 && { unknown }) };
}

/** @throws ImportError if the header is not that of an export which this version can read */
export function checkHeader(value: unknown): void {
  const { format, version } = headerOf(value);
  if (format !== FORMAT) throw new ImportError('other-format', 'this JSON is not an export of Feedglass');
  if (typeof version === 'number' && version > FORMAT_VERSION) {
    throw new ImportError(
      'newer-format',
      `format version ${version}; this program reads up to ${FORMAT_VERSION}`,
    );
  }
}

function headerOf(value: unknown): { format?: unknown; version?: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

/** "captures[3] (id 330020877222706), text" */
function issueLocation(value: unknown, path: PropertyKey[]): string {
  const [list, index, ...rest] = path;
  if (typeof index !== 'number') return path.map(String).join('.') || 'the document';
  const record = (value as Record<string, { id?: unknown }[]>)[String(list)]?.[index];
  const id = typeof record?.id === 'string' ? ` (id ${record.id.slice(0, 60)})` : '';
  return [`${String(list)}[${index}]${id}`, ...rest.map(String)].join(', ');
}

/** Checks the records of a document, which may come in parts. */
export class RecordCheck {
  readonly #today: string;
  readonly #ids = new Set<string>();

  constructor(now: Date) {
    this.#today = now.toISOString();
  }

  /**
   * Takes the records that follow the ones before.
   * @throws ImportError for a duplicate id or an impossible time
   */
  add(captures: ImportDocument['captures']): void {
    for (const { id, postedAt } of captures) {
      const place = `captures[${this.#ids.size}] (id ${id})`;
      if (this.#ids.has(id)) throw new ImportError('bad-record', `${place}: the id occurs twice`);
      this.#ids.add(id);
      if (postedAt !== null && !isPlausibleTime(postedAt, this.#today))
        throw new ImportError('bad-record', `${place}: the time ${postedAt} cannot be`);
    }
  }
}

/**
 * The payload of a document. An id that is neither Square's nor a content id becomes the content id of the
 * text; an impossible time written by the exporter's clock becomes `now`.
 */
export function toImportPayload(document: ImportDocument, now: string): ImportPayload {
  const ids = contentIdsForUnknown(document.captures);
  const idOf = (id: string) => ids.get(id) ?? id;
  return {
    posts: document.captures.map((record) => {
      const post = fromExportRecord(record, now);
      return {
        ...post,
        id: idOf(record.id),
        url: safePostUrl(record.url),
        firstSeenAt: clampTime(post.firstSeenAt, now),
        capturedAt: post.capturedAt === null ? null : clampTime(post.capturedAt, now),
        versions: post.versions.map((version) => ({ ...version, seenAt: clampTime(version.seenAt, now) })),
      };
    }),
    verdicts: document.verdicts.map((verdict) => ({ ...verdict, a: idOf(verdict.a), b: idOf(verdict.b) })),
    reviews: (document.copyGroups ?? []).flatMap(({ first, members, review }) => {
      if (!review) return [];
      const ids = [...(first === null ? [] : [first]), ...members.map(({ id }) => id)].map(idOf);
      return [{ ...review, at: clampTime(review.at, now), anchors: [...new Set(ids)].slice(0, MAX_ANCHORS) }];
    }),
    corrections: document.corrections.map((word) => ({ ...word, id: idOf(word.id) })),
    seenAt: clampTime(document.exportedAt, now),
  };
}

/**
 * Computes what importing the document would do, without changing anything.
 * @param payload the document's payload, if it is computed already
 */
export async function planImport(
  connection: Connection,
  document: ImportDocument,
  now = new Date(),
  payload = toImportPayload(document, now.toISOString()),
): Promise<ImportPlan> {
  const { posts, seenAt } = payload;
  const plan: ImportCounts = { new: 0, same: 0, newer: 0, conflict: 0 };
  for (let i = 0; i < posts.length; i += BATCH_SIZE) {
    const batch = posts.slice(i, i + BATCH_SIZE);
    const stored = await connection.withDatabase((db) => {
      const { store } = db.transaction('posts');
      return Promise.all(batch.map(({ id }) => store.get(id)));
    });
    for (const [j, post] of batch.entries()) {
      const record = stored[j];
      plan[importStatus(record ? fromRecord(record) : null, post, seenAt)]++;
    }
  }
  return {
    ...plan,
    posts: posts.length,
    captures: posts.filter(({ capturedAt }) => capturedAt !== null).length,
    exportedAt: document.exportedAt,
    links: document.captures.filter(({ url }) => url !== null && safePostUrl(url) === null).length,
    changed: await recordsWithBadHash(document),
  };
}

/** Ids of the records whose hash does not match their content. */
export async function recordsWithBadHash(
  { captures, unknown }: Pick<ImportDocument, 'captures' | 'unknown'>,
  hash: Sha256 = sha256,
): Promise<string[]> {
  const changed: string[] = [];
  for (const record of captures) {
    const whole = (unknown?.records.get(record.id) as typeof record | undefined) ?? record;
    if ((await hash(canonicalJson(hashedFields(whole)))) !== record.sha256) changed.push(record.id);
  }
  return changed;
}
