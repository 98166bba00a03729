import { InMemoryCopies } from '../../copies/in-memory-copies.ts';
import type { Source } from '../../copies/source.ts';
import type { Verdict } from '../../post.ts';
import { authorKey } from '../../text/author-key.ts';
import type { ClaimPosts } from './claim-posts.ts';

/** Tells how many of all posts are done, between two pieces of work; it may throw to stop. */
export type OnDone = (done: number, total: number) => Promise<void>;

/** Finds which earlier post each post repeats most closely. The answer takes an id; `null`: it repeats none. */
export type FindSources = (
  posts: ClaimPosts,
  verdicts: readonly Verdict[],
  onDone: OnDone,
) => Promise<(id: string) => Source | null>;

/** Posts per piece of work. */
const PIECE = 100;

/** Finds the sources with all texts in memory. */
export const findSourcesInMemory: FindSources = async (posts, verdicts, onDone) => {
  const copies = new InMemoryCopies();
  for (const { a, b, copy } of verdicts) copies.setVerdict(a, b, copy);
  for (const [done, id] of posts.inOrder().ids.entries()) {
    if (done % PIECE === 0) await onDone(done, posts.size);
    const post = posts.get(id);
    copies.add({ ...post, author: authorKey(post.author) });
  }
  while (copies.settleSome()) await onDone(posts.size, posts.size);
  return (id) => copies.sourceOf(id);
};
