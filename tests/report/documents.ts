/** Export documents for the tests of reports. */
import type { CopyKind, StoredPost } from '../../lib/post.ts';
import { toExportRecord } from '../../lib/store/export/export-record.ts';
import { type ExportDocument, FORMAT, FORMAT_VERSION } from '../../lib/store/export/export-schema.ts';
import { storedPost } from '../components/posts.ts';

/** Posts with the given texts, a minute apart, by authors of their own. */
export const posts = (texts: readonly string[], own: Partial<StoredPost> = {}): StoredPost[] =>
  texts.map((text, i) => {
    const id = String(410_000 + i);
    return storedPost({
      id,
      url: `https://www.binance.com/en/square/post/${id}`,
      text,
      author: { name: `Writer ${i}`, handle: `writer_${i}` },
      postedAt: new Date(Date.UTC(2026, 5, 1, 12, i)).toISOString(),
      ...own,
    });
  });

/** One group of all posts; each copies the first. */
export async function documentOf(
  stored: readonly StoredPost[],
  kind: CopyKind = 'template',
): Promise<ExportDocument> {
  const [first] = stored;
  return {
    format: FORMAT,
    version: FORMAT_VERSION,
    generator: 'feedglass 0.0.0',
    exportedAt: '2026-06-04T10:00:00.000Z',
    captures: await Promise.all(stored.map((post) => toExportRecord(post))),
    copyGroups: [
      {
        id: 'g1',
        kind,
        first: first?.id ?? null,
        members: stored.map(({ id }, i) => ({
          id,
          kind: i === 0 ? ('exact' as const) : kind,
          score: i === 0 ? 1 : 0.8,
          source: i === 0 ? null : (first?.id ?? null),
        })),
      },
    ],
    verdicts: [],
    corrections: [],
    tickers: [],
    campaigns: [],
  };
}

const COINS = ['ARB', 'OP', 'SUI', 'APT', 'INJ', 'TIA', 'SEI', 'NEAR'];

/** Fillings of one template. */
export const fillings = (count: number): string[] =>
  Array.from(
    { length: count },
    (_, i) =>
      `$${COINS[i % COINS.length]} broke out of its range today 🚀\nEntry: ${i + 1}.25\nTarget: ${i + 2}.75\nStop: ${i}.90\nI will hold this position until the end of the week. #trading`,
  );
