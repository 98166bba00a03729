/** Whose annotations an operation changed, for the tabs that may show them. */
import type { Annotation } from '../post.ts';
import { annotationOf } from './annotate.ts';
import { stretchOf } from './paging.ts';
import type { PostRecord } from './schema.ts';
import type { Unit } from './unit.ts';

/** Members of a changed group that are told of, and of all groups together. */
const OF_GROUP = 20;
const ALL = 60;

/** Annotations of the posts that an operation changed or deleted, and of the nearest members of their groups. */
export async function newsOf(unit: Unit): Promise<Annotation[]> {
  const ids = new Set([...unit.touched].filter((id) => !unit.plain.has(id)));
  for (const group of unit.ledger.groups.keys()) {
    for (const id of await unit.posts.index('group').getAllKeys(stretchOf([group]), OF_GROUP)) ids.add(id);
    if (ids.size >= ALL) break;
  }
  const records = await Promise.all([...ids].slice(0, ALL).map((id) => unit.get(id)));
  const there = records.filter((record) => record !== undefined);
  const told = await Promise.all(there.map((record) => annotationOf(unit.tx, record, unit.kinship)));
  return [...told, ...unit.deleted.map(deletedNote)];
}

/** On a page that still shows it, a deleted capture can be saved again: its strip must not say "saved". */
function deletedNote({ id, cashtags, otherTickers }: PostRecord): Annotation {
  return { id, saved: false, note: '', tags: [], tickers: [...cashtags, ...otherTickers], copy: null };
}

/** A post's annotation at the end of an operation: a later post may have given it a group. */
export async function annotated(unit: Unit, record: PostRecord): Promise<Annotation> {
  return annotationOf(unit.tx, (await unit.get(record.id)) ?? record, unit.kinship);
}
