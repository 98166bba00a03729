import { useEffect, useRef, useState } from 'preact/hooks';
import type { StoredPost } from '../../lib/post.ts';
import type { Reader } from '../../lib/store/reader.ts';

/**
 * Posts by id, read when they come into sight.
 * @returns gives a post, or `null` and starts reading it.
 */
export function usePosts(reader: Reader, version: number): (id: string) => StoredPost | null {
  const known = useRef(new Map<string, StoredPost>());
  const wanted = useRef(new Set<string>());
  const [, redraw] = useState(0);

  useEffect(() => {
    // After a change what is shown is read again; what is out of sight is forgotten.
    const shown = [...known.current.keys()].slice(-200);
    void reader.posts(shown).then((posts) => {
      known.current = new Map(posts.map((post) => [post.id, post]));
      redraw((n) => n + 1);
    });
  }, [reader, version]);

  async function readWanted() {
    const ids = [...wanted.current];
    const posts = await reader.posts(ids).catch(() => []);
    wanted.current.clear();
    for (const post of posts) known.current.set(post.id, post);
    redraw((n) => n + 1);
  }

  return (id) => {
    const post = known.current.get(id);
    if (post) return post;
    if (wanted.current.size === 0) setTimeout(() => void readWanted());
    wanted.current.add(id);
    return null;
  };
}
