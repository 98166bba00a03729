import { t } from '../../lib/i18n/translate.ts';
import type { GroupRow, GroupWithPosts } from '../../lib/list-rows.ts';
import {
  authorInSentence,
  bidiIsolate,
  formatCount,
  formatDateTime,
  formatDuration,
  timeBetween,
} from '../format.ts';
import { Icon } from '../icon/Icon.tsx';
import { AuthorName, KindChip, OpenLink, PostedAt } from '../PostCard.tsx';
import { Empty, LoadMore } from '../primitives.tsx';
import { useRovingRows } from './useRovingRows.ts';

export interface CopiesProps {
  groups: GroupRow[] | null;
  more: (() => void) | null;
  /** The expanded group, and its members once they are loaded. */
  openId: string | null;
  detail: GroupWithPosts | null;
  onToggle: (id: string) => void;
  onLibrary: (id: string) => void;
}

/** Number of members shown of an expanded group; the library page shows all. */
const SHOWN = 6;

/** Texts that were posted more than once, largest groups first. */
export function Copies({ groups, more, openId, detail, onToggle, onLibrary }: CopiesProps) {
  const { list, tabIndexOf } = useRovingRows(groups?.length ?? 0);
  if (groups === null) return <p class="text-muted loading">{t('loading')}</p>;
  if (groups.length === 0)
    return (
      <Empty title={t('copies_empty_title')}>
        <p>{t('copies_empty')}</p>
      </Empty>
    );
  return (
    <div class="stack tight">
      <ul class="list" aria-label={t('tab_copies')} {...list}>
        {groups.map((group, i) => (
          <li key={group.id}>
            <GroupHead
              group={group}
              open={group.id === openId}
              tabIndex={tabIndexOf(i)}
              onToggle={onToggle}
            />
            {group.id === openId && (
              <div class="members stack" id={`group-${group.id}`}>
                {detail ? <Members detail={detail} /> : <p class="text-muted">{t('loading')}</p>}
                <button type="button" class="button" onClick={() => onLibrary(group.id)}>
                  {t('copies_compare')}
                </button>
              </div>
            )}
          </li>
        ))}
      </ul>
      <LoadMore onMore={more} label={t('more')} />
    </div>
  );
}

function GroupHead({
  group,
  open,
  tabIndex,
  onToggle,
}: {
  group: GroupRow;
  open: boolean;
  tabIndex: number;
  onToggle: (id: string) => void;
}) {
  return (
    <button
      type="button"
      class="item"
      data-row
      tabIndex={tabIndex}
      aria-expanded={open}
      aria-controls={open ? `group-${group.id}` : undefined}
      onClick={() => onToggle(group.id)}
    >
      <span class="row">
        <span class="text-strong number">{formatCount('posts_count', group.size)}</span>
        <KindChip kind={group.kind} />
        <span class="text-muted small push-end nowrap">
          {group.authors > 0 && formatCount('authors_count', group.authors)}
        </span>
        <Icon name="down" />
      </span>
      {group.previewPost && (
        <span class="clamp-2 text-muted" dir="auto">
          {group.previewPost.title ?? group.previewPost.text}
        </span>
      )}
    </button>
  );
}

/** Members by time; the first is only the first of the posts that were seen. */
function Members({ detail: { group, posts } }: { detail: GroupWithPosts }) {
  const first = posts.find((post) => post.id === group.first) ?? null;
  const kinds = new Map(group.members.map((member) => [member.id, member.kind]));
  return (
    <>
      <ol class="stack tight">
        {posts.slice(0, SHOWN).map((post) => {
          const later = timeBetween(first?.postedAt ?? null, post.postedAt);
          return (
            <li key={post.id} class="row member">
              <AuthorName author={post.author} />
              {post === first ? (
                <span class="chip first">{t('copies_first')}</span>
              ) : (
                <KindChip kind={kinds.get(post.id) ?? 'exact'} />
              )}
              <span class="push-end row tight">
                {post === first || later === null ? (
                  <PostedAt time={post.postedAt} />
                ) : (
                  <span class="text-muted small nowrap" title={formatDateTime(post.postedAt)}>
                    {t('copies_later', formatDuration(later))}
                  </span>
                )}
                <OpenLink url={post.url} />
              </span>
            </li>
          );
        })}
      </ol>
      <p class="text-muted small">
        {first ? t('copies_caveat', bidiIsolate(authorInSentence(first.author))) : t('copies_first_unknown')}
      </p>
    </>
  );
}
