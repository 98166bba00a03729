import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { t } from '../../../lib/i18n/translate.ts';
import type { GroupWithPosts } from '../../../lib/list-rows.ts';
import type { DiffRun } from '../../../lib/messages.ts';
import type { Slot, StoredPost } from '../../../lib/post.ts';
import {
  authorName,
  bidiIsolate,
  formatCount,
  formatDuration,
  formatNumber,
  timeBetween,
} from '../../format.ts';
import { AuthorName, KindChip, OpenLink, PostedAt } from '../../PostCard.tsx';
import { VirtualList } from '../../VirtualList.tsx';
import { Compare } from './Compare.tsx';
import { SlotTable } from './SlotTable.tsx';
import { Timeline } from './Timeline.tsx';

export interface GroupDetailProps {
  detail: GroupWithPosts;
  /** Number of posts in the group; of a very large group, `detail` has only the earliest. */
  size: number;
  /** The slots of a template with the values of its copies; empty for other kinds. */
  slots: Slot[];
  /** The posts with the values of the slots. */
  filled: StoredPost[];
  /** Ids of the two compared posts. */
  left: string;
  right: string;
  runs: DiffRun[];
  onPick: (side: 'left' | 'right', id: string) => void;
  onNotACopy: ((a: string, b: string) => void) | null;
  /** Buttons of the whole group. */
  actions?: ComponentChildren;
}

/** One copy group: its first, a timeline, two members side by side, and the slots of a template. */
export function GroupDetail(props: GroupDetailProps) {
  const { detail, size, slots, filled, left, right, runs, onNotACopy, actions } = props;
  const { group, posts } = detail;
  const first = posts.find((post) => post.id === group.first) ?? null;
  const a = posts.find((post) => post.id === left);
  const b = posts.find((post) => post.id === right);
  const member = group.members.find(({ id }) => id === (right === group.first ? left : right));
  const withFirst = left === group.first || right === group.first;
  return (
    <div class="stack wide">
      <header class="stack tight">
        <h2 class="row wrap detail-title">
          {formatCount('posts_count', size)}
          <KindChip kind={group.kind} />
          <span class="text-muted small">{formatCount('authors_count', detail.authors)}</span>
        </h2>
        <p class="text-muted">
          {first ? t('copies_caveat', bidiIsolate(authorName(first.author))) : t('copies_first_unknown')}{' '}
          {t(`copies_kind_${group.kind}_means`)}
        </p>
        {actions && <div class="row wrap">{actions}</div>}
      </header>
      <section class="card stack" aria-label={t('timeline_title')}>
        <h3>{t('timeline_title')}</h3>
        <Timeline posts={posts} first={group.first} />
      </section>
      {a && b && a !== b && (
        <Compare
          left={a}
          right={b}
          runs={runs}
          kind={withFirst ? (member?.kind ?? null) : null}
          score={withFirst ? (member?.score ?? null) : null}
          onNotACopy={onNotACopy && (() => onNotACopy(a.id, b.id))}
        />
      )}
      {slots.length > 0 && (
        <section class="card stack">
          <h3>{t('slots_title')}</h3>
          <SlotTable slots={slots} posts={filled} />
        </section>
      )}
      <section class="card stack" aria-label={t('members_title')}>
        <h3>{t('members_title')}</h3>
        <Members {...props} first={first} />
        {size > posts.length && (
          <p class="text-muted small">{t('members_shown', formatNumber(posts.length), formatNumber(size))}</p>
        )}
      </section>
    </div>
  );
}

/** Number of rows shown before the list of members scrolls. */
const ROWS = 8;

function Members({ detail, left, right, onPick, first }: GroupDetailProps & { first: StoredPost | null }) {
  const { group, posts } = detail;
  const kinds = useMemo(() => new Map(group.members.map((member) => [member.id, member.kind])), [group]);
  return (
    <div class="members-box" style={{ '--rows': Math.min(posts.length, ROWS) }}>
      <VirtualList
        label={t('members_title')}
        count={posts.length}
        rowHeight={2.75}
        keyOf={(i) => posts[i]?.id ?? String(i)}
        brokenRow={(i) => <p class="text-muted">{t('post_broken', posts[i]?.id ?? i)}</p>}
        row={(i) => {
          const post = posts[i];
          if (!post) return null;
          const later = timeBetween(first?.postedAt ?? null, post.postedAt);
          return (
            <div class="row member">
              <Pick side="left" mark="A" picked={post.id === left} post={post} onPick={onPick} />
              <Pick side="right" mark="B" picked={post.id === right} post={post} onPick={onPick} />
              <AuthorName author={post.author} />
              {post.id === group.first ? (
                <span class="chip first">{t('copies_first')}</span>
              ) : (
                <KindChip kind={kinds.get(post.id) ?? 'exact'} />
              )}
              <span class="push-end row">
                {later !== null && post.id !== group.first && (
                  <span class="text-muted small nowrap">{t('copies_later', formatDuration(later))}</span>
                )}
                <PostedAt time={post.postedAt} />
                <OpenLink url={post.url} />
              </span>
            </div>
          );
        }}
      />
    </div>
  );
}

function Pick({
  side,
  mark,
  picked,
  post,
  onPick,
}: {
  side: 'left' | 'right';
  mark: string;
  picked: boolean;
  post: StoredPost;
  onPick: GroupDetailProps['onPick'];
}) {
  return (
    <button
      type="button"
      class="compare-mark pick"
      aria-pressed={picked}
      aria-label={t('members_pick', authorName(post.author), mark)}
      onClick={() => onPick(side, post.id)}
    >
      {mark}
    </button>
  );
}
