import { t } from '../../../lib/i18n/translate.ts';
import type { TickerRow } from '../../../lib/list-rows.ts';
import { formatCount } from '../../format.ts';
import { Empty } from '../../primitives.tsx';
import { RoleBar } from '../../roles/RoleCharts.tsx';
import { type RoleFilter, RoleSelect } from '../../roles/RoleSelect.tsx';
import { VirtualList } from '../../VirtualList.tsx';

export interface TickerListProps {
  tickers: TickerRow[] | null;
  role: RoleFilter;
  sort: 'posts' | 'authors';
  openCode: string | null;
  onRole: (role: RoleFilter) => void;
  onSort: (sort: 'posts' | 'authors') => void;
  hrefOf: (code: string) => string;
  onEnd: (() => void) | null;
  /** Address of the heat map of tickers by day. */
  heatmapHref: string;
}

/** List of all tickers with the numbers of posts that discuss them and that only tag them. */
export function TickerList(props: TickerListProps) {
  const { tickers, role, sort, openCode, onRole, onSort, hrefOf, onEnd, heatmapHref } = props;
  return (
    <div class="list-pane">
      <div class="list-bar row wrap">
        <select
          class="field narrow"
          aria-label={t('sort')}
          value={sort}
          onChange={(event) => onSort(event.currentTarget.value as 'posts' | 'authors')}
        >
          <option value="posts">{t('tickers_by_posts')}</option>
          <option value="authors">{t('groups_by_authors')}</option>
        </select>
        <RoleSelect class="narrow" role={role} disabled={sort === 'authors'} onRole={onRole} />
        <a class="small push-end" href={heatmapHref}>
          {t('heatmap_title')}
        </a>
      </div>
      {tickers === null ? (
        <p class="text-muted loading">{t('loading')}</p>
      ) : tickers.length === 0 ? (
        <Empty title={t('tickers_empty_title')}>
          <p>{t('tickers_empty')}</p>
        </Empty>
      ) : (
        <VirtualList
          label={t('tickers_list')}
          count={tickers.length}
          rowHeight={3.5}
          current={tickers.findIndex((row) => row.code === openCode)}
          onEnd={onEnd}
          keyOf={(i) => tickers[i]?.code ?? String(i)}
          row={(i) => {
            const row = tickers[i];
            return (
              row && (
                <a
                  class="list-row"
                  href={hrefOf(row.code)}
                  aria-current={row.code === openCode ? 'true' : undefined}
                >
                  <span class="row">
                    <bdi class="text-strong truncate">${row.code}</bdi>
                    <span class="push-end small number nowrap">{formatCount('posts_count', row.posts)}</span>
                    <span class="text-muted small number nowrap">
                      {row.authors > 0 && formatCount('authors_count', row.authors)}
                    </span>
                  </span>
                  <RoleBar counts={row} />
                </a>
              )
            );
          }}
        />
      )}
    </div>
  );
}
