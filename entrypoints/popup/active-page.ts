/** Finds the page that the popup is about, and sends requests to its content script. */
import { browser } from '../../lib/browser.ts';
import { PagePostReport, type PageReport, type PopupRequest } from '../../lib/messages.ts';
import { lastSquareTab } from '../../lib/pages/last-square-tab.ts';
import { isSquareUrl, MATCH_PATTERNS } from '../../lib/square/hosts.ts';

/** The tab of the page, and its address. */
export interface PageTab {
  id: number;
  url: string;
  /** True if the popup is a tab of its own, as in Firefox for Android: the page is not beside it. */
  isElsewhere: boolean;
}

export type ActivePage =
  | { state: 'elsewhere' | 'private' | 'no-access' }
  | { state: 'stale'; tab: PageTab }
  | { state: 'report'; tab: PageTab; report: PageReport };

/**
 * Reads the active page. If the popup is in a tab (as in Firefox for Android), this is the last used Square
 * tab.
 */
export async function findActivePage(): Promise<ActivePage> {
  const [activeTab] = await browser.tabs.query({ active: true, currentWindow: true });
  const own = await browser.tabs.getCurrent();
  const isElsewhere = own !== undefined && activeTab?.id === own.id;
  const tab = isElsewhere ? await lastSquareTab() : activeTab;
  if (tab?.id === undefined || !tab.url || !isSquareUrl(tab.url)) {
    // Browsers give the address only for permitted hosts. A user can withhold them: then Square looks like any other page.
    return { state: tab?.url || (await hasAccess()) ? 'elsewhere' : 'no-access' };
  }
  if (tab.incognito) return { state: 'private' };
  const page = { id: tab.id, url: tab.url, isElsewhere };
  const report = await askPage<PageReport>(tab.id, { to: 'page', ask: 'report' });
  // No content script: the page was opened before the extension was installed or updated.
  if (!report) return { state: 'stale', tab: page };
  // What a page's process sends is checked like any other message.
  const posts = report.posts.flatMap((post) => PagePostReport.safeParse(post).data ?? []);
  return { state: 'report', tab: page, report: { ...report, posts } };
}

/** Sends a request to the content script of a tab; `undefined` if there is none. */
export async function askPage<T>(tab: number, request: PopupRequest): Promise<T | undefined> {
  return (browser.tabs.sendMessage(tab, request, { frameId: 0 }) as Promise<T>).catch(() => undefined);
}

/** True if the user lets the extension read Square on all its hosts. */
async function hasAccess(): Promise<boolean> {
  return browser.permissions.contains({ origins: MATCH_PATTERNS }).catch(() => true);
}

/** Asks the user for access to Square; call it in a click. */
export const requestAccess = (): Promise<boolean> =>
  browser.permissions.request({ origins: MATCH_PATTERNS }).catch(() => false);
