/**
 * How long this instance may act: until the extension is updated, reloaded or removed under the page.
 * Not WXT's own context: the page can end that one with a forged event (reliability notes, F10).
 */
import { browser } from '../../../lib/browser.ts';

/** How often the end is looked for, in ms, when nothing else asks. */
const CHECK_INTERVAL_MS = 5_000;

export interface ExtensionLifetime {
  /** Aborts when the extension is gone. */
  signal: AbortSignal;
  /** True while the extension is there; notices the end. */
  isAlive(): boolean;
}

/** Begins a life. @param present says whether the extension is still there. */
export function watchExtensionLifetime(
  isExtensionAlive: () => boolean = () => Boolean(browser.runtime?.id),
): ExtensionLifetime {
  const end = new AbortController();
  const isAlive = () => {
    if (!end.signal.aborted && !isExtensionAlive()) end.abort();
    return !end.signal.aborted;
  };
  const timer = setInterval(isAlive, CHECK_INTERVAL_MS);
  end.signal.addEventListener('abort', () => clearInterval(timer));
  return { signal: end.signal, isAlive };
}
