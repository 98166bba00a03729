import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Page } from '../lib/rows.ts';

export interface Pages<Row> {
  /** `null` until the first stretch is there. */
  rows: Row[] | null;
  /** Gets the next stretch; `null` at the end. */
  more: (() => void) | null;
  failed: boolean;
}

/**
 * A list that arrives a stretch at a time.
 * @param load gives the stretch after a cursor.
 * @param deps when one of these changes the list begins anew; what is shown stays until the new rows are there.
 */
export function usePages<Row>(
  load: (after: string | null, limit?: number) => Promise<Page<Row>>,
  deps: readonly unknown[],
): Pages<Row> {
  const [state, set] = useState<{ rows: Row[] | null; next: string | null; failed: boolean }>({
    rows: null,
    next: null,
    failed: false,
  });
  const turn = useRef(0);
  const shown = useRef(0);
  shown.current = state.rows?.length ?? 0;

  useEffect(() => {
    const mine = ++turn.current;
    // After a change the list is read again as far as it was open, so that nothing jumps.
    const limit = shown.current > 50 ? shown.current : undefined;
    load(null, limit).then(
      (page) => mine === turn.current && set({ rows: page.rows, next: page.next, failed: false }),
      () => mine === turn.current && set({ rows: null, next: null, failed: true }),
    );
  }, deps);

  const more = useCallback(() => {
    const mine = turn.current;
    load(state.next).then(
      (page) =>
        mine === turn.current &&
        set((old) => ({ rows: [...(old.rows ?? []), ...page.rows], next: page.next, failed: false })),
      () => mine === turn.current && set((old) => ({ ...old, failed: true })),
    );
  }, [state.next, ...deps]);

  return { rows: state.rows, more: state.next === null ? null : more, failed: state.failed };
}
