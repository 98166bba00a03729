import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { crashSite, expectNothingLost, POSTS, pathOf, stateOf, TABS, TEST_LIMIT } from './crash-recovery.ts';
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
    await expectNothingLost(strips, control, { kill: () => browser.killWorker(), longest: 250 });

    // A worker that begins now finds everything where the killed ones left it.
    await pages[0]?.reload();
    const [strip] = await waitForStrips(pages[0] as Page, POSTS, 30_000);
    await expect.poll(() => stateOf(strip as Strip), { timeout: 10_000 }).toBe('saved');
  },
  TEST_LIMIT,
);
