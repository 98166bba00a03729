/** Seen posts that are not captures go when the user says so. */
import { settle } from './arrive.ts';
import { storedPost } from './record.ts';
import type { Unit } from './unit.ts';

/** Posts removed by one transaction. */
const CHUNK = 400;
/** With no more captures than this it is faster to begin the library anew with them. */
const FEW = 2_000;

/** Forgets up to `CHUNK` posts last seen before a time, in ms. @returns how many. */
export async function forgetSome(unit: Unit, before: number): Promise<{ forgotten: number; more: boolean }> {
  const gone = await unit.posts.index('stale').getAll(IDBKeyRange.upperBound([before], true), CHUNK);
  for (const record of gone) await unit.remove(record);
  await unit.finish();
  return { forgotten: gone.length, more: gone.length === CHUNK };
}

/**
 * Forgets all seen posts in one go: empties the tables and stores the captures again.
 * @returns how many, or `null` when there are too many captures for that.
 */
export async function forgetAll(unit: Unit): Promise<number | null> {
  const [all, kept] = await Promise.all([unit.posts.count(), unit.posts.index('kept').count()]);
  if (kept > FEW) return null;
  const captures = await unit.posts.index('kept').getAll();
  await unit.clear();
  for (const record of captures) await settle(unit, null, { ...storedPost(record), group: null });
  await unit.finish();
  return all - kept;
}
