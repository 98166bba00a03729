import { useEffect, useMemo, useState } from 'preact/hooks';
import { formatNumber } from '../../../components/format.ts';
import { Filters } from '../../../components/library/Filters.tsx';
import { ListDetail } from '../../../components/library/ListDetail.tsx';
import { PostList } from '../../../components/library/PostList.tsx';
import { Empty } from '../../../components/primitives.tsx';
import { usePagedList } from '../../../components/usePagedList.ts';
import { t, tPlural } from '../../../lib/i18n/translate.ts';
import { filterFromParams, filterToParams, isEmptyFilter } from '../../../lib/search.ts';
import { hrefTo } from '../route.ts';
import { replaceRoute } from '../useRoute.ts';
import type { ViewProps } from '../view-props.ts';
import { PostDetail } from './PostDetail.tsx';
import { readSavedFilters, writeSavedFilters } from './saved-filters.ts';
import { SavedSearchIndex } from './search-index.ts';
import { selection } from './selection.ts';
import { usePosts } from './usePosts.ts';

const PAGE_SIZE = 100;

export function SavedView(props: ViewProps) {
  const { reader, version, route } = props;
  const filter = useMemo(() => filterFromParams(route.params), [route.params]);
  const all = isEmptyFilter(filter);
  const list = usePagedList(
    (after, limit) => reader.captures({ after, limit: limit ?? PAGE_SIZE }),
    [reader],
    version,
  );
  const search = useSearch(props, all);
  const postOf = usePosts(reader, version);
  const [kept, setKept] = useState(readSavedFilters);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(selection.selected);
  const rows = list.rows ?? [];
  const ids = all ? rows.map((post) => post.id) : (search.ids ?? []);
  const params = filterToParams(filter);
  const at = route.item === null ? -1 : ids.indexOf(route.item);

  useEffect(() => {
    selection.filter = filter;
    selection.selected = ticked;
  }, [filter, ticked]);

  const keep = (next: typeof kept) => {
    setKept(next);
    writeSavedFilters(next);
  };
  const waiting = all ? list.rows === null : search.ids === null;
  return (
    <ListDetail
      pages={list}
      emptyHint={t('saved_choose')}
      back={hrefTo('saved', null, params)}
      list={
        <div class="list-pane">
          <Filters
            filter={filter}
            kept={kept}
            languages={search.languages}
            onChange={(next) => replaceRoute(hrefTo('saved', route.item, filterToParams(next)))}
            onKeep={(name) => keep([...kept.filter((one) => one.name !== name), { name, filter }])}
            onDelete={(name) => keep(kept.filter((one) => one.name !== name))}
          />
          <p class="list-bar small text-muted row" role="status" aria-busy={!search.whole}>
            <span>
              {all
                ? tPlural('saved_count', search.total ?? 0, formatNumber(search.total))
                : tPlural('saved_found', search.ids?.length ?? 0, formatNumber(search.ids?.length))}
            </span>
            {!all && !search.done && (
              <span>{t('saved_searched', formatNumber(search.read), formatNumber(search.total))}</span>
            )}
            {ticked.size > 0 && (
              <>
                <a class="push-end" href={hrefTo('export', null, { scope: 'ticked' })}>
                  {t('saved_ticked', formatNumber(ticked.size))}
                </a>
                <button type="button" class="button-link accent" onClick={() => setTicked(new Set())}>
                  {t('filter_clear')}
                </button>
              </>
            )}
            {ticked.size === 0 && !all && ids.length > 0 && (
              <a class="push-end" href={hrefTo('export', null, { scope: 'filtered' })}>
                {t('saved_take')}
              </a>
            )}
          </p>
          {waiting ? (
            <p class="text-muted loading">{t('loading')}</p>
          ) : ids.length === 0 ? (
            <Nothing searched={!all} />
          ) : (
            <PostList
              label={t('tab_saved')}
              count={ids.length}
              current={at}
              postAt={(i) => (all ? (rows[i] ?? null) : postOf(ids[i] ?? ''))}
              keyOf={(i) => ids[i] ?? String(i)}
              hrefOf={(id) => hrefTo('saved', id, params)}
              onEnd={all ? list.loadMore : null}
              ticked={ticked}
              onTick={(id) =>
                setTicked((old) => {
                  const next = new Set(old);
                  if (!next.delete(id)) next.add(id);
                  return next;
                })
              }
            />
          )}
        </div>
      }
      detail={route.item === null ? null : <PostDetail key={route.item} {...props} id={route.item} />}
    />
  );
}

function Nothing({ searched }: { searched: boolean }) {
  return searched ? (
    <Empty title={t('saved_nothing_found')}>
      <p>{t('saved_nothing_found_hint')}</p>
    </Empty>
  ) : (
    <Empty title={t('saved_empty_title')}>
      <p>{t('saved_empty')}</p>
    </Empty>
  );
}

/** Searches while the user types, also while the index is still loading. */
function useSearch({ reader, version, route }: ViewProps, all: boolean) {
  const catalog = useMemo(() => new SavedSearchIndex(reader), [reader]);
  const [found, setFound] = useState<{ params: URLSearchParams; ids: string[] } | null>(null);
  const [batches, setBatches] = useState(0);
  const [total, setTotal] = useState<number | null>(null);

  useEffect(() => {
    const onStretch = () => setBatches((n) => n + 1);
    // Load the index after the plain list was painted.
    const timer = setTimeout(
      () => void (catalog.isComplete ? catalog.refresh(onStretch) : catalog.load(onStretch)).catch(() => {}),
      catalog.isComplete ? 1_000 : 150,
    );
    reader.summary().then(
      (summary) => setTotal(summary.captured),
      () => setTotal(null),
    );
    return () => clearTimeout(timer);
  }, [catalog, reader, version]);

  useEffect(() => {
    if (all) return;
    setFound({ params: route.params, ids: catalog.find(filterFromParams(route.params)) });
  }, [catalog, route.params, all, batches]);

  return {
    ids: found?.ids ?? null,
    total,
    read: catalog.size,
    done: catalog.isComplete,
    /** True if the rows answer the present query from all captures. */
    whole: all || (catalog.isComplete && found?.params === route.params),
    languages: useMemo(() => catalog.languages(), [catalog, batches]),
  };
}
