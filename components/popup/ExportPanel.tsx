import { t } from '../../lib/i18n/translate.ts';
import { ExportStatus } from '../ExportStatus.tsx';
import { formatNumber } from '../format.ts';
import { Icon } from '../icon/Icon.tsx';

export type ExportScope = 'saved' | 'all';

/** State of an export. */
export type ExportState =
  | { state: 'idle' }
  | { state: 'running'; done: number; total: number | null }
  /** The browser was given the file. */
  | { state: 'offered'; name: string; count: number }
  /** The reader says that the file is saved. */
  | { state: 'done'; name: string; count: number }
  | { state: 'cancelled' }
  | { state: 'failed'; detail: string };

export interface ExportPanelProps {
  scope: ExportScope;
  /** Number of posts in each scope; `null` until known. */
  counts: { saved: number | null; all: number | null };
  run: ExportState;
  onScope: (scope: ExportScope) => void;
  onStart: () => void;
  onCancel: () => void;
  onAnswer: (isSaved: boolean) => void;
  onLibrary: () => void;
}

/** Exports the library as one JSON file. */
export function ExportPanel({
  scope,
  counts,
  run,
  onScope,
  onStart,
  onCancel,
  onAnswer,
  onLibrary,
}: ExportPanelProps) {
  const running = run.state === 'running';
  return (
    <div class="stack">
      <fieldset class="choice-card stack" disabled={running}>
        <legend class="text-strong">{t('export_what')}</legend>
        {(['saved', 'all'] as const).map((value) => (
          <label key={value} class="row">
            <input
              type="radio"
              name="scope"
              value={value}
              checked={scope === value}
              onChange={() => onScope(value)}
            />
            <span>{t(value === 'saved' ? 'export_saved' : 'export_all')}</span>
            <span class="push-end number text-muted">{formatNumber(counts[value])}</span>
          </label>
        ))}
      </fieldset>
      <p class="text-muted small">{t(scope === 'saved' ? 'export_saved_hint' : 'export_all_hint')}</p>
      {running ? (
        <div class="stack tight">
          <progress
            max={run.total ?? 1}
            value={run.total === null ? undefined : run.done}
            aria-label={t('export_running')}
          />
          <div class="row">
            <span class="text-muted small number">
              {t('export_progress', formatNumber(run.done), formatNumber(run.total))}
            </span>
            <button type="button" class="button push-end" onClick={onCancel}>
              {t('cancel')}
            </button>
          </div>
          <p class="text-muted small">{t('export_closing')}</p>
        </div>
      ) : (
        <button type="button" class="button main" disabled={counts[scope] === 0} onClick={onStart}>
          <Icon name="download" />
          {t('export_json')}
        </button>
      )}
      <ExportStatus run={run} onAnswer={onAnswer} />
      <p class="text-muted small">
        {t('export_more')}{' '}
        <button type="button" class="button-link accent" onClick={onLibrary}>
          {t('export_open_library')}
        </button>
      </p>
    </div>
  );
}
