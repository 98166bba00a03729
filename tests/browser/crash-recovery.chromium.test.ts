import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  askHealth,
  crashSite,
  killing,
  measureStart,
  POSTS,
  pathOf,
  readLibrary,
  saveAll,
  stateOf,
  TABS,
  wanted,
} from './crash-recovery.ts';
import { type Chromium, launchChromium, type Strip, waitForStrips } from './harness/chromium.ts';

/** Saves by real clicks from four tabs at once, while the worker is killed every 30 to 250 ms. */
let browser: Chromium;
beforeAll(async () => {
  browser = await launchChromium({ site: crashSite });
});
afterAll(() => browser.close());

test('acknowledged saves are stored, none is lost or duplicated', async () => {
  const control = await browser.control();
  const kill = () => browser.killWorker();
  const start = await measureStart(kill, () => control.evaluate(askHealth));
  const pages: Page[] = [];
  const strips: Strip[][] = [];
  for (let tab = 0; tab < TABS; tab++) {
    const page = await browser.page(pathOf(tab));
    pages.push(page);
    strips.push(await waitForStrips(page, POSTS, 30_000));
  }
  const acknowledged = new Set<string>();
  const killer = killing(kill, 30, 250, start);
  const again = await Promise.all(strips.map((list) => saveAll(list, acknowledged)));
  const kills = await killer.stop();

  const { posts, counts } = await control.evaluate(readLibrary);
  const saved = posts.filter(([, isSaved]) => isSaved).map(([id]) => id);
  console.log(`${wanted.length} saves, ${kills} kills, ${again.reduce((a, b) => a + b)} clicked again`);
  expect(kills).toBeGreaterThan(20);
  expect([...acknowledged].filter((id) => !saved.includes(id))).toEqual([]);
  expect([...saved].sort()).toEqual([...wanted].sort());
  expect(counts).toMatchObject({ seen: wanted.length, captured: wanted.length });

  // A worker that begins now finds everything where the killed ones left it.
  await pages[0]?.reload();
  const [strip] = await waitForStrips(pages[0] as Page, POSTS, 30_000);
  await expect.poll(() => stateOf(strip as Strip), { timeout: 10_000 }).toBe('saved');
}, 480_000);
