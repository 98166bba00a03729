import { t } from '../../lib/i18n/translate.ts';
import { formatCount, formatNumber } from '../format.ts';
import { Icon } from '../icon/Icon.tsx';

export type BulkWord = 'saved' | 'unsaved' | 'tagged' | 'noted' | 'deleted';

/** The state of the last change of posts. */
export type BulkState =
  | { state: 'idle' }
  | { state: 'running'; done: number; total: number }
  | { state: 'done'; what: BulkWord; count: number; cancelled: boolean; canUndo: boolean }
  | { state: 'undone'; count: number }
  /** Something else came to its end. */
  | { state: 'told'; text: string }
  | { state: 'failed'; detail: string; canUndo: boolean };

export interface BulkStatusProps {
  now: BulkState;
  onCancel: () => void;
  onUndo: () => void;
  onDismiss: () => void;
}

/** What became of the last change of posts, with its undo; above every view. */
export function BulkStatus({ now, onCancel, onUndo, onDismiss }: BulkStatusProps) {
  return (
    <div class={now.state === 'idle' ? 'toast-place' : 'toast-place shown'}>
      <p class="visually-hidden" role="status">
        {now.state === 'running' ? '' : textOf(now)}
      </p>
      {now.state !== 'idle' && (
        <div class="toast row">
          {now.state === 'running' ? (
            <>
              <progress max={now.total} value={now.done} aria-label={t('posts_working')} />
              <span class="number nowrap">
                {formatNumber(now.done)} / {formatNumber(now.total)}
              </span>
              <button type="button" class="button" onClick={onCancel}>
                {t('cancel')}
              </button>
            </>
          ) : (
            <>
              <span aria-hidden="true">{textOf(now)}</span>
              {(now.state === 'done' || now.state === 'failed') && now.canUndo && (
                <button type="button" class="button" data-action="undo" onClick={onUndo}>
                  {t('undo')}
                </button>
              )}
              <button type="button" class="icon-button" aria-label={t('close')} onClick={onDismiss}>
                <Icon name="close" />
              </button>
            </>
          )}
        </div>
      )}
    </div>
  );
}

function textOf(now: BulkState): string {
  switch (now.state) {
    case 'done':
      return [formatCount(`bulk_${now.what}`, now.count), now.cancelled ? t('bulk_cancelled') : '']
        .filter(Boolean)
        .join(' ');
    case 'undone':
      return formatCount('bulk_undone', now.count);
    case 'told':
      return now.text;
    case 'failed':
      return t('bulk_failed', now.detail);
    default:
      return '';
  }
}
