/** Export of the popup: a separate chunk, so that the popup opens without it. */
import { offerExport } from '../../lib/pages/backup-reminder.ts';
import { downloadBlob } from '../../lib/pages/download.ts';
import { exportToBlob } from '../../lib/pages/export-to-blob.ts';
import type { StoredPost } from '../../lib/post.ts';
import type { Connection } from '../../lib/store/db/connection.ts';
import { exportFileName } from '../../lib/store/export/export-file-name.ts';
import { openReader } from '../../lib/store/reader.ts';

/**
 * Writes an export document and saves it as a file.
 * @param scope which posts: saved ones, all, or those of the given ids
 * @returns the file's name and the number of posts in it
 * @throws the reason of the signal if the export was canceled
 */
export async function saveJson(
  scope: 'saved' | 'all' | readonly string[],
  onProgress: (done: number) => void,
  signal: AbortSignal,
): Promise<{ name: string; count: number }> {
  const now = new Date();
  const posts = (connection: Connection) =>
    scope === 'saved' ? 'captures' : scope === 'all' ? 'all' : postsOf(connection, scope);
  const { blob, count } = await exportToBlob(posts, now, onProgress, signal);
  const name = exportFileName(now, count);
  downloadBlob(blob, name);
  offerExport({ at: now.toISOString(), name, count, isBackup: typeof scope === 'string' });
  return { name, count };
}

/** The stored posts of these ids. */
async function* postsOf(connection: Connection, ids: readonly string[]): AsyncGenerator<StoredPost[]> {
  yield await openReader(connection).posts(ids);
}
