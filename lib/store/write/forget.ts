/** Seen posts that are not captures go when the user says so. */

import { fromRecord } from '../db/post-record.ts';
import type { UnitOfWork } from './unit-of-work.ts';
import { regroupAndStore } from './upsert-post.ts';

/** Posts removed by one transaction. */
const BATCH_SIZE = 400;
/** With no more captures than this it is faster to begin the library anew with them. */
const MAX_CAPTURES_TO_REBUILD = 2_000;

/** Forgets up to `CHUNK` posts last seen before a time, in ms. @returns how many. */
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
 * Forgets all seen posts in one go: empties the tables and stores the captures again.
 * @returns how many, or `null` when there are too many captures for that.
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
