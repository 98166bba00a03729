/** The user's word on a ticker's role: it wins over ours, and can be taken back. */
import type { Correction, StoredPost, Ticker } from '../../post.ts';

/** A correction with what it replaced, so that it can be taken back. */
export interface StoredCorrection extends Correction {
  was: Pick<Ticker, 'role' | 'reason'> | null;
}

/** The post with one ticker as it was before it was corrected. */
export function revertCorrection(post: StoredPost, code: string, was: StoredCorrection['was']): StoredPost {
  if (!was) return post;
  const restore = (ticker: Ticker): Ticker => (ticker.code === code ? { ...ticker, ...was } : ticker);
  return { ...post, cashtags: post.cashtags.map(restore), otherTickers: post.otherTickers.map(restore) };
}

/** A post's ticker by its code. */
export function findTicker(post: StoredPost, code: string): Ticker | null {
  return [...post.cashtags, ...post.otherTickers].find((ticker) => ticker.code === code) ?? null;
}
