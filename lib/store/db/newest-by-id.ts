import type { Database } from './connection.ts';
import type { PostRecord } from './schema.ts';

/** Digits of the newest ids (`postedAtFromId`). Looking for longer ones, which hold no time, would read every post. */
const MAX_DIGITS = 15;

/** The posts with the largest ids, largest first. Posts without an id of the site are left out. */
export async function newestById(db: Database, limit: number): Promise<PostRecord[]> {
  const { store } = db.transaction('posts');
  const found: PostRecord[] = [];
  for (let digits = MAX_DIGITS; digits > 0 && found.length < limit; digits--) {
    const least = '1'.padEnd(digits, '0');
    // Read in pieces, because one request for each post takes longer than all the rest of opening a list.
    for (let end = ':'; found.length < limit; ) {
      const range = IDBKeyRange.bound(least, end, false, true);
      const last = await store.openKeyCursor(range, 'prev');
      if (!last) break;
      // A cursor cannot advance by nothing: where one post is left to find, two are read.
      const first = await last.advance(limit - found.length - 1 || 1);
      const start = first ? String(first.key) : least;
      const piece = await store.getAll(IDBKeyRange.bound(start, end, false, true));
      // As texts, longer ids lie between the shorter ones.
      found.push(...piece.filter(({ id }) => id.length === digits).reverse());
      if (!first) break;
      end = start;
    }
  }
  return found.slice(0, limit);
}
