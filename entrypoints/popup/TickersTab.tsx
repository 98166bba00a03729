import { useState } from 'preact/hooks';
import { Tickers, type TickersList } from '../../components/popup/Tickers.tsx';
import type { RoleFilter } from '../../components/roles/RoleSelect.tsx';
import { useAsync } from '../../components/useAsync.ts';
import { usePagedList } from '../../components/usePagedList.ts';
import type { ListPage } from '../../lib/list-rows.ts';
import type { StoredPost } from '../../lib/post.ts';
import type { TabProps } from './navigation.ts';
import { POPUP_PAGE_SIZE } from './page-size.ts';

/** Number of posts loaded at once below an expanded row. */
const POSTS = 5;
const NONE: ListPage<StoredPost> = { rows: [], next: null };

export function TickersTab({ reader, version }: TabProps) {
  const [list, setList] = useState<TickersList>('tickers');
  const [filter, setFilter] = useState<RoleFilter>('any');
  const [openKey, setOpen] = useState<string | null>(null);
  const role = filter === 'any' ? null : filter;

  const tickers = usePagedList(
    (after, limit) => reader.tickers({ after, limit, role }),
    [reader, role],
    version,
    POPUP_PAGE_SIZE,
  );
  const campaigns = usePagedList(
    (after, limit) => reader.campaigns({ after, limit }),
    [reader],
    version,
    POPUP_PAGE_SIZE,
  );
  const posts = usePagedList(
    (after) => {
      if (openKey === null) return Promise.resolve(NONE);
      const request = { after, limit: POSTS };
      return list === 'tickers'
        ? reader.postsOfTicker(openKey, { ...request, role })
        : reader.postsOfCampaign(openKey, request);
    },
    [reader, list, openKey, role],
    version,
    POPUP_PAGE_SIZE,
  );

  const detail = useAsync(
    () => (openKey === null || list !== 'tickers' ? Promise.resolve(null) : reader.ticker(openKey)),
    [reader, version, list, openKey],
  );

  return (
    <Tickers
      list={list}
      role={filter}
      tickers={tickers.rows}
      campaigns={campaigns.rows}
      more={list === 'tickers' ? tickers.loadMore : campaigns.loadMore}
      openKey={openKey}
      detail={detail?.code === openKey ? detail : null}
      posts={posts.rows}
      morePosts={posts.loadMore}
      onList={(next) => {
        setList(next);
        setOpen(null);
      }}
      onRole={(next) => {
        setFilter(next);
        setOpen(null);
      }}
      onToggle={(key) => setOpen((open) => (open === key ? null : key))}
    />
  );
}
