/** The chaos both browsers have to stand: four tabs of posts to be saved while the background is killed. */

import { hashtagPage } from '../replay/pages.ts';
import { filler } from '../replay/posts.ts';
import type { Site } from './harness/network.ts';

export const TABS = 4;
export const POSTS = 105;

/** The posts of tab `tab`; no two tabs share one. */
export const postsOf = (tab: number) => Array.from({ length: POSTS }, (_, i) => filler(tab * 1_000 + i));
export const pathOf = (tab: number) => `/en/square/hashtag/tab${tab}`;

/** A page a tab, and nothing below it. */
export const chaosSite: Site = (_method, url) => {
  const tab = Number(/\/hashtag\/tab(\d)$/.exec(url.pathname)?.[1] ?? Number.NaN);
  if (!(tab < TABS)) return null;
  return {
    status: 200,
    type: 'text/html; charset=utf-8',
    body: hashtagPage(`tab${tab}`, postsOf(tab), { decoys: false }),
  };
};

/** What the library holds: read in a page of the extension, past all our code. Travels as text. */
export function readLibrary(): Promise<{
  posts: [id: string, saved: boolean][];
  counts: Record<string, number>;
}> {
  return new Promise((resolve, reject) => {
    const open = indexedDB.open('feedglass');
    open.onerror = () => reject(open.error);
    open.onsuccess = () => {
      const tx = open.result.transaction(['posts', 'meta']);
      const posts = tx.objectStore('posts').getAll();
      const counts = tx.objectStore('meta').get('counts');
      tx.oncomplete = () => {
        open.result.close();
        resolve({
          posts: posts.result.map((post) => [post.id, post.capturedAt !== null]),
          counts: counts.result,
        });
      };
    };
  });
}
