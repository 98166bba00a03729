/**
 * Starts the overlay in one page: creates its parts, connects them and handles messages from the background.
 */

import type { Runtime } from 'webextension-polyfill';
import { setLinkHost } from '../../components/link.ts';
import { browser } from '../../lib/browser.ts';
import { setMessages, t } from '../../lib/i18n/translate.ts';
import type { TabMessage, TabUpdate } from '../../lib/messages.ts';
import { sendWithRetry } from '../../lib/send-with-retry.ts';
import type { Settings } from '../../lib/settings.ts';
import { guardEvents } from './dom/event-guard.ts';
import { PointerHistory } from './dom/pointer-history.ts';
import { removeForeignHosts } from './dom/shadow-host.ts';
import { setGround } from './dom/stylesheets.ts';
import { isTrustedClick } from './dom/trusted-click.ts';
import { watchExtensionLifetime } from './page/extension-lifetime.ts';
import { IdleQueue } from './page/idle-queue.ts';
import { PageObserver } from './page/page-observer.ts';
import { answerPopup } from './page/page-report.ts';
import { followGround } from './page/page-theme.ts';
import { AnnotateQueue } from './posts/annotate-queue.ts';
import { PostRegistry } from './posts/post-registry.ts';
import { TargetPost } from './posts/target-post.ts';

/**
 * Maximum time, in ms, that the overlay waits for messages and settings before it starts with the defaults.
 */
const SETTINGS_TIMEOUT_MS = 1_000;

/** Waits until the page is there to be read, and a prerendered one is shown to the user. */
async function pageIsReady(page: Document & { prerendering?: boolean }): Promise<void> {
  const waitFor = (name: string) =>
    new Promise((resolve) =>
      EventTarget.prototype.addEventListener.call(page, name, resolve, { once: true }),
    );
  if (page.readyState === 'loading') await waitFor('DOMContentLoaded');
  if (page.prerendering) await waitFor('prerenderingchange');
}

/** Starts the overlay. Resolves as soon as strips may be shown; the strips themselves are added later. */
export async function startOverlay(): Promise<void> {
  setLinkHost(location.hostname);
  const lifetime = watchExtensionLifetime();
  const { signal } = lifetime;
  const annotateQueue = new AnnotateQueue(sendWithRetry, signal, (annotations) =>
    registry.applyAnnotations(annotations),
  );
  const idleQueue = new IdleQueue(signal);
  const pointer = new PointerHistory();
  const registry = new PostRegistry(
    sendWithRetry,
    annotateQueue,
    (event, host, button) => pointer.isSettled() && isTrustedClick(event, host, button),
    idleQueue,
  );
  const observer = new PageObserver(document, idleQueue, registry, signal);
  // Listens before `guardEvents` stops what hits a strip.
  const target = new TargetPost(registry, signal);
  guardEvents(pointer);
  await pageIsReady(document);
  if (!lifetime.isAlive()) return;
  // Remove the hosts of an earlier instance of the extension; nothing handles their events any more.
  removeForeignHosts(document);

  /** Language of the strips on the page; `null` means the browser's language. */
  let language: Settings['language'] = null;

  const applySettings = async () => {
    const answer = await sendWithRetry('getOverlaySettings', {});
    if (!answer.ok) return;
    const { settings, messages } = answer.value;
    setMessages(messages);
    registry.collapser.set(settings.collapseCopies);
    if (settings.language !== language) registry.rebuildStrips();
    language = settings.language;
  };

  /** Requests the current annotation of every post on the page. */
  const refreshAll = () => {
    for (const item of registry.items.values()) idleQueue.add(() => registry.resend(item));
  };

  const runCommand = async (which: TabUpdate['command']) => {
    const item = which === 'save-clicked' ? target.lastRightClicked() : await target.forShortcut();
    await item?.save();
  };

  const handleMessage = (message: unknown): ReturnType<typeof answerPopup> | undefined => {
    const tabMessage = message as TabMessage;
    if (tabMessage?.to !== 'page' || signal.aborted) return;
    if ('ask' in tabMessage) return answerPopup(tabMessage, registry);
    const { annotations, settings, refresh, command } = tabMessage.update;
    if (annotations) registry.applyAnnotations(annotations);
    if (settings) void applySettings();
    if (refresh) refreshAll();
    if (command) void runCommand(command);
  };

  await Promise.race([applySettings(), new Promise((resolve) => setTimeout(resolve, SETTINGS_TIMEOUT_MS))]);
  if (!lifetime.isAlive()) return;

  // Translate these now: `browser.i18n` is not available after the extension was updated or removed.
  const reloadMessages = [t('strip_gone'), t('strip_reload')] as const;
  signal.addEventListener('abort', () => {
    for (const item of registry.items.values()) item.strip.showExtensionGone(...reloadMessages);
  });
  // Here `browser` is the browser's own API (wxt.config.ts), and Chrome takes no promise for an answer.
  const listener = (message: unknown, _sender: unknown, sendResponse: (answer: unknown) => void) => {
    const answer = handleMessage(message);
    void answer?.then(sendResponse, () => sendResponse(undefined));
    return answer && true;
  };
  browser.runtime.onMessage.addListener(listener as Runtime.OnMessageListenerCallback);
  followGround(
    signal,
    setGround,
    () => [...registry.items.values()].find(({ element }) => element.isConnected)?.element ?? null,
  );
  observer.start();
  addEventListener(
    'pageshow',
    (event) => {
      // The page came from the back/forward cache: responses and updates were lost, and the extension may be
      // gone.
      if (!event.persisted || !lifetime.isAlive()) return;
      observer.rescan();
      // Settings may have changed while the page was in the cache.
      void applySettings();
      refreshAll();
      void annotateQueue.flush();
    },
    { signal },
  );
}
