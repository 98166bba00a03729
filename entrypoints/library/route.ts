/**
 * Routes of the library page: `#/copies/<id>?sort=recent`. Every view and every filter has one, so that Back
 * works.
 */

export const VIEWS = [
  'copies',
  'tickers',
  'campaigns',
  'saved',
  'export',
  'import',
  'settings',
  'welcome',
] as const;
export type ViewName = (typeof VIEWS)[number];

export interface Route {
  view: ViewName;
  /** The selected item of the view: group id, code, or campaign key; `null` for none. */
  item: string | null;
  params: URLSearchParams;
}

/**
 * Parses a route; an unknown one gives the first view.
 * @param hash with or without `#`
 */
export function readRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?', 2);
  const [, name = '', item = ''] = path.split('/');
  const view = VIEWS.find((known) => known === name) ?? 'copies';
  return { view, item: item ? decode(item) : null, params: new URLSearchParams(query) };
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

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
