/** Shared by both browsers: four tabs save posts while the background is killed. */

import { expect } from 'vitest';
import { hashtagPage } from '../replay/pages.ts';
import { filler } from '../replay/posts.ts';
import type { Site } from './harness/network.ts';

export const TABS = 4;
/** Posts of a tab: `CRASH_POSTS=105` for a longer run. */
export const POSTS = Number(process.env.CRASH_POSTS ?? 40);
/** Least number of kills in a run of that length. */
const KILLS = Math.floor(POSTS * 0.3);
/** How long the clicking, the whole test, and one answer of the background may take, in ms. */
const SAVING_LIMIT = 30_000 + POSTS * 3_000;
export const TEST_LIMIT = SAVING_LIMIT + 150_000;
const ANSWER_LIMIT = 10_000;

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

/** What the library holds. */
interface Stored {
  posts: [id: string, saved: boolean][];
  counts: Record<string, number>;
}

const savedIds = (posts: Stored['posts']) => posts.filter(([, saved]) => saved).map(([id]) => id);

/** The ids that the library should hold as saved, and does not. */
function lost(acknowledged: readonly string[], { posts }: Stored): string[] {
  const saved = new Set(savedIds(posts));
  return acknowledged.filter((id) => !saved.has(id));
}

/** Reads the library in a page of the extension, past all our code. Travels as text. */
export function readLibrary(): Promise<Stored> {
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
const wanted = Array.from({ length: TABS }, (_, tab) => postsOf(tab).map(({ id }) => id)).flat();

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
 * Clicks every strip's button, and again where it failed, until all say "saved" or the time is up.
 * @param acknowledged gets the ids that did.
 * @returns how many were clicked again.
 */
async function saveAll(strips: readonly AnyStrip[], acknowledged: Set<string>): Promise<number> {
  const end = Date.now() + SAVING_LIMIT;
  let again = 0;
  const left = new Set(strips);
  for (const strip of strips) {
    await strip.click('.save');
    await pause(100);
  }
  for (; left.size > 0 && Date.now() < end; await pause(100)) {
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

/**
 * Kills the background again and again: every third time while it starts, else up to `longest` ms after its first
 * answer. The time to that answer is measured after each kill, and `longest` is at least twice as long: while four
 * tabs are busy a start takes many times as long as on an idle machine, and a background that is always killed
 * before it answers stores nothing, so that nothing is tested.
 */
function killing({ kill, request, longest }: Background) {
  let going = true;
  let kills = 0;
  const done = (async () => {
    for (let start = longest; going; kills++) {
      if (kills % 3 === 2) {
        await pause(Math.random() * start);
      } else {
        const asked = performance.now();
        // The answer of a background that the browser itself ended meanwhile never comes, or is an error.
        await Promise.race([request().catch(() => null), pause(ANSWER_LIMIT)]);
        start = performance.now() - asked;
        await pause(Math.random() * Math.max(longest, 2 * start));
      }
      await kill();
    }
  })();
  // An error is told by `stop`: after a failed test the browser is closed under the loop.
  done.catch(() => {});
  return {
    /** @returns how often it killed. */
    async stop(): Promise<number> {
      going = false;
      await done;
      return kills;
    },
  };
}

/** How to kill the background, and how to ask it something. */
interface Background {
  kill: () => Promise<unknown>;
  request: () => Promise<unknown>;
  /** How long it runs after its first answer, in ms, at most. */
  longest: number;
}

/**
 * Saves the posts of all tabs at once while the background is killed.
 * @param tabs the strips of each tab.
 * @returns the ids whose strips said "saved", and the number of kills.
 */
async function saveWhileKilling(tabs: readonly (readonly AnyStrip[])[], background: Background) {
  const acknowledged = new Set<string>();
  const killer = killing(background);
  let again: number[] = [];
  let kills = 0;
  try {
    again = await Promise.all(tabs.map((strips) => saveAll(strips, acknowledged)));
  } finally {
    kills = await killer.stop();
  }
  console.log(`${acknowledged.size} saves, ${kills} kills, ${again.reduce((a, b) => a + b)} clicked again`);
  return { acknowledged: [...acknowledged], kills };
}

/** A request to the background, in a page of the extension. Travels as text. */
const askHealth = `(globalThis.browser ?? chrome).runtime.sendMessage({ to: 'background', kind: 'health', ask: {} })`;

/** A page of the extension in either browser's harness. */
interface ControlPage {
  evaluate(expression: string): Promise<unknown>;
  evaluate<T>(run: () => Promise<T>): Promise<T>;
}

/**
 * Saves all posts while the background is killed; then all that was acknowledged is stored, once each.
 * @param tabs the strips of each tab.
 * @param longest how long a background runs after its first answer, in ms, at most.
 */
export async function expectNothingLost(
  tabs: readonly (readonly AnyStrip[])[],
  control: ControlPage,
  { kill, longest }: Pick<Background, 'kill' | 'longest'>,
): Promise<void> {
  const request = () => control.evaluate(askHealth);
  const { acknowledged, kills } = await saveWhileKilling(tabs, { kill, request, longest });

  // Wakes the last background: what an earlier one only logged is stored then.
  await request();
  const library = () => control.evaluate(readLibrary);
  await expect.poll(async () => lost(acknowledged, await library())).toEqual([]);
  const { posts, counts } = await library();
  expect(savedIds(posts).sort()).toEqual([...wanted].sort());
  expect(kills).toBeGreaterThanOrEqual(KILLS);
  expect(counts).toMatchObject({ seen: wanted.length, captured: wanted.length });
}
