import { t } from '../../../lib/i18n/translate.ts';
import type { FacetValue } from '../../../lib/search/facets.ts';
import { formatCount } from '../../format.ts';
import { Empty } from '../../primitives.tsx';
import { VirtualList } from '../../VirtualList.tsx';

export interface AuthorListProps {
  /** Most posts first; `null` until they are counted. */
  authors: readonly FacetValue[] | null;
  openKey: string | null;
  hrefOf: (key: string) => string;
}

/** List of all authors with their numbers of posts. */
export function AuthorList({ authors, openKey, hrefOf }: AuthorListProps) {
  if (authors === null) return <p class="text-muted loading">{t('loading')}</p>;
  if (authors.length === 0)
    return (
      <Empty title={t('authors_empty_title')}>
        <p>{t('authors_empty')}</p>
      </Empty>
    );
  return (
    <div class="list-pane">
      <VirtualList
        label={t('library_authors')}
        count={authors.length}
        rowHeight={3.25}
        current={authors.findIndex(({ value }) => value === openKey)}
        keyOf={(i) => authors[i]?.value ?? String(i)}
        row={(i) => {
          const author = authors[i];
          return (
            author && (
              <a
                class="list-row"
                href={hrefOf(author.value)}
                aria-current={author.value === openKey ? 'true' : undefined}
              >
                <span class="row">
                  <bdi class="text-strong truncate">{author.label}</bdi>
                  <span class="push-end small number nowrap text-muted">
                    {formatCount('posts_count', author.posts)}
                  </span>
                </span>
              </a>
            )
          );
        }}
      />
    </div>
  );
}
