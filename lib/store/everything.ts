/**
 * Reads all posts, captured and seen, ordered by id, so that the iteration is stable while posts are added.
 */
import type { StoredPost } from '../post.ts';
import type { Connection } from './db/connection.ts';
import { fromRecord } from './db/post-record.ts';

/** Iterates over all posts in batches. Each batch has its own transaction, so that writes are not blocked. */
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
