/** An export of made-up posts, as a file to be chosen. */
import { toExportRecord } from '../../../lib/store/export/export-record.ts';
import { FORMAT, FORMAT_VERSION } from '../../../lib/store/export/export-schema.ts';
import { storedPost } from '../../components/posts.ts';

/** Words of a text that is like no other. */
const wordsOf = (n: number, words: number) =>
  Array.from({ length: words }, (_, i) => ((n * 7_919 + i * 104_729) ** 2 % 1_679_616).toString(36)).join(
    ' ',
  );

/** @param words of each text. */
export async function exportOf(count: number, words = 14) {
  const captures = await Promise.all(
    Array.from({ length: count }, (_, n) =>
      toExportRecord(storedPost({ id: String(500_000 + n), text: wordsOf(n, words) })),
    ),
  );
  const none = { copyGroups: [], verdicts: [], corrections: [], tickers: [], campaigns: [] };
  const head = {
    format: FORMAT,
    version: FORMAT_VERSION,
    generator: 'test',
    exportedAt: '2026-06-04T10:00:00.000Z',
  };
  return {
    name: 'export.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify({ ...head, captures, ...none })),
  };
}
