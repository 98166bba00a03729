import { useEffect, useMemo, useState } from 'preact/hooks';
import { useAsync } from '../../../components/useAsync.ts';
import type { StoredPost } from '../../../lib/post.ts';
import type { Filter } from '../../../lib/search/filter.ts';
import type { SortOrder } from '../../../lib/search/sort-orders.ts';
import type { LibraryReader } from '../../../lib/store/reader.ts';
import { readFirstPage } from './first-page.ts';
import { type PostsIndex, postsIndexOf } from './posts-index.ts';

interface PostQuery {
  filter: Filter;
  order: SortOrder;
  reverse: boolean;
}

interface PostQueryResult {
  index: PostsIndex;
  /** Ids of the posts that match; `null` until the first of them are known. */
  ids: string[] | null;
  /** Posts that were read with the ids. */
  posts: readonly StoredPost[];
  /** True if `ids` answers the query from all posts. */
  isComplete: boolean;
  /** Counts the changes of the index. */
  revision: number;
}

/** Delay, in ms, before the index is loaded: the beginning of the list comes first. */
const AFTER_FIRST_PAGE = 120;

/** Runs a query, again when the library changes. While the index is loading, the result is its beginning. */
export function usePostQuery(
  reader: LibraryReader,
  { filter, order, reverse }: PostQuery,
  version: number,
): PostQueryResult {
  const index = postsIndexOf(reader);
  const [revision, setRevision] = useState(0);
  useEffect(() => {
    const timer = setTimeout(() => void index.load().catch(() => {}), AFTER_FIRST_PAGE);
    const stop = index.subscribe(() => setRevision((n) => n + 1));
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [index]);

  const isComplete = index.isComplete;
  const key = JSON.stringify([filter, order, reverse]);
  const page = useAsync(
    async () => ({ key, posts: isComplete ? null : await readFirstPage(reader, filter, order, reverse) }),
    [reader, key, isComplete, isComplete ? 0 : version],
  );
  const found = useMemo(
    () => (isComplete || index.size > 0 ? index.find(filter, order, reverse) : null),
    [index, key, revision],
  );
  const first = !isComplete && page?.key === key ? page.posts : null;
  const posts = first ?? [];
  return {
    index,
    ids: first && first.length >= (found?.length ?? 0) ? first.map(({ id }) => id) : found,
    posts,
    isComplete,
    revision,
  };
}
