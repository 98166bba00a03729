/** Exports the library. Runs in the page that needs it, because a library is too large for a message. */
import { InMemoryCopies } from '../../copies/in-memory-copies.ts';
import type { ReviewedGroup } from '../../group-review.ts';
import type { Summary } from '../../list-rows.ts';
import type { CopyGroup, StoredPost } from '../../post.ts';
import { authorKey } from '../../text/author-key.ts';
import { buildCopyGroup, inOrder } from '../annotations/group-details.ts';
import { isIndexIdle } from '../copy-index/stored-source-forest.ts';
import type { Connection } from '../db/connection.ts';
import { reviewsByGroup } from '../db/group-reviews.ts';
import type { PostRecord } from '../db/schema.ts';
import { openReader } from '../reader.ts';
import type { StoredCorrection } from '../write/feedback.ts';
import { type DocumentOptions, type ExportSource, exportDocumentChunks } from './export-document.ts';

/** Number of posts per read. */
const BATCH_SIZE = 500;
/** Number of posts compared before other tasks may run. */
const PIECE = 100;

interface ExportOptions extends DocumentOptions {
  /** Which posts to export: captures, all posts (also seen ones), or the given ones. */
  posts: 'captures' | 'all' | AsyncIterable<StoredPost[]>;
}

/**
 * The export document of the library as chunks of text, in bounded memory. Groups contain exported members
 * only, and `first` is the first of those.
 * @throws StoreError if the library cannot be read; the reason of the signal if the export was canceled
 */
export async function* exportLibrary(connection: Connection, options: ExportOptions): AsyncGenerator<string> {
  const { posts } = options;
  const batches =
    posts === 'all'
      ? openReader(connection).allPosts(BATCH_SIZE)
      : posts === 'captures'
        ? allCaptures(connection)
        : posts;
  const complete = posts === 'all' && (await hasAllSources(connection));
  yield* exportDocumentChunks(librarySource(connection, batches, complete), options);
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

function librarySource(
  connection: Connection,
  posts: AsyncIterable<StoredPost[]>,
  complete: boolean,
): ExportSource {
  return {
    posts,
    complete,
    async *groups(members) {
      const reviews = await connection.withDatabase(reviewsByGroup);
      const groupOf = new Map([...members].flatMap(([id, ids]) => ids.map((post) => [post, id] as const)));
      const reviewed = (group: CopyGroup): ReviewedGroup => {
        const review = reviews.get(groupOf.get(group.members[0]?.id ?? '') ?? '');
        return review ? { ...group, review } : group;
      };
      const parts: string[] = [];
      for (const [id, ids] of members) {
        const size = await connection.withDatabase(async (db) => (await db.get('groups', id))?.size);
        if (size !== ids.length) parts.push(...ids);
        else yield reviewed(buildCopyGroup(inOrder(await readPosts(connection, ids))));
      }
      if (parts.length < 2) return;
      for (const group of await groupsAmong(connection, parts)) yield reviewed(group);
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

/** True unless the copy index is being rebuilt or has sources left to find. */
async function hasAllSources(connection: Connection): Promise<boolean> {
  return connection.withDatabase(async (db) => {
    const tx = db.transaction(['copyIndex', 'meta']);
    const { seen } = { seen: 0, ...((await tx.objectStore('meta').get('counts')) as Summary | undefined) };
    return seen === 0 || isIndexIdle(tx.objectStore('copyIndex'));
  });
}

async function readPosts(connection: Connection, ids: readonly string[]): Promise<PostRecord[]> {
  const records = await connection.withDatabase((db) => {
    const { store } = db.transaction('posts');
    return Promise.all(ids.map((id) => store.get(id)));
  });
  return records.filter((record) => record !== undefined);
}

/**
 * The groups among posts whose groups are not exported whole: a source must be in the file, so that everybody can check
 * it. They are found as `analyze` finds them in the file.
 */
async function groupsAmong(connection: Connection, ids: readonly string[]): Promise<CopyGroup[]> {
  const copies = new InMemoryCopies();
  for (const { a, b, copy } of await connection.withDatabase((db) => db.getAll('verdicts'))) {
    if (!copy) copies.setVerdict(a, b, copy);
  }
  const records: PostRecord[] = [];
  for (let i = 0; i < ids.length; i += BATCH_SIZE) {
    records.push(...(await readPosts(connection, ids.slice(i, i + BATCH_SIZE))));
  }
  for (const [i, post] of inOrder(records).entries()) {
    copies.add({ ...post, author: authorKey(post.author) });
    // The page stays responsive.
    if (i % PIECE === 0) await new Promise((done) => setTimeout(done));
  }
  return copies.groups();
}
