/** Sends updates to the content scripts. */
import { browser } from '../browser.ts';
import type { TabMessage, TabUpdate } from '../messages.ts';
import { MATCH_PATTERNS } from '../square/hosts.ts';
import type { Answered } from '../store/write/unit-of-work.ts';

/**
 * Sends an update to all tabs of the site.
 * @param answered a tab that gets some of the annotations as a response: it is sent only the others
 */
export async function notifyTabs(update: TabUpdate, answered: Answered | null = null): Promise<void> {
  const tabs = await browser.tabs.query({ url: MATCH_PATTERNS });
  await Promise.all(
    tabs.map(({ id }) => {
      const part = answered && id === answered.tab ? withoutAnswered(update, answered) : update;
      return id === undefined || part === null ? null : notifyTab(id, part);
    }),
  );
}

/** Sends an update to one tab. A tab opened before the installation has no content script: the error is ignored. */
export async function notifyTab(tab: number, update: TabUpdate): Promise<void> {
  const message: TabMessage = { to: 'page', update };
  await browser.tabs.sendMessage(tab, message, { frameId: 0 }).catch(() => {});
}

/** The update without the annotations that the tab gets as a response; `null` if nothing remains. */
function withoutAnswered(update: TabUpdate, { ids }: Answered): TabUpdate | null {
  const annotations = update.annotations?.filter(({ id }) => !ids.has(id));
  return annotations?.length === 0 ? null : { ...update, ...(annotations ? { annotations } : {}) };
}
