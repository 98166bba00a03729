/**
 * Registers all listeners of the background before anything is awaited, because an event may have started the
 * worker.
 */
import { browser } from '../browser.ts';
import { readCachedMessages } from '../i18n/cached-messages.ts';
import { t } from '../i18n/translate.ts';
import { MATCH_PATTERNS } from '../square/hosts.ts';
import { browserLossMarkerStore } from '../store/health/browser-loss-marker.ts';
import { Library } from '../store/library.ts';
import { createHandlers } from './handlers.ts';
import { notifyTab, notifyTabs } from './notify-tabs.ts';
import type { Sender } from './permissions.ts';
import { createMessageListener } from './serve.ts';
import { sessionAllowances } from './session-allowances.ts';
import { ToolbarIcon } from './toolbar-icon.ts';
import { watchWriters } from './watch-writers.ts';

const MENU = 'save-post';

export function startBackground(): void {
  const icon = new ToolbarIcon(async () => (await library.settings()).countOnIcon);
  const library = new Library({
    lossMarkerStore: browserLossMarkerStore,
    onAnnotationsChanged: (annotations, answered) => void notifyTabs({ annotations }, answered),
    onHealth: (health) => {
      void icon.setHealth(health);
      // The strips still show "Saved" for deleted posts.
      if (health.state === 'lost') void notifyTabs({ refresh: true });
    },
  });
  const self = { id: browser.runtime.id, origin: browser.runtime.getURL('').slice(0, -1) };
  const answer = createMessageListener(
    createHandlers(library, {
      readMessages: readCachedMessages,
      onOverlayStarted: (tab) => icon.enable(tab),
      notifyTabs,
      openLibrary: (route, tab) => void openLibrary(route, tab),
      onCopyCount: (tab, copies) => void icon.setCopies(tab, copies),
      onSettings: ({ countOnIcon }) => void icon.setCountWanted(countOnIcon),
    }),
    self,
    Date.now,
    sessionAllowances,
  );

  // Request persistent storage. Firefox grants it without a prompt to extensions with `unlimitedStorage`; in
  // Chromium the permission alone is enough (workers cannot request it).
  navigator.storage?.persist?.().catch(() => {});

  browser.runtime.onMessage.addListener((message: unknown, sender: unknown) =>
    answer(message, sender as Sender),
  );
  watchWriters(self, () => {
    library.invalidateCache();
    void notifyTabs({ refresh: true });
  });
  browser.runtime.onInstalled.addListener(({ reason }) => {
    createContextMenu();
    if (reason === 'install') openWelcomePage();
  });
  browser.contextMenus.onClicked.addListener((click, tab) => {
    if (click.menuItemId === MENU && tab?.id !== undefined)
      void notifyTab(tab.id, { command: 'save-clicked' });
  });
  browser.commands.onCommand.addListener((command) => {
    if (command === 'save-post') void saveCurrentPost();
    if (command === 'open-library') void browser.runtime.openOptionsPage();
  });
}

/** Opens the welcome page after the installation, but not after an update, and not without a window. */
function openWelcomePage(): void {
  browser.tabs.create({ url: browser.runtime.getURL('library.html#/welcome') }).catch(() => {});
}

function createContextMenu(): void {
  browser.contextMenus.removeAll().then(
    () =>
      browser.contextMenus.create({
        id: MENU,
        title: t('menu_save'),
        contexts: ['page', 'selection', 'link', 'image'],
        documentUrlPatterns: MATCH_PATTERNS,
      }),
    () => {},
  );
}

async function saveCurrentPost(): Promise<void> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  if (tab?.id !== undefined) await notifyTab(tab.id, { command: 'save-current' });
}

/** Opens the library beside the tab that requested it. */
async function openLibrary(route: string, opener: number | null): Promise<void> {
  const tab = opener === null ? null : await browser.tabs.get(opener).catch(() => null);
  const place = tab ? { index: tab.index + 1, windowId: tab.windowId } : {};
  // An extension page does not open in a private window.
  const where = tab?.incognito ? {} : place;
  await browser.tabs
    .create({ url: browser.runtime.getURL(`/library.html${route}`), ...where })
    .catch(() => {});
}
