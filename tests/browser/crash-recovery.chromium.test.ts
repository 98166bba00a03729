import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  askHealth,
  crashSite,
  KILLS,
  lost,
  POSTS,
  pathOf,
  readLibrary,
  savedIds,
  saveWhileKilling,
  stateOf,
  TABS,
  TEST_LIMIT,
  wanted,
} from './crash-recovery.ts';
import { type Chromium, launchChromium, type Strip, waitForStrips } from './harness/chromium.ts';

/** Saves by real clicks from four tabs at once, while the worker is killed after some 100 ms each time. */
let browser: Chromium;
beforeAll(async () => {
  browser = await launchChromium({ site: crashSite });
});
afterAll(() => browser.close());

test(
  'acknowledged saves are stored, none is lost or duplicated',
  async () => {
    const control = await browser.control();
    const pages: Page[] = [];
    const strips: Strip[][] = [];
    for (let tab = 0; tab < TABS; tab++) {
      const page = await browser.page(pathOf(tab));
      pages.push(page);
      strips.push(await waitForStrips(page, POSTS, 30_000));
    }
    const { acknowledged, kills } = await saveWhileKilling(strips, {
      kill: () => browser.killWorker(),
      request: () => control.evaluate(askHealth),
      longest: 250,
    });

    // Wakes the last background: what an earlier one only logged is stored then.
    await control.evaluate(askHealth);
    const library = () => control.evaluate(readLibrary);
    await expect.poll(async () => lost(acknowledged, await library())).toEqual([]);
    const { posts, counts } = await library();
    expect(savedIds(posts).sort()).toEqual([...wanted].sort());
    expect(kills).toBeGreaterThanOrEqual(KILLS);
    expect(counts).toMatchObject({ seen: wanted.length, captured: wanted.length });

    // A worker that begins now finds everything where the killed ones left it.
    await pages[0]?.reload();
    const [strip] = await waitForStrips(pages[0] as Page, POSTS, 30_000);
    await expect.poll(() => stateOf(strip as Strip), { timeout: 10_000 }).toBe('saved');
  },
  TEST_LIMIT,
);
