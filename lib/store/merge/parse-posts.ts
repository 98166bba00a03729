/** From raw posts to posts, with the codes that the library and the batch know as tickers. */
import type { Post, RawPost } from '../../post.ts';
import { toPost } from '../../text/to-post.ts';

/**
 * Understands a batch. A hashtag is a ticker when its code was met as a cashtag, in the batch or in the library;
 * only the codes that a text really asks about are looked up.
 * @param isKnown tells which of these codes the library has met.
 */
export async function parsePosts(
  raws: readonly RawPost[],
  isKnown: (codes: string[]) => Promise<Set<string>>,
): Promise<Post[]> {
  const asked = new Set<string>();
  const recordingLookup = {
    has(code: string) {
      asked.add(code);
      return false;
    },
  };
  const posts = raws.map((raw) => toPost(raw, recordingLookup));
  if (asked.size === 0) return posts;

  const known = await isKnown([...asked]);
  for (const { cashtags } of posts) for (const { code } of cashtags) known.add(code);
  if (![...asked].some((code) => known.has(code))) return posts;
  return raws.map((raw) => toPost(raw, known));
}
