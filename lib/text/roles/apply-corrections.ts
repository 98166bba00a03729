/** The user's word on a role. */
import type { Correction, Post, Ticker } from '../../post.ts';

/**
 * The post with the user's roles in place of ours; of two words on one code the later wins, words on other posts
 * are passed over. Roles of other codes stay: the user spoke of one.
 *
 * @returns The post itself when no word concerns it. Keep the post as `toPost` gave it, to take a word back.
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
