/**
 * Routes of the library page: `#/copies/<id>?sort=recent`. Every view, every filter and every open post has one, so
 * that Back works and each can be bookmarked.
 */

export const VIEWS = [
  'posts',
  'authors',
  'copies',
  'tickers',
  'campaigns',
  'export',
  'import',
  'settings',
  'welcome',
] as const;
export type ViewName = (typeof VIEWS)[number];

export interface Route {
  view: ViewName;
  /** The selected item of the view: post id, author key, group id, code, or campaign key; `null` for none. */
  item: string | null;
  params: URLSearchParams;
}

/** The post that is open inside another view than Posts: `#/tickers/BTC?post=<id>`. */
const POST = 'post';

/**
 * Parses a route; an unknown one gives the first view. `#/saved`, the address of earlier versions, is Posts with the
 * filter for saved ones.
 * @param hash with or without `#` and `/`
 */
export function readRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#?\/?/, '').split('?', 2);
  const [name = '', item = ''] = path.split('/');
  const params = new URLSearchParams(query);
  if (name === 'saved') {
    params.set('saved', '1');
    if (!params.has('sort')) params.set('sort', 'saved');
  }
  const view = name === 'saved' ? 'posts' : (VIEWS.find((known) => known === name) ?? 'copies');
  return { view, item: item ? decode(item) : null, params };
}

/**
 * Formats a route.
 * @param params empty ones are omitted
 */
export function hrefTo(
  view: ViewName,
  item: string | null = null,
  params: Record<string, string | null | undefined> = {},
): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(params)) if (value) query.set(key, value);
  const tail = query.size > 0 ? `?${query}` : '';
  return `#/${view}${item === null ? '' : `/${encodeURIComponent(item.toWellFormed())}`}${tail}`;
}

/** The address of a route. */
export const hrefOf = ({ view, item, params }: Route): string =>
  hrefTo(view, item, Object.fromEntries(params));

/** Address that opens a post where the reader is: in the list of Posts, or inside the present view. */
export function hrefToPost(route: Route, id: string): string {
  const params = Object.fromEntries(route.params);
  return route.view === 'posts'
    ? hrefTo('posts', id, params)
    : hrefTo(route.view, route.item, { ...params, [POST]: id });
}

/** The post that is open inside another view; `null` for none. */
export const postInPlace = ({ view, params }: Route): string | null =>
  view === 'posts' ? null : params.get(POST);

/** Address of the view without the open post, or without the selected item. */
export function hrefBack(route: Route): string {
  const params = Object.fromEntries(route.params);
  if (postInPlace(route) === null) return hrefTo(route.view, null, params);
  return hrefTo(route.view, route.item, { ...params, [POST]: null });
}

/** Identity of an author as the value of the filter `author`: exactly this one. */
export const authorFilter = (key: string): string => (key.startsWith('@') ? key : `=${key}`);

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
