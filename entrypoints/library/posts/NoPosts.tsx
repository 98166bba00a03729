import { Empty } from '../../../components/primitives.tsx';
import { t } from '../../../lib/i18n/translate.ts';
import { EMPTY_FILTER, type Filter } from '../../../lib/search/filter.ts';
import { hrefTo } from '../route.ts';

export interface NoPostsProps {
  filter: Filter;
  isLibraryEmpty: boolean;
  onChange: (filter: Filter) => void;
}

/** What a list without posts shows: why it is empty, and what the user can do. */
export function NoPosts({ filter, isLibraryEmpty, onChange }: NoPostsProps) {
  if (isLibraryEmpty)
    return (
      <Empty title={t('posts_empty_title')}>
        <p>{t('posts_empty')}</p>
        <p class="row wrap center">
          <a class="button" href="?sample">
            {t('posts_empty_sample')}
          </a>
          <a class="button" href={hrefTo('import')}>
            {t('library_import')}
          </a>
        </p>
      </Empty>
    );
  const onlySaved = JSON.stringify(filter) === JSON.stringify({ ...EMPTY_FILTER, savedState: 'saved' });
  return (
    <Empty title={t(onlySaved ? 'saved_empty_title' : 'saved_nothing_found')}>
      <p>{t(onlySaved ? 'saved_empty' : 'saved_nothing_found_hint')}</p>
      <button type="button" class="button" onClick={() => onChange(EMPTY_FILTER)}>
        {t(onlySaved ? 'posts_show_all' : 'filter_clear')}
      </button>
    </Empty>
  );
}
