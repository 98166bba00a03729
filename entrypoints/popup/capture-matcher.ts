import type { StoredPost } from '../../lib/post.ts';
import { toSearchDocument } from '../../lib/search/document.ts';
import { EMPTY_FILTER } from '../../lib/search/filter.ts';
import { createMatcher, NO_GROUPS } from '../../lib/search/matcher.ts';
import { parseQuery } from '../../lib/search/query.ts';

/**
 * What tells whether a post matches a query; `null` for a query that asks for nothing. Loaded with the first query: few
 * readers search in the popup, and all wait for it to open.
 */
export function captureMatcher(query: string): ((post: StoredPost) => boolean) | null {
  const { required, excluded } = parseQuery(query);
  if (required.length === 0 && excluded.length === 0) return null;
  const matches = createMatcher({ ...EMPTY_FILTER, query }, NO_GROUPS);
  return (post) => matches(toSearchDocument(post));
}
