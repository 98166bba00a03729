import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ExportDocument } from '../../lib/store/export/export-schema.ts';
import { type Chromium, launchChromium, stripOf, strips, waitForStrips } from './harness/chromium.ts';
import { expectNothingLeft } from './harness/nothing-left.ts';
import { thisPage } from './harness/popup.ts';

/** The popup over a page with copies: what it lists, and what a click does on the page. */
let browser: Chromium;
let page: Page;
let popup: Page;
beforeAll(async () => {
  browser = await launchChromium();
  page = await browser.page('/en/square');
  await waitForStrips(page, 20);
  popup = await browser.popup(page);
  await popup.locator('.page-copies .page-post').first().waitFor();
});
afterAll(() => browser.close());

const copies = async () => (await thisPage(popup)).copies;
const iconOf = async (over: Page) => {
  const control = await browser.control();
  return control.evaluate(async (url) => {
    const [tab] = await chrome.tabs.query({ url });
    const tabId = tab?.id ?? 0;
    return [await chrome.action.getBadgeText({ tabId }), await chrome.action.getTitle({ tabId })];
  }, over.url());
};

test('it counts the copies and lists them; the number is on the icon, and can be switched off', async () => {
  const { headline } = await thisPage(popup);
  const count = (await copies()).length;
  expect(headline).toBe(`${count} of 20 posts repeat an earlier one`);
  await expect.poll(() => iconOf(page)).toEqual([String(count), `Feedglass: ${count} copies on this page`]);
  const control = await browser.control();
  const set = (countOnIcon: boolean) =>
    control.evaluate(
      (on) => chrome.runtime.sendMessage({ to: 'background', kind: 'setSettings', ask: { countOnIcon: on } }),
      countOnIcon,
    );
  await set(false);
  await expect.poll(() => iconOf(page)).toEqual(['', 'Feedglass']);
  await set(true);
  await expect.poll(async () => (await iconOf(page))[0]).toBe(String(count));
});

test('the cursor is in the search, and Enter opens the library with the query', async () => {
  await popup.bringToFront();
  const field = popup.locator('input[type=search]');
  expect(await field.evaluate((own) => own === document.activeElement)).toBe(true);
  const opened = browser.context.waitForEvent('page');
  await field.fill('$btc "bridge" & co');
  await field.press('Enter').catch(() => {}); // closes the popup
  const library = await opened;
  expect(new URL(library.url()).hash).toBe(`#/posts?${new URLSearchParams({ q: '$btc "bridge" & co' })}`);
  await library.close();
  popup = await browser.popup(page);
  await expect.poll(async () => (await copies()).length).toBeGreaterThan(0);
});

test('a click brings the post into view on the page and marks it, and changes nothing of the page', async () => {
  const card = (id: string) =>
    page.evaluate(
      (own) => document.querySelector(`[data-id="${own}"]`)?.closest('.feed-card')?.outerHTML,
      id,
    );
  const marked = async () => {
    const all = await strips(page);
    const has = await Promise.all(all.map((strip) => strip.read((root) => !!root.querySelector('.frame'))));
    return all.filter((_, i) => has[i]).map(({ postId }) => postId ?? '');
  };
  expect(await marked()).toEqual([]);
  await popup.locator('.page-copies .page-post .item').last().click();
  await expect.poll(marked).toHaveLength(1);
  const [id = ''] = await marked();
  const html = await card(id);
  const isInView = await page.evaluate((own) => {
    const { top, bottom } = (document.querySelector(`[data-id="${own}"]`) as Element).getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  }, id);
  expect(isInView).toBe(true);
  await expect.poll(marked, { timeout: 10_000 }).toEqual([]);
  expect(await card(id)).toBe(html);
});

test('all copies are saved, which the strips show; undo takes it back', async () => {
  const count = (await copies()).length;
  await popup.getByRole('button', { name: `Save all ${count}` }).click();
  await expect.poll(() => popup.locator('.page-copies .save-toggle[aria-pressed=true]').count()).toBe(count);
  await expect
    .poll(() => popup.locator('[role=status]').allTextContents())
    .toContain(`${count} posts savedUndo`);
  const all = await strips(page);
  const saved = () =>
    Promise.all(
      all.map((strip) => strip.read((root) => root.querySelector('.save')?.getAttribute('aria-pressed'))),
    );
  await expect.poll(async () => (await saved()).filter((state) => state === 'true').length).toBe(count);
  await popup.locator('.undo button').click();
  await expect.poll(() => popup.locator('.page-copies .save-toggle[aria-pressed=true]').count()).toBe(0);
  await expect.poll(async () => (await saved()).filter((state) => state === 'true').length).toBe(0);
});

test('the export of the page holds the copies and the posts they repeat', async () => {
  const count = (await copies()).length;
  await popup.getByRole('button', { name: 'Export…' }).click();
  expect(await popup.locator('input[value=page]').isChecked()).toBe(true);
  const [download] = await Promise.all([
    popup.waitForEvent('download'),
    popup.locator('[role=tabpanel] button.main').click(),
  ]);
  const { captures, copyGroups } = ExportDocument.parse(
    JSON.parse(readFileSync(await download.path(), 'utf8')),
  );
  expect(captures.length).toBeGreaterThan(count);
  expect(copyGroups.length).toBeGreaterThan(0);
  await popup.locator('#tab-summary').click();
});

test.each([
  ['2 times', 400, 300],
  ['3 times', 266, 200],
  ['a phone', 390, 844],
])('zoomed %s it needs no sideways scrolling, in any tab', async (_what, width, height) => {
  await popup.setViewportSize({ width, height });
  for (const tab of ['summary', 'copies', 'tickers', 'saved', 'export']) {
    await popup.locator(`#tab-${tab}`).click();
    await popup.waitForTimeout(100);
    const over = await popup.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(over, tab).toBeLessThanOrEqual(0);
  }
  await popup.locator('#tab-summary').click();
});

test('the panel leads to the group in the library', async () => {
  await page.bringToFront();
  const all = await strips(page);
  const has = await Promise.all(all.map((strip) => strip.read((root) => !!root.querySelector('.badge'))));
  const id = all[has.indexOf(true)]?.postId ?? '';
  const strip = await stripOf(page, id);
  await strip.click('.badge');
  await expect
    .poll(() => strip.read((root) => root.querySelectorAll('.acts:last-child .act').length))
    .toBe(3);
  const opened = browser.context.waitForEvent('page');
  await strip.click('.acts:last-child .act');
  const library = await opened;
  await expect.poll(() => new URL(library.url()).hash).toMatch(/^#\/copies\/.+/);
  await library.close();
});

test('no request left the browser', () => expectNothingLeft(browser));
