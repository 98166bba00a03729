/** One life of the overlay in one page: sets the parts to work and lets them hear the background. */

import { browser } from '../../lib/browser.ts';
import { setMessages, t } from '../../lib/i18n/translate.ts';
import type { PageReport, TabMessage, TabUpdate } from '../../lib/messages.ts';
import { sendToBackground } from '../../lib/send.ts';
import type { Settings } from '../../lib/settings.ts';
import { Current } from './current.ts';
import { Feed } from './feed.ts';
import { clearStrays } from './host.ts';
import { startLife } from './life.ts';
import { Outbox } from './outbox.ts';
import { pageReport } from './report.ts';
import { setDark } from './sheet.ts';
import { Slices } from './slices.ts';
import { followTheme } from './theme.ts';
import { userMeant } from './trust.ts';
import { Watch } from './watch.ts';

/** How long the strips wait, in ms, for the user's words and settings before they come without. */
const PATIENCE = 1_000;

/** A page that is only prepared for later is not looked at until the user comes. */
async function shown(page: Document & { prerendering?: boolean }): Promise<void> {
  if (page.prerendering)
    await new Promise((come) =>
      EventTarget.prototype.addEventListener.call(page, 'prerenderingchange', come, { once: true }),
    );
}

/** Starts. Returns when the strips may come; they follow by themselves. */
export async function startSession(): Promise<void> {
  await shown(document);
  const life = startLife();
  const { signal } = life;
  // What an instance before an update left behind, with nobody at the other end.
  clearStrays(document);

  const outbox = new Outbox(sendToBackground, signal, (annotations) => feed.told(annotations));
  const slices = new Slices(signal);
  const feed = new Feed(sendToBackground, outbox, userMeant, slices);
  const watch = new Watch(document, slices, feed, signal);
  const current = new Current(feed, signal);
  /** Language of the strips that are there; `null`: the browser's. */
  let language: Settings['language'] = null;

  const govern = async () => {
    const answer = await sendToBackground('getOverlaySettings', {});
    if (!answer.ok) return;
    const { settings, words } = answer.value;
    setMessages(words);
    feed.folds.set(settings.collapseCopies);
    if (settings.language !== language) feed.redress();
    language = settings.language;
  };

  /** Asks for every post on the page what the library says of it by now. */
  const askAgain = () => {
    for (const item of feed.items.values()) slices.add(() => feed.again(item));
  };

  const command = async (which: TabUpdate['command']) => {
    const item = which === 'save-clicked' ? current.menu() : await current.shortcut();
    await item?.saving.save();
  };

  const hear = (message: unknown): Promise<PageReport> | undefined => {
    const said = message as TabMessage;
    if (said?.to !== 'page' || signal.aborted) return;
    if ('ask' in said) return Promise.resolve(pageReport(document));
    const { annotations, settings: changed, refresh: again, command: wanted } = said.news;
    if (annotations) feed.told(annotations);
    if (changed) void govern();
    if (again) askAgain();
    if (wanted) void command(wanted);
  };

  await Promise.race([govern(), new Promise((late) => setTimeout(late, PATIENCE))]);
  if (!life.check()) return;

  // Looked up while they still can be.
  const over = [t('strip_over'), t('strip_reload')] as const;
  signal.addEventListener('abort', () => {
    for (const item of feed.items.values()) item.strip.showOver(...over);
  });
  browser.runtime.onMessage.addListener(hear);
  followTheme(signal, setDark);
  watch.start();
  addEventListener(
    'pageshow',
    (event) => {
      // Back from the back/forward cache: news and answers were lost, and the extension may be gone.
      if (!event.persisted || !life.check()) return;
      watch.rescan();
      // What the user set in the meantime was not heard here.
      void govern();
      askAgain();
      void outbox.flush();
    },
    { signal },
  );
}
