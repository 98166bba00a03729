/** Determines whose annotations an operation changed, for the tabs that may show them. */
import type { Annotation } from '../../post.ts';
import { buildAnnotation } from '../annotations/annotation.ts';
import { prefixRange } from '../db/paging.ts';
import type { PostRecord } from '../db/schema.ts';
import type { UnitOfWork } from './unit-of-work.ts';

/** At most this many annotations are returned per changed group, and in total. */
const MAX_PER_GROUP = 20;
const MAX_TOTAL = 60;

/**
 * Annotations of the posts that an operation changed or deleted, and of the nearest members of their groups.
 */
export async function changedAnnotations(unit: UnitOfWork): Promise<Annotation[]> {
  const ids = new Set([...unit.changedIds].filter((id) => !unit.plain.has(id)));
  for (const group of unit.ledger.groups.keys()) {
    for (const id of await unit.posts.index('group').getAllKeys(prefixRange([group]), MAX_PER_GROUP))
      ids.add(id);
    if (ids.size >= MAX_TOTAL) break;
  }
  const records = await Promise.all([...ids].slice(0, MAX_TOTAL).map((id) => unit.get(id)));
  const there = records.filter((record) => record !== undefined);
  const annotations = await Promise.all(there.map((record) => annotate(unit, record)));
  return [...annotations, ...unit.deletedCaptures.map(annotationOfDeleted)];
}

/** A page may still show a deleted capture: its strip must offer to save it again. */
function annotationOfDeleted({ id, cashtags, otherTickers }: PostRecord): Annotation {
  return { id, saved: false, tickers: [...cashtags, ...otherTickers], copy: null };
}

/** The annotation of a post at the end of an operation; a later post may have added it to a group. */
export async function currentAnnotation(unit: UnitOfWork, record: PostRecord): Promise<Annotation> {
  return annotate(unit, (await unit.get(record.id)) ?? record);
}

function annotate(unit: UnitOfWork, record: PostRecord): Promise<Annotation> {
  return buildAnnotation(unit.tx, record, unit.strictness, async (id) => {
    return (await unit.copyIndex()).sourceStateOf(id).source?.id ?? null;
  });
}
