/** Shared by both browsers: four tabs save posts while the background is killed. */

import { hashtagPage } from '../replay/pages.ts';
import { filler } from '../replay/posts.ts';
import type { Site } from './harness/network.ts';

export const TABS = 4;
export const POSTS = 105;

/** The posts of tab `tab`; no two tabs share one. */
export const postsOf = (tab: number) => Array.from({ length: POSTS }, (_, i) => filler(tab * 1_000 + i));
export const pathOf = (tab: number) => `/en/square/hashtag/tab${tab}`;

/** A page a tab, and nothing below it. */
export const crashSite: Site = (_method, url) => {
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

/** All ids that the tabs save. */
export const wanted = Array.from({ length: TABS }, (_, tab) => postsOf(tab).map(({ id }) => id)).flat();

/** A strip of either browser's harness. */
export interface AnyStrip {
  readonly postId: string | null;
  read<T>(look: (root: ShadowRoot) => T): Promise<T>;
  click(selector: string): Promise<void>;
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** `idle`, `saving`, `saved` … */
export const stateOf = (strip: AnyStrip) =>
  strip.read((root) => root.querySelector('.save')?.getAttribute('data-at') ?? null);

/**
 * Clicks every strip's button, and again where it failed, until all say "saved".
 * @param acknowledged gets the ids that did.
 * @returns how many were clicked again.
 */
export async function saveAll(strips: readonly AnyStrip[], acknowledged: Set<string>): Promise<number> {
  let again = 0;
  const left = new Set(strips);
  for (const strip of strips) {
    await strip.click('.save');
    await pause(40);
  }
  for (const end = Date.now() + 90_000; left.size > 0 && Date.now() < end; await pause(100)) {
    for (const strip of left) {
      const state = await stateOf(strip);
      if (state === 'saved') {
        acknowledged.add(strip.postId ?? '');
        left.delete(strip);
      } else if (state === 'failed' || state === 'idle') {
        again++;
        await strip.click('.save');
      }
    }
  }
  return again;
}

/** How long a background that was ended takes to answer a request, in ms. */
export async function measureStart(kill: () => Promise<unknown>, request: () => Promise<unknown>) {
  await kill();
  const start = performance.now();
  await request();
  return performance.now() - start;
}

/**
 * Kills again and again, after pauses of `least` to `most` ms. On a slow machine `most` is three starts of the
 * background: one that never lives to its first answer saves nothing, and loses nothing.
 */
export function killing(kill: () => Promise<unknown>, least: number, most: number, start: number) {
  const longest = Math.max(most, 3 * start);
  let going = true;
  let kills = 0;
  const done = (async () => {
    while (going) {
      await pause(least + Math.random() * (longest - least));
      await kill();
      kills++;
    }
  })();
  return {
    /** @returns how often it killed. */
    async stop(): Promise<number> {
      going = false;
      await done;
      return kills;
    },
  };
}

/** A request to the background, in a page of the extension. Travels as text. */
export const askHealth = `(globalThis.browser ?? chrome).runtime.sendMessage({ to: 'background', kind: 'health', ask: {} })`;
