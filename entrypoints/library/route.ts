/** The library's addresses: `#/copies/<id>?sort=recent`. Every view and every filter has one, so Back works. */

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
  /** What of the view: a group's id, a code, a campaign's key; `null`: none. */
  item: string | null;
  params: URLSearchParams;
}

/** Reads an address; one we do not know is the first view. @param hash with or without its `#`. */
export function readRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?', 2);
  const [, name = '', item = ''] = path.split('/');
  const view = VIEWS.find((known) => known === name) ?? 'copies';
  return { view, item: item ? decode(item) : null, params: new URLSearchParams(query) };
}

/** Writes an address. @param params those that are empty are left out. */
export function hrefTo(
  view: ViewName,
  item: string | null = null,
  params: Record<string, string | null | undefined> = {},
): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(params)) if (value) query.set(key, value);
  const tail = query.size > 0 ? `?${query}` : '';
  return `#/${view}${item === null ? '' : `/${encodeURIComponent(item)}`}${tail}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
