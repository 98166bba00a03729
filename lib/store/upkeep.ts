/**
 * What the copy index needs now and then: to be made anew after our code changed, to give back the memory of removed
 * posts, and its tail to be folded in.
 */
import { allowed } from './arrive.ts';
import type { Finder } from './finder.ts';
import { join } from './grouping.ts';
import { storedPost } from './record.ts';
import { counted } from './strictness.ts';
import type { Unit } from './unit.ts';

/** Posts taken in by one transaction of a rebuild. */
const CHUNK = 100;
/** Posts taken in again by one transaction, when most around them are gone. */
const RENEWED = 25;

/**
 * Does one piece.
 * @returns true when there is more to do.
 */
export async function upkeep(unit: Unit): Promise<boolean> {
  const finder = await unit.finder();
  if (finder.rebuilt === null) {
    const tired = finder.tired(RENEWED);
    for (const id of tired) await renew(unit, finder, id);
    await unit.finish();
    if (finder.isLong) await finder.checkpoint(unit.tx);
    return tired.length > 0;
  }
  const range = finder.rebuilt === '' ? null : IDBKeyRange.lowerBound(finder.rebuilt, true);
  const records = await unit.posts.getAll(range, CHUNK);
  for (const record of records) {
    if (finder.has(record.id)) continue;
    const search = await allowed(unit, record.id, await finder.find((id) => unit.get(id), record));
    finder.insert(record.id, search);
    if (record.group !== null) continue;
    const copies = counted(unit.strictness, finder, record, search);
    const { group, member } = await join(unit, finder, storedPost(record), copies);
    if (group !== null) await unit.change(record, { group }, { member });
  }
  finder.rebuilt = records.length < CHUNK ? null : (records.at(-1)?.id ?? null);
  await unit.finish();
  if (finder.isLong || finder.rebuilt === null) await finder.checkpoint(unit.tx);
  return finder.rebuilt !== null;
}

/** Takes a post into the index again. */
async function renew(unit: Unit, finder: Finder, id: string): Promise<void> {
  const record = await unit.get(id);
  if (record) finder.insert(id, await allowed(unit, id, await finder.find((one) => unit.get(one), record)));
  else finder.remove(id);
}
