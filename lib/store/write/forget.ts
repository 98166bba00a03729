/** Deletes seen posts that are not captures, when the user asks for it. */

import { fromRecord } from '../db/post-record.ts';
import type { UnitOfWork } from './unit-of-work.ts';
import { regroupAndStore } from './upsert-post.ts';

/** Number of posts deleted per transaction. */
const BATCH_SIZE = 400;
/** With at most this many captures, it is faster to clear the library and insert the captures again. */
const MAX_CAPTURES_TO_REBUILD = 2_000;

/**
 * Deletes up to `BATCH_SIZE` posts last seen before a time, in ms.
 * @returns how many were deleted
 */
export async function deleteSeenBefore(
  unit: UnitOfWork,
  before: number,
): Promise<{ forgotten: number; more: boolean }> {
  const expired = await unit.posts.index('stale').getAll(IDBKeyRange.upperBound([before], true), BATCH_SIZE);
  for (const record of expired) await unit.remove(record);
  await unit.commitAggregates();
  return { forgotten: expired.length, more: expired.length === BATCH_SIZE };
}

/**
 * Deletes all seen posts at once: clears the object stores and inserts the captures again.
 * @returns how many were deleted, or `null` if there are too many captures for that
 */
export async function deleteAllSeen(unit: UnitOfWork): Promise<number | null> {
  const [all, kept] = await Promise.all([unit.posts.count(), unit.posts.index('kept').count()]);
  if (kept > MAX_CAPTURES_TO_REBUILD) return null;
  const captures = await unit.posts.index('kept').getAll();
  await unit.clear();
  for (const record of captures) await regroupAndStore(unit, null, { ...fromRecord(record), group: null });
  await unit.commitAggregates();
  return all - kept;
}
