import { useState } from 'preact/hooks';
import type { Filter } from '../../../lib/search/filter.ts';
import { readSavedFilters, writeSavedFilters } from './saved-filters.ts';

/** The filters that the user keeps under a name. */
export function useKeptFilters() {
  const [filters, set] = useState(readSavedFilters);
  const write = (next: typeof filters) => {
    set(next);
    writeSavedFilters(next);
  };
  return {
    filters,
    keep: (name: string, filter: Filter) =>
      write([...filters.filter((one) => one.name !== name), { name, filter }]),
    forget: (name: string) => write(filters.filter((one) => one.name !== name)),
  };
}
