/** Deletes seen posts that are not captures: those beyond the user's limits, or all when the user asks for it. */
import type { Summary } from '../../list-rows.ts';
import type { Settings } from '../../settings.ts';
import { DAY, HOUR } from '../../time-units.ts';
import { fromRecord } from '../db/post-record.ts';
import { EMPTY_SUMMARY } from '../db/schema.ts';
import { deletePost } from './copy-groups.ts';
import type { UnitOfWork } from './unit-of-work.ts';
import { storeAndGroup } from './upsert-post.ts';

const FIRST_VERSION = Date.UTC(2026, 0, 1);
/** A longer time between two writes may be a holiday or a clock that was set wrongly. */
const MAX_GAP = 7 * DAY;
/**
 * Maximum number of posts deleted with one batch, so that no batch is slow; larger than a batch of new posts.
 */
export const MAX_PER_BATCH = 40;

/**
 * Deletes seen posts over the limits in number and age; captures stay.
 * @returns how many were deleted; `MAX_PER_BATCH` means that there may be more
 */
export async function enforceLimits(
  unit: UnitOfWork,
  settings: Settings,
  now: string,
  limit = MAX_PER_BATCH,
): Promise<number> {
  const stored = {
    ...EMPTY_SUMMARY,
    ...((await unit.tx.objectStore('meta').get('counts')) as Summary | undefined),
  };
  const added = unit.ledger.counts;
  const seen = stored.seen + added.seen - (stored.captured + added.captured);
  const over = Math.max(0, Math.min(limit, seen - settings.seenLimit));
  const cutoff = Date.parse(now) - settings.seenDays * DAY;

  const index = unit.posts.index('stale');
  const oldest = over > 0 ? await index.getAll(null, over) : [];
  const known = new Set(oldest.map(({ id }) => id));
  // Times before the first version of this program were written by a wrong clock: they are not the age of the post.
  const byAge = cutoff > FIRST_VERSION && (await isClockSettled(unit, now));
  const aged = byAge ? IDBKeyRange.bound([FIRST_VERSION], [cutoff]) : null;
  const expired = aged ? await index.getAll(aged, limit) : [];
  const toDelete = [...oldest, ...expired.filter(({ id }) => !known.has(id))].slice(0, limit);
  for (const record of toDelete) await deletePost(unit, record);
  return toDelete.length;
}

/** The clock as the library saw it. */
interface ClockRecord {
  last: number;
  /** Time of the last jump; `null` if there was none in the last day. */
  jumpedAt: number | null;
}

/** False for a day after the clock jumped: a clock that was set wrongly is noticed by then, and nothing is deleted. */
async function isClockSettled(unit: UnitOfWork, now: string): Promise<boolean> {
  const meta = unit.tx.objectStore('meta');
  const at = Date.parse(now);
  const stored = (await meta.get('clock')) as ClockRecord | undefined;
  const { last, jumpedAt } = stored ?? { last: at, jumpedAt: null };
  const jumped = at - last > MAX_GAP || last - at > DAY;
  const since = jumped ? at : jumpedAt;
  const settled = since === null || at - since > DAY;
  const next: ClockRecord = { last: at, jumpedAt: settled ? null : since };
  if (jumped || next.jumpedAt !== jumpedAt || Math.abs(at - last) > HOUR || !stored)
    await meta.put(next, 'clock');
  return settled;
}

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
): Promise<{ deleted: number; more: boolean }> {
  const expired = await unit.posts.index('stale').getAll(IDBKeyRange.upperBound([before], true), BATCH_SIZE);
  for (const record of expired) await deletePost(unit, record);
  await unit.commitAggregates();
  return { deleted: expired.length, more: expired.length === BATCH_SIZE };
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
  for (const record of captures) await storeAndGroup(unit, null, fromRecord(record));
  await unit.commitAggregates();
  return all - kept;
}
