/**
 * Runs inside a page of the extension: puts posts into its library, through the writer that an import uses.
 * `profile.ts` bundles this file and evaluates it there.
 */
import type { RawPost } from '../../lib/post.ts';
import { Library } from '../../lib/store/library.ts';
import { toStoredPost } from '../../lib/store/merge/merge-sighting.ts';
import { openReader } from '../../lib/store/reader.ts';
import { toPost } from '../../lib/text/to-post.ts';

/** One post in this many is saved, the others are only seen. */
const SAVED = 20;
/** Saved posts have a note and a tag. */
const NOTES = ['first of its kind', 'ask about this one', 'same words as last week'];

declare global {
  var feedglassFill: { add(posts: RawPost[]): Promise<void>; saveAll(): Promise<void>; end(): Promise<void> };
}

/** The posts were seen an hour ago: to meet one of them again is then worth a write. */
const anHourAgo = () => new Date(Date.now() - 3_600_000);
const library = new Library({
  lossMarkerStore: { get: async () => null, set: async () => {} },
  now: anHourAgo,
});
/** Codes met as cashtags so far: they make a hashtag a ticker. */
const codes = new Set<string>();

globalThis.feedglassFill = {
  async add(raws) {
    const posts = raws.map((raw) => {
      const post = toPost(raw, codes);
      for (const { code } of post.cashtags) codes.add(code);
      const at = post.postedAt ?? anHourAgo().toISOString();
      const seen = { ...toStoredPost(post, anHourAgo().toISOString()), firstSeenAt: at };
      const turn = Number(post.id) % SAVED;
      const note = NOTES[Number(post.id) % (SAVED * 3)] ?? '';
      return turn === 0 ? { ...seen, capturedAt: at, note, tags: note ? ['kept'] : [] } : seen;
    });
    const seenAt = anHourAgo().toISOString();
    await library.importPosts({ posts, verdicts: [], corrections: [], seenAt });
  },
  async saveAll() {
    for await (const posts of openReader().allPosts())
      await library.setSaved(
        posts.map(({ id }) => id),
        true,
      );
  },
  async end() {
    // Roomier than the default, so that no measurement also pays for purging.
    await library.setSettings({ seenLimit: 1_000_000, seenDays: 3_650 });
    await library.close();
  },
};
