import { useState } from 'preact/hooks';
import { formatCount, formatNumber } from '../../components/format.ts';
import { safeLink } from '../../components/link.ts';
import { copiesAsText } from '../../components/popup/copies-as-text.ts';
import type { PageNews } from '../../components/popup/PageCopies.tsx';
import { type PageView, Summary } from '../../components/popup/Summary.tsx';
import { useAsync } from '../../components/useAsync.ts';
import { browser } from '../../lib/browser.ts';
import { type PageSummary, summarizePage } from '../../lib/pages/page-summary.ts';
import { sendWithRetry } from '../../lib/send-with-retry.ts';
import { postUrl } from '../../lib/square/post-id.ts';
import { type ActivePage, askPage, type PageTab, requestAccess } from './active-page.ts';
import { openLibraryAt, type TabProps } from './navigation.ts';

export function SummaryTab({ reader, version, page, onTab }: TabProps) {
  const [copied, setCopied] = useState(false);
  const [news, setNews] = useState<PageNews>(null);
  const library = useAsync(reader.summary, [reader, version]);
  const view = viewOf(page);
  const tab = page && 'tab' in page ? page.tab : null;

  async function show(id: string) {
    if (!tab) return;
    const isShown = await askPage<boolean>(tab.id, { to: 'page', ask: 'show', id });
    if (!isShown) return setNews({ what: 'gone' });
    if (tab.isElsewhere) await browser.tabs.update(tab.id, { active: true });
  }

  async function save(ids: string[], saved: boolean) {
    setNews(null);
    const done = saved ? await saveOnPage(tab, ids) : await unsave(ids);
    setNews(done.length > 0 ? { what: saved ? 'saved' : 'removed', ids: done } : { what: 'failed' });
  }

  async function undo() {
    if (news?.what === 'saved') await unsave(news.ids);
    else if (news?.what === 'removed') await sendWithRetry('setSaved', { ids: news.ids, saved: true });
    setNews(null);
  }

  async function copyText(summary: PageSummary) {
    await navigator.clipboard.writeText(
      copiesAsText(summary.copies, {
        heading: formatCount('popup_copies_here', summary.copies.length, formatNumber(summary.posts)),
        page: tab?.url ?? '',
        at: new Date(),
        checked: formatCount('popup_checked', library?.seen),
        urlOf: (id) => safeLink(postUrl(id)) ?? '',
      }),
    );
    setNews({ what: 'text-copied' });
  }

  return (
    <Summary
      page={view}
      library={library ?? null}
      news={news}
      onTab={onTab}
      onShow={(id) => void show(id)}
      onSave={(ids, saved) => void save(ids, saved)}
      onUndo={() => void undo()}
      onCopyText={() => {
        if (view.state === 'ok') void copyText(view.summary).catch(() => setNews({ what: 'failed' }));
      }}
      onExport={() => onTab('export', 'page')}
      onTicker={(code) => void openLibraryAt(`/tickers/${encodeURIComponent(code.toWellFormed())}`)}
      onReload={() => {
        if (tab) void browser.tabs.reload(tab.id).then(() => window.close());
      }}
      onAllow={() => void requestAccess().then((isAllowed) => isAllowed && location.reload())}
      onCopyReport={(report) => void navigator.clipboard.writeText(report).then(() => setCopied(true))}
      copied={copied}
      onWelcome={() => void openLibraryAt('/welcome')}
      onSample={() => void openLibraryAt('/copies', '?sample')}
    />
  );
}

/** The active page, prepared for the summary. */
function viewOf(page: ActivePage | undefined): PageView {
  if (!page) return { state: 'loading' };
  if (page.state !== 'report') return { state: page.state };
  const { surface, posts, health, signals, redacted } = page.report;
  if (health === 'unreadable') return { state: 'unreadable', signals, redacted };
  if (posts.length === 0) return { state: 'empty', surface };
  return { state: 'ok', surface, summary: summarizePage(posts) };
}

/**
 * Saves posts through their page, which has them even when seen posts are not kept.
 * @returns the ids that are saved
 */
const saveOnPage = async (tab: PageTab | null, ids: string[]): Promise<string[]> =>
  (tab && (await askPage<string[]>(tab.id, { to: 'page', ask: 'save', ids }))) || [];

async function unsave(ids: string[]): Promise<string[]> {
  const answer = await sendWithRetry('setSaved', { ids, saved: false });
  return answer.ok ? ids : [];
}
