/** All posts, captured and seen, in the order of their ids: an order that stands still while posts arrive. */
import type { StoredPost } from '../post.ts';
import type { Connection } from './db/connection.ts';
import { fromRecord } from './db/post-record.ts';

/**
 * Goes through all posts a stretch at a time; each stretch is a transaction of its own, so a long walk holds
 * nothing up.
 */
export async function* allPosts(connection: Connection, limit = 500): AsyncGenerator<StoredPost[]> {
  let after = '';
  for (;;) {
    const range = IDBKeyRange.lowerBound(after, true);
    const records = await connection.withDatabase((db) => db.getAll('posts', range, limit));
    const last = records.at(-1);
    if (!last) return;
    yield records.map(fromRecord);
    after = last.id;
  }
}
