/** Writes an export file: reads posts in batches and writes the file in chunks. */
import type { ExportFormat, ExportScope } from '../../../components/library/ExportPanel.tsx';
import { blobFromChunks } from '../../../lib/pages/download.ts';
import type { StoredPost } from '../../../lib/post.ts';
import { isEmptyFilter } from '../../../lib/search/filter.ts';
import { toExportRecord } from '../../../lib/store/export/export-record.ts';
import { FORMATS, type Leaving } from '../../../lib/store/export/formats/index.ts';
import type { LibraryReader } from '../../../lib/store/reader.ts';
import { postsIndexOf } from '../posts/posts-index.ts';
import { shownPosts } from '../posts/selection.ts';

export interface ExportRequest {
  reader: LibraryReader;
  scope: ExportScope;
  format: Exclude<ExportFormat, 'json'>;
  /** ISO time; the scope `new` has the captures that were saved, edited or imported after it. */
  since: string | null;
  onProgress: (done: number) => void;
  signal: AbortSignal;
}

/** Number of posts per read, and of text chunks joined at once. */
const BATCH_SIZE = 500;

/**
 * The content of the file.
 * @throws the reason of the signal if the export was canceled
 */
export async function exportFile(
  taking: ExportRequest,
): Promise<{ blob: Blob; count: number; ending: string }> {
  const { reader, format: name, onProgress, signal } = taking;
  const format = FORMATS[name]();
  const groups = new GroupCache(reader);
  let count = 0;
  async function* pieces() {
    yield format.head;
    for await (const posts of postsInScope(taking)) {
      signal.throwIfAborted();
      const exportRows = await Promise.all(posts.map((post) => groups.exportRows(post)));
      yield exportRows.map(format.row).join('');
      count += posts.length;
      onProgress(count);
    }
    yield format.tail();
  }
  return { blob: await blobFromChunks(pieces(), format.mime), count, ending: format.ending };
}

/** The posts of a scope, in batches. */
export async function* postsInScope({
  reader,
  scope,
  since,
}: Pick<ExportRequest, 'reader' | 'scope' | 'since'>): AsyncGenerator<StoredPost[]> {
  const shown = scope === 'filtered' && !isEmptyFilter(shownPosts.filter);
  if (scope === 'all' || (scope === 'filtered' && !shown)) return yield* reader.allPosts();
  if (scope === 'selected') return yield* byIds(reader, [...shownPosts.selection.ids]);
  if (shown) return yield* byIds(reader, await filteredIds(reader));
  const changedSince = scope === 'new' ? since : null;
  let after: string | null = null;
  do {
    const page = await reader.captures({ after, limit: BATCH_SIZE, changedSince });
    if (page.rows.length > 0) yield page.rows;
    after = page.next;
  } while (after !== null);
}

/** Ids of the posts that Posts shows. */
export async function filteredIds(reader: LibraryReader): Promise<string[]> {
  const index = postsIndexOf(reader);
  await index.load();
  return index.find(shownPosts.filter);
}

async function* byIds(reader: LibraryReader, ids: string[]): AsyncGenerator<StoredPost[]> {
  for (let i = 0; i < ids.length; i += BATCH_SIZE) yield await reader.posts(ids.slice(i, i + BATCH_SIZE));
}

/** Cache of the copy groups of the exported posts; each is read once. */
class GroupCache {
  readonly #reader: LibraryReader;
  readonly #known = new Map<string, Promise<Leaving['group']>>();
  constructor(reader: LibraryReader) {
    this.#reader = reader;
  }

  async exportRows(post: StoredPost): Promise<Leaving> {
    const [capture, group] = await Promise.all([
      toExportRecord(post),
      post.group === null ? null : this.#group(post.group),
    ]);
    return { capture, group };
  }

  #group(id: string): Promise<Leaving['group']> {
    let group = this.#known.get(id);
    if (!group) {
      group = this.#reader
        .group(id, 1)
        .then((detail) => detail && { id, kind: detail.group.kind, first: detail.group.first });
      this.#known.set(id, group);
    }
    return group;
  }
}
