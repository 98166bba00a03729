import { useEffect, useRef, useState } from 'preact/hooks';
import type { StoredPost } from '../../../lib/post.ts';
import type { LibraryReader } from '../../../lib/store/reader.ts';

/**
 * Reads posts by id when they become visible.
 * @param given posts that are known already
 * @returns a function that returns a post, or `null` and starts reading it
 */
export function usePosts(
  reader: LibraryReader,
  version: number,
  given: readonly StoredPost[] = [],
): (id: string) => StoredPost | null {
  /** `null` means requested, or not in the library. */
  const known = useRef(new Map<string, StoredPost | null>());
  const wanted = useRef(new Set<string>());
  const [, redraw] = useState(0);
  const taken = useRef(given);
  if (taken.current !== given) {
    taken.current = given;
    for (const post of given) known.current.set(post.id, post);
  }

  useEffect(() => {
    // After a change, the posts in use are read again; the others are dropped from the cache.
    const shown = [...known.current.keys()].slice(-200);
    void read(shown).then((posts) => {
      known.current = posts;
      redraw((n) => n + 1);
    });
  }, [reader, version]);

  /** Maps each id to its post; to `null` if it is not stored or the library cannot be read. */
  async function read(ids: string[]): Promise<Map<string, StoredPost | null>> {
    const posts = await reader.posts(ids).catch(() => []);
    const found = new Map<string, StoredPost | null>(ids.map((id) => [id, null]));
    for (const post of posts) found.set(post.id, post);
    return found;
  }

  async function readWanted() {
    for (const [id, post] of await read([...wanted.current])) {
      known.current.set(id, post);
      wanted.current.delete(id);
    }
    redraw((n) => n + 1);
    // Posts that became visible in the meantime.
    if (wanted.current.size > 0) void readWanted();
  }

  return (id) => {
    const post = known.current.get(id);
    if (post !== undefined) return post;
    if (wanted.current.size === 0) setTimeout(() => void readWanted());
    wanted.current.add(id);
    return null;
  };
}
