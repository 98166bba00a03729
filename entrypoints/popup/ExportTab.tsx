import { useEffect, useRef, useState } from 'preact/hooks';
import { ExportPanel, type ExportScope, type ExportState } from '../../components/popup/ExportPanel.tsx';
import { useAsync } from '../../components/useAsync.ts';
import { answerOffer, offeredExport } from '../../lib/pages/backup-reminder.ts';
import { openLibraryAt, type TabProps } from './navigation.ts';

export function ExportTab({ reader, version }: TabProps) {
  const [scope, setScope] = useState<ExportScope>('saved');
  const [run, setRun] = useState<ExportState>(() => {
    const offered = offeredExport();
    return offered ? { state: 'offered', ...offered } : { state: 'idle' };
  });
  const summary = useAsync(reader.summary, [reader, version]);
  const abort = useRef<AbortController | null>(null);

  useEffect(() => () => abort.current?.abort(), []);

  async function start() {
    const total = scope === 'saved' ? (summary?.captured ?? null) : (summary?.seen ?? null);
    const controller = new AbortController();
    abort.current = controller;
    setRun({ state: 'running', done: 0, total });
    try {
      // Loaded when needed: the popup opens without the code that writes exports.
      const { saveJson } = await import('./download.ts');
      const { name, count } = await saveJson(
        scope,
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
      counts={{ saved: summary?.captured ?? null, all: summary?.seen ?? null }}
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
