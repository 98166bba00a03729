import { useState } from 'preact/hooks';
import { type PageFigures, type PageView, Summary } from '../../components/popup/Summary.tsx';
import { useAsync } from '../../components/useAsync.ts';
import { browser } from '../../lib/browser.ts';
import type { LibraryReader } from '../../lib/store/reader.ts';
import { findActivePage } from './active-page.ts';
import { openLibraryAt, type TabProps } from './navigation.ts';

const LOADING = { view: { state: 'loading' }, tab: null } as const;

export function SummaryTab({ reader, version, onTab }: TabProps) {
  const [copied, setCopied] = useState(false);
  const library = useAsync(reader.summary, [reader, version]);
  const { view, tab } = useAsync(() => viewPage(reader), [reader, version]) ?? LOADING;

  return (
    <Summary
      page={view}
      library={library ?? null}
      onTab={onTab}
      onReload={() => {
        if (tab !== null) void browser.tabs.reload(tab).then(() => window.close());
      }}
      onCopyReport={(report) => void navigator.clipboard.writeText(report).then(() => setCopied(true))}
      copied={copied}
      onWelcome={() => void openLibraryAt('/welcome')}
      onSample={() => void openLibraryAt('/copies', '?sample')}
    />
  );
}

/** The active page, prepared for the summary. */
async function viewPage(reader: LibraryReader): Promise<{ view: PageView; tab: number | null }> {
  const found = await findActivePage();
  if (found.state !== 'report') {
    return { view: { state: found.state }, tab: found.state === 'stale' ? found.tab : null };
  }
  const { tab, report } = found;
  const { surface, ids, health, signals, redacted } = report;
  if (health === 'unreadable') return { view: { state: 'unreadable', signals, redacted }, tab };
  if (ids.length === 0) return { view: { state: 'empty', surface }, tab };
  const unknown = { posts: ids.length, copies: null, tickers: null, saved: null };
  const figures = await countPage(reader, ids).catch(() => unknown);
  return { view: { state: 'ok', surface, figures }, tab };
}

/** Counts what the library knows of the posts on a page. */
async function countPage(reader: LibraryReader, ids: string[]): Promise<PageFigures> {
  const posts = await reader.posts(ids);
  const groups = new Set(posts.flatMap((post) => post.group ?? []));
  const found = await Promise.all([...groups].map((id) => reader.group(id, 1)));
  const firsts = new Set(found.map((detail) => detail?.group.first));
  const codes = new Set(posts.flatMap((post) => [...post.cashtags, ...post.otherTickers]).map((x) => x.code));
  return {
    posts: ids.length,
    copies: posts.filter((post) => post.group !== null && !firsts.has(post.id)).length,
    tickers: codes.size,
    saved: posts.filter((post) => post.capturedAt !== null).length,
  };
}
