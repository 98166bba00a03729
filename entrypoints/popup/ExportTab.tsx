import { useEffect, useRef, useState } from 'preact/hooks';
import type { ExportState } from '../../components/ExportStatus.tsx';
import { ExportPanel, type ExportScope } from '../../components/popup/ExportPanel.tsx';
import { useAsync } from '../../components/useAsync.ts';
import type { PagePostReport } from '../../lib/messages.ts';
import { answerOffer, offeredExport } from '../../lib/pages/backup-reminder.ts';
import { summarizePage } from '../../lib/pages/page-summary.ts';
import { openLibraryAt, type TabProps } from './navigation.ts';

export function ExportTab({ reader, version, page, scope: offered }: TabProps) {
  const [scope, setScope] = useState<ExportScope>(offered);
  const [run, setRun] = useState<ExportState>(() => {
    const offered = offeredExport();
    return offered ? { state: 'offered', ...offered } : { state: 'idle' };
  });
  const summary = useAsync(reader.summary, [reader, version]);
  const pageIds = page?.state === 'report' ? copiesAndSources(page.report.posts) : [];
  const onPage = useAsync(() => reader.posts(pageIds), [reader, version, page]);
  const counts = {
    saved: summary?.captured ?? null,
    all: summary?.seen ?? null,
    page: onPage && onPage.length > 0 ? onPage.length : null,
  };
  const abort = useRef<AbortController | null>(null);

  useEffect(() => () => abort.current?.abort(), []);

  async function start() {
    const total = counts[scope];
    const controller = new AbortController();
    abort.current = controller;
    setRun({ state: 'running', done: 0, total });
    try {
      // Loaded when needed: the popup opens without the code that writes exports.
      const { saveJson } = await import('./download.ts');
      const { name, count } = await saveJson(
        scope === 'page' ? pageIds : scope,
        (done) => setRun({ state: 'running', done, total }),
        controller.signal,
      );
      setRun({ state: 'offered', name, count });
    } catch (error) {
      if (controller.signal.aborted) setRun({ state: 'cancelled' });
      else setRun({ state: 'failed', detail: error instanceof Error ? error.message : String(error) });
    }
  }

  return (
    <ExportPanel
      scope={scope}
      counts={counts}
      run={run}
      onScope={setScope}
      onStart={() => void start()}
      onCancel={() => abort.current?.abort()}
      onAnswer={(isSaved) => {
        answerOffer(isSaved);
        setRun((now) =>
          isSaved && now.state === 'offered' ? { ...now, state: 'done' } : { state: 'cancelled' },
        );
      }}
      onLibrary={() => void openLibraryAt('/export')}
    />
  );
}

/** Ids of the copies on a page and of the posts that they repeat: what proves them. */
function copiesAndSources(posts: readonly PagePostReport[]): string[] {
  const { copies } = summarizePage(posts);
  return [
    ...new Set(
      copies.flatMap(({ id, annotation }) => [id, annotation?.copy?.other.id, annotation?.copy?.first?.id]),
    ),
  ].filter((id) => id !== undefined);
}
