/** One life of the overlay in one page: sets the parts to work and lets them hear the background. */

import { browser } from '../../lib/browser.ts';
import { setMessages, t } from '../../lib/i18n/translate.ts';
import type { PageReport, TabMessage, TabUpdate } from '../../lib/messages.ts';
import { sendToBackground } from '../../lib/send.ts';
import type { Settings } from '../../lib/settings.ts';
import { removeForeignHosts } from './dom/shadow-host.ts';
import { setDarkMode } from './dom/stylesheets.ts';
import { isTrustedClick } from './dom/trusted-click.ts';
import { watchExtensionLifetime } from './page/extension-lifetime.ts';
import { IdleQueue } from './page/idle-queue.ts';
import { PageObserver } from './page/page-observer.ts';
import { createPageReport } from './page/page-report.ts';
import { followTheme } from './page/page-theme.ts';
import { AnnotateQueue } from './posts/annotate-queue.ts';
import { PostRegistry } from './posts/post-registry.ts';
import { TargetPost } from './posts/target-post.ts';

/** How long the strips wait, in ms, for the user's words and settings before they come without. */
const SETTINGS_TIMEOUT_MS = 1_000;

/** A page that is only prepared for later is not looked at until the user comes. */
async function afterPrerender(page: Document & { prerendering?: boolean }): Promise<void> {
  if (page.prerendering)
    await new Promise((come) =>
      EventTarget.prototype.addEventListener.call(page, 'prerenderingchange', come, { once: true }),
    );
}

/** Starts. Returns when the strips may come; they follow by themselves. */
export async function startOverlay(): Promise<void> {
  await afterPrerender(document);
  const life = watchExtensionLifetime();
  const { signal } = life;
  // What an instance before an update left behind, with nobody at the other end.
  removeForeignHosts(document);

  const outbox = new AnnotateQueue(sendToBackground, signal, (annotations) =>
    feed.applyAnnotations(annotations),
  );
  const slices = new IdleQueue(signal);
  const feed = new PostRegistry(sendToBackground, outbox, isTrustedClick, slices);
  const watch = new PageObserver(document, slices, feed, signal);
  const current = new TargetPost(feed, signal);
  /** Language of the strips that are there; `null`: the browser's. */
  let language: Settings['language'] = null;

  const applySettings = async () => {
    const answer = await sendToBackground('getOverlaySettings', {});
    if (!answer.ok) return;
    const { settings, words } = answer.value;
    setMessages(words);
    feed.folds.set(settings.collapseCopies);
    if (settings.language !== language) feed.rebuildStrips();
    language = settings.language;
  };

  /** Asks for every post on the page what the library says of it by now. */
  const refreshAll = () => {
    for (const item of feed.items.values()) slices.add(() => feed.resend(item));
  };

  const runCommand = async (which: TabUpdate['command']) => {
    const item = which === 'save-clicked' ? current.lastRightClicked() : await current.forShortcut();
    await item?.saving.save();
  };

  const handleMessage = (message: unknown): Promise<PageReport> | undefined => {
    const said = message as TabMessage;
    if (said?.to !== 'page' || signal.aborted) return;
    if ('ask' in said) return Promise.resolve(createPageReport(document));
    const { annotations, settings: changed, refresh: again, command: wanted } = said.news;
    if (annotations) feed.applyAnnotations(annotations);
    if (changed) void applySettings();
    if (again) refreshAll();
    if (wanted) void runCommand(wanted);
  };

  await Promise.race([applySettings(), new Promise((late) => setTimeout(late, SETTINGS_TIMEOUT_MS))]);
  if (!life.isAlive()) return;

  // Looked up while they still can be.
  const reloadMessages = [t('strip_over'), t('strip_reload')] as const;
  signal.addEventListener('abort', () => {
    for (const item of feed.items.values()) item.strip.showExtensionGone(...reloadMessages);
  });
  browser.runtime.onMessage.addListener(handleMessage);
  followTheme(signal, setDarkMode);
  watch.start();
  addEventListener(
    'pageshow',
    (event) => {
      // Back from the back/forward cache: news and answers were lost, and the extension may be gone.
      if (!event.persisted || !life.isAlive()) return;
      watch.rescan();
      // What the user set in the meantime was not heard here.
      void applySettings();
      refreshAll();
      void outbox.flush();
    },
    { signal },
  );
}
