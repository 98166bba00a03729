import { t } from '../../lib/i18n/translate.ts';
import { count, day, number } from '../format.ts';
import { Glyph } from '../icon/Glyph.tsx';
import type { ExportState } from '../popup/Export.tsx';

/** What goes along: everything seen, what was saved, what the filter of Saved shows, what was ticked there. */
export type TakeScope = 'saved' | 'all' | 'filtered' | 'ticked' | 'new';
export type TakeFormat = 'json' | 'ndjson' | 'csv' | 'markdown' | 'coortweet' | 'network' | 'graphml';

export interface TakeAwayProps {
  scope: TakeScope;
  format: TakeFormat;
  /** How many posts each scope holds; `null`: unknown until counted. */
  counts: Record<TakeScope, number | null>;
  lastExportAt: string | null;
  run: ExportState;
  onScope: (scope: TakeScope) => void;
  onFormat: (format: TakeFormat) => void;
  onStart: () => void;
  onCancel: () => void;
}

const SCOPES: TakeScope[] = ['saved', 'new', 'filtered', 'ticked', 'all'];
const FORMATS: TakeFormat[] = ['json', 'ndjson', 'csv', 'markdown', 'coortweet', 'network', 'graphml'];

/** Which posts, in which form; then one file. */
export function TakeAway(props: TakeAwayProps) {
  const { scope, format, counts, lastExportAt, run, onScope, onFormat, onStart, onCancel } = props;
  const running = run.state === 'running';
  return (
    <div class="stack page">
      <p class="soft">{t('take_lead')}</p>
      <div class="halves">
        <fieldset class="choices stack" disabled={running}>
          <legend class="strong">{t('export_what')}</legend>
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
                {t(`take_scope_${value}`)}
                {value === 'new' && (
                  <span class="soft small block">
                    {lastExportAt ? t('take_last', day(lastExportAt)) : t('take_never')}
                  </span>
                )}
              </span>
              <span class="push number soft">{number(counts[value])}</span>
            </label>
          ))}
        </fieldset>
        <fieldset class="choices stack" disabled={running}>
          <legend class="strong">{t('take_format')}</legend>
          {FORMATS.map((value) => (
            <label key={value} class="row top">
              <input type="radio" name="format" checked={format === value} onChange={() => onFormat(value)} />
              <span>
                {t(`take_format_${value}`)}
                <span class="soft small block">{t(`take_format_${value}_hint`)}</span>
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
          <span class="soft small number nowrap">
            {t('export_progress', number(run.done), number(run.total))}
          </span>
          <button type="button" class="button" onClick={onCancel}>
            {t('cancel')}
          </button>
        </div>
      ) : (
        <div>
          <button type="button" class="button main" disabled={counts[scope] === 0} onClick={onStart}>
            <Glyph name="download" />
            {t('take_start')}
          </button>
        </div>
      )}
      <p role="status" class={run.state === 'failed' ? 'bad-text' : 'good-text'}>
        {run.state === 'done' && count('export_done', run.count, run.name)}
        {run.state === 'cancelled' && t('export_cancelled')}
        {run.state === 'failed' && t('export_failed', run.detail)}
      </p>
    </div>
  );
}
