import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

interface RowFocusOptions {
  /** The scrolling list; its rows are `li[data-index]`. */
  scroller: RefObject<HTMLElement | null>;
  count: number;
  /** Number of rows of a page. */
  page: number;
  /** The selected row; `null` or -1 for none. */
  current: number | null;
  scrollTo: (index: number) => void;
}

/**
 * Makes the rows of a list one tab stop: arrow keys, Home, End, Page Up and Page Down move the focus between their
 * `.list-row` elements. The focus stays in the list when its row disappears.
 */
export function useRowFocus({ scroller, count, page, current, scrollTo }: RowFocusOptions) {
  const [moved, setMoved] = useState(0);
  /** The row that has to get the focus once it is rendered. */
  const wanted = useRef<number | null>(null);
  /** The element of a row that has the focus. */
  const focused = useRef<HTMLElement | null>(null);
  const active = Math.max(0, Math.min(moved, count - 1));

  useLayoutEffect(() => {
    if (current !== null && current >= 0) setMoved(current);
  }, [current]);

  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const onFocusIn = ({ target }: FocusEvent) => {
      const item = (target as HTMLElement).closest<HTMLElement>('li[data-index]');
      focused.current = item && (target as HTMLElement);
      if (item) setMoved(Number(item.dataset.index));
    };
    const onFocusOut = () => {
      const left = focused.current;
      // A row that was removed, or replaced when its post was read, takes the focus with it: that is no wish to leave.
      queueMicrotask(() => {
        if (focused.current === left && left?.isConnected) focused.current = null;
      });
    };
    box.addEventListener('focusin', onFocusIn);
    box.addEventListener('focusout', onFocusOut);
    return () => {
      box.removeEventListener('focusin', onFocusIn);
      box.removeEventListener('focusout', onFocusOut);
    };
  }, []);

  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return;
    setTabStops(box, active);
    const lost = focused.current !== null && !focused.current.isConnected;
    if (lost && document.activeElement === document.body) wanted.current = active;
    if (lost) focused.current = null;
    if (wanted.current === null) return;
    const row = box.querySelector<HTMLElement>(`li[data-index="${wanted.current}"] .list-row`);
    if (!row) return;
    wanted.current = null;
    row.focus({ preventScroll: true });
  });

  function onKeyDown(event: KeyboardEvent) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (!(event.target as HTMLElement).closest('.list-row')) return;
    const to = target(event.key, active, page, count);
    if (to === null) return;
    event.preventDefault();
    wanted.current = Math.max(0, Math.min(count - 1, to));
    setMoved(wanted.current);
    scrollTo(wanted.current);
  }
  return { active, onKeyDown };
}

/** The row that a key leads to; `null` for other keys. */
function target(key: string, active: number, page: number, count: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return active + 1;
    case 'ArrowUp':
      return active - 1;
    case 'PageDown':
      return active + page;
    case 'PageUp':
      return active - page;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

/** Takes everything but the active row's `.list-row` out of the tab order. */
function setTabStops(box: HTMLElement, active: number): void {
  let isList = false;
  for (const item of box.querySelectorAll<HTMLElement>('li[data-index]')) {
    const row = item.querySelector<HTMLElement>('.list-row');
    if (!row) continue;
    isList = true;
    for (const part of item.querySelectorAll<HTMLElement>('a, button, input')) part.tabIndex = -1;
    row.tabIndex = Number(item.dataset.index) === active ? 0 : -1;
  }
  box.tabIndex = isList ? -1 : 0;
}
