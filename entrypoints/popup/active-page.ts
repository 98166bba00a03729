/** Finds the page that the popup is about, and requests the report of its content script. */
import { browser } from '../../lib/browser.ts';
import type { PageReport, TabMessage } from '../../lib/messages.ts';
import { lastSquareTab } from '../../lib/pages/last-square-tab.ts';
import { isSquareUrl } from '../../lib/site.ts';

export type ActivePage =
  | { state: 'elsewhere' | 'private' }
  | { state: 'stale'; tab: number }
  | { state: 'report'; tab: number; report: PageReport };

/**
 * Reads the active page. If the popup is in a tab (as in Firefox for Android), this is the last used Square
 * tab.
 */
export async function findActivePage(): Promise<ActivePage> {
  const [activeTab] = await browser.tabs.query({ active: true, currentWindow: true });
  const own = await browser.tabs.getCurrent();
  const tab = own && activeTab?.id === own.id ? await lastSquareTab() : activeTab;
  // The URL is available only for permitted hosts: without one, the page is not Square.
  if (tab?.id === undefined || !tab.url || !isSquareUrl(tab.url)) return { state: 'elsewhere' };
  if (tab.incognito) return { state: 'private' };
  try {
    const message: TabMessage = { to: 'page', ask: 'report' };
    const report: PageReport | undefined = await browser.tabs.sendMessage(tab.id, message);
    return report ? { state: 'report', tab: tab.id, report } : { state: 'stale', tab: tab.id };
  } catch {
    // No content script: the page was opened before the extension was installed or updated.
    return { state: 'stale', tab: tab.id };
  }
}
