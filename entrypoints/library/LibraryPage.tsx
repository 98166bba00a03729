import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { FailureBoundary } from '../../components/FailureBoundary.tsx';
import { LibraryFrame, type NavItem } from '../../components/library/LibraryFrame.tsx';
import { ShortcutsDialog } from '../../components/library/ShortcutsDialog.tsx';
import { Notice } from '../../components/primitives.tsx';
import { useAsync } from '../../components/useAsync.ts';
import { t } from '../../lib/i18n/translate.ts';
import type { LibraryReader } from '../../lib/store/reader.ts';
import { Banners } from './Banners.tsx';
import { CampaignsView } from './campaigns/CampaignsView.tsx';
import { CopiesView } from './copies/CopiesView.tsx';
import { ExportView } from './export/ExportView.tsx';
import { ImportView } from './import/ImportView.tsx';
import { hrefTo, type ViewName } from './route.ts';
import { SavedView } from './saved/SavedView.tsx';
import { SettingsView } from './settings/SettingsView.tsx';
import { selectNeighbour, shortcutOf } from './shortcuts.ts';
import { TickersView } from './tickers/TickersView.tsx';
import { useRoute } from './useRoute.ts';
import type { ViewProps } from './view-props.ts';
import { WelcomeView } from './welcome/WelcomeView.tsx';

const VIEWS: Record<ViewName, ComponentType<ViewProps>> = {
  copies: CopiesView,
  tickers: TickersView,
  campaigns: CampaignsView,
  saved: SavedView,
  export: ExportView,
  import: ImportView,
  settings: SettingsView,
  welcome: WelcomeView,
};

/** Views without reminders. */
const QUIET = new Set<ViewName>(['export', 'import', 'settings', 'welcome']);

/** @param sample true if `reader` reads the built-in sample, which is read-only */
export function LibraryPage({ reader, sample }: { reader: LibraryReader; sample: boolean }) {
  const route = useRoute();
  const [version, setVersion] = useState(0);
  const [help, setHelp] = useState(false);
  const summary = useAsync(() => reader.summary(), [reader, version]);
  const View = VIEWS[route.view];
  const title = t(`library_${route.view}`);

  useEffect(() => reader.onChange(() => setVersion((count) => count + 1)), [reader]);
  useEffect(() => {
    document.title = `${title} · ${t('extension_name')}`;
  }, [title]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const key = shortcutOf(event);
      if (key === null) return;
      event.preventDefault();
      if (key === 'next') selectNeighbour(1);
      else if (key === 'previous') selectNeighbour(-1);
      else if (key === 'help') setHelp(true);
      else if (key === 'save') document.querySelector<HTMLElement>('#save')?.click();
      else search();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);

  const item = (view: ViewName, glyph: NavItem['glyph'], count?: number | null): NavItem => ({
    href: hrefTo(view),
    label: t(`library_${view}`),
    glyph,
    current: route.view === view,
    ...(count === undefined ? {} : { count }),
  });
  return (
    <>
      <LibraryFrame
        title={title}
        summary={summary ?? null}
        onHelp={() => setHelp(true)}
        nav={[
          item('copies', 'copies', summary?.groups ?? null),
          item('tickers', 'chart', summary?.codes ?? null),
          item('campaigns', 'flag', summary?.campaigns ?? null),
          item('saved', 'bookmark', summary?.captured ?? null),
          ...(sample ? [] : [item('export', 'download'), item('import', 'upload'), item('settings', 'gear')]),
        ]}
        banners={
          <Banners
            reader={reader}
            version={version}
            sample={sample}
            summary={summary ?? null}
            quiet={QUIET.has(route.view)}
          />
        }
      >
        <FailureBoundary
          of={`${route.view} ${route.item} ${route.params} ${version}`}
          fallback={(error) => (
            <Notice tone="bad" title={t('view_broken')}>
              <bdi class="small text-muted">{String(error)}</bdi>
            </Notice>
          )}
        >
          <View reader={reader} version={version} route={route} editable={!sample} />
        </FailureBoundary>
      </LibraryFrame>
      <ShortcutsDialog open={help} onClose={() => setHelp(false)} />
    </>
  );
}

/** Focuses the search field; opens Saved first if necessary. */
function search(): void {
  const field = document.getElementById('search');
  if (field) {
    field.focus();
    return;
  }
  location.hash = hrefTo('saved');
  requestAnimationFrame(() => requestAnimationFrame(() => document.getElementById('search')?.focus()));
}
