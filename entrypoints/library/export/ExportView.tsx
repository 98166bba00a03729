import { useEffect, useRef, useState } from 'preact/hooks';
import type { ExportState } from '../../../components/ExportStatus.tsx';
import {
  type ExportFormat,
  ExportPanel,
  type ExportScope,
} from '../../../components/library/ExportPanel.tsx';
import { useAsync } from '../../../components/useAsync.ts';
import { answerOffer, lastExportAt, offerExport, offeredExport } from '../../../lib/pages/backup-reminder.ts';
import { downloadBlob } from '../../../lib/pages/download.ts';
import { isEmptyFilter } from '../../../lib/search/filter.ts';
import { exportFileName } from '../../../lib/store/export/export-file-name.ts';
import type { LibraryReader } from '../../../lib/store/reader.ts';
import { shownPosts } from '../posts/selection.ts';
import type { ViewProps } from '../view-props.ts';
import { exportFile, filteredIds, postsInScope } from './export-file.ts';

const SCOPES: ExportScope[] = ['saved', 'all', 'filtered', 'selected', 'new'];

export function ExportView({ reader, version, route }: ViewProps) {
  const [scope, setScope] = useState<ExportScope>(
    SCOPES.find((name) => name === route.params.get('scope')) ?? 'saved',
  );
  const [format, setFormat] = useState<ExportFormat>('json');
  const [run, setRun] = useState<ExportState>(() => {
    const offered = offeredExport();
    return offered ? { state: 'offered', ...offered } : { state: 'idle' };
  });
  const [since, setSince] = useState(lastExportAt);
  const abort = useRef<AbortController | null>(null);
  const counts = useAsync(() => count(reader, since), [reader, version, since]);

  useEffect(() => () => abort.current?.abort(), []);

  async function start() {
    const controller = new AbortController();
    abort.current = controller;
    const begun = new Date();
    const total = counts?.[scope] ?? null;
    setRun({ state: 'running', done: 0, total });
    try {
      const taking = {
        reader,
        scope,
        since,
        signal: controller.signal,
        onProgress: (done: number) => setRun({ state: 'running', done, total }),
      };
      const { blob, count, ending } =
        format === 'json'
          ? await (await import('./export-json.ts')).exportJson(taking)
          : await exportFile({ ...taking, format });
      const name = exportFileName(begun, count, ending);
      downloadBlob(blob, name);
      const isBackup = scope === 'saved' || scope === 'all' || scope === 'new';
      offerExport({ at: begun.toISOString(), name, count, isBackup });
      setRun({ state: 'offered', name, count });
    } catch (error) {
      if (controller.signal.aborted) setRun({ state: 'cancelled' });
      else setRun({ state: 'failed', detail: error instanceof Error ? error.message : String(error) });
    }
  }

  return (
    <div class="scroll">
      <ExportPanel
        scope={scope}
        format={format}
        counts={
          counts ?? {
            saved: null,
            all: null,
            filtered: null,
            selected: shownPosts.selection.ids.size,
            new: null,
          }
        }
        lastExportAt={since}
        run={run}
        onScope={setScope}
        onFormat={setFormat}
        onStart={() => void start()}
        onCancel={() => abort.current?.abort()}
        onAnswer={(isSaved) => {
          answerOffer(isSaved);
          setSince(lastExportAt());
          setRun((now) =>
            isSaved && now.state === 'offered' ? { ...now, state: 'done' } : { state: 'cancelled' },
          );
        }}
      />
    </div>
  );
}

/** Number of posts in each scope. New and filtered posts are counted by reading them. */
async function count(
  reader: LibraryReader,
  since: string | null,
): Promise<Record<ExportScope, number | null>> {
  const { captured, seen } = await reader.summary();
  let newCount = since === null ? captured : 0;
  if (since !== null)
    for await (const posts of postsInScope({ reader, scope: 'new', since })) newCount += posts.length;
  const shown = isEmptyFilter(shownPosts.filter) ? seen : (await filteredIds(reader)).length;
  return {
    saved: captured,
    all: seen,
    filtered: shown,
    selected: shownPosts.selection.ids.size,
    new: newCount,
  };
}
