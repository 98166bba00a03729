import { t } from '../../../lib/i18n/translate.ts';
import type { StoredPost } from '../../../lib/post.ts';
import { authorName } from '../../format.ts';
import { VirtualList } from '../../VirtualList.tsx';
import { type CopyMark, PostRow } from './PostRow.tsx';

export interface PostListProps {
  label: string;
  count: number;
  /** The post at an index; `null` while it is being read. */
  postAt: (index: number) => StoredPost | null;
  keyOf: (index: number) => string;
  hrefOf: (id: string) => string;
  current: number | null;
  onEnd?: (() => void) | null;
  /** The time shown in a row, as sorted by; by default the time of posting. */
  timeOf?: (post: StoredPost) => string | null;
  copyMarkOf?: (post: StoredPost) => CopyMark;
  /** Ids of the selected posts; `null` if selecting is not offered. */
  selected?: ReadonlySet<string> | null;
  /** @param range true to select all rows from the last selected one */
  onSelect?: (id: string, range: boolean) => void;
  /** Saves or unsaves a post; `null` in a library that is read-only. */
  onSave?: ((post: StoredPost) => void) | null;
}

/** List of posts in rows of equal height; each row links to the post. */
export function PostList(props: PostListProps) {
  const { label, count, postAt, keyOf, hrefOf, current, onEnd, selected, onSelect, onSave } = props;
  const { timeOf = (post) => post.postedAt, copyMarkOf = (post) => (post.group ? 'group' : null) } = props;

  /** Shift with an arrow key selects the row that the focus moves to, and the rows up to it. */
  function onKeyDown(event: KeyboardEvent) {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const item = (event.target as HTMLElement).closest<HTMLElement>('li[data-index]');
    if (!onSelect || !event.shiftKey || step === 0 || !item) return;
    const from = Number(item.dataset.index);
    const to = from + step;
    if (selected?.size === 0) onSelect(keyOf(from), false);
    if (to >= 0 && to < count) onSelect(keyOf(to), true);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the links inside
    <div class={selected && selected.size > 0 ? 'post-list selecting' : 'post-list'} onKeyDown={onKeyDown}>
      <VirtualList
        label={label}
        count={count}
        rowHeight={7}
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
          if (!post)
            return (
              <div class="post-row">
                <a class="list-row text-muted" href={hrefOf(keyOf(i))}>
                  {t('loading')}
                </a>
              </div>
            );
          return (
            <PostRow
              post={post}
              name={
                post.author.name === null && post.author.handle === null
                  ? t('author_unknown')
                  : authorName(post.author)
              }
              href={hrefOf(post.id)}
              time={timeOf(post)}
              copyMark={copyMarkOf(post)}
              isCurrent={i === current}
              isSelected={selected ? selected.has(post.id) : null}
              onSelect={(range) => onSelect?.(post.id, range)}
              onSave={onSave ? () => onSave(post) : null}
            />
          );
        }}
      />
    </div>
  );
}
