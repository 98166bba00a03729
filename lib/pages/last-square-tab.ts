/** The tab of Square that the reader used last. */
import { browser } from '../browser.ts';
import { MATCH_PATTERNS } from '../square/hosts.ts';

/** `undefined` if none is open. */
export async function lastSquareTab() {
  const tabs = await browser.tabs.query({ url: MATCH_PATTERNS });
  return tabs.sort((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0))[0];
}

/** The host on which the reader uses Square now; `null` if no tab of it is open. */
export async function readerHost(): Promise<string | null> {
  const url = (await lastSquareTab().catch(() => undefined))?.url;
  return url !== undefined && URL.canParse(url) ? new URL(url).hostname : null;
}
