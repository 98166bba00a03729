import type { ComponentChildren } from 'preact';
import { t } from '../../lib/i18n/translate.ts';
import { Notice } from '../primitives.tsx';
import type { PagedList } from '../usePagedList.ts';

export interface ListDetailProps {
  list: ComponentChildren;
  /** State of the list's rows. */
  pages: Pick<PagedList<unknown>, 'rows' | 'failed' | 'retry'>;
  /** `null` if nothing is selected. */
  detail: ComponentChildren | null;
  /** Text shown while nothing is selected in a list that has rows. */
  emptyHint: string;
  /** Address of the list without a selection, for narrow windows. */
  back: string;
}

/** A list beside the selected item; narrow windows show one of the two. */
export function ListDetail({ list, pages, detail, emptyHint, back }: ListDetailProps) {
  return (
    <div class={detail === null ? 'list-detail' : 'list-detail open'}>
      <div class="list-side">
        {pages.failed && (
          <Notice
            tone="bad"
            title={t('list_failed')}
            actions={
              <button type="button" class="button" onClick={pages.retry}>
                {t('list_again')}
              </button>
            }
          />
        )}
        {!(pages.failed && pages.rows === null) && list}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section class="detail-side" tabIndex={0} aria-label={t('detail')}>
        {detail === null ? (
          pages.rows?.length !== 0 && <p class="empty">{emptyHint}</p>
        ) : (
          <>
            <a class="button back-link" href={back}>
              {t('back')}
            </a>
            {detail}
          </>
        )}
      </section>
    </div>
  );
}
