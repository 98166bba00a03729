/**
 * Registers all listeners of the background before anything is awaited, because an event may have started the
 * worker.
 */
import { browser } from '../browser.ts';
import { readCachedMessages } from '../i18n/cached-messages.ts';
import { t } from '../i18n/translate.ts';
import type { StoreHealth } from '../messages.ts';
import { MATCH_PATTERNS } from '../site.ts';
import { browserLossMarkerStore } from '../store/health/browser-loss-marker.ts';
import { Library } from '../store/library.ts';
import { createHandlers } from './handlers.ts';
import { notifyTab, notifyTabs } from './notify-tabs.ts';
import type { Sender } from './permissions.ts';
import { createMessageListener } from './serve.ts';
import { sessionAllowances } from './session-allowances.ts';

const MENU = 'save-post';

export function startBackground(): void {
  const library = new Library({
    lossMarkerStore: browserLossMarkerStore,
    onAnnotationsChanged: (annotations, answered) => void notifyTabs({ annotations }, answered),
    onHealth: (health) => {
      void showHealthBadge(health);
      // The strips still say "Saved" of posts that are gone.
      if (health.state === 'lost') void notifyTabs({ refresh: true });
    },
  });
  const answer = createMessageListener(
    createHandlers(library, {
      readMessages: readCachedMessages,
      onOverlayStarted: enableActionIcon,
      notifyTabs: (update) => void notifyTabs(update),
    }),
    { id: browser.runtime.id, origin: browser.runtime.getURL('').replace(/\/$/, '') },
    Date.now,
    sessionAllowances,
  );

  // Request persistent storage. Firefox grants it without a prompt to extensions with `unlimitedStorage`; in
  // Chromium the permission alone is enough (workers cannot request it).
  navigator.storage?.persist?.().catch(() => {});

  browser.runtime.onMessage.addListener((message: unknown, sender: unknown) =>
    answer(message, sender as Sender),
  );
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

/**
 * The icon is gray by default and colored in tabs that are read; the browser resets it when the tab
 * navigates.
 */
function enableActionIcon(tabId: number): void {
  browser.action.setIcon({ tabId, path: { 16: '/icon/16.png', 32: '/icon/32.png' } }).catch(() => {});
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

/** Shows a store error as a badge on the toolbar button of every window. */
async function showHealthBadge({ state }: StoreHealth): Promise<void> {
  const calm = state === 'ok' || state === 'rebuilding';
  await Promise.all([
    browser.action.setBadgeText({ text: calm ? '' : '!' }),
    browser.action.setBadgeBackgroundColor({ color: '#b3261e' }),
    browser.action.setTitle({ title: calm ? t('extension_name') : t(`error_store_${state}`) }),
  ]).catch(() => {});
}
