import { afterEach, expect, test } from 'vitest';
import { type Chromium, launchChromium, waitForStrips } from './harness/chromium.ts';
import { libraryFigures } from './harness/popup.ts';

/** What a new user can try at once: a live strip, the sample, a file dropped on the library. */
let browser: Chromium;
afterEach(() => browser.close());

const welcomes = () => browser.context.pages().filter((page) => page.url().endsWith('#/welcome'));

test('the welcome page has a live strip: its panel opens, it saves, and leads into the sample', async () => {
  browser = await launchChromium({ welcome: true });
  const [page] = welcomes();
  if (!page) throw new Error('no welcome page');
  const [strip] = await waitForStrips(page, 1);
  if (!strip) throw new Error('no strip');
  await expect
    .poll(() => strip.buttons())
    .toEqual(expect.arrayContaining([expect.stringMatching(/^\$FROG/)]));
  await strip.click('.badge');
  await expect
    .poll(() => strip.read((root) => root.querySelectorAll('.members li').length))
    .toBeGreaterThan(1);
  await page.keyboard.press('Escape');
  await expect.poll(() => strip.read((root) => !!root.querySelector('.panel'))).toBe(false);
  await strip.click('.save');
  await expect
    .poll(() => strip.read((root) => root.querySelector('.save')?.getAttribute('data-at')))
    .toBe('saved');
  await strip.click('[data-code="FROG"]');
  await strip.click('.panel .act');
  await expect.poll(() => page.url()).toMatch(/library\.html\?sample#\/tickers\/FROG$/);
  // Nothing of it is in the user's library.
  const popup = await browser.popup();
  await expect.poll(async () => (await libraryFigures(popup))['posts seen']).toBe('0');
});

test('the sample opens its best group', async () => {
  browser = await launchChromium();
  const page = await browser.extensionPage('library.html?sample#/copies');
  await expect.poll(() => new URL(page.url()).hash).toMatch(/^#\/copies\/.+/);
});

test('a file dropped anywhere on the library is offered for import; in the sample it is not', async () => {
  browser = await launchChromium();
  const page = await browser.extensionPage('library.html#/tickers');
  await page.locator('h1').waitFor();
  const drag = (name: string) =>
    page.evaluate((type) => {
      const files = new DataTransfer();
      files.items.add(new File(['{"id":"330020877222706","text":"Dropped here"}'], 'posts.ndjson'));
      const at = document.querySelector('h1') as Element;
      return !at.dispatchEvent(
        new DragEvent(type, { dataTransfer: files, bubbles: true, cancelable: true, composed: true }),
      );
    }, name);
  expect(await drag('dragover')).toBe(true);
  await expect.poll(() => page.locator('.drop-here').count()).toBe(1);
  expect(await drag('drop')).toBe(true);
  await expect.poll(() => new URL(page.url()).hash).toBe('#/import');
  await expect.poll(() => page.locator('.notice').first().textContent()).toContain('posts.ndjson');
  expect(await page.locator('.drop-here').count()).toBe(0);

  await page.goto(page.url().replace(/\?.*|#.*/, '?sample#/tickers'));
  await page.locator('h1').waitFor();
  expect(await drag('drop')).toBe(true);
  expect(new URL(page.url()).hash).toBe('#/tickers');
});
