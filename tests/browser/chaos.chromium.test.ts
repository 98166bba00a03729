import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chaosSite, POSTS, pathOf, postsOf, readLibrary, TABS } from './chaos.ts';
import { type Chromium, launchChromium, type Strip, waitForStrips } from './harness/chromium.ts';

/** Saves by real clicks from four tabs at once, while the worker is killed every 30 to 250 ms. */
let browser: Chromium;
beforeAll(async () => {
  browser = await launchChromium({ site: chaosSite });
});
afterAll(() => browser.close());

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
const stateOf = (strip: Strip) =>
  strip.read((root) => root.querySelector('.save')?.getAttribute('data-at') ?? null);

/** Clicks every strip's button until all say "saved". @returns ids in the order they were acknowledged. */
async function saveAll(strips: Strip[], acknowledged: Set<string>): Promise<number> {
  let failures = 0;
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
        failures++;
        await strip.click('.save');
      }
    }
  }
  return failures;
}

test('what was acknowledged is stored, nothing is lost and nothing doubled', async () => {
  const pages: Page[] = [];
  const strips: Strip[][] = [];
  for (let tab = 0; tab < TABS; tab++) {
    const page = await browser.page(pathOf(tab));
    pages.push(page);
    strips.push(await waitForStrips(page, POSTS, 30_000));
  }
  let killing = true;
  let kills = 0;
  const killer = (async () => {
    while (killing) {
      await pause(30 + Math.random() * 220);
      await browser.killWorker();
      kills++;
    }
  })();
  const acknowledged = new Set<string>();
  const failures = await Promise.all(strips.map((list) => saveAll(list, acknowledged)));
  killing = false;
  await killer;

  const wanted = Array.from({ length: TABS }, (_, tab) => postsOf(tab).map(({ id }) => id)).flat();
  const control = await browser.control();
  const { posts, counts } = await control.evaluate(readLibrary);
  const saved = posts.filter(([, isSaved]) => isSaved).map(([id]) => id);
  console.log(`${wanted.length} saves, ${kills} kills, ${failures.reduce((a, b) => a + b)} clicked again`);
  expect(kills).toBeGreaterThan(50);
  expect([...acknowledged].filter((id) => !saved.includes(id))).toEqual([]);
  expect([...saved].sort()).toEqual([...wanted].sort());
  expect(counts).toMatchObject({ seen: wanted.length, captured: wanted.length });

  // A worker that begins now finds everything where the killed ones left it.
  await pages[0]?.reload();
  const again = await waitForStrips(pages[0] as Page, POSTS, 30_000);
  await expect.poll(() => stateOf(again[0] as Strip), { timeout: 10_000 }).toBe('saved');
}, 240_000);
