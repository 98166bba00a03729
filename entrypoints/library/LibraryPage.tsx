import type { ComponentType } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { FailureBoundary } from '../../components/FailureBoundary.tsx';
import { Icon } from '../../components/icon/Icon.tsx';
import { BulkStatus } from '../../components/library/BulkStatus.tsx';
import { LibraryFrame } from '../../components/library/LibraryFrame.tsx';
import { PostOverItemProvider } from '../../components/library/ListDetail.tsx';
import { LibraryLinksProvider } from '../../components/library/links.ts';
import { ShortcutsDialog } from '../../components/library/ShortcutsDialog.tsx';
import { Notice } from '../../components/primitives.tsx';
import { useAsync } from '../../components/useAsync.ts';
import { t } from '../../lib/i18n/translate.ts';
import type { LibraryReader } from '../../lib/store/reader.ts';
import { AuthorsView } from './authors/AuthorsView.tsx';
import { BackupReminder } from './BackupReminder.tsx';
import { Banners } from './Banners.tsx';
import { CampaignsView } from './campaigns/CampaignsView.tsx';
import { Commands } from './commands/Commands.tsx';
import { CopiesView } from './copies/CopiesView.tsx';
import { ExportView } from './export/ExportView.tsx';
import { ImportView } from './import/ImportView.tsx';
import { useFileDrop } from './import/useFileDrop.ts';
import { linksOf, navOf } from './navigation.ts';
import { BulkProvider, useBulkRunner } from './posts/bulk/useBulk.ts';
import { PostDetail } from './posts/PostDetail.tsx';
import { PostsView } from './posts/PostsView.tsx';
import { hrefBack, postInPlace, type ViewName } from './route.ts';
import { SettingsView } from './settings/SettingsView.tsx';
import { TickersView } from './tickers/TickersView.tsx';
import { useRoute } from './useRoute.ts';
import { useShortcuts } from './useShortcuts.ts';
import type { ViewProps } from './view-props.ts';
import { WelcomeView } from './welcome/WelcomeView.tsx';

const VIEWS: Record<ViewName, ComponentType<ViewProps>> = {
  posts: PostsView,
  authors: AuthorsView,
  copies: CopiesView,
  tickers: TickersView,
  campaigns: CampaignsView,
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
  const [finding, setFinding] = useState(false);
  const bulk = useBulkRunner();
  const summary = useAsync(() => reader.summary(), [reader, version]) ?? null;
  const links = useMemo(() => linksOf(route), [route]);
  const View = VIEWS[route.view];
  const nav = navOf(route, summary, sample);
  const title = nav.find(({ current }) => current)?.label ?? t(`library_${route.view}`);
  const view = { reader, version, route, summary, editable: !sample };
  const openPost = postInPlace(route);

  useEffect(() => reader.onChange(() => setVersion((count) => count + 1)), [reader]);
  useEffect(() => {
    document.title = `${title} · ${t('extension_name')}`;
  }, [title]);
  const isFileOver = useFileDrop(!sample);
  useShortcuts(route, { onHelp: () => setHelp(true), onCommands: () => setFinding(true) });

  return (
    <BulkProvider value={bulk}>
      <LibraryLinksProvider value={links}>
        <PostOverItemProvider
          value={
            openPost === null
              ? null
              : { post: <PostDetail key={openPost} {...view} id={openPost} />, back: hrefBack(route) }
          }
        >
          <LibraryFrame
            title={title}
            summary={summary}
            onHelp={() => setHelp(true)}
            nav={nav}
            banners={<Banners reader={reader} version={version} sample={sample} />}
          >
            <FailureBoundary
              of={`${route.view} ${route.item} ${route.params} ${version}`}
              fallback={(error) => (
                <Notice tone="bad" title={t('view_broken')}>
                  <bdi class="small text-muted">{String(error)}</bdi>
                </Notice>
              )}
            >
              <View {...view} />
            </FailureBoundary>
            {!sample && summary && !QUIET.has(route.view) && <BackupReminder captured={summary.captured} />}
          </LibraryFrame>
          <BulkStatus now={bulk.now} onCancel={bulk.cancel} onUndo={bulk.undo} onDismiss={bulk.dismiss} />
          {isFileOver && (
            <p class="drop-here" role="status">
              <Icon name="upload" size={24} />
              {t('import_drop')}
            </p>
          )}
          {finding && <Commands reader={reader} menu={nav} onClose={() => setFinding(false)} />}
          <ShortcutsDialog open={help} onClose={() => setHelp(false)} />
        </PostOverItemProvider>
      </LibraryLinksProvider>
    </BulkProvider>
  );
}
