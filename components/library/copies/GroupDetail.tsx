import type { ComponentChildren } from 'preact';
import { useMemo, useRef } from 'preact/hooks';
import { t } from '../../../lib/i18n/translate.ts';
import type { GroupWithPosts } from '../../../lib/list-rows.ts';
import type { DiffRun } from '../../../lib/messages.ts';
import type { StoredPost } from '../../../lib/post.ts';
import { type GroupStory, groupStory } from '../../../lib/report/group-story.ts';
import type { TemplateForm } from '../../../lib/report/template-form.ts';
import { STORY_KEY, storyTitle } from '../../../lib/report/title.ts';
import {
  authorInSentence,
  bidiIsolate,
  formatCount,
  formatDuration,
  formatNumber,
  formatPercent,
  language,
} from '../../format.ts';
import { Compare } from './Compare.tsx';
import { FormCard } from './FormCard.tsx';
import { MemberList } from './MemberList.tsx';
import { SpreadPlot } from './SpreadPlot.tsx';

export interface GroupDetailProps {
  detail: GroupWithPosts;
  /** Number of posts in the group; of a very large group, `detail` has only the earliest. */
  size: number;
  /** What the texts have in common; `null` if that is nothing, or not known yet. */
  form: TemplateForm | null;
  /** Ids of the two compared posts. */
  left: string;
  right: string;
  runs: DiffRun[];
  /** Address of a post in the library. */
  hrefOf: (id: string) => string;
  onPick: (pair: { left: string; right: string }) => void;
  onNotACopy: ((a: string, b: string) => void) | null;
  /** Buttons of the whole group. */
  actions?: ComponentChildren;
  /** The reader's state, note and tags of the group. */
  marks?: ComponentChildren;
}

/** One copy group as a story: its text, how it spread, what changes in it, who repeated whom, and two posts side by side. */
export function GroupDetail(props: GroupDetailProps) {
  const { detail, size, form, left, right, runs, hrefOf, onPick, onNotACopy, actions, marks } = props;
  const { group, posts } = detail;
  const story = useMemo(() => groupStory(group, posts), [group, posts]);
  const compare = useRef<HTMLDivElement>(null);
  const a = posts.find((post) => post.id === left);
  const b = posts.find((post) => post.id === right);
  // A score belongs to a post and its source.
  const member = story.members.find(
    ({ post, source }) =>
      (post.id === right && source?.post.id === left) || (post.id === left && source?.post.id === right),
  );
  const pick = (pair: { left: string; right: string }) => {
    onPick(pair);
    compare.current?.scrollIntoView({ block: 'nearest' });
  };
  return (
    <div class="stack story">
      <header class="stack tight">
        <h2 class="detail-title clamp-2" dir="auto">
          {storyTitle(story, 140)}
        </h2>
        <p class="story-claim">{formatCount(STORY_KEY[group.kind], size)}</p>
        <p class="text-muted small">{facts(story, detail.authors)}</p>
        <p class="text-muted small">
          {story.first
            ? t('copies_caveat', bidiIsolate(authorInSentence(story.first.post.author)))
            : t('copies_first_unknown')}{' '}
          {t(`copies_kind_${group.kind}_means`)}
        </p>
        {actions && <div class="row wrap">{actions}</div>}
      </header>
      {marks}
      <section class="card stack" aria-label={t('spread_title')}>
        <h3>{t('spread_title')}</h3>
        <SpreadPlot posts={posts} first={group.first} hrefOf={hrefOf} />
      </section>
      {form && <FormCard form={form} posts={posts} />}
      <section class="card stack" aria-label={t('members_title')}>
        <h3>{t('members_title')}</h3>
        <MemberList
          story={story}
          left={left}
          right={right}
          hrefOf={hrefOf}
          onPick={(side, id) => onPick(side === 'left' ? { left: id, right } : { left, right: id })}
          onCompare={(source, id) => pick({ left: source, right: id })}
        />
        {size > posts.length && (
          <p class="text-muted small">{t('members_shown', formatNumber(posts.length), formatNumber(size))}</p>
        )}
      </section>
      <div ref={compare}>
        {a && b && a !== b && (
          <Compare
            left={a}
            right={b}
            runs={runs}
            kind={member?.kind ?? null}
            score={member?.score ?? null}
            onNotACopy={onNotACopy && (() => onNotACopy(a.id, b.id))}
          />
        )}
      </div>
    </div>
  );
}

/** Authors, period, speed and match on one line. */
function facts({ span, half, medianScore }: GroupStory<StoredPost>, authors: number): string {
  return [
    authors > 0 && formatCount('authors_count', authors),
    span && new Intl.DateTimeFormat(language(), { dateStyle: 'medium' }).formatRange(...span),
    half !== null && half > 0 && t('story_half', formatDuration(half)),
    medianScore !== null && t('story_median', formatPercent(medianScore)),
  ]
    .filter(Boolean)
    .join(' · ');
}
