/** Makes reports of the library. A separate chunk: lists do not wait for it. */
import { browser } from '../../../lib/browser.ts';
import { t, tPlural } from '../../../lib/i18n/translate.ts';
import type { StoredPost } from '../../../lib/post.ts';
import { plainTextReport } from '../../../lib/report/plain-text-report.ts';
import { htmlReport } from '../../../lib/report/report.ts';
import type { ExportDocument } from '../../../lib/store/export/export-schema.ts';
import { exportLibrary } from '../../../lib/store/export/library-source.ts';
import type { LibraryReader } from '../../../lib/store/reader.ts';
import type { Progress } from '../posts/bulk/bulk-edit.ts';
import type { ReportTarget } from './report-target.ts';

/** Number of posts per read. */
const BATCH_SIZE = 500;
const messages = { t, plural: tPlural };

/**
 * The report as an HTML file, with its name.
 * @param progress is told how many posts were read; its signal stops the work
 * @throws the reason of the signal when it was stopped
 */
export async function makeReport(
  reader: LibraryReader,
  { subject, ids }: ReportTarget,
  progress?: Progress,
): Promise<{ blob: Blob; name: string }> {
  const document = await documentOf(reader, ids, progress);
  const text = await htmlReport({ document, subject, messages });
  const day = document.exportedAt.slice(0, 10);
  return {
    blob: new Blob([text], { type: 'text/html;charset=utf-8' }),
    name: `feedglass-report-${subject.of}-${day}.html`,
  };
}

/** The report as plain text. */
export async function makeTextReport(reader: LibraryReader, { subject, ids }: ReportTarget): Promise<string> {
  return plainTextReport({ document: await documentOf(reader, ids), subject, messages });
}

/** The export document of these posts. */
async function documentOf(
  reader: LibraryReader,
  ids: readonly string[],
  progress?: Progress,
): Promise<ExportDocument> {
  async function* posts(): AsyncGenerator<StoredPost[]> {
    for (let i = 0; i < ids.length; i += BATCH_SIZE) {
      progress?.signal.throwIfAborted();
      progress?.onProgress(i);
      yield await reader.posts(ids.slice(i, i + BATCH_SIZE));
    }
  }
  const chunks = exportLibrary(reader.connection, {
    posts: posts(),
    generator: `feedglass ${browser.runtime.getManifest().version}`,
    now: new Date(),
  });
  let text = '';
  for await (const chunk of chunks) text += chunk;
  progress?.signal.throwIfAborted();
  progress?.onProgress(ids.length);
  // So that the full bar is painted before the report is put together, which takes the page a moment.
  if (progress) await new Promise((resolve) => setTimeout(resolve, 50));
  return JSON.parse(text) as ExportDocument;
}
