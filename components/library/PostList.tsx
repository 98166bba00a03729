import { t } from '../../lib/i18n/translate.ts';
import type { StoredPost } from '../../lib/post.ts';
import { Icon } from '../icon/Icon.tsx';
import { AuthorName, PostedAt, TickerChip } from '../PostCard.tsx';
import { VirtualList } from '../VirtualList.tsx';

export interface PostListProps {
  label: string;
  count: number;
  /** The post at an index; `null` while it is being read. */
  postAt: (index: number) => StoredPost | null;
  keyOf: (index: number) => string;
  hrefOf: (id: string) => string;
  current: number | null;
  onEnd?: (() => void) | null;
  /** Ids selected for export; `null` if selection is not offered. */
  ticked?: ReadonlySet<string> | null;
  onTick?: (id: string) => void;
}

/** Number of tickers listed in a row. */
const TICKERS = 4;

/** List of posts in rows of equal height; each row links to the post. */
export function PostList({
  label,
  count,
  postAt,
  keyOf,
  hrefOf,
  current,
  onEnd,
  ticked,
  onTick,
}: PostListProps) {
  return (
    <VirtualList
      label={label}
      count={count}
      rowHeight={6.75}
      keyOf={keyOf}
      current={current}
      onEnd={onEnd ?? null}
      brokenRow={(i) => (
        <a class="list-row" href={hrefOf(keyOf(i))} aria-current={i === current ? 'true' : undefined}>
          {t('post_broken', keyOf(i))}
        </a>
      )}
      row={(i) => {
        const post = postAt(i);
        if (!post) return <div class="list-row text-muted">{t('loading')}</div>;
        return (
          <div class="selectable-row">
            {ticked && onTick && (
              <input
                type="checkbox"
                class="select-box"
                aria-label={t('saved_tick')}
                checked={ticked.has(post.id)}
                onChange={() => onTick(post.id)}
              />
            )}
            <a class="list-row" href={hrefOf(post.id)} aria-current={i === current ? 'true' : undefined}>
              <span class="row">
                <AuthorName author={post.author} />
                <PostedAt time={post.postedAt} />
                {post.capturedAt !== null && (
                  <span class="push-end text-muted" title={t('post_saved')}>
                    <Icon name="bookmark" size={14} />
                    <span class="visually-hidden">{t('post_saved')}</span>
                  </span>
                )}
              </span>
              <span class="clamp-2 two-lines" dir="auto">
                {post.title && <span class="text-strong">{post.title} </span>}
                {post.text}
              </span>
              <Marks post={post} />
            </a>
          </div>
        );
      }}
    />
  );
}

function Marks({ post }: { post: StoredPost }) {
  const tickers = [...post.cashtags, ...post.otherTickers];
  return (
    <span class="row marks single-row">
      {post.group !== null && <span class="chip copy">{t('post_in_group')}</span>}
      {post.note && (
        <span class="chip">
          <Icon name="note" size={12} />
          <span class="visually-hidden">{t('post_note')}</span>
        </span>
      )}
      {post.tags.map((tag) => (
        <bdi key={tag} class="chip truncate">
          {tag}
        </bdi>
      ))}
      {tickers.slice(0, TICKERS).map((ticker) => (
        <TickerChip key={ticker.code} ticker={ticker} />
      ))}
      {tickers.length > TICKERS && <span class="chip">+{tickers.length - TICKERS}</span>}
    </span>
  );
}
