import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { ListPage } from '../lib/list-rows.ts';

export interface PagedList<Row> {
  /** `null` until the first stretch is there. */
  rows: Row[] | null;
  /** Gets the next stretch; `null` at the end. */
  loadMore: (() => void) | null;
  /** The list, or its next stretch, could not be read. */
  failed: boolean;
  /** Tries the reading that failed once more. */
  retry: () => void;
}

/** What tells two rows apart. */
type Keyed = { id: string } | { key: string } | { code: string };
const keyOf = (row: Keyed): string => ('id' in row ? row.id : 'key' in row ? row.key : row.code);

/** Rows read again after a change at most. A change comes with every few posts that are met on a page. */
const REREAD = 500;

/**
 * A list that arrives a stretch at a time.
 * @param load gives the stretch after a cursor.
 * @param deps another list: it begins anew; what is shown stays until the new rows are there.
 * @param version the same list, changed: its beginning is read again and the rest stays, so that nothing jumps.
 */
export function usePagedList<Row extends Keyed>(
  load: (after: string | null, limit?: number) => Promise<ListPage<Row>>,
  deps: readonly unknown[],
  version: number,
): PagedList<Row> {
  const [state, set] = useState<{ rows: Row[] | null; next: string | null; failed: boolean }>({
    rows: null,
    next: null,
    failed: false,
  });
  const [tries, setTries] = useState(0);
  const requestId = useRef(0);
  const shown = useRef(0);
  /** Something is on its way: a list that is scrolled on asks again before the answer is there. */
  const busy = useRef(false);
  const read = useRef({ deps: [] as readonly unknown[] });
  shown.current = state.rows?.length ?? 0;

  useEffect(() => {
    const mine = ++requestId.current;
    busy.current = true;
    const same = read.current.deps.length > 0 && deps.every((dep, i) => dep === read.current.deps[i]);
    read.current = { deps };
    const limit = same && shown.current > 0 ? Math.min(shown.current, REREAD) : undefined;
    const done = (next: (old: typeof state) => typeof state) => {
      if (mine !== requestId.current) return;
      busy.current = false;
      set(next);
    };
    load(null, limit).then(
      (page) => done((old) => (same ? joined(old, page) : fresh(page))),
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
    load(state.next).then(
      (page) =>
        done((old) => ({ rows: [...(old.rows ?? []), ...page.rows], next: page.next, failed: false })),
      () => done((old) => ({ ...old, failed: true })),
    );
    // New rows make a new function, so that a list that stands at its end asks again.
  }, [state.rows, state.next, ...deps]);

  const retry = useCallback(() => setTries((n) => n + 1), []);
  // A list that failed does not ask by itself: it would ask without end.
  const goesOn = state.next !== null && !state.failed;
  return { rows: state.rows, loadMore: goesOn ? loadMore : null, failed: state.failed, retry };
}

const fresh = <Row>(page: ListPage<Row>) => ({ rows: page.rows, next: page.next, failed: false });

/** The new beginning, then what stood after its last row before; from there on the old cursor holds. */
function joined<Row extends Keyed>(old: { rows: Row[] | null; next: string | null }, page: ListPage<Row>) {
  const last = page.rows.at(-1);
  const rows = old.rows ?? [];
  const at = last && page.next !== null ? rows.findIndex((row) => keyOf(row) === keyOf(last)) : -1;
  if (at === -1 || at === rows.length - 1) return fresh(page);
  return { rows: [...page.rows, ...rows.slice(at + 1)], next: old.next, failed: false };
}
