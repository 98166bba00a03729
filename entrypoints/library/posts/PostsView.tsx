import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { formatCount, formatNumber } from '../../../components/format.ts';
import { ListDetail } from '../../../components/library/ListDetail.tsx';
import { FilterBar } from '../../../components/library/posts/FilterBar.tsx';
import { ListBar } from '../../../components/library/posts/ListBar.tsx';
import { PostList } from '../../../components/library/posts/PostList.tsx';
import { SelectionBar } from '../../../components/library/posts/SelectionBar.tsx';
import { t } from '../../../lib/i18n/translate.ts';
import type { StoredPost } from '../../../lib/post.ts';
import { filterFromParams, filterToParams, isEmptyFilter } from '../../../lib/search/filter.ts';
import { readSortOrder, type SortOrder } from '../../../lib/search/sort-orders.ts';
import { hrefTo, hrefToPost } from '../route.ts';
import { focusList } from '../shortcuts.ts';
import { replaceRoute } from '../useRoute.ts';
import type { ViewProps } from '../view-props.ts';
import { savePost } from './bulk/bulk-edit.ts';
import { useBulk } from './bulk/useBulk.ts';
import { usePostActions } from './bulk/usePostActions.tsx';
import { NoPosts } from './NoPosts.tsx';
import { PostDetail } from './PostDetail.tsx';
import { shownPosts } from './selection.ts';
import { inListOrder, NOTHING_SELECTED, selectTo, toggle, toggleAll } from './selection-model.ts';
import { focusedRow, usePostKeys } from './usePostKeys.ts';
import { usePostQuery } from './usePostQuery.ts';
import { usePosts } from './usePosts.ts';
import { useSavedFilters } from './useSavedFilters.ts';

/** All posts of the library, those that were only seen too: search, filters, order, selection. */
export function PostsView(props: ViewProps) {
  const { reader, version, route, summary, editable } = props;
  const filterKey = JSON.stringify(filterToParams(filterFromParams(route.params)));
  const filter = useMemo(() => filterFromParams(route.params), [filterKey]);
  const order = readSortOrder(route.params.get('sort'));
  const reverse = route.params.get('reverse') === '1';
  const result = usePostQuery(reader, { filter, order, reverse }, version);
  const { index, isComplete } = result;
  const ids = result.ids ?? [];
  const postOf = usePosts(reader, version, result.posts);
  const [selection, select] = useState(shownPosts.selection);
  const savedFilters = useSavedFilters();
  const bulk = useBulk();
  const { actionsFor, dialog } = usePostActions(reader, editable);
  const params = (next = filter, sort = order, flip = reverse) => ({
    ...filterToParams(next),
    sort: sort === 'posted' ? '' : sort,
    reverse: flip ? '1' : '',
  });

  // Nothing is changed or deleted that the list does not show.
  const shownFilter = useRef(filter);
  if (shownFilter.current !== filter) {
    shownFilter.current = filter;
    if (selection.ids.size > 0) select(NOTHING_SELECTED);
  }
  useEffect(() => {
    shownPosts.filter = filter;
    shownPosts.selection = selection;
  }, [filter, selection]);

  usePostKeys({
    targets() {
      if (selection.ids.size > 0) return inListOrder(selection, ids);
      const one = focusedRow() ?? route.item;
      return one === null ? [] : [one];
    },
    actionsFor,
    onToggle: (id) => select((old) => toggle(old, id)),
    onSelectAll: () => select((old) => toggleAll(old, ids)),
    onClear() {
      if (selection.ids.size === 0) return false;
      select(NOTHING_SELECTED);
      return true;
    },
  });

  const allSelected =
    ids.length > 0 && selection.ids.size >= ids.length && ids.every((id) => selection.ids.has(id));
  return (
    <ListDetail
      pages={{ rows: result.ids, failed: false, retry: () => {} }}
      emptyHint={t('posts_choose')}
      back={hrefTo('posts', null, params())}
      list={
        <div class="list-pane">
          <FilterBar
            filter={filter}
            facets={() => index.facets()}
            saved={summary?.captured ?? null}
            savedFilters={savedFilters.filters}
            onChange={(next) => replaceRoute(hrefTo('posts', route.item, params(next)))}
            onSave={(name) => savedFilters.save(name, filter)}
            onDelete={savedFilters.remove}
            onLeave={focusList}
          />
          {selection.ids.size > 0 && (
            <SelectionBar
              count={selection.ids.size}
              actions={actionsFor(inListOrder(selection, ids))}
              onClear={() => {
                select(NOTHING_SELECTED);
                focusList();
              }}
            />
          )}
          <ListBar
            status={statusOf(
              ids.length,
              isComplete,
              isEmptyFilter(filter),
              index.size,
              summary?.seen ?? null,
            )}
            busy={!isComplete}
            order={order}
            reverse={reverse}
            onSort={(next, flip) => replaceRoute(hrefTo('posts', route.item, params(filter, next, flip)))}
            selection={selection.ids.size === 0 ? 'none' : allSelected ? 'all' : 'some'}
            onSelectAll={ids.length === 0 ? null : () => select(toggleAll(selection, ids))}
          />
          {result.ids === null ? (
            <p class="text-muted loading">{t('loading')}</p>
          ) : ids.length === 0 ? (
            isComplete ? (
              <NoPosts
                filter={filter}
                isLibraryEmpty={index.size === 0}
                onChange={(next) => replaceRoute(hrefTo('posts', null, params(next)))}
              />
            ) : (
              <p class="text-muted loading">{t('saved_searching')}</p>
            )
          ) : (
            <PostList
              label={t('library_posts')}
              count={ids.length}
              current={route.item === null ? -1 : ids.indexOf(route.item)}
              postAt={(i) => postOf(ids[i] ?? '')}
              keyOf={(i) => ids[i] ?? String(i)}
              hrefOf={(id) => hrefToPost(route, id)}
              timeOf={timeOf(order)}
              copyMarkOf={(post) =>
                !post.group ? null : !isComplete ? 'group' : index.copiesOf(post.id) || 'copy'
              }
              selected={selection.ids}
              onSelect={(id, range) => select((old) => (range ? selectTo(old, ids, id) : toggle(old, id)))}
              onSave={
                editable
                  ? (post) =>
                      bulk.run(post.capturedAt === null ? 'saved' : 'unsaved', 1, () =>
                        savePost(post, post.capturedAt === null),
                      )
                  : null
              }
            />
          )}
          {dialog}
        </div>
      }
      detail={route.item === null ? null : <PostDetail key={route.item} {...props} id={route.item} />}
    />
  );
}

/** The time that the list is sorted by. */
const timeOf =
  (order: SortOrder) =>
  (post: StoredPost): string | null =>
    order === 'saved'
      ? (post.capturedAt ?? post.postedAt)
      : order === 'seen'
        ? post.lastSeenAt
        : post.postedAt;

function statusOf(
  found: number,
  isComplete: boolean,
  isUnfiltered: boolean,
  indexed: number,
  total: number | null,
): string {
  if (isComplete) return formatCount(isUnfiltered ? 'posts_count' : 'posts_found', found);
  if (isUnfiltered) return formatCount('posts_count', total);
  return t('posts_searched', formatNumber(found), formatNumber(indexed), formatNumber(total));
}
