/** The beginning of a list of posts, read through an index of the database while the search index is loading. */
import type { StoredPost } from '../../../lib/post.ts';
import { activeFields, type Filter } from '../../../lib/search/filter.ts';
import type { SortOrder } from '../../../lib/search/sort-orders.ts';
import type { LibraryReader } from '../../../lib/store/reader.ts';

const LIMIT = 60;

/**
 * Reads the first posts of a list.
 * @returns `null` if no index of the database has this list
 */
export async function readFirstPage(
  reader: LibraryReader,
  filter: Filter,
  order: SortOrder,
  reverse: boolean,
): Promise<StoredPost[] | null> {
  const fields = activeFields(filter).join();
  const request = { limit: LIMIT };
  if (reverse) return null;
  if (fields === 'savedState' && filter.savedState === 'saved' && order === 'saved')
    return (await reader.captures(request)).rows;
  if (order !== 'posted') return null;
  if (fields === '') return newest(reader);
  if (fields === 'ticker' || fields === 'ticker,role') {
    const code = filter.ticker.replace(/^\$/, '').toUpperCase();
    return (await reader.postsOfTicker(code, { ...request, role: filter.role })).rows;
  }
  if (fields === 'author' && /^[@=]/.test(filter.author))
    return (await reader.postsOfAuthor(filter.author.replace(/^=/, ''), request)).rows;
  if (fields === 'campaign') return (await reader.postsOfCampaign(filter.campaign, request)).rows;
  return null;
}

/** The newest posts by their ids. */
async function newest(reader: LibraryReader): Promise<StoredPost[]> {
  const posts = await reader.newestById(LIMIT);
  return posts.sort((a, b) => ((a.postedAt ?? '') < (b.postedAt ?? '') ? 1 : -1));
}
