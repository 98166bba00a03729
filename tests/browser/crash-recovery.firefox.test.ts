import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type AnyStrip,
  askHealth,
  crashSite,
  KILLS,
  lost,
  POSTS,
  pathOf,
  readLibrary,
  savedIds,
  saveWhileKilling,
  TABS,
  TEST_LIMIT,
  wanted,
} from './crash-recovery.ts';
import { type Firefox, launchFirefox } from './harness/firefox.ts';

/**
 * As in Chromium, with the idle limit lowered to a second and the background page ended on top of that.
 */
let browser: Firefox;
beforeAll(async () => {
  browser = await launchFirefox({
    site: crashSite,
    prefs: { 'extensions.background.idle.timeout': 1_000 },
  });
});
afterAll(() => browser.close());

test(
  'acknowledged saves are stored, none is lost or duplicated',
  async () => {
    const control = await browser.extensionPage('manifest.json');
    const strips: AnyStrip[][] = [];
    for (let tab = 0; tab < TABS; tab++) {
      const page = await browser.page(pathOf(tab));
      strips.push(await browser.waitForStrips(page, POSTS, 60_000));
    }
    const { acknowledged, kills } = await saveWhileKilling(strips, {
      kill: () => browser.killWorker(),
      request: () => control.evaluate(askHealth),
      longest: 500,
    });

    // Wakes the last background: what an earlier one only logged is stored then.
    await control.evaluate(askHealth);
    const library = () => control.evaluate(readLibrary);
    await expect.poll(async () => lost(acknowledged, await library())).toEqual([]);
    const { posts, counts } = await library();
    expect(savedIds(posts).sort()).toEqual([...wanted].sort());
    expect(kills).toBeGreaterThanOrEqual(KILLS);
    expect(counts).toMatchObject({ seen: wanted.length, captured: wanted.length });
  },
  TEST_LIMIT,
);
