import { t } from '../lib/i18n/translate.ts';
import { formatCount } from './format.ts';

/** State of an export. */
export type ExportState =
  | { state: 'idle' }
  | { state: 'running'; done: number; total: number | null }
  /** The browser was given the file. */
  | { state: 'offered'; name: string; count: number }
  /** The user confirms that the file is saved. */
  | { state: 'done'; name: string; count: number }
  | { state: 'cancelled' }
  | { state: 'failed'; detail: string };

export interface ExportStatusProps {
  run: ExportState;
  /** The reader's answer, whether the browser saved the file. */
  onAnswer: (isSaved: boolean) => void;
}

/** Shows the result of an export. A browser does not tell a page whether a file was saved, so the reader is asked. */
export function ExportStatus({ run, onAnswer }: ExportStatusProps) {
  return (
    <>
      <p role="status" class={run.state === 'failed' ? 'bad-text' : 'good-text'}>
        {run.state === 'offered' && t('export_offered', run.name)}
        {run.state === 'done' && formatCount('export_done', run.count, run.name)}
        {run.state === 'cancelled' && t('export_cancelled')}
        {run.state === 'failed' && t('export_failed', run.detail)}
      </p>
      {run.state === 'offered' && (
        <div class="row">
          <button type="button" class="button" data-answer="saved" onClick={() => onAnswer(true)}>
            {t('export_confirm')}
          </button>
          <button type="button" class="button quiet" data-answer="not-saved" onClick={() => onAnswer(false)}>
            {t('export_refuse')}
          </button>
        </div>
      )}
    </>
  );
}
