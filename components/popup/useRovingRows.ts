import { useState } from 'preact/hooks';

/** The part of a row that has the focus while the arrow keys move between rows. */
const ROW = '[data-row]';

/** The row that an event is in; not that of a list around an opened one. */
const rowAt = (event: Event) =>
  (event.target as Element).closest('li')?.querySelector<HTMLElement>(ROW) ?? null;

/**
 * Makes a list one tab stop: arrow up and down, Home and End move between its rows, Tab leaves the row for its buttons
 * and then the list.
 * @returns the properties of the list, and the `tabIndex` of everything in a row
 */
export function useRovingRows(count: number) {
  const [moved, setMoved] = useState(0);
  const active = Math.max(0, Math.min(moved, count - 1));
  const rowsOf = (list: Element) => [...list.querySelectorAll<HTMLElement>(ROW)];

  function onKeyDown(event: KeyboardEvent) {
    if (event.altKey || event.ctrlKey || event.metaKey || !rowAt(event)) return;
    const steps: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      Home: 0,
      End: count - 1,
    };
    const to = steps[event.key];
    if (to === undefined) return;
    event.preventDefault();
    rowsOf(event.currentTarget as Element)[Math.max(0, Math.min(count - 1, to))]?.focus();
  }

  function onFocusIn(event: FocusEvent) {
    const row = rowAt(event);
    const at = row ? rowsOf(event.currentTarget as Element).indexOf(row) : -1;
    if (at >= 0) setMoved(at);
  }

  return { list: { onKeyDown, onFocusIn }, tabIndexOf: (row: number) => (row === active ? 0 : -1) };
}
