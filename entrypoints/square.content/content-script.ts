/**
 * Starts the overlay in one page: creates its parts, connects them and handles messages from the background.
 */

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
  const come = (name: string) =>
    new Promise((done) => EventTarget.prototype.addEventListener.call(page, name, done, { once: true }));
  if (page.readyState === 'loading') await come('DOMContentLoaded');
  if (page.prerendering) await come('prerenderingchange');
}

/** Starts the overlay. Resolves as soon as strips may be shown; the strips themselves are added later. */
export async function startOverlay(): Promise<void> {
  setLinkHost(location.hostname);
  const life = watchExtensionLifetime();
  const { signal } = life;
  const outbox = new AnnotateQueue(sendWithRetry, signal, (annotations) =>
    feed.applyAnnotations(annotations),
  );
  const slices = new IdleQueue(signal);
  const pointer = new PointerHistory();
  const feed = new PostRegistry(
    sendWithRetry,
    outbox,
    (event, host, button) => pointer.isSettled() && isTrustedClick(event, host, button),
    slices,
  );
  const watch = new PageObserver(document, slices, feed, signal);
  // Listens before `guardEvents` stops what hits a strip.
  const current = new TargetPost(feed, signal);
  guardEvents(pointer);
  await pageIsReady(document);
  if (!life.isAlive()) return;
  // Remove the hosts of an earlier instance of the extension; nothing handles their events any more.
  removeForeignHosts(document);

  /** Language of the strips on the page; `null` means the browser's language. */
  let language: Settings['language'] = null;

  const applySettings = async () => {
    const answer = await sendWithRetry('getOverlaySettings', {});
    if (!answer.ok) return;
    const { settings, words } = answer.value;
    setMessages(words);
    feed.folds.set(settings.collapseCopies);
    if (settings.language !== language) feed.rebuildStrips();
    language = settings.language;
  };

  /** Requests the current annotation of every post on the page. */
  const refreshAll = () => {
    for (const item of feed.items.values()) slices.add(() => feed.resend(item));
  };

  const runCommand = async (which: TabUpdate['command']) => {
    const item = which === 'save-clicked' ? current.lastRightClicked() : await current.forShortcut();
    await item?.save();
  };

  const handleMessage = (message: unknown): ReturnType<typeof answerPopup> | undefined => {
    const said = message as TabMessage;
    if (said?.to !== 'page' || signal.aborted) return;
    if ('ask' in said) return answerPopup(said, feed);
    const { annotations, settings: changed, refresh: again, command: wanted } = said.update;
    if (annotations) feed.applyAnnotations(annotations);
    if (changed) void applySettings();
    if (again) refreshAll();
    if (wanted) void runCommand(wanted);
  };

  await Promise.race([applySettings(), new Promise((late) => setTimeout(late, SETTINGS_TIMEOUT_MS))]);
  if (!life.isAlive()) return;

  // Translate these now: `browser.i18n` is not available after the extension was updated or removed.
  const reloadMessages = [t('strip_over'), t('strip_reload')] as const;
  signal.addEventListener('abort', () => {
    for (const item of feed.items.values()) item.strip.showExtensionGone(...reloadMessages);
  });
  browser.runtime.onMessage.addListener(handleMessage);
  followGround(
    signal,
    setGround,
    () => [...feed.items.values()].find(({ element }) => element.isConnected)?.element ?? null,
  );
  watch.start();
  addEventListener(
    'pageshow',
    (event) => {
      // The page came from the back/forward cache: responses and updates were lost, and the extension may be
      // gone.
      if (!event.persisted || !life.isAlive()) return;
      watch.rescan();
      // Settings may have changed while the page was in the cache.
      void applySettings();
      refreshAll();
      void outbox.flush();
    },
    { signal },
  );
}
