import { t } from '../../../lib/i18n/translate.ts';
import type { StoredPost } from '../../../lib/post.ts';
import { formatCount, formatDateTime, formatShortTime } from '../../format.ts';
import { Icon } from '../../icon/Icon.tsx';
import { AuthorName, TagChip, TickerChip } from '../../PostCard.tsx';
import { useLibraryLinks } from '../links.ts';

/** The place of a post in its copy group: the number of posts that repeat it, a repeat itself, or unknown. */
export type CopyMark = number | 'copy' | 'group' | null;

export interface PostRowProps {
  post: StoredPost;
  /** The author as a screen reader reads it. */
  name: string;
  href: string;
  time: string | null;
  copyMark: CopyMark;
  isCurrent: boolean;
  /** `null` if selecting is not offered. */
  isSelected: boolean | null;
  onSelect: (range: boolean) => void;
  /** `null` in a library that is read-only. */
  onSave: (() => void) | null;
}

/**
 * One post in a list. The whole row leads to the post; names, tickers and tags lead to their own lists. Inside a list
 * only the row itself is a tab stop, because the open post has the same links.
 */
export function PostRow(props: PostRowProps) {
  const { post, name, href, time, copyMark, isCurrent, isSelected, onSelect, onSave } = props;
  const shown = time === null ? t('post_time_unknown') : formatShortTime(time);
  const text = preview(post);
  return (
    <div class={isSelected ? 'post-row selected' : 'post-row'} data-post={post.id}>
      {isSelected !== null && (
        <label class="select-target">
          <input
            type="checkbox"
            class="select-box"
            aria-label={t('posts_select_one', name, shown)}
            checked={isSelected}
            onClick={(event) => onSelect(event.shiftKey)}
          />
        </label>
      )}
      <a
        class="list-row"
        href={href}
        aria-current={isCurrent ? 'true' : undefined}
        onClick={(event) => {
          if (!event.shiftKey || isSelected === null) return;
          event.preventDefault();
          onSelect(true);
        }}
      >
        <span class="visually-hidden">{`${name}, ${shown}: `}</span>
        <span class="clamp-2 two-lines" dir="auto">
          {text}
        </span>
      </a>
      <span class="row post-row-head">
        <AuthorName author={post.author} />
        <time
          class="text-muted small number nowrap"
          {...(time === null ? {} : { dateTime: time, title: formatDateTime(time) })}
        >
          {shown}
        </time>
        <SaveToggle post={post} name={name} onSave={onSave} />
      </span>
      <Marks post={post} copyMark={copyMark} />
    </div>
  );
}

function SaveToggle({ post, name, onSave }: Pick<PostRowProps, 'post' | 'name' | 'onSave'>) {
  const saved = post.capturedAt !== null;
  const icon = <Icon name="bookmark" size={14} filled={saved} />;
  if (!onSave)
    return saved ? (
      <span class="push-end accent-ink" role="img" aria-label={t('post_saved')}>
        {icon}
      </span>
    ) : null;
  return (
    <button
      type="button"
      class={saved ? 'icon-button small-target push-end accent-ink' : 'icon-button small-target push-end'}
      aria-pressed={saved}
      aria-label={t('post_save', name)}
      title={t(saved ? 'posts_unsave' : 'posts_save')}
      onClick={onSave}
    >
      {icon}
    </button>
  );
}

/** Number of tickers listed in a row. */
const TICKERS = 3;

function Marks({ post, copyMark }: Pick<PostRowProps, 'post' | 'copyMark'>) {
  const links = useLibraryLinks();
  const tickers = [...post.cashtags, ...post.otherTickers];
  const more = tickers.length - TICKERS;
  const copyText =
    typeof copyMark === 'number'
      ? formatCount('post_copied', copyMark)
      : copyMark === 'copy'
        ? t('post_repeats')
        : t('post_in_group');
  return (
    <span class="row marks single-row">
      {copyMark !== null && post.group !== null && (
        <a
          class={typeof copyMark === 'number' ? 'chip first' : 'chip copy'}
          href={links?.group(post.group) ?? '#'}
        >
          {copyText}
        </a>
      )}
      {post.tags.slice(0, 2).map((tag) => (
        <TagChip key={tag} tag={tag} />
      ))}
      {post.note && (
        <span class="chip" title={post.note.slice(0, 300)}>
          <Icon name="note" size={12} />
          <span class="visually-hidden">{t('post_note')}</span>
        </span>
      )}
      {tickers.slice(0, TICKERS).map((ticker) => (
        <TickerChip key={ticker.code} ticker={ticker} />
      ))}
      {more > 0 && (
        <bdi class="chip" dir="ltr">
          +{more}
        </bdi>
      )}
    </span>
  );
}

/** Title and text as one paragraph: empty lines would fill the two lines of a row. */
function preview({ title, text }: StoredPost): string {
  const whole = title === null ? text : `${title} · ${text}`;
  return whole.slice(0, 400).replace(/\s+/g, ' ').trim();
}
