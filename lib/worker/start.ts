/** The background: its listeners, registered before anything is awaited, since an event may have woken it. */
import { browser } from '../browser.ts';
import { keptWords } from '../kept-words.ts';
import type { Health, TabMessage, TabNews } from '../messages.ts';
import { SQUARE_PAGES } from '../site.ts';
import { browserLossMarkerStore } from '../store/health/browser-loss-marker.ts';
import { openLibrary } from '../store/library.ts';
import { t } from '../words.ts';
import { answerer } from './answer.ts';
import { handlersOf } from './handlers.ts';
import type { Sender } from './senders.ts';

const MENU = 'save-post';

export function start(): void {
  const library = openLibrary({
    lossMarkerStore: browserLossMarkerStore,
    onAnnotationsChanged: (annotations) => void tellTabs({ annotations }),
    onHealth: (health) => void showHealth(health),
  });
  const handlers = handlersOf(library, keptWords);
  const answer = answerer(
    {
      ...handlers,
      hello(ask, asker) {
        if (asker.tab !== null) lightUp(asker.tab);
        return handlers.hello(ask, asker);
      },
      async setSettings(ask, asker) {
        const done = await handlers.setSettings(ask, asker);
        if (done.ok) void tellTabs({ settings: done.value });
        return done;
      },
      async reload(ask, asker) {
        const done = await handlers.reload(ask, asker);
        void tellTabs({ again: true });
        return done;
      },
    },
    { id: browser.runtime.id, origin: browser.runtime.getURL('').replace(/\/$/, '') },
  );

  // Firefox throws nothing away that was asked for, and asks nobody of who has `unlimitedStorage`; in Chromium, whose
  // workers cannot ask, that permission alone is enough.
  navigator.storage?.persist?.().catch(() => {});

  browser.runtime.onMessage.addListener((message: unknown, sender: unknown) =>
    answer(message, sender as Sender),
  );
  browser.runtime.onInstalled.addListener(({ reason }) => {
    addMenu();
    if (reason === 'install') greet();
  });
  browser.contextMenus.onClicked.addListener((click, tab) => {
    if (click.menuItemId === MENU && tab?.id !== undefined) void tell(tab.id, { command: 'save-clicked' });
  });
  browser.commands.onCommand.addListener((command) => {
    if (command === 'save-post') void saveCurrent();
    if (command === 'open-library') void browser.runtime.openOptionsPage();
  });
}

/** The button is grey in the manifest and coloured where a page is read; the browser greys it when the tab moves on. */
function lightUp(tabId: number): void {
  browser.action.setIcon({ tabId, path: { 16: '/icon/16.png', 32: '/icon/32.png' } }).catch(() => {});
}

/** A new user is shown what it does; an update opens nothing. Without a window there is nobody to show it to. */
function greet(): void {
  browser.tabs.create({ url: browser.runtime.getURL('library.html#/welcome') }).catch(() => {});
}

function addMenu(): void {
  browser.contextMenus.removeAll().then(
    () =>
      browser.contextMenus.create({
        id: MENU,
        title: t('menu_save'),
        contexts: ['page', 'selection', 'link', 'image'],
        documentUrlPatterns: SQUARE_PAGES,
      }),
    () => {},
  );
}

async function saveCurrent(): Promise<void> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  if (tab?.id !== undefined) await tell(tab.id, { command: 'save-current' });
}

async function tellTabs(news: TabNews): Promise<void> {
  const tabs = await browser.tabs.query({ url: SQUARE_PAGES });
  await Promise.all(tabs.map(({ id }) => (id === undefined ? null : tell(id, news))));
}

/** A tab that is open since before the install has nobody who listens: that is no fault. */
async function tell(tab: number, news: TabNews): Promise<void> {
  const message: TabMessage = { to: 'page', news };
  await browser.tabs.sendMessage(tab, message, { frameId: 0 }).catch(() => {});
}

/** A fault is seen on the button of every window, whatever page is open. */
async function showHealth({ state }: Health): Promise<void> {
  const calm = state === 'ok' || state === 'rebuilding';
  await Promise.all([
    browser.action.setBadgeText({ text: calm ? '' : '!' }),
    browser.action.setBadgeBackgroundColor({ color: '#b3261e' }),
    browser.action.setTitle({ title: calm ? t('extension_name') : t(`error_store_${state}`) }),
  ]).catch(() => {});
}
