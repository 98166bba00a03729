import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { ListPage } from '../lib/list-rows.ts';

export interface PagedList<Row> {
  /** `null` until the first page is loaded. */
  rows: Row[] | null;
  /** Loads the next page; `null` at the end. */
  loadMore: (() => void) | null;
  /** The list or its next page could not be read. */
  failed: boolean;
  /** Repeats the read that failed. */
  retry: () => void;
}

/** The fields that identify a row. */
type Keyed = { id: string } | { key: string } | { code: string };
const keyOf = (row: Keyed): string => ('id' in row ? row.id : 'key' in row ? row.key : row.code);

/**
 * Maximum number of rows read again after a change. Changes are frequent: one for every few posts read on a
 * page.
 */
const REREAD = 500;

/**
 * A list loaded page by page.
 * @param load returns the page after a cursor
 * @param deps a change means another list: it is loaded from the start, and the old rows stay visible until
 * then
 * @param version a change means that the same list changed: its beginning is read again and the rest stays,
 * so that the scroll position is kept
 * @param pageSize number of rows loaded at once
 */
export function usePagedList<Row extends Keyed>(
  load: (after: string | null, limit: number) => Promise<ListPage<Row>>,
  deps: readonly unknown[],
  version: number,
  pageSize: number,
): PagedList<Row> {
  const [state, set] = useState<{ rows: Row[] | null; next: string | null; failed: boolean }>({
    rows: null,
    next: null,
    failed: false,
  });
  const [tries, setTries] = useState(0);
  const requestId = useRef(0);
  const shown = useRef(0);
  /** True during a read: scrolling may request the next page several times before it arrives. */
  const busy = useRef(false);
  const read = useRef({ deps: [] as readonly unknown[] });
  shown.current = state.rows?.length ?? 0;

  useEffect(() => {
    const mine = ++requestId.current;
    busy.current = true;
    const same = read.current.deps.length > 0 && deps.every((dep, i) => dep === read.current.deps[i]);
    read.current = { deps };
    const limit = same && shown.current > 0 ? Math.min(shown.current, REREAD) : pageSize;
    const done = (next: (old: typeof state) => typeof state) => {
      if (mine !== requestId.current) return;
      busy.current = false;
      set(next);
    };
    load(null, limit).then(
      (page) => done((old) => (same ? joined(old, page) : firstPage(page))),
      () => done((old) => (same ? { ...old, failed: true } : { rows: null, next: null, failed: true })),
    );
  }, [...deps, version, tries]);

  const loadMore = useCallback(() => {
    if (busy.current) return;
    busy.current = true;
    const mine = requestId.current;
    const done = (next: (old: typeof state) => typeof state) => {
      if (mine !== requestId.current) return;
      busy.current = false;
      set(next);
    };
    load(state.next, pageSize).then(
      (page) =>
        done((old) => ({ rows: [...(old.rows ?? []), ...page.rows], next: page.next, failed: false })),
      () => done((old) => ({ ...old, failed: true })),
    );
    // New rows give a new function, so that a list scrolled to its end requests again.
  }, [state.rows, state.next, ...deps]);

  const retry = useCallback(() => setTries((n) => n + 1), []);
  // After an error nothing is requested automatically, or the requests would never end.
  const goesOn = state.next !== null && !state.failed;
  return { rows: state.rows, loadMore: goesOn ? loadMore : null, failed: state.failed, retry };
}

const firstPage = <Row>(page: ListPage<Row>) => ({ rows: page.rows, next: page.next, failed: false });

/** The new first rows, followed by the rows after the last one of them; the old cursor stays valid. */
function joined<Row extends Keyed>(old: { rows: Row[] | null; next: string | null }, page: ListPage<Row>) {
  const last = page.rows.at(-1);
  const rows = old.rows ?? [];
  const at = last && page.next !== null ? rows.findIndex((row) => keyOf(row) === keyOf(last)) : -1;
  if (at === -1 || at === rows.length - 1) return firstPage(page);
  return { rows: [...page.rows, ...rows.slice(at + 1)], next: old.next, failed: false };
}
