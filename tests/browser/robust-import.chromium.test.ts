import { afterAll, beforeAll, expect, test } from 'vitest';
import { readLibrary } from './crash-recovery.ts';
import { type Chromium, launchChromium } from './harness/chromium.ts';
import { exportOf } from './harness/export-file.ts';

/** An import that is broken off, and a file that is too large to read. */
const SOON = { timeout: 15_000 };
let browser: Chromium;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

const IMPORTED = 1_000;

/** What the library holds; asked after the background, which makes the database when there is none yet. */
const stored = async () => {
  const control = await browser.control();
  await control.evaluate(() => chrome.runtime.sendMessage({ to: 'background', kind: 'health', ask: {} }));
  return control.evaluate(readLibrary);
};

test('an import whose tab is closed half-way stores all or nothing, and can be repeated', async () => {
  const before = (await stored()).posts.length;
  const page = await browser.extensionPage('library.html#/import');
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles(await exportOf(IMPORTED));
  await page.locator('.notice button.main').click();
  await page.locator('#main progress').waitFor();
  await page.close();
  const left = (await stored()).posts.length;
  expect([before, before + IMPORTED]).toContain(left);

  const again = await browser.extensionPage('library.html#/import');
  await again
    .locator('input[type=file]')
    .first()
    .setInputFiles(await exportOf(IMPORTED));
  await again.locator('.notice button.main').click();
  await again.locator('.notice').getByRole('button', { name: 'Undo' }).waitFor({ timeout: 60_000 });
  expect((await stored()).posts.length).toBe(before + IMPORTED);
  await again.close();
});

test('a file of sixty megabytes that is not an export is rejected at its first line', async () => {
  const page = await browser.extensionPage('library.html#/import');
  await page.locator('input[type=file]').first().waitFor({ state: 'attached' });
  await page.evaluate(() => {
    let read = 0;
    for (const name of ['arrayBuffer', 'text'] as const)
      Object.defineProperty(Blob.prototype, name, {
        value: () => {
          throw new Error('it was read as a whole');
        },
      });
    const stream = Blob.prototype.stream;
    Blob.prototype.stream = function () {
      const count = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
        transform(chunk, controller) {
          read += chunk.length;
          controller.enqueue(chunk);
        },
      });
      return stream.call(this).pipeThrough(count);
    };
    Object.assign(window, { bytesRead: () => read });
    const input = document.querySelector('input[type=file]') as HTMLInputElement;
    const files = new DataTransfer();
    files.items.add(new File([new Uint8Array(60_000_000)], 'big.json'));
    input.files = files.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await expect
    .poll(() => page.locator('.notice').first().textContent(), SOON)
    .toContain('the limit is 52428800');
  const read = await page.evaluate(() => (window as unknown as { bytesRead(): number }).bytesRead());
  expect(read).toBeLessThan(8_000_000);
  await page.close();
});
