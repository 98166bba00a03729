import { useMemo, useState } from 'preact/hooks';
import { GroupDetail } from '../../../components/library/copies/GroupDetail.tsx';
import { GroupList, type GroupSort } from '../../../components/library/copies/GroupList.tsx';
import { GroupReviewForm, type ReviewText } from '../../../components/library/copies/GroupReviewForm.tsx';
import { ListDetail } from '../../../components/library/ListDetail.tsx';
import { useLibraryLinks } from '../../../components/library/links.ts';
import { Notice } from '../../../components/primitives.tsx';
import { useAsync } from '../../../components/useAsync.ts';
import { usePagedList } from '../../../components/usePagedList.ts';
import { diff } from '../../../lib/copies/compare/diff.ts';
import { t } from '../../../lib/i18n/translate.ts';
import type { GroupWithPosts } from '../../../lib/list-rows.ts';
import { saveReview } from '../../../lib/pages/edit-drafts.ts';
import { templateForm } from '../../../lib/report/template-form.ts';
import { sendWithRetry } from '../../../lib/send-with-retry.ts';
import { wholeText } from '../../../lib/whole-text.ts';
import { LIBRARY_PAGE_SIZE } from '../page-size.ts';
import { Report } from '../report/Report.tsx';
import { groupTarget } from '../report/report-target.ts';
import { Share } from '../report/Share.tsx';
import { hrefTo } from '../route.ts';
import type { ViewProps } from '../view-props.ts';
import { groupsInState, type Reviews, reviewStateOf } from './review-filter.ts';
import { SaveAll } from './SaveAll.tsx';

export function CopiesView({ reader, version, route, editable }: ViewProps) {
  const sort = sortOf(route.params.get('sort'));
  const state = reviewStateOf(route.params.get('review'));
  const kept = { sort, review: state };
  const reviews = useAsync(() => reader.groupReviews(), [reader, version]);
  const pages = usePagedList(
    async (after, limit) => {
      const readPage = (from: string | null) => reader.groups({ after: from, limit, sort });
      return state === null
        ? readPage(after)
        : groupsInState(readPage, await reader.groupReviews(), state, after, limit);
    },
    [reader, sort, state],
    version,
    LIBRARY_PAGE_SIZE,
  );
  const { rows, loadMore: more } = pages;
  const id = route.item;
  const [rejectedPair, setJudged] = useState<{ group: string | null; a: string; b: string } | null>(null);
  const detail = useAsync(async () => (id === null ? null : reader.group(id)), [reader, version, id]);
  // Loaded when it is first shown: it brings a library for graphs.
  const showsNetwork = id === null && route.params.get('show') === 'network';
  const Network = useAsync(
    async () => (showsNetwork ? (await import('./Network.tsx')).Network : null),
    [showsNetwork],
  );
  async function notACopy(a: string, b: string) {
    const answer = await sendWithRetry('setVerdict', { a, b, copy: false });
    if (answer.ok) setJudged({ group: id, a, b });
  }
  async function undoReject({ a, b }: { a: string; b: string }) {
    await sendWithRetry('setVerdict', { a, b, copy: true });
    setJudged(null);
  }

  return (
    <ListDetail
      pages={pages}
      emptyHint={t('copies_choose')}
      back={hrefTo('copies', null, kept)}
      list={
        <GroupList
          groups={rows}
          sort={sort}
          state={state}
          reviews={reviews ?? NO_REVIEWS}
          openId={id}
          hrefOf={(group) => hrefTo('copies', group, kept)}
          onSort={(next) => {
            location.hash = hrefTo('copies', id, { ...kept, sort: next });
          }}
          onState={(next) => {
            location.hash = hrefTo('copies', id, { ...kept, review: next });
          }}
          onEnd={more}
          networkHref={hrefTo('copies', null, { ...kept, show: 'network' })}
        />
      }
      detail={
        rejectedPair && rejectedPair.group === id ? (
          <Notice
            title={t('copies_rejected')}
            actions={
              <button type="button" class="button" onClick={() => void undoReject(rejectedPair)}>
                {t('undo')}
              </button>
            }
          />
        ) : detail && detail.group.id === id ? (
          <Group
            key={id}
            reader={reader}
            detail={detail}
            size={rows?.find((row) => row.id === id)?.size ?? detail.posts.length}
            reviews={reviews ?? null}
            onNotACopy={editable ? notACopy : null}
          />
        ) : id === null && Network ? (
          <Network reader={reader} />
        ) : null
      }
    />
  );
}

const sortOf = (name: string | null): GroupSort => (name === 'authors' || name === 'recent' ? name : 'size');

const NO_REVIEWS: Reviews = new Map();

/** Texts whose form is computed; more would block the page. */
const FORM_TEXTS = 60;

interface GroupProps {
  reader: ViewProps['reader'];
  detail: GroupWithPosts;
  size: number;
  /** `null` while they are read. */
  reviews: Reviews | null;
  onNotACopy: ((a: string, b: string) => Promise<void>) | null;
}

function Group({ reader, detail, size, reviews, onNotACopy }: GroupProps) {
  const { group, posts } = detail;
  const links = useLibraryLinks();
  const start = group.first ?? posts[0]?.id ?? '';
  const [picked, setPicked] = useState({
    left: start,
    right: posts.find((post) => post.id !== start)?.id ?? start,
  });
  const runs = useMemo(() => {
    const a = posts.find((post) => post.id === picked.left);
    const b = posts.find((post) => post.id === picked.right);
    return a && b ? diff(wholeText(a), wholeText(b)) : [];
  }, [posts, picked]);
  // After the page is painted: many long texts take a moment.
  const form = useAsync(async () => {
    await new Promise((resolve) => setTimeout(resolve));
    return templateForm(
      posts.map((post) => ({ id: post.id, text: wholeText(post) })),
      FORM_TEXTS,
    );
  }, [posts]);
  return (
    <GroupDetail
      detail={detail}
      size={size}
      form={form ?? null}
      {...picked}
      runs={runs}
      hrefOf={(id) => links?.post(id) ?? hrefTo('posts', id)}
      marks={onNotACopy && reviews && <Review group={group.id} review={reviews.get(group.id) ?? NO_REVIEW} />}
      actions={
        <>
          {onNotACopy && <SaveAll posts={posts} />}
          <Share reader={reader} detail={detail} size={size} />
          <Report reader={reader} target={() => groupTarget(reader, group.id)} />
        </>
      }
      onPick={setPicked}
      onNotACopy={onNotACopy && ((a, b) => void onNotACopy(a, b))}
    />
  );
}

const NO_REVIEW: ReviewText = { state: 'open', note: '', tags: [] };

function Review({ group, review }: { group: string; review: ReviewText }) {
  return (
    <GroupReviewForm
      key={group}
      review={review}
      onReview={async ({ state, note, tags }) => {
        const answer = await saveReview({ group, state, note, tags });
        return answer.ok ? null : t('review_failed');
      }}
    />
  );
}
