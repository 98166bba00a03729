import { useState } from 'preact/hooks';
import type { Filter } from '../../../lib/search/filter.ts';
import { readSavedFilters, writeSavedFilters } from './saved-filters.ts';

/** The filters that the user saved under a name. */
export function useSavedFilters() {
  const [filters, set] = useState(readSavedFilters);
  const write = (next: typeof filters) => {
    set(next);
    writeSavedFilters(next);
  };
  return {
    filters,
    save: (name: string, filter: Filter) =>
      write([...filters.filter((saved) => saved.name !== name), { name, filter }]),
    remove: (name: string) => write(filters.filter((saved) => saved.name !== name)),
  };
}
