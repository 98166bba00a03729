/** The user's corrections of ticker roles: they override the computed role and can be reverted. */
import type { Correction, StoredPost, Ticker } from '../../post.ts';

/** A correction with the role that it replaced. */
export interface StoredCorrection extends Correction {
  was: Pick<Ticker, 'role' | 'reason'> | null;
}

/** Returns the post with one ticker as it was before the correction. */
export function revertCorrection(post: StoredPost, code: string, was: StoredCorrection['was']): StoredPost {
  if (!was) return post;
  const restore = (ticker: Ticker): Ticker => (ticker.code === code ? { ...ticker, ...was } : ticker);
  return { ...post, cashtags: post.cashtags.map(restore), otherTickers: post.otherTickers.map(restore) };
}

/** Finds the ticker of a code in a post; `null` if there is none. */
export function findTicker(post: StoredPost, code: string): Ticker | null {
  return [...post.cashtags, ...post.otherTickers].find((ticker) => ticker.code === code) ?? null;
}
