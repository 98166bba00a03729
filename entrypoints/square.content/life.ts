/**
 * How long this instance may act: until the extension is updated, reloaded or removed under the page.
 * Not WXT's own context: the page can end that one with a forged event (reliability notes, F10).
 */
import { browser } from '../../lib/browser.ts';

/** How often the end is looked for, in ms, when nothing else asks. */
const TICK = 5_000;

export interface Life {
  /** Aborts when the extension is gone. */
  signal: AbortSignal;
  /** True while the extension is there; notices the end. */
  check(): boolean;
}

/** Begins a life. @param present says whether the extension is still there. */
export function startLife(present: () => boolean = () => Boolean(browser.runtime?.id)): Life {
  const end = new AbortController();
  const check = () => {
    if (!end.signal.aborted && !present()) end.abort();
    return !end.signal.aborted;
  };
  const timer = setInterval(check, TICK);
  end.signal.addEventListener('abort', () => clearInterval(timer));
  return { signal: end.signal, check };
}
