import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Firefox, launchFirefox } from './harness/firefox.ts';

/** The button in the toolbar: in color over a page of Square, gray over every other. */
let browser: Firefox;
beforeAll(async () => {
  browser = await launchFirefox();
});
afterAll(() => browser.close());

test('in color over Square, in a tab of its own; gray elsewhere, and again when the tab moves on', async () => {
  const page = await browser.page('/en/square');
  await browser.waitForStrips(page, 20);
  await expect.poll(() => browser.buttonIcon()).toContain('/icon/16.png');

  const other = await browser.browser.newPage();
  await other.bringToFront();
  await expect.poll(() => browser.buttonIcon()).toContain('/icon/off-16.png');
  await page.bringToFront();
  await expect.poll(() => browser.buttonIcon()).toContain('/icon/16.png');

  await page.goto('about:blank');
  await expect.poll(() => browser.buttonIcon()).toContain('/icon/off-16.png');
});
