/** Annotations as the library makes them, for tests of what shows them. */
import type { Annotation, CopyAnnotation, Ticker } from '../../lib/post.ts';

export const ticker = (code: string, role: Ticker['role'], reason: Ticker['reason']): Ticker => ({
  code,
  shown: `$${code}`,
  role,
  reason,
  source: 'text',
  at: 0,
});

export const copyNote = (change: Partial<CopyAnnotation> = {}): CopyAnnotation => ({
  group: 'g1',
  kind: 'exact',
  rank: 'copy',
  size: 2,
  authors: 2,
  score: 1,
  other: {
    id: '337000000000001',
    author: { name: 'The First', handle: 'first' },
    url: 'https://www.binance.com/en/square/post/337000000000001',
    postedAt: '2026-06-03T10:00:00.000Z',
  },
  first: null,
  lag: 3 * 3_600_000,
  sameAuthor: false,
  ...change,
});

export const annotation = (id: string, change: Partial<Annotation> = {}): Annotation => ({
  id,
  saved: false,
  tickers: [],
  copy: null,
  ...change,
});
