/** Reads lists page by page along an index with array keys. */
import type { ListPage } from '../../list-rows.ts';

/** Number of rows of a request without a limit. */
export const DEFAULT_LIMIT = 50;

/** Limit and cursor of a page. */
export interface PageRequest {
  limit?: number;
  /** `next` of the previous page. */
  after?: string | null;
}

type Part = string | number;
/** Sorts after every string and number as a key part. */
const MAX_KEY_PART: Part[] = [];

/**
 * Returns the range of all keys that begin with `prefix`.
 * @param after the rest of the key after which the range begins; `null` for the start
 */
export function prefixRange(prefix: readonly Part[], after: readonly Part[] | null = null): IDBKeyRange {
  return IDBKeyRange.bound([...prefix, ...(after ?? [])], [...prefix, MAX_KEY_PART], after !== null);
}

/**
 * Reads one page of a list.
 * @param index the index to read; its keys are arrays, unique per row
 * @param prefix the first parts of the keys of this list
 * @param keyOf returns the key of a row in that index
 */
export async function readPage<Row>(
  index: { getAll(range: IDBKeyRange, count: number): Promise<Row[]> },
  prefix: readonly Part[],
  request: PageRequest,
  keyOf: (row: Row) => readonly Part[] | undefined,
): Promise<ListPage<Row>> {
  const limit = request.limit ?? DEFAULT_LIMIT;
  const from = request.after ? (JSON.parse(request.after) as Part[]) : null;
  // One row more than the limit shows whether there is a next page.
  const rows = await index.getAll(prefixRange(prefix, from), limit + 1);
  const more = rows.length > limit;
  if (more) rows.length = limit;
  const last = rows.at(-1);
  return { rows, next: more && last ? JSON.stringify(keyOf(last)?.slice(prefix.length)) : null };
}
