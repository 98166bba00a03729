import { useMemo, useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/translate.ts';
import type { StoredPost } from '../../../lib/post.ts';
import type { GroupStory, StoryMember } from '../../../lib/report/group-story.ts';
import { lineage } from '../../../lib/report/lineage.ts';
import { authorName, formatDateTime, formatDuration, formatPercent } from '../../format.ts';
import { KindChip, OpenLink } from '../../PostCard.tsx';
import { ChoiceGroup } from '../../primitives.tsx';
import { VirtualList } from '../../VirtualList.tsx';

export interface MemberListProps {
  story: GroupStory<StoredPost>;
  /** Ids of the two compared posts. */
  left: string;
  right: string;
  hrefOf: (id: string) => string;
  /** Puts one post on a side of the comparison. */
  onPick: (side: 'left' | 'right', id: string) => void;
  /** Compares a post with the one that it repeats. */
  onCompare: (source: string, id: string) => void;
}

type Member = StoryMember<StoredPost>;

/** Number of rows shown before the list of members scrolls. */
const ROWS = 10;
/** Number of levels shown as such; deeper members are shown at the last. */
const MAX_LEVEL = 5;

/** The posts of a group: by time, or each below the post that it repeats. */
export function MemberList({ story, left, right, hrefOf, onPick, onCompare }: MemberListProps) {
  const [order, setOrder] = useState<'time' | 'lineage'>('time');
  const entries = useMemo(
    () => (order === 'time' ? story.members.map((member) => ({ member, level: 1 })) : lineage(story)),
    [story, order],
  );
  return (
    <>
      <ChoiceGroup
        label={t('sort')}
        value={order}
        onChange={setOrder}
        options={[
          { value: 'time', label: t('members_by_time') },
          { value: 'lineage', label: t('lineage_title') },
        ]}
      />
      {order === 'lineage' && <p class="text-muted small">{t('lineage_hint')}</p>}
      <div class="members-box" style={{ '--rows': Math.min(entries.length, ROWS) }}>
        <VirtualList
          label={order === 'time' ? t('members_title') : t('lineage_title')}
          count={entries.length}
          rowHeight={3.25}
          keyOf={(i) => entries[i]?.member.post.id ?? String(i)}
          brokenRow={(i) => <p class="text-muted">{t('post_broken', entries[i]?.member.post.id ?? i)}</p>}
          row={(i) => {
            const entry = entries[i];
            return entry && row(entry.member, Math.min(entry.level, MAX_LEVEL));
          }}
        />
      </div>
    </>
  );

  function row({ post, isFirst, source, kind, score, lag }: Member, level: number) {
    const name = authorName(post.author);
    return (
      <div class="member" style={{ '--level': level - 1 }}>
        <span class="row member-picks">
          <Pick
            side="left"
            mark="A"
            picked={post.id === left}
            name={name}
            onPick={() => onPick('left', post.id)}
          />
          <Pick
            side="right"
            mark="B"
            picked={post.id === right}
            name={name}
            onPick={() => onPick('right', post.id)}
          />
        </span>
        <a class="truncate text-strong member-name" href={hrefOf(post.id)} title={name}>
          <bdi>{name}</bdi>
        </a>
        {isFirst ? <span class="chip first">{t('copies_first')}</span> : <KindChip kind={kind} />}
        <span
          class={`text-muted small number member-lag${source ? '' : ' wide'}`}
          title={formatDateTime(post.postedAt)}
        >
          {post.postedAt === null
            ? t('post_time_unknown')
            : isFirst || lag === null
              ? formatDateTime(post.postedAt)
              : `+ ${formatDuration(lag, 'short')}`}
        </span>
        {source && (
          <>
            <MatchBar score={score} />
            <button
              type="button"
              class="button quiet small member-compare"
              aria-label={t('member_compare', name, authorName(source.post.author))}
              onClick={() => onCompare(source.post.id, post.id)}
            >
              {t('member_compare_short')}
            </button>
          </>
        )}
        <OpenLink url={post.url} />
      </div>
    );
  }
}

/** The share of a match as a bar and a number. */
function MatchBar({ score }: { score: number }) {
  return (
    <span class="match">
      <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
        <rect class="match-track" width="100" height="6" rx="3" />
        <rect class="match-bar" width={Math.round(score * 100)} height="6" rx="3" />
      </svg>
      <span class="small number">{formatPercent(score)}</span>
    </span>
  );
}

interface PickProps {
  side: 'left' | 'right';
  mark: string;
  picked: boolean;
  name: string;
  onPick: () => void;
}

function Pick({ mark, picked, name, onPick }: PickProps) {
  return (
    <button
      type="button"
      class="compare-mark pick"
      aria-pressed={picked}
      aria-label={t('members_pick', name, mark)}
      onClick={onPick}
    >
      {mark}
    </button>
  );
}
