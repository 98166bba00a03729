/**
 * Filters that the user saved. They belong to this page and not to the library, so they are in
 * `localStorage`.
 */
import type { SavedFilter } from '../../../components/library/posts/FilterBar.tsx';
import { filterFromParams, filterToParams } from '../../../lib/search/filter.ts';

const KEY = 'feedglass.filters';
const MAX_FILTERS = 30;

/** Reads the filters; invalid entries are left out. */
export function readSavedFilters(): SavedFilter[] {
  try {
    const list: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    if (!Array.isArray(list)) return [];
    return list.flatMap((entry: unknown) =>
      Array.isArray(entry) && typeof entry[0] === 'string' && typeof entry[1] === 'string'
        ? [{ name: entry[0], filter: filterFromParams(new URLSearchParams(entry[1])) }]
        : [],
    );
  } catch {
    return [];
  }
}

export function writeSavedFilters(filters: SavedFilter[]): void {
  const list = filters
    .slice(0, MAX_FILTERS)
    .map(({ name, filter }) => [name, new URLSearchParams(filterToParams(filter)).toString()]);
  localStorage.setItem(KEY, JSON.stringify(list));
}
