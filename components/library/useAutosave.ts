import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

/** Delay, in ms, after the last key press before a text is stored. */
const DELAY_MS = 700;

/**
 * Stores what the user writes: `DELAY_MS` after the last key press, and at once when the form or the page is closed.
 * @param changed whether there is something to store
 * @param store stores it
 * @param texts what the form holds; each change starts the delay again
 * @param keep called with each change: a browser that is busy may end a page before it can store anything
 */
export function useAutosave(
  changed: boolean,
  store: () => void,
  texts: readonly string[],
  keep?: (changed: boolean) => void,
): void {
  /** Stores the pending text now. */
  const flush = useRef(() => {});
  const isKept = useRef(false);
  // Before the next event: the page may close right after the last letter.
  useLayoutEffect(() => {
    flush.current = () => {};
    if (changed || isKept.current) keep?.(changed);
    isKept.current = changed;
    if (!changed) return;
    const write = () => {
      flush.current = () => {};
      isKept.current = false;
      store();
    };
    flush.current = write;
    const timer = setTimeout(write, DELAY_MS);
    return () => clearTimeout(timer);
  }, texts);
  useEffect(() => {
    const leave = () => flush.current();
    addEventListener('pagehide', leave);
    return () => {
      removeEventListener('pagehide', leave);
      leave();
    };
  }, []);
}
