import { t } from '../../../lib/i18n/translate.ts';
import { formatCount } from '../../format.ts';
import { Icon } from '../../icon/Icon.tsx';
import { ActionBar, type PostAction } from './ActionBar.tsx';

export interface SelectionBarProps {
  count: number;
  actions: readonly PostAction[];
  onClear: () => void;
}

/** What can be done with the selected posts. */
export function SelectionBar({ count, actions, onClear }: SelectionBarProps) {
  return (
    <section class="selection-bar" aria-label={t('posts_selection')}>
      <p class="row">
        <span class="text-strong number" role="status">
          {formatCount('posts_selected', count)}
        </span>
        <button
          type="button"
          class="icon-button push-end"
          aria-label={t('posts_clear_selection')}
          title={`${t('posts_clear_selection')} (Esc)`}
          onClick={onClear}
        >
          <Icon name="close" />
        </button>
      </p>
      <ActionBar label={t('posts_selection')} actions={actions} />
    </section>
  );
}
