/** A popup or a page of the library that closes at once after the user's last edit, while the worker is asleep. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Chromium, launchChromium, stripOf, waitForStrips } from './harness/chromium.ts';
import { openTab } from './harness/popup.ts';
import { SOON, savedIds, stateOf } from './harness/saving.ts';

let browser: Chromium;
const saved: string[] = [];
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

/** The note of a post, read past our code. */
function readNote(id: string): Promise<string> {
  return new Promise((resolve) => {
    const open = indexedDB.open('feedglass');
    open.onsuccess = () => {
      const get = open.result.transaction('posts').objectStore('posts').get(id);
      get.onsuccess = () => {
        open.result.close();
        resolve(get.result.note);
      };
    };
  });
}

test('posts are saved first', async () => {
  const page = await browser.page('/en/square');
  const strips = await waitForStrips(page, 20);
  await page.bringToFront();
  for (const strip of strips.slice(0, 4)) {
    const id = strip.postId as string;
    const press = async () => {
      if ((await stateOf(page, id)) === 'idle') await (await stripOf(page, id)).click('.save');
      return stateOf(page, id);
    };
    await expect.poll(press, { timeout: 20_000, interval: 500 }).toBe('saved');
    saved.push(id);
  }
});

test('the last words of a note are kept: the next page of the extension sends them', async () => {
  for (const [i, id] of saved.entries()) {
    const page = await browser.extensionPage(`library.html#/saved/${id}`);
    const field = page.locator('textarea');
    await field.waitFor();
    await browser.killWorker();
    // A busy browser may end a page before it has stored anything.
    if (i >= 2)
      await page.evaluate(() =>
        addEventListener('pagehide', (event) => event.stopImmediatePropagation(), true),
      );
    await field.fill('');
    await field.pressSequentially(`note ${i}`);
    if (i % 2 === 0) await page.close();
    else await page.reload().then(() => page.close());
    const next = await browser.popup();
    await expect
      .poll(async () => (await browser.control()).evaluate(readNote, id), SOON)
      .toMatch(`note ${i}`);
    await next.close();
  }
});

test('"Remove from Saved" in a popup that closes at once is done', async () => {
  for (let left = saved.length; left > 0; left--) {
    const popup = await browser.popup();
    await openTab(popup, 'saved');
    const first = popup.locator('ul.posts li').first();
    await first.waitFor();
    await browser.killWorker();
    await first.locator('.save-toggle').click({ noWaitAfter: true });
    await popup.close();
    const next = await browser.popup();
    await expect.poll(async () => (await savedIds(browser)).length, SOON).toBe(left - 1);
    await next.close();
  }
});
