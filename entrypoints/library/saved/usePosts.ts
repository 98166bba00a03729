import { useEffect, useRef, useState } from 'preact/hooks';
import type { StoredPost } from '../../../lib/post.ts';
import type { LibraryReader } from '../../../lib/store/reader.ts';

/**
 * Posts by id, read when they come into sight.
 * @returns gives a post, or `null` and starts reading it.
 */
export function usePosts(reader: LibraryReader, version: number): (id: string) => StoredPost | null {
  /** `null`: asked for, and not there. */
  const known = useRef(new Map<string, StoredPost | null>());
  const wanted = useRef(new Set<string>());
  const [, redraw] = useState(0);

  useEffect(() => {
    // After a change what is shown is read again; what is out of sight is forgotten.
    const shown = [...known.current.keys()].slice(-200);
    void read(shown).then((posts) => {
      known.current = posts;
      redraw((n) => n + 1);
    });
  }, [reader, version]);

  /** The posts that are there; `null` for the others, and for all while the library cannot be read. */
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
    // What came into sight meanwhile.
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
