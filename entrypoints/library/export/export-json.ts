/** JSON export of the library page: the export document. */
import { exportToBlob } from '../../../lib/pages/export-to-blob.ts';
import { type ExportRequest, postsInScope } from './export-file.ts';

/** @throws the reason of the signal if the export was canceled */
export async function exportJson(
  request: Omit<ExportRequest, 'format'>,
): Promise<{ blob: Blob; count: number; ending: string }> {
  const { scope, signal, onProgress } = request;
  const posts = () => (scope === 'all' ? 'all' : postsInScope(request));
  return { ...(await exportToBlob(posts, new Date(), onProgress, signal)), ending: 'json' };
}
