/** What Saved shows and has ticked, for Take away. It lives as long as the page. */
import { type Filter, NO_FILTER } from '../../lib/search.ts';

export const selection: { filter: Filter; ticked: ReadonlySet<string> } = {
  filter: NO_FILTER,
  ticked: new Set(),
};
