import { ListDetail } from '../../../components/library/ListDetail.tsx';
import { PostList } from '../../../components/library/posts/PostList.tsx';
import { MentionsChart } from '../../../components/library/tickers/MentionsChart.tsx';
import { TickerDetail } from '../../../components/library/tickers/TickerDetail.tsx';
import { TickerHeatmap } from '../../../components/library/tickers/TickerHeatmap.tsx';
import { TickerList } from '../../../components/library/tickers/TickerList.tsx';
import type { RoleFilter } from '../../../components/roles/RoleSelect.tsx';
import { useAsync } from '../../../components/useAsync.ts';
import { type PagedList, usePagedList } from '../../../components/usePagedList.ts';
import { t, tPlural } from '../../../lib/i18n/translate.ts';
import type { TickerWithDays } from '../../../lib/list-rows.ts';
import type { StoredPost } from '../../../lib/post.ts';
import { ROLES } from '../../../lib/post-enums.ts';
import { LIBRARY_PAGE_SIZE } from '../page-size.ts';
import { hrefTo, hrefToPost, type Route } from '../route.ts';
import type { ViewProps } from '../view-props.ts';

/** Tickers in the heat map: the first of the list. */
const HEATMAP_ROWS = 25;

export function TickersView(props: ViewProps) {
  const { reader, version, route } = props;
  const filter = roleOf(route.params.get('role'));
  const sort = route.params.get('sort') === 'authors' ? 'authors' : 'posts';
  const role = filter === 'any' || sort === 'authors' ? null : filter;
  const pages = usePagedList(
    (after, limit) => reader.tickers({ after, limit, sort, role }),
    [reader, sort, role],
    version,
    LIBRARY_PAGE_SIZE,
  );
  const { rows, loadMore: more } = pages;
  const code = route.item;
  const detail = useAsync(async () => (code === null ? null : reader.ticker(code)), [reader, version, code]);
  const showsDays = code === null && route.params.get('show') === 'days';
  const drawn = (rows ?? []).slice(0, HEATMAP_ROWS).map((row) => row.code);
  const heatmap = useAsync(
    async () =>
      showsDays && drawn.length > 0
        ? (await Promise.all(drawn.map((one) => reader.ticker(one)))).flatMap((ticker) => ticker ?? [])
        : null,
    [reader, showsDays, drawn.join()],
  );
  const params = { role: filter === 'any' ? '' : filter, sort: sort === 'posts' ? '' : sort };
  return (
    <ListDetail
      pages={pages}
      emptyHint={t('tickers_choose')}
      back={hrefTo('tickers', null, params)}
      list={
        <TickerList
          tickers={rows}
          role={filter}
          sort={sort}
          openCode={code}
          hrefOf={(one) => hrefTo('tickers', one, params)}
          onRole={(next) => {
            location.hash = hrefTo('tickers', code, { ...params, role: next === 'any' ? '' : next });
          }}
          onSort={(next) => {
            location.hash = hrefTo('tickers', code, { ...params, sort: next });
          }}
          onEnd={more}
          heatmapHref={hrefTo('tickers', null, { ...params, show: 'days' })}
        />
      }
      detail={
        detail && detail.code === code ? (
          <Ticker key={code} {...props} detail={detail} />
        ) : heatmap ? (
          <TickerHeatmap
            tickers={heatmap}
            hrefOf={(ticker, day) => hrefTo('posts', null, { ticker, from: day, to: day })}
          />
        ) : null
      }
    />
  );
}

const roleOf = (name: string | null): RoleFilter => ROLES.find((role) => role === name) ?? 'any';

function Ticker({ reader, version, route, detail }: ViewProps & { detail: TickerWithDays }) {
  const shown = roleOf(route.params.get('posts'));
  const role = shown === 'any' ? null : shown;
  const { code } = detail;
  const posts = usePagedList(
    (after, limit) => reader.postsOfTicker(code, { after, limit, role }),
    [reader, code, role],
    version,
    LIBRARY_PAGE_SIZE,
  );
  // Loaded when a chart is first shown; the list does not wait for it.
  const draw = useAsync(async () => (await import('./load-uplot.ts')).default, []);
  const params = Object.fromEntries(route.params);
  return (
    <TickerDetail
      detail={detail}
      role={shown}
      onRole={(next) => {
        location.hash = hrefTo('tickers', code, { ...params, posts: next === 'any' ? '' : next });
      }}
      plot={draw && detail.days.length > 1 ? <MentionsChart uPlot={draw} days={detail.days} /> : null}
      posts={<PostsBehind posts={posts} route={route} />}
    />
  );
}

/** The posts behind a number; each row links to the post. */
export function PostsBehind({ posts, route }: { posts: PagedList<StoredPost>; route: Route }) {
  const rows = posts.rows ?? [];
  return (
    <PostList
      label={tPlural('figure_posts', rows.length)}
      count={rows.length}
      postAt={(i) => rows[i] ?? null}
      keyOf={(i) => rows[i]?.id ?? String(i)}
      hrefOf={(id) => hrefToPost(route, id)}
      current={null}
      onEnd={posts.loadMore}
    />
  );
}
