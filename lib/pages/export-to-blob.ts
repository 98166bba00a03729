/** The export document of the library as one file, for the pages. */
import { browser } from '../browser.ts';
import { Connection } from '../store/db/connection.ts';
import { exportLibrary } from '../store/export/library-source.ts';
import { blobFromChunks } from './download.ts';

type ExportOptions = Parameters<typeof exportLibrary>[1];

/**
 * Writes the export document.
 * @param posts returns which posts, in batches, read with the connection
 * @param onProgress called with the number of posts done
 * @returns the file and the number of posts in it
 * @throws the reason of the signal if the export was canceled
 */
export async function exportToBlob(
  posts: (connection: Connection) => ExportOptions['posts'],
  now: Date,
  onProgress: (done: number) => void,
  signal: AbortSignal,
): Promise<{ blob: Blob; count: number }> {
  let count = 0;
  const connection = new Connection();
  try {
    const chunks = exportLibrary(connection, {
      posts: posts(connection),
      generator: `feedglass ${browser.runtime.getManifest().version}`,
      now,
      signal,
      onProgress: (done) => {
        count = done;
        onProgress(done);
      },
    });
    return { blob: await blobFromChunks(chunks, 'application/json'), count };
  } finally {
    await connection.close();
  }
}
