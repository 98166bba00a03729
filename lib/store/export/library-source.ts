/** Exports the library. Runs in the page that needs it, because a library is too large for a message. */
import type { StoredPost } from '../../post.ts';
import { buildCopyGroup, loadTextComparer } from '../annotations/group-details.ts';
import type { Connection } from '../db/connection.ts';
import { reviewsByGroup } from '../db/group-reviews.ts';
import { openReader } from '../reader.ts';
import type { StoredCorrection } from '../write/feedback.ts';
import { type DocumentOptions, type ExportSource, exportDocumentChunks } from './export-document.ts';

/** Number of posts per read. */
const BATCH_SIZE = 500;

export interface ExportOptions extends DocumentOptions {
  /** Which posts to export: captures, all posts (also seen ones), or the given ones. */
  posts: 'captures' | 'all' | AsyncIterable<StoredPost[]>;
}

/**
 * The export document of the library as chunks of text, in bounded memory. Groups contain exported members
 * only, and `first` is the first of those.
 * @throws StoreError if the library cannot be read; the reason of the signal if the export was canceled
 */
export function exportLibrary(connection: Connection, options: ExportOptions): AsyncGenerator<string> {
  const { posts } = options;
  const batches =
    posts === 'all'
      ? openReader(connection).allPosts(BATCH_SIZE)
      : posts === 'captures'
        ? allCaptures(connection)
        : posts;
  return exportDocumentChunks(librarySource(connection, batches), options);
}

/** Captures, most recently captured first. */
async function* allCaptures(connection: Connection): AsyncGenerator<StoredPost[]> {
  const reader = openReader(connection);
  for (let after: string | null = null; ; ) {
    const page = await reader.captures({ after, limit: BATCH_SIZE });
    if (page.rows.length > 0) yield page.rows;
    after = page.next;
    if (after === null) return;
  }
}

function librarySource(connection: Connection, posts: AsyncIterable<StoredPost[]>): ExportSource {
  return {
    posts,
    complete: false,
    async *groups(members) {
      const measure = await connection.withDatabase((db) =>
        loadTextComparer(db.transaction('copyIndex').store),
      );
      const reviews = await connection.withDatabase(reviewsByGroup);
      for (const [id, ids] of members) {
        if (ids.length < 2) continue;
        const [record, ...posts] = await connection.withDatabase((db) => {
          const tx = db.transaction(['groups', 'posts']);
          return Promise.all([
            tx.objectStore('groups').get(id),
            ...ids.map((one) => tx.objectStore('posts').get(one)),
          ]);
        });
        const kept = posts.filter((post) => post !== undefined);
        if (kept.length < 2) continue;
        const review = reviews.get(id);
        const group = buildCopyGroup(id, record?.founder ?? null, kept, measure);
        yield review ? { ...group, review } : group;
      }
    },
    async verdicts(exported) {
      const all = await connection.withDatabase((db) => db.getAll('verdicts'));
      return all.filter(({ a, b }) => exported(a) && exported(b));
    },
    async corrections(exported) {
      const all = (await connection.withDatabase((db) => db.getAll('corrections'))) as StoredCorrection[];
      return all
        .filter(({ id }) => exported(id))
        .map(({ id, code, role, at, was }) => ({ id, code, role, at, was: was ?? null }));
    },
  };
}
