/** Deletes the oldest seen posts beyond the user's limits, a few with each batch. */
import type { Summary } from '../../list-rows.ts';
import type { Settings } from '../../settings.ts';
import { EMPTY_SUMMARY } from '../db/schema.ts';
import type { UnitOfWork } from './unit-of-work.ts';

const DAY = 86_400_000;
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
  const expired = await index.getAll(IDBKeyRange.upperBound([cutoff]), limit);
  const toDelete = [...oldest, ...expired.filter(({ id }) => !known.has(id))].slice(0, limit);
  for (const record of toDelete) await unit.remove(record);
  return toDelete.length;
}
