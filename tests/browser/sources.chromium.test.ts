import { expect, test } from 'vitest';
import type { RawPost } from '../../lib/post.ts';
import { postedAtFromId } from '../../lib/square/post-id.ts';
import { sourcesOf } from '../../lib/store/annotations/group-details.ts';
import type { PostRecord } from '../../lib/store/db/schema.ts';
import { ContentWorld } from '../bench/browser.ts';
import { Random } from '../bench/random.ts';
import { replaySite } from '../replay/site.ts';
import { raw } from '../store/helpers.ts';
import { type Chromium, launchChromium } from './harness/chromium.ts';

/**
 * The same posts give the same copies, firsts and sources in the built extension, whatever the order in which they are
 * met and however often the background dies.
 */
const WORDS =
  'harbor crane copper vessel queue northern breakwater surveyor manifest miner turbine valley autumn rainfall reservoir margin province validator staking upgrade auditor withdrawal ledger quartz lantern meadow violin saddle anchor thimble walnut ferry glacier pepper orchard kettle marble canyon ribbon falcon'.split(
    ' ',
  );
const BATCH = 20;
const FORMS = 5;
const random = new Random(14);

/** Five forms, each with equal copies, edited ones, new numbers and parts; a third of the posts stand alone. */
function makePosts(): RawPost[] {
  const forms = Array.from({ length: FORMS }, () => Array.from({ length: 26 }, () => random.pick(WORDS)));
  return Array.from({ length: 240 }, (_, i) => {
    const id = String(321_000_000_000_000 + i * 200_000_000);
    const words =
      i % 3 === 0 ? Array.from({ length: 26 }, () => random.pick(WORDS)) : [...random.pick(forms)];
    for (let edits = random.int(4); edits > 0; edits--) words[random.int(words.length)] = random.pick(WORDS);
    const text = random.chance(0.15) ? words.slice(0, 16) : words;
    const postedAt = postedAtFromId(id);
    const author = { name: `Writer ${i % 7}`, handle: `writer${i % 7}` };
    return raw(id, `${text.join(' ')} ${random.pick([101, 102, 103])}`, {
      postedAt,
      postedAtSource: 'id',
      author,
    });
  });
}

interface Stored {
  posts: PostRecord[];
  isIdle: boolean;
}

/** Runs in a page of the extension. */
function readStore(): Promise<Stored> {
  return new Promise((resolve, reject) => {
    const open = indexedDB.open('feedglass');
    open.onerror = () => reject(open.error);
    open.onsuccess = () => {
      const tx = open.result.transaction(['posts', 'copyIndex']);
      const posts = tx.objectStore('posts').getAll();
      const work = tx.objectStore('copyIndex').get('work');
      tx.oncomplete = () => {
        open.result.close();
        const { forest, groups } = work.result ?? {
          forest: { scans: [], searches: [] },
          groups: { parents: [], posts: [] },
        };
        const left = [forest.scans, forest.searches, groups.parents, groups.posts];
        resolve({ posts: posts.result, isIdle: left.every(({ length }) => length === 0) });
      };
    };
  });
}

/** Sources by post, and groups by their first. */
function answersOf(posts: readonly PostRecord[]) {
  const inOrder = [...posts].sort((a, b) => (a.groupKey?.[1] ?? 0) - (b.groupKey?.[1] ?? 0));
  const sources = [...sourcesOf(inOrder)].sort(([a], [b]) => (a < b ? -1 : 1));
  const groups = new Map<string, string[]>();
  for (const { id, group } of inOrder)
    if (group !== null) groups.set(group, [...(groups.get(group) ?? []), id]);
  return {
    sources,
    groups: [...groups.values()].sort(([a], [b]) => ((a as string) < (b as string) ? -1 : 1)),
  };
}

async function fill(browser: Chromium, posts: readonly RawPost[], killEvery: number) {
  const control = await browser.control();
  const ask = (kind: string, body: object) =>
    control.evaluate((message) => chrome.runtime.sendMessage(message), { to: 'background', kind, ask: body });
  const world = await ContentWorld.of(await browser.page('/en/square'), browser.extensionId);
  for (let i = 0; i < posts.length; i += BATCH) {
    const batch = posts.slice(i, i + BATCH);
    expect((await world.ask('annotate', { surface: 'home', posts: batch })).value).toHaveLength(batch.length);
    if (killEvery > 0 && (i / BATCH) % killEvery === 0) await browser.killWorker();
  }
  await expect
    .poll(
      async () => {
        // A message revives the background, and a write goes on with the work that is left.
        await ask('setSaved', { ids: [posts[0]?.id], saved: true });
        return (await control.evaluate(readStore)).isIdle;
      },
      { timeout: 60_000, interval: 500 },
    )
    .toBe(true);
  return answersOf((await control.evaluate(readStore)).posts);
}

test('batches in random order, the background killed between them, give the answer of one run in order', async () => {
  const posts = makePosts();
  const site = replaySite({ posts: [], below: 0 });
  const [one, other] = [await launchChromium({ site }), await launchChromium({ site })];
  try {
    const sorted = await fill(one, posts, 0);
    expect(sorted.groups.length).toBeGreaterThanOrEqual(FORMS);
    expect(sorted.sources.filter(([, source]) => source).length).toBeGreaterThan(100);
    expect(await fill(other, random.shuffle([...posts]), 1)).toEqual(sorted);
  } finally {
    await one.close();
    await other.close();
  }
}, 400_000);
