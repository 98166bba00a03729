/** A long import holds the library in one transaction: a save meanwhile is acknowledged in time, and is kept. */
import { afterEach, expect, test } from 'vitest';
import { type Chromium, launchChromium, waitForStrips } from './harness/chromium.ts';
import { exportOf } from './harness/export-file.ts';
import { savedIds, stateOf } from './harness/saving.ts';

let browser: Chromium;
afterEach(() => browser.close());

test.each([
  ['the worker goes on', false],
  ['the worker is killed after the answer', true],
])(
  'a save during a long import: %s',
  async (_how, isKilled) => {
    browser = await launchChromium();
    const page = await browser.page('/en/square');
    const id = (await waitForStrips(page, 20))[5]?.postId as string;
    const library = await browser.extensionPage('library.html#/import');
    await library
      .locator('input[type=file]')
      .first()
      .setInputFiles(await exportOf(10_000));
    await library.locator('.notice button.main').click({ timeout: 60_000 });
    await new Promise((done) => setTimeout(done, 1_000));
    await page.bringToFront();
    const strip = (await waitForStrips(page, 20))[5];
    const pressed = Date.now();
    await strip?.click('.save');
    await expect.poll(() => stateOf(page, id), { timeout: 30_000 }).toBe('saved');
    const took = Date.now() - pressed;
    const undo = library.locator('.notice').getByRole('button', { name: 'Undo' });
    // The import is still at work: this is what is tested.
    expect(await undo.count()).toBe(0);
    if (isKilled) await browser.killWorker();
    await undo.waitFor({ timeout: 120_000 });
    console.log(
      `save acknowledged after ${took} ms, the import went on for ${Date.now() - pressed - took} ms`,
    );
    await expect.poll(async () => (await savedIds(browser)).includes(id), { timeout: 30_000 }).toBe(true);
    expect(await stateOf(page, id)).toBe('saved');
    expect((await savedIds(browser)).length).toBe(10_001);
  },
  300_000,
);
