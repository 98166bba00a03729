import { useState } from 'preact/hooks';
import { t } from '../../lib/i18n/translate.ts';
import type { PagePostReport } from '../../lib/messages.ts';
import type { PageSummary } from '../../lib/pages/page-summary.ts';
import { copyBadgeLine } from '../choose-badge-message.ts';
import { authorName, formatCount, formatNumber } from '../format.ts';
import { Icon } from '../icon/Icon.tsx';
import { onePreviewLine } from './preview-line.ts';
import { SaveToggle } from './SaveToggle.tsx';
import { useRovingRows } from './useRovingRows.ts';

/** What a reader can do with the posts of the page. */
export interface PageActions {
  /** Brings a post into view on the page. */
  onShow: (id: string) => void;
  onSave: (ids: string[], saved: boolean) => void;
  onCopyText: () => void;
  onExport: () => void;
  onUndo: () => void;
}

/** What was just done, announced below the buttons. */
export type PageNews =
  | { what: 'saved'; ids: string[] }
  | { what: 'removed'; ids: string[] }
  | { what: 'text-copied' }
  | { what: 'gone' }
  | { what: 'failed' }
  | null;

export interface PageCopiesProps extends PageActions {
  summary: PageSummary;
  /** Number of posts in the library; `null` if unknown. */
  checked: number | null;
  news: PageNews;
}

/** Number of rows before "Show more". */
const SHOWN = 6;

/** The posts of this page that repeat an earlier one, and what can be done with them. */
export function PageCopies(props: PageCopiesProps) {
  const { summary, checked, news, onSave, onCopyText, onExport, onUndo } = props;
  const { copies, firsts } = summary;
  const unsaved = copies.filter(({ annotation }) => !annotation?.saved).map(({ id }) => id);
  return (
    <>
      <div>
        <p class="headline">
          {copies.length > 0
            ? formatCount('popup_copies_here', copies.length, formatNumber(summary.posts))
            : formatCount('popup_no_copies', summary.posts)}
        </p>
        <p class="text-muted small">{formatCount('popup_checked', checked)}</p>
      </div>
      {copies.length > 0 && (
        <div class="stack page-copies">
          <PostRows label={t('tab_copies')} posts={copies} {...props} />
          <div class="row wrap">
            <button
              type="button"
              class="button main"
              disabled={unsaved.length === 0}
              onClick={() => onSave(unsaved, true)}
            >
              {unsaved.length === 0 ? t('popup_all_saved') : formatCount('popup_save_all', unsaved.length)}
            </button>
            <button type="button" class="button" onClick={onCopyText}>
              {t('popup_copy_text')}
            </button>
            <button type="button" class="button" onClick={onExport}>
              {t('popup_export')}
            </button>
          </div>
        </div>
      )}
      <p role="status" class={news ? 'undo row' : 'visually-hidden'}>
        {news && <span>{newsText(news)}</span>}
        {(news?.what === 'saved' || news?.what === 'removed') && (
          <button type="button" class="button quiet push-end" onClick={onUndo}>
            <Icon name="undo" />
            {t('undo')}
          </button>
        )}
      </p>
      {firsts.length > 0 && (
        <details>
          <summary>{formatCount('popup_firsts_here', firsts.length)}</summary>
          <PostRows label={t('copies_first')} posts={firsts} {...props} />
        </details>
      )}
    </>
  );
}

function newsText(news: NonNullable<PageNews>): string {
  switch (news.what) {
    case 'saved':
      return formatCount('popup_saved_now', news.ids.length);
    case 'removed':
      return t('saved_removed');
    case 'text-copied':
      return t('popup_text_copied');
    case 'gone':
      return t('popup_post_gone');
    case 'failed':
      return t('strip_failed');
  }
}

interface PostRowsProps extends Pick<PageActions, 'onShow' | 'onSave'> {
  label: string;
  posts: PagePostReport[];
}

function PostRows({ label, posts, onShow, onSave }: PostRowsProps) {
  const [all, setAll] = useState(false);
  const shown = all ? posts : posts.slice(0, SHOWN);
  const { list, tabIndexOf } = useRovingRows(shown.length);
  const rest = posts.length - shown.length;
  return (
    <>
      <ul class="page-posts" aria-label={label} {...list}>
        {shown.map((post, i) => (
          <li key={post.id} class="page-post">
            <button
              type="button"
              class="item"
              data-row
              tabIndex={tabIndexOf(i)}
              title={t('popup_show')}
              onClick={() => onShow(post.id)}
            >
              <span class="row">
                <bdi class="text-strong truncate">{authorName(post.author)}</bdi>
                <bdi class="text-muted truncate excerpt" dir="auto">
                  {onePreviewLine(post)}
                </bdi>
              </span>
              {post.annotation?.copy && (
                <span>
                  <span class={`chip ${post.annotation.copy.rank === 'first' ? 'first' : 'copy'} wraps`}>
                    {copyBadgeLine(post.annotation.copy)}
                  </span>
                </span>
              )}
            </button>
            <SaveToggle
              author={post.author}
              saved={post.annotation?.saved === true}
              tabIndex={tabIndexOf(i)}
              onToggle={(saved) => onSave([post.id], saved)}
            />
          </li>
        ))}
      </ul>
      {rest > 0 && (
        <button type="button" class="button quiet load-more" onClick={() => setAll(true)}>
          {formatCount('popup_more_rows', rest)}
        </button>
      )}
    </>
  );
}
