/** Imports posts in one transaction: all of them or none. */
import type { StoredPost, Verdict } from '../../post.ts';
import { contentOf } from '../../text/content-id.ts';
import { applyCorrections } from '../../text/roles/apply-corrections.ts';
import { importReview, type StoredReview } from '../db/group-reviews.ts';
import { derivedFields, fromRecord } from '../db/post-record.ts';
import type { PostRecord } from '../db/schema.ts';
import { type ImportStatus, importStatus, mergeImported } from '../merge/merge-import.ts';
import { campaignKeysOf } from '../write/campaign-membership.ts';
import { moveFeedback, putVerdict, type StoredCorrection, verdictKey } from '../write/feedback.ts';
import type { UnitOfWork } from '../write/unit-of-work.ts';
import {
  findExistingRecord,
  isIndexedAlike,
  prefetchForUpsert,
  storeAndGroup,
} from '../write/upsert-post.ts';
import type { ImportJournal } from './import-journal.ts';

/** The posts, verdicts and corrections to import. Groups are found from the texts: a file can claim anything. */
export interface ImportPayload {
  posts: StoredPost[];
  verdicts: Verdict[];
  corrections: StoredCorrection[];
  /** The reader's reviews of groups, with posts of these groups; none in sources without groups. */
  reviews?: StoredReview[];
  /** Time at which the texts were current: the time of the export. */
  seenAt: string;
}

/** Number of posts whose records are read at once. */
const BATCH_SIZE = 50;

/** Number of posts by import status. */
export type ImportCounts = Record<ImportStatus, number>;

/** Import callbacks. */
export interface ImportCallbacks {
  /** Called with the number of posts handled so far. */
  onProgress?: ((posts: number) => void) | undefined;
}

/** Bytes that a post takes on the disk besides its texts: its keys, tickers and tables. */
const RECORD_OVERHEAD = 3_000;

/** About how many bytes an import writes: two a letter, once to the log of the database and once to its table. */
export function storedSize({ posts }: Pick<ImportPayload, 'posts'>): number {
  let bytes = 0;
  for (const { text, note, versions } of posts) {
    bytes += RECORD_OVERHEAD + 4 * (text.length + note.length);
    for (const version of versions) bytes += 4 * version.text.length;
  }
  return bytes;
}

/** Imports a payload into the unit of work. The caller still has to commit its aggregates. */
export async function importPosts(
  unit: UnitOfWork,
  payload: ImportPayload,
  now: string,
  { onProgress }: ImportCallbacks = {},
  journal: ImportJournal | null = null,
): Promise<ImportCounts> {
  const done: ImportCounts = { new: 0, same: 0, newer: 0, conflict: 0 };
  await importFeedback(unit, payload, journal);
  for (const [i, incoming] of payload.posts.entries()) {
    if (i % BATCH_SIZE === 0) {
      await prefetchForUpsert(unit, payload.posts.slice(i, i + BATCH_SIZE));
      onProgress?.(i);
    }
    const before = await findExistingRecord(unit, incoming, contentOf(incoming));
    const old = before && fromRecord(before);
    const how = importStatus(old, incoming, payload.seenAt);
    done[how]++;
    if (!before || !old) {
      const after = { ...incoming, lastSeenAt: now };
      await storeAndGroup(unit, null, after);
      journal?.post({ before: null, met: null, after });
    } else if (how !== 'same') {
      const joined = mergeImported(old, incoming, payload.seenAt);
      await updateExisting(unit, before, joined);
      journal?.post({ before: old, met: incoming, after: joined });
    } else if (journal?.wasImported(old.id)) journal.post({ before: old, met: incoming, after: old });
  }
  for (const review of payload.reviews ?? []) {
    const step = await importReview(unit.tx, review);
    if (step) journal?.review(step);
  }
  await journal?.write(unit);
  return done;
}

/** Replaces the record of a known post by the merged one. */
export async function updateExisting(
  unit: UnitOfWork,
  before: PostRecord,
  joined: StoredPost,
): Promise<void> {
  if (before.id !== joined.id) await moveFeedback(unit, before.id, joined.id);
  const corrections = await unit.tx
    .objectStore('corrections')
    .getAll(IDBKeyRange.bound([joined.id], [joined.id, []]));
  const post = applyCorrections(joined, corrections);
  if (before.id === post.id && isIndexedAlike(before, post)) {
    await unit.put(before, post, { ...derivedFields(before), campaigns: await campaignKeysOf(unit, post) });
  } else await storeAndGroup(unit, before, post);
}

/** Imports verdicts and corrections before the posts, because they decide which posts can be sources. */
async function importFeedback(
  unit: UnitOfWork,
  { verdicts, corrections }: ImportPayload,
  journal: ImportJournal | null,
): Promise<void> {
  const pairs = unit.tx.objectStore('verdicts');
  for (const verdict of verdicts) {
    const [a, b] = verdictKey(verdict.a, verdict.b);
    const old = await pairs.get([a, b]);
    if (a === b || (old && old.at >= verdict.at)) continue;
    await putVerdict(unit, verdict);
    journal?.verdict(old, { ...verdict, a, b });
  }
  const roles = unit.tx.objectStore('corrections');
  for (const correction of corrections) {
    const old = await roles.get([correction.id, correction.code]);
    if (old && old.at >= correction.at) continue;
    await roles.put(correction);
    journal?.correction(old as StoredCorrection | undefined, correction);
  }
}
