import { useState } from 'preact/hooks';
import { t, tPlural } from '../../lib/i18n/translate.ts';
import { formatNumber } from '../format.ts';
import { Icon } from '../icon/Icon.tsx';

/** What to delete. Days are posting days in the reader's time zone, as the lists show them: `2026-06-03`. */
export type DeletionScope =
  | { what: 'seen' }
  | { what: 'range'; from: string; to: string }
  | { what: 'author'; author: string }
  | { what: 'all' };

export type DeletePostsState =
  | { state: 'idle' }
  | { state: 'counting' }
  | { state: 'ask'; deleting: DeletionScope; count: number; undoable: boolean }
  | { state: 'running' }
  | { state: 'done'; count: number; undoable: boolean }
  | { state: 'failed'; detail: string };

export interface DeletePostsFormProps {
  run: DeletePostsState;
  onCount: (deleting: DeletionScope) => void;
  onConfirm: () => void;
  onDrop: () => void;
  onUndo: () => void;
}

/**
 * Form that deletes posts by date range, by author, all seen ones, or all. It shows the number first.
 * Deletion can be undone until the page is closed; if there are too many posts for that, the form shows it
 * before.
 */
export function DeletePostsForm({ run, onCount, onConfirm, onDrop, onUndo }: DeletePostsFormProps) {
  const [what, setWhat] = useState<DeletionScope['what']>('seen');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [author, setAuthor] = useState('');
  const deleting: DeletionScope =
    what === 'range' ? { what, from, to } : what === 'author' ? { what, author } : { what };
  const ready = what === 'range' ? from !== '' || to !== '' : what !== 'author' || author.trim() !== '';
  return (
    <fieldset class="choice-row stack">
      <legend class="text-strong">{t('delete_title')}</legend>
      <div class="row wrap">
        <select
          class="field narrow"
          aria-label={t('delete_title')}
          value={what}
          onChange={(event) => setWhat(event.currentTarget.value as DeletionScope['what'])}
        >
          {(['seen', 'range', 'author', 'all'] as const).map((value) => (
            <option key={value} value={value}>
              {t(`delete_${value}`)}
            </option>
          ))}
        </select>
        {what === 'range' && (
          <>
            <input
              class="field narrow"
              type="date"
              aria-label={t('filter_from')}
              value={from}
              onInput={(event) => setFrom(event.currentTarget.value)}
            />
            <input
              class="field narrow"
              type="date"
              aria-label={t('filter_to')}
              value={to}
              onInput={(event) => setTo(event.currentTarget.value)}
            />
          </>
        )}
        {what === 'author' && (
          <input
            class="field narrow"
            dir="auto"
            aria-label={t('filter_author')}
            placeholder={t('filter_author')}
            value={author}
            onInput={(event) => setAuthor(event.currentTarget.value)}
          />
        )}
        <button type="button" class="button danger" disabled={!ready} onClick={() => onCount(deleting)}>
          <Icon name="trash" />
          {t('delete_start')}
        </button>
      </div>
      <div role="status" class="row wrap">
        {run.state === 'counting' && <span class="text-muted">{t('loading')}</span>}
        {run.state === 'running' && <span class="text-muted">{t('delete_running')}</span>}
        {run.state === 'failed' && <span class="bad-text">{t('delete_failed', run.detail)}</span>}
        {run.state === 'ask' && (
          <>
            <span class="text-strong">{tPlural('delete_ask', run.count, formatNumber(run.count))}</span>
            {!run.undoable && <span class="bad-text">{t('delete_no_undo')}</span>}
            <button type="button" class="button danger" disabled={run.count === 0} onClick={onConfirm}>
              {t('delete_confirm')}
            </button>
            <button type="button" class="button" onClick={onDrop}>
              {t('cancel')}
            </button>
          </>
        )}
        {run.state === 'done' && (
          <>
            <span>
              {tPlural(run.undoable ? 'delete_done' : 'delete_gone', run.count, formatNumber(run.count))}
            </span>
            {run.undoable && (
              <button type="button" class="button quiet" onClick={onUndo}>
                <Icon name="undo" />
                {t('undo')}
              </button>
            )}
          </>
        )}
      </div>
    </fieldset>
  );
}
