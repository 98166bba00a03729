import { type MessageKey, t } from '../../lib/i18n/translate.ts';
import { type ExportState, ExportStatus } from '../ExportStatus.tsx';
import { formatNumber } from '../format.ts';
import { Icon } from '../icon/Icon.tsx';

/** `page`: the copies on the page in the active tab, with the posts they repeat. */
export type ExportScope = 'saved' | 'all' | 'page';

export interface ExportPanelProps {
  scope: ExportScope;
  /** Number of posts in each scope; `null` until known, and for `page` if there is no page. */
  counts: Record<ExportScope, number | null>;
  run: ExportState;
  onScope: (scope: ExportScope) => void;
  onStart: () => void;
  onCancel: () => void;
  onAnswer: (isSaved: boolean) => void;
  onLibrary: () => void;
}

const SCOPES = ['page', 'saved', 'all'] as const;
const LABEL: Record<ExportScope, MessageKey> = {
  page: 'export_page',
  saved: 'export_saved',
  all: 'export_all',
};
const HINT: Record<ExportScope, MessageKey> = {
  page: 'export_page_hint',
  saved: 'export_saved_hint',
  all: 'export_all_hint',
};

/** Exports the library, or the copies on a page, as one JSON file. */
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
        {SCOPES.filter((value) => value !== 'page' || counts.page !== null).map((value) => (
          <label key={value} class="row">
            <input
              type="radio"
              name="scope"
              value={value}
              checked={scope === value}
              onChange={() => onScope(value)}
            />
            <span>{t(LABEL[value])}</span>
            <span class="push-end number text-muted">{formatNumber(counts[value])}</span>
          </label>
        ))}
      </fieldset>
      <p class="text-muted small">{t(HINT[scope])}</p>
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
