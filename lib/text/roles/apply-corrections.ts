/** Applies the user's corrections of roles. */
import type { Correction, Post, Ticker } from '../../post.ts';

/**
 * Returns the post with the corrected roles. Of two corrections of one code the later is used; those of other
 * posts are ignored. Other codes keep their roles.
 * @returns the post itself if no correction applies. Keep the post returned by `toPost`, to be able to revert
 * a correction.
 */
export function applyCorrections<T extends Pick<Post, 'id' | 'cashtags' | 'otherTickers'>>(
  post: T,
  corrections: readonly Correction[],
): T {
  const words = new Map<string, Correction>();
  for (const word of corrections) {
    if (word.id === post.id && word.at >= (words.get(word.code)?.at ?? '')) words.set(word.code, word);
  }
  if (words.size === 0) return post;
  const apply = (ticker: Ticker): Ticker => {
    const word = words.get(ticker.code);
    return word ? { ...ticker, role: word.role, reason: { why: 'corrected' } } : ticker;
  };
  return { ...post, cashtags: post.cashtags.map(apply), otherTickers: post.otherTickers.map(apply) };
}
