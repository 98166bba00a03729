/**
 * Detects when the extension was updated, reloaded or removed while the page is open. WXT's own context is
 * not used, because the page can invalidate it with a forged event.
 */
import { browser } from '../../../lib/browser.ts';

/** Interval, in ms, between two checks. */
const CHECK_INTERVAL_MS = 5_000;

interface ExtensionLifetime {
  /** Aborted when the extension is gone. */
  signal: AbortSignal;
  /** True while the extension is available; aborts `signal` if it is not. */
  isAlive(): boolean;
}

/**
 * Starts watching.
 * @param isExtensionAlive returns whether the extension is still available
 */
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
