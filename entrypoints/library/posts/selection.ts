/** What Posts shows and which posts are selected, for the export. Kept while the page is open. */
import { EMPTY_FILTER, type Filter } from '../../../lib/search/filter.ts';
import { NOTHING_SELECTED, type Selection } from './selection-model.ts';

export const shownPosts: { filter: Filter; selection: Selection } = {
  filter: EMPTY_FILTER,
  selection: NOTHING_SELECTED,
};
