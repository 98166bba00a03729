import { t } from '../../lib/i18n/translate.ts';
import type { CampaignRow, TickerRow, TickerWithDays } from '../../lib/list-rows.ts';
import type { StoredPost } from '../../lib/post.ts';
import { formatCount, formatNumber } from '../format.ts';
import { Icon } from '../icon/Icon.tsx';
import { PostCard } from '../PostCard.tsx';
import { ChoiceGroup, Empty, LoadMore } from '../primitives.tsx';
import { DailyTrend, RoleBar } from '../roles/RoleCharts.tsx';
import { type RoleFilter, RoleSelect } from '../roles/RoleSelect.tsx';
import { useRovingRows } from './useRovingRows.ts';

export type TickersList = 'tickers' | 'campaigns';

export interface TickersProps {
  list: TickersList;
  role: RoleFilter;
  tickers: TickerRow[] | null;
  campaigns: CampaignRow[] | null;
  more: (() => void) | null;
  /** Code or campaign key of the expanded row. */
  openKey: string | null;
  detail: TickerWithDays | null;
  posts: StoredPost[] | null;
  morePosts: (() => void) | null;
  onList: (list: TickersList) => void;
  onRole: (role: RoleFilter) => void;
  onToggle: (key: string) => void;
}

/** Tickers that the posts discuss, riders, and campaigns. */
export function Tickers(props: TickersProps) {
  const { list, role, onList, onRole, more } = props;
  return (
    <div class="stack">
      <div class="row bar">
        <ChoiceGroup
          label={t('tab_tickers')}
          value={list}
          onChange={onList}
          options={[
            { value: 'tickers', label: t('tickers_list') },
            { value: 'campaigns', label: t('campaigns_list') },
          ]}
        />
        {list === 'tickers' && <RoleSelect class="push-end" role={role} onRole={onRole} />}
      </div>
      {list === 'tickers' ? <TickerList {...props} /> : <CampaignList {...props} />}
      <LoadMore onMore={more} label={t('more')} />
    </div>
  );
}

function TickerList(props: TickersProps) {
  const { tickers, openKey, onToggle } = props;
  const { list, tabIndexOf } = useRovingRows(tickers?.length ?? 0);
  if (tickers === null) return <p class="text-muted loading">{t('loading')}</p>;
  if (tickers.length === 0)
    return (
      <Empty title={t('tickers_empty_title')}>
        <p>{t('tickers_empty')}</p>
      </Empty>
    );
  return (
    <>
      <p class="legend row wrap text-muted small">
        <span class="key is-discussed" /> {t('ticker_about')} <span class="key is-rider" />{' '}
        {t('ticker_along')}
      </p>
      <ul class="list" aria-label={t('tickers_list')} {...list}>
        {tickers.map((row, i) => (
          <li key={row.code}>
            <button
              type="button"
              class="item ticker"
              data-row
              tabIndex={tabIndexOf(i)}
              aria-expanded={row.code === openKey}
              onClick={() => onToggle(row.code)}
            >
              <bdi class="text-strong truncate">${row.code}</bdi>
              <RoleBar counts={row} />
              <span class="small number nowrap text-end">{formatCount('posts_count', row.posts)}</span>
              <span class="text-muted small number nowrap text-end">
                {row.authors > 0 && formatCount('authors_count', row.authors)}
              </span>
              <Icon name="down" />
            </button>
            {row.code === openKey && <Opened {...props} />}
          </li>
        ))}
      </ul>
    </>
  );
}

function Opened({ detail, posts, morePosts }: TickersProps) {
  return (
    <div class="members stack">
      {detail && <DailyTrend days={detail.days} />}
      <PostsBehind posts={posts} more={morePosts} />
    </div>
  );
}

function PostsBehind({ posts, more }: { posts: StoredPost[] | null; more: (() => void) | null }) {
  if (posts === null) return <p class="text-muted">{t('loading')}</p>;
  return (
    <>
      <ul class="stack">
        {posts.map((post) => (
          <li key={post.id}>
            <PostCard post={post} />
          </li>
        ))}
      </ul>
      <LoadMore onMore={more} label={t('more')} />
    </>
  );
}

/** Number of riders listed in a campaign's row. */
const RIDERS = 6;

function CampaignList({ campaigns, openKey, onToggle, posts, morePosts }: TickersProps) {
  const { list, tabIndexOf } = useRovingRows(campaigns?.length ?? 0);
  if (campaigns === null) return <p class="text-muted loading">{t('loading')}</p>;
  if (campaigns.length === 0)
    return (
      <Empty title={t('campaigns_empty_title')}>
        <p>{t('campaigns_empty')}</p>
      </Empty>
    );
  return (
    <ul class="list" aria-label={t('campaigns_list')} {...list}>
      {campaigns.map((row, i) => (
        <li key={row.key}>
          <button
            type="button"
            class="item"
            data-row
            tabIndex={tabIndexOf(i)}
            aria-expanded={row.key === openKey}
            onClick={() => onToggle(row.key)}
          >
            <span class="row">
              <bdi class="text-strong">${row.code}</bdi>
              {row.handle !== null && <bdi class="text-muted truncate">{row.handle}</bdi>}
              <span class="push-end text-muted small nowrap">
                {row.isCampaign ? formatCount('posts_count', row.posts) : t('campaign_too_few')}
              </span>
              <Icon name="down" />
            </span>
            <span class="row wrap small text-muted">
              <span>{row.authors > 0 && formatCount('authors_count', row.authors)}</span>
              {row.riders.length > 0 && <span>{t('campaign_riders')}</span>}
              {row.riders.slice(0, RIDERS).map((rider) => (
                <bdi key={rider.code} class="chip appended">
                  ${rider.code} {formatNumber(rider.posts)}
                </bdi>
              ))}
            </span>
          </button>
          {row.key === openKey && (
            <div class="members stack">
              <PostsBehind posts={posts} more={morePosts} />
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}
