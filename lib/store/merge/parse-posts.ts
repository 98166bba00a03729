/** Parses raw posts, using the ticker codes that the library and the batch contain. */
import type { Post, RawPost } from '../../post.ts';
import { toPost } from '../../text/to-post.ts';

/**
 * Parses a batch. A hashtag is a ticker if its code occurs as a cashtag in the batch or in the library; only
 * codes for which this matters are looked up.
 * @param isKnown returns which of these codes the library contains
 */
export async function parsePosts(
  raws: readonly RawPost[],
  isKnown: (codes: string[]) => Promise<Set<string>>,
): Promise<Post[]> {
  const codes = new Set<string>();
  const recordingLookup = {
    has(code: string) {
      codes.add(code);
      return false;
    },
  };
  const posts = raws.map((raw) => toPost(raw, recordingLookup));
  if (codes.size === 0) return posts;

  const known = await isKnown([...codes]);
  for (const { cashtags } of posts) for (const { code } of cashtags) known.add(code);
  if (![...codes].some((code) => known.has(code))) return posts;
  return raws.map((raw) => toPost(raw, known));
}
