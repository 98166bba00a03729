/** The popup's export: a chunk of its own, so that opening the popup does not wait for the serialiser. */
import type { ExportScope } from '../../components/popup/ExportPanel.tsx';
import { browser } from '../../lib/browser.ts';
import { recordExport } from '../../lib/pages/backup-reminder.ts';
import { blobFromChunks, downloadBlob } from '../../lib/pages/download.ts';
import { Connection } from '../../lib/store/db/connection.ts';
import { exportFileName } from '../../lib/store/export/export-document.ts';
import { exportLibrary } from '../../lib/store/export/library-source.ts';

/**
 * Writes the export document and gives it to the user as a file.
 * @returns the file's name and how many posts are in it.
 * @throws the signal's reason when it was cancelled.
 */
export async function saveJson(
  scope: ExportScope,
  onProgress: (done: number) => void,
  signal: AbortSignal,
): Promise<{ name: string; count: number }> {
  const now = new Date();
  let count = 0;
  const connection = new Connection();
  try {
    const chunks = exportLibrary(connection, {
      posts: scope === 'saved' ? 'captures' : 'all',
      generator: `feedglass ${browser.runtime.getManifest().version}`,
      now,
      signal,
      onProgress: (done) => {
        count = done;
        onProgress(done);
      },
    });
    const blob = await blobFromChunks(chunks, 'application/json');
    const name = exportFileName(now, count);
    downloadBlob(blob, name);
    recordExport(now);
    return { name, count };
  } finally {
    await connection.close();
  }
}
