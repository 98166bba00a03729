/** Seen posts go again: the oldest beyond the user's limits, a few with every batch. */
import type { Summary } from '../rows.ts';
import type { Settings } from '../settings.ts';
import { COUNTS } from './schema.ts';
import type { Unit } from './unit.ts';

const DAY = 86_400_000;
/** Removed with one batch at most, so that no batch is slow; more than a batch can bring in. */
export const PURGE = 40;

/**
 * Removes seen posts over the limits in number and age; captures stay.
 * @returns how many were removed; `PURGE` means there may be more.
 */
export async function purge(unit: Unit, settings: Settings, now: string, most = PURGE): Promise<number> {
  const stored = { ...COUNTS, ...((await unit.tx.objectStore('meta').get('counts')) as Summary | undefined) };
  const added = unit.ledger.counts;
  const seen = stored.seen + added.seen - (stored.captured + added.captured);
  const over = Math.max(0, Math.min(most, seen - settings.seenLimit));
  const cutoff = Date.parse(now) - settings.seenDays * DAY;

  const index = unit.posts.index('stale');
  const oldest = over > 0 ? await index.getAll(null, over) : [];
  const known = new Set(oldest.map(({ id }) => id));
  const aged = await index.getAll(IDBKeyRange.upperBound([cutoff]), most);
  const gone = [...oldest, ...aged.filter(({ id }) => !known.has(id))].slice(0, most);
  for (const record of gone) await unit.remove(record);
  return gone.length;
}
