/** JSON export: the export document, also used by the popup. */
import { browser } from '../../../lib/browser.ts';
import { blobFromChunks } from '../../../lib/pages/download.ts';
import { Connection } from '../../../lib/store/db/connection.ts';
import { exportLibrary } from '../../../lib/store/export/library-source.ts';
import { type ExportRequest, postsInScope } from './export-file.ts';

/** @throws the reason of the signal if the export was canceled */
export async function exportJson(
  taking: Omit<ExportRequest, 'format'>,
): Promise<{ blob: Blob; count: number; ending: string }> {
  const { scope, signal, onProgress } = taking;
  let count = 0;
  const connection = new Connection();
  try {
    const chunks = exportLibrary(connection, {
      posts: scope === 'all' ? 'all' : postsInScope(taking),
      generator: `feedglass ${browser.runtime.getManifest().version}`,
      now: new Date(),
      signal,
      onProgress: (done) => {
        count = done;
        onProgress(done);
      },
    });
    return { blob: await blobFromChunks(chunks, 'application/json'), count, ending: 'json' };
  } finally {
    await connection.close();
  }
}
