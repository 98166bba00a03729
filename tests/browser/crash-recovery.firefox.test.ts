import { afterAll, beforeAll, test } from 'vitest';
import {
  type AnyStrip,
  crashSite,
  expectNothingLost,
  POSTS,
  pathOf,
  TABS,
  TEST_LIMIT,
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
    await expectNothingLost(strips, control, { kill: () => browser.killWorker(), longest: 500 });
  },
  TEST_LIMIT,
);
