/** What Saved shows and has ticked, for Take away. It lives as long as the page. */
import { EMPTY_FILTER, type Filter } from '../../../lib/search.ts';

export const selection: { filter: Filter; selected: ReadonlySet<string> } = {
  filter: EMPTY_FILTER,
  selected: new Set(),
};
