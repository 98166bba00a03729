/** An export of made-up posts, as a file to be chosen. */
import type { StoredPost } from '../../../lib/post.ts';
import { toExportRecord } from '../../../lib/store/export/export-record.ts';
import { FORMAT, FORMAT_VERSION } from '../../../lib/store/export/export-schema.ts';
import { storedPost } from '../../components/posts.ts';

/** Words of a text that is like no other. */
export const wordsOf = (n: number, words = 14) =>
  Array.from({ length: words }, (_, i) => ((n * 7_919 + i * 104_729) ** 2 % 1_679_616).toString(36)).join(
    ' ',
  );

/** An export of these posts. */
export async function exportOfPosts(posts: readonly Partial<StoredPost>[]) {
  const captures = await Promise.all(posts.map((post) => toExportRecord(storedPost(post))));
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

/** @param words of each text. */
export const exportOf = (count: number, words = 14) =>
  exportOfPosts(
    Array.from({ length: count }, (_, n) => ({ id: String(500_000 + n), text: wordsOf(n, words) })),
  );
