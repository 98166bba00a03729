/** What Saved shows and which posts are selected, for the export. Kept while the page is open. */
import { EMPTY_FILTER, type Filter } from '../../../lib/search.ts';

export const selection: { filter: Filter; selected: ReadonlySet<string> } = {
  filter: EMPTY_FILTER,
  selected: new Set(),
};
