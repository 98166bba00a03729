import { t } from '../../lib/i18n/translate.ts';
import { Notice } from '../primitives.tsx';

export interface BrokenPostProps {
  id: string;
  error: unknown;
  onExport: () => void;
  /** `null` where deleting is not possible, as in the sample. */
  onDelete: (() => void) | null;
}

/** Shown in the place of a post whose record cannot be displayed. */
export function BrokenPost({ id, error, onExport, onDelete }: BrokenPostProps) {
  return (
    <Notice
      tone="bad"
      title={t('post_broken', id)}
      actions={
        <>
          <button type="button" class="button" onClick={onExport}>
            {t('post_broken_export')}
          </button>
          {onDelete && (
            <button type="button" class="button" onClick={onDelete}>
              {t('post_delete')}
            </button>
          )}
        </>
      }
    >
      <p>{t('post_broken_hint')}</p>
      <p class="small text-muted">
        <bdi>{String(error)}</bdi>
      </p>
    </Notice>
  );
}
