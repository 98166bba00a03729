import { t } from '../../lib/i18n/translate.ts';
import type { Author } from '../../lib/post.ts';
import { authorName, bidiIsolate } from '../format.ts';
import { Icon } from '../icon/Icon.tsx';

export interface SaveToggleProps {
  author: Author;
  saved: boolean;
  tabIndex?: number;
  onToggle: (saved: boolean) => void;
}

/** A bookmark, filled when the post is saved: saves or unsaves. (A bin deletes.) */
export function SaveToggle({ author, saved, tabIndex, onToggle }: SaveToggleProps) {
  const name = bidiIsolate(authorName(author));
  const label = t(saved ? 'post_unsave' : 'post_save', name);
  return (
    <button
      type="button"
      class="icon-button save-toggle"
      aria-pressed={saved}
      title={label}
      {...(tabIndex === undefined ? {} : { tabIndex })}
      onClick={() => onToggle(!saved)}
    >
      <Icon name="bookmark" filled={saved} />
      <span class="visually-hidden">{t('post_save', name)}</span>
    </button>
  );
}
