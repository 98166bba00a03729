/** A record that cannot be displayed: the page says which post, offers its export and deletion, and the rest works. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Chromium, launchChromium } from './harness/chromium.ts';
import { exportOf } from './harness/export-file.ts';
import { openTab } from './harness/popup.ts';
import { SOON } from './harness/saving.ts';

let browser: Chromium;
beforeAll(async () => {
  browser = await launchChromium();
  const page = await browser.extensionPage('library.html#/import');
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles(await exportOf(12));
  await page.locator('.notice button.main').click();
  await page.locator('.notice').filter({ hasText: 'Undo' }).waitFor();
  await page.close();
});
afterAll(() => browser.close());

/** Changes fields of a stored post, past our code. */
function damage({ id, fields }: { id: string; fields: object }): Promise<void> {
  return new Promise((resolve) => {
    const open = indexedDB.open('feedglass');
    open.onsuccess = () => {
      const tx = open.result.transaction('posts', 'readwrite');
      const get = tx.objectStore('posts').get(id);
      get.onsuccess = () => tx.objectStore('posts').put({ ...get.result, ...fields });
      tx.oncomplete = () => {
        open.result.close();
        resolve();
      };
    };
  });
}

const KINDS: [what: string, fields: object][] = [
  ['a time that is none', { postedAt: 'yesterday' }],
  ['an author that is none', { author: null }],
  ['a text that is none', { text: null, title: { toString: 1 } }],
  ['versions that are none', { versions: [null, 7] }],
  ['a capture time that is none', { firstSeenAt: '' }],
  ['tickers that are none', { cashtags: 'BTC', otherTickers: null }],
];

test.each(KINDS.map(([what, fields], i) => [what, fields, String(500_000 + i)] as const))(
  '%s',
  async (_what, fields, id) => {
    await (await browser.control()).evaluate(damage, { id, fields });
    const page = await browser.extensionPage('library.html#/saved');
    const list = page.locator('.list-pane');
    await expect.poll(() => list.locator('a.list-row').count(), SOON).toBeGreaterThan(5);

    await page.evaluate((target) => {
      location.hash = `#/saved/${target}`;
    }, id);
    const notice = page.locator('.detail-side .notice.bad');
    await expect.poll(() => page.locator('.detail-side').textContent(), SOON).not.toContain('Loading');
    // What can be shown all the same is shown.
    if ((await page.locator('.detail-side article').count()) === 0) {
      expect(await notice.textContent()).toContain(id);
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        notice.getByRole('button', { name: 'Export this post' }).click(),
      ]);
      expect(readFileSync(await download.path(), 'utf8')).toContain(id);
    }

    // The rest works: another post opens, the popup lists the others, other views open.
    await page.evaluate(() => {
      location.hash = '#/saved/500011';
    });
    await page.locator('.detail-side article').waitFor();
    const popup = await browser.popup();
    await openTab(popup, 'saved');
    await expect.poll(() => popup.locator('ul.posts li').count(), SOON).toBeGreaterThan(5);
    await popup.close();

    await page.evaluate((target) => {
      location.hash = `#/saved/${target}`;
    }, id);
    await page.locator('.detail-side').getByRole('button', { name: 'Delete this post' }).click();
    await expect.poll(() => page.locator('.toast').textContent(), SOON).toContain('Undo');
    await page.reload();
    await expect.poll(() => list.locator(`a[href*="${id}"]`).count(), SOON).toBe(0);
    await page.close();
  },
);
