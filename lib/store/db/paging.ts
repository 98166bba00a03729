/** Lists read a stretch at a time along an index whose keys are arrays. */
import type { ListPage } from '../../list-rows.ts';

/** Rows given when the caller names no limit. */
export const PAGE_SIZE = 50;

/** What a list is asked with. */
export interface PageRequest {
  limit?: number;
  /** `next` of the stretch before. */
  after?: string | null;
}

type Part = string | number;
/** A key part above every string and number. */
const MAX_KEY_PART: Part[] = [];

/**
 * The range of all keys that begin with `prefix`.
 * @param after the rest of the key to begin behind, or `null` to begin at the start.
 */
export function prefixRange(prefix: readonly Part[], after: readonly Part[] | null = null): IDBKeyRange {
  return IDBKeyRange.bound([...prefix, ...(after ?? [])], [...prefix, MAX_KEY_PART], after !== null);
}

/**
 * Reads one stretch of a list.
 * @param index the index to walk, its keys arrays that no two rows share.
 * @param prefix what the keys of the list begin with.
 * @param keyOf a row's key in that index.
 */
export async function readPage<Row>(
  index: { getAll(range: IDBKeyRange, count: number): Promise<Row[]> },
  prefix: readonly Part[],
  ask: PageRequest,
  keyOf: (row: Row) => readonly Part[] | undefined,
): Promise<ListPage<Row>> {
  const limit = ask.limit ?? PAGE_SIZE;
  const from = ask.after ? (JSON.parse(ask.after) as Part[]) : null;
  // One row more than asked tells whether there is a next stretch.
  const rows = await index.getAll(prefixRange(prefix, from), limit + 1);
  const more = rows.length > limit;
  if (more) rows.length = limit;
  const last = rows.at(-1);
  return { rows, next: more && last ? JSON.stringify(keyOf(last)?.slice(prefix.length)) : null };
}
