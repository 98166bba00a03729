import { t } from '../../lib/i18n/translate.ts';
import type { ExportState } from '../ExportStatus.tsx';
import { ExportStatus } from '../ExportStatus.tsx';
import { formatDate, formatNumber } from '../format.ts';
import { Icon } from '../icon/Icon.tsx';

/**
 * Which posts to export: all, captures, those that the filter of Saved shows, those selected there, or new
 * ones.
 */
export type ExportScope = 'saved' | 'all' | 'filtered' | 'selected' | 'new';
export type ExportFormat = 'json' | 'ndjson' | 'csv' | 'markdown' | 'coortweet' | 'network' | 'graphml';

export interface ExportPanelProps {
  scope: ExportScope;
  format: ExportFormat;
  /** Number of posts in each scope; `null` until counted. */
  counts: Record<ExportScope, number | null>;
  lastExportAt: string | null;
  run: ExportState;
  onScope: (scope: ExportScope) => void;
  onFormat: (format: ExportFormat) => void;
  onStart: () => void;
  onCancel: () => void;
  onAnswer: (isSaved: boolean) => void;
}

const SCOPES: ExportScope[] = ['saved', 'new', 'filtered', 'selected', 'all'];
const FORMATS: ExportFormat[] = ['json', 'ndjson', 'csv', 'markdown', 'coortweet', 'network', 'graphml'];

/** Form for the scope and the format of an export. */
export function ExportPanel(props: ExportPanelProps) {
  const { scope, format, counts, lastExportAt, run, onScope, onFormat, onStart, onCancel, onAnswer } = props;
  const running = run.state === 'running';
  return (
    <div class="stack page-column">
      <p class="text-muted">{t('export_lead')}</p>
      <div class="columns-2">
        <fieldset class="choice-card stack" disabled={running}>
          <legend class="text-strong">{t('export_what')}</legend>
          {SCOPES.map((value) => (
            <label key={value} class="row top">
              <input
                type="radio"
                name="scope"
                checked={scope === value}
                disabled={counts[value] === 0}
                onChange={() => onScope(value)}
              />
              <span>
                {t(`export_scope_${value}`)}
                {value === 'new' && (
                  <span class="text-muted small display-block">
                    {lastExportAt ? t('export_last', formatDate(lastExportAt)) : t('export_never')}
                  </span>
                )}
              </span>
              <span class="push-end number text-muted">{formatNumber(counts[value])}</span>
            </label>
          ))}
        </fieldset>
        <fieldset class="choice-card stack" disabled={running}>
          <legend class="text-strong">{t('export_format')}</legend>
          {FORMATS.map((value) => (
            <label key={value} class="row top">
              <input type="radio" name="format" checked={format === value} onChange={() => onFormat(value)} />
              <span>
                {t(`export_format_${value}`)}
                <span class="text-muted small display-block">{t(`export_format_${value}_hint`)}</span>
              </span>
            </label>
          ))}
        </fieldset>
      </div>
      {running ? (
        <div class="row">
          <progress
            max={run.total ?? 1}
            value={run.total === null ? undefined : run.done}
            aria-label={t('export_running')}
          />
          <span class="text-muted small number nowrap">
            {t('export_progress', formatNumber(run.done), formatNumber(run.total))}
          </span>
          <button type="button" class="button" onClick={onCancel}>
            {t('cancel')}
          </button>
        </div>
      ) : (
        <div class="row wrap">
          <button type="button" class="button main" disabled={counts[scope] === 0} onClick={onStart}>
            <Icon name="download" />
            {t('export_start')}
          </button>
          <a class="button quiet" href="#/import">
            {t('verify_title')}
          </a>
        </div>
      )}
      <ExportStatus run={run} onAnswer={onAnswer} />
    </div>
  );
}
