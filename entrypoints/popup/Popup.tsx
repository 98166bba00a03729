import { useEffect, useState } from 'preact/hooks';
import { FailureBoundary } from '../../components/FailureBoundary.tsx';
import { bidiIsolate } from '../../components/format.ts';
import { HealthBanner } from '../../components/HealthBanner.tsx';
import { Icon, Logo } from '../../components/icon/Icon.tsx';
import type { ExportScope } from '../../components/popup/ExportPanel.tsx';
import { SearchBar } from '../../components/popup/SearchBar.tsx';
import type { PopupTab } from '../../components/popup/Summary.tsx';
import { Notice } from '../../components/primitives.tsx';
import { Tabs } from '../../components/Tabs.tsx';
import { useAsync } from '../../components/useAsync.ts';
import { useStoreHealth } from '../../components/useStoreHealth.ts';
import { t } from '../../lib/i18n/translate.ts';
import { sendWithRetry } from '../../lib/send-with-retry.ts';
import { StoreError } from '../../lib/store/db/connection.ts';
import type { LibraryReader } from '../../lib/store/reader.ts';
import { findActivePage } from './active-page.ts';
import { CopiesTab } from './CopiesTab.tsx';
import { ExportTab } from './ExportTab.tsx';
import { openLibraryAt } from './navigation.ts';
import { SavedTab } from './SavedTab.tsx';
import { SummaryTab } from './SummaryTab.tsx';
import { TickersTab } from './TickersTab.tsx';

const VIEWS = {
  summary: SummaryTab,
  copies: CopiesTab,
  tickers: TickersTab,
  saved: SavedTab,
  export: ExportTab,
};

export function Popup({ reader }: { reader: LibraryReader }) {
  const [tab, setTab] = useState<PopupTab>('summary');
  const [query, setQuery] = useState('');
  const [scope, setScope] = useState<ExportScope>('saved');
  const [version, setVersion] = useState(0);
  const health = useStoreHealth(
    () => sendWithRetry('health', {}),
    () => faultOf(reader),
    version,
  );

  useEffect(() => reader.onChange(() => setVersion((count) => count + 1)), [reader]);

  const page = useAsync(findActivePage, [version]);

  function go(next: PopupTab, nextScope: ExportScope = 'saved') {
    setTab(next);
    setScope(nextScope);
    if (next !== 'saved') setQuery('');
  }
  function search(text: string) {
    setQuery(text);
    if (text.trim()) setTab('saved');
  }
  const searchLibrary = () =>
    void openLibraryAt(query.trim() ? `/posts?${new URLSearchParams({ q: query.trim() })}` : '/posts');

  const View = VIEWS[tab];
  return (
    <>
      <header class="row head">
        <Logo />
        <h1 class="visually-hidden">{t('extension_name')}</h1>
        <SearchBar query={query} onQuery={search} onSubmit={searchLibrary} />
        <button type="button" class="button quiet" onClick={() => void openLibraryAt('/copies')}>
          <Icon name="library" />
          <span>{t('popup_open_library')}</span>
        </button>
      </header>
      <main class="popup-main">
        <Tabs
          label={t('extension_name')}
          current={tab}
          onChange={go}
          tabs={[
            { name: 'summary', label: t('tab_summary') },
            { name: 'copies', label: t('tab_copies') },
            { name: 'tickers', label: t('tab_tickers') },
            { name: 'saved', label: t('tab_saved') },
            { name: 'export', label: t('tab_export') },
          ]}
        >
          <HealthBanner
            {...health.view}
            onDismiss={() => void sendWithRetry('dismissLoss', {}).then(health.again)}
          />
          {tab === 'saved' && query.trim() !== '' && (
            <button type="button" class="button" onClick={searchLibrary}>
              <Icon name="search" />
              <span class="truncate">{t('popup_search_library', bidiIsolate(query.trim()))}</span>
            </button>
          )}
          <FailureBoundary
            of={`${tab} ${version}`}
            fallback={(error) => (
              <Notice tone="bad" title={t('view_broken')}>
                <bdi class="small text-muted">{String(error)}</bdi>
              </Notice>
            )}
          >
            <View reader={reader} version={version} page={page} query={query} scope={scope} onTab={go} />
          </FailureBoundary>
        </Tabs>
      </main>
    </>
  );
}

/** Opens the database and returns what is wrong with it; `null` if nothing is. */
async function faultOf(reader: LibraryReader) {
  const error: unknown = await reader.summary().then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof StoreError ? { state: error.kind, detail: error.message } : null;
}
