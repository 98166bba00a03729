import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ExportDocument } from '../../lib/store/export/export-schema.ts';
import { homePosts } from '../replay/posts.ts';
import { type Chromium, launchChromium, type Strip, stripOf, waitForStrips } from './harness/chromium.ts';

/** Everything by keyboard alone: keys are pressed, and nothing else. */
let browser: Chromium;
beforeEach(async () => {
  browser = await launchChromium();
});
afterEach(() => browser.close());

/** A post of the feed that Copies only's text, and has tickers that ride along. */
const COPY = homePosts.find(({ handle }) => handle === 'daily_chain')?.id ?? '';

/** Presses Tab until what has the focus is what is wanted. */
async function tabTo(page: Page, what: string, there: () => Promise<boolean>, key = 'Tab'): Promise<void> {
  for (let presses = 0; presses < 200; presses++) {
    if (await there()) return;
    await page.keyboard.press(key);
  }
  throw new Error(`Tab does not lead to ${what}`);
}

/** By selector, in a page of ours. */
const toElement = (page: Page, selector: string, key?: string) =>
  tabTo(
    page,
    selector,
    () => page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector),
    key,
  );

/** By accessible words, in a page of ours. */
const toWords = (page: Page, words: string) =>
  tabTo(page, words, () =>
    page.evaluate((wanted) => {
      const text = document.activeElement?.matches('a, button') ? document.activeElement.textContent : null;
      return text?.includes(wanted) === true;
    }, words),
  );

/** By selector, in a strip. */
const toPart = (page: Page, strip: Strip, selector: string, key?: string) =>
  tabTo(
    page,
    selector,
    () => strip.read((root, wanted) => root.activeElement?.matches(wanted) === true, selector),
    key,
  );

const has = (strip: Strip, selector: string) =>
  strip.read((root, wanted) => root.querySelector(wanted) !== null, selector);

/** The feed with the strip of the copy, once all that is known of it stands in it. */
async function feed(): Promise<{ page: Page; strip: Strip }> {
  const page = await browser.page('/en/square');
  await waitForStrips(page, 20);
  const strip = await stripOf(page, COPY);
  await expect.poll(() => has(strip, '.badge'), { timeout: 10_000 }).toBe(true);
  await expect.poll(() => has(strip, '.rider')).toBe(true);
  return { page, strip };
}

async function save(page: Page, strip: Strip): Promise<void> {
  await toPart(page, strip, '.save');
  await page.keyboard.press('Enter');
  await expect.poll(() => has(strip, '.save[data-at="saved"]')).toBe(true);
}

test('on the feed: the reason of a ticker, the evidence of a copy, "not a copy", save, take back, undo', async () => {
  const { page, strip } = await feed();

  await toPart(page, strip, '.badge');
  await page.keyboard.press('Enter');
  await expect.poll(() => has(strip, '.panel .diff ins')).toBe(true);
  await page.keyboard.press('Escape');
  expect(await has(strip, '.panel')).toBe(false);
  expect(await strip.read((root) => root.activeElement?.className)).toContain('badge');

  await toPart(page, strip, '.rider');
  const reason = await strip.read((root) => {
    const ticker = root.activeElement as Element;
    const { display, content } = getComputedStyle(ticker, '::after');
    return { display, told: content.includes(ticker.getAttribute('data-tip') ?? '?') };
  });
  expect(reason).toEqual({ display: 'block', told: true });
  await page.keyboard.press('Escape');
  expect(await strip.read((root) => getComputedStyle(root.activeElement as Element, '::after').display)).toBe(
    'none',
  );

  await save(page, strip);
  await page.keyboard.press('Space');
  await expect.poll(() => has(strip, '.status button')).toBe(true);
  await toPart(page, strip, '.status button', 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect.poll(() => has(strip, '.save[data-at="saved"]')).toBe(true);

  await toPart(page, strip, '.badge', 'Shift+Tab');
  await page.keyboard.press('Space');
  await expect.poll(() => has(strip, '.panel .act')).toBe(true);
  await toPart(page, strip, '.panel .act');
  await page.keyboard.press('Enter');
  await expect.poll(() => has(strip, '.badge')).toBe(false);
});

test('in the popup: tabs, a group, the role filter, campaigns, search, remove and undo, export', async () => {
  const { page, strip } = await feed();
  await save(page, strip);
  const popup = await browser.popup(page);
  await popup.locator('#tab-summary').waitFor();

  // The cursor is in the search.
  expect(await popup.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('search');
  await toElement(popup, '#tab-summary');
  await popup.keyboard.press('ArrowRight');
  const groups = popup.locator('.list .item');
  await groups.first().waitFor();
  await toElement(popup, '.item');
  await popup.keyboard.press('Enter');
  await popup.locator('.member').first().waitFor();
  expect(await popup.locator('.member').count()).toBeGreaterThan(1);

  await toElement(popup, '#tab-copies', 'Shift+Tab');
  await popup.keyboard.press('ArrowRight');
  await groups.first().waitFor();
  const tickers = await groups.count();
  await toElement(popup, 'select');
  await popup.keyboard.type('Tag-a');
  expect(await popup.locator('select').inputValue()).toBe('appended');
  await expect.poll(() => groups.count()).toBeLessThan(tickers);
  await toElement(popup, 'fieldset .chip[aria-pressed="false"]', 'Shift+Tab');
  await popup.keyboard.press('Enter');
  await popup.locator('[aria-label="Campaigns"], .empty').first().waitFor();

  await toElement(popup, '#tab-tickers', 'Shift+Tab');
  await popup.keyboard.press('ArrowRight');
  const posts = popup.locator('[role=tabpanel] article');
  await expect.poll(() => posts.count()).toBe(1);
  await toElement(popup, 'input[type=search]', 'Shift+Tab');
  await popup.keyboard.type('no such words');
  await expect.poll(() => posts.count()).toBe(0);
  for (let i = 'no such words'.length; i > 0; i--) await popup.keyboard.press('Backspace');
  await expect.poll(() => posts.count()).toBe(1);
  await toElement(popup, '.save-toggle');
  await popup.keyboard.press('Enter');
  await expect.poll(() => posts.count()).toBe(0);
  await toElement(popup, '.undo button');
  await popup.keyboard.press('Enter');
  await expect.poll(() => posts.count()).toBe(1);

  await toElement(popup, '#tab-saved', 'Shift+Tab');
  await popup.keyboard.press('ArrowRight');
  await toElement(popup, 'input[type=radio]');
  await popup.keyboard.press('ArrowDown');
  expect(await popup.locator('input[value="all"]').isChecked()).toBe(true);
  await popup.keyboard.press('ArrowUp');
  await toElement(popup, 'button.main');
  const downloading = popup.waitForEvent('download');
  await popup.keyboard.press('Enter');
  const file = readFileSync(await (await downloading).path(), 'utf8');
  expect(ExportDocument.parse(JSON.parse(file)).captures.map(({ id }) => id)).toEqual([COPY]);
});

test('in the library: the list, a group, a note and a tag, search, the list of keys, a file to take away', async () => {
  const { page, strip } = await feed();
  await save(page, strip);
  const library = await browser.library();
  await library.locator('.list-side .list-row').first().waitFor();

  await library.keyboard.press('Tab');
  expect(await library.evaluate(() => document.activeElement?.textContent)).toBe('Skip to main content');
  await library.keyboard.press('Enter');
  await library.keyboard.press('j');
  await library.locator('.member').first().waitFor();
  const first = await library.locator('.list-row[aria-current]').textContent();
  await library.keyboard.press('j');
  await expect.poll(() => library.locator('.list-row[aria-current]').textContent()).not.toBe(first);
  await library.keyboard.press('k');
  await expect.poll(() => library.locator('.list-row[aria-current]').textContent()).toBe(first);
  await library.locator('.member .pick').first().waitFor();
  await toElement(library, '.member .pick');

  await toElement(library, 'nav a[href="#/saved"]', 'Shift+Tab');
  await library.keyboard.press('Enter');
  await library.locator('#search').waitFor();
  await library.keyboard.press('/');
  expect(await library.evaluate(() => document.activeElement?.id)).toBe('search');
  await library.keyboard.type('bridge');
  // There was one line before the search, too: what counts is the one that was found.
  await expect
    .poll(() => library.locator('.posts-bar [role=status]').textContent())
    .toContain('1 post found');
  await library.locator('.list-side .list-row').first().waitFor();
  await library.keyboard.press('Tab');
  await library.keyboard.press('j');
  const kept = library.locator('#save');
  await kept.waitFor();
  await expect.poll(() => kept.getAttribute('aria-pressed')).toBe('true');
  // The page has settled when its own count of saved posts says so too.
  const counted = library.locator('nav a[href="#/saved"] .number');
  await library.keyboard.press('s');
  await expect.poll(() => kept.getAttribute('aria-pressed')).toBe('false');
  await expect.poll(() => counted.textContent()).toBe('0');
  await library.keyboard.press('s');
  await expect.poll(() => kept.getAttribute('aria-pressed')).toBe('true');
  await expect.poll(() => counted.textContent()).toBe('1');
  await expect.poll(() => library.locator('.list-side .list-row').count()).toBe(1);

  await toElement(library, 'textarea');
  await library.keyboard.type('j and k are only letters here');
  await library.keyboard.press('Tab');
  await library.keyboard.type('audit, bridge');
  await expect
    .poll(() => library.locator('.detail-side [role=status]').allTextContents())
    .toContain('Saved automatically on this device.');

  await toElement(library, 'nav a[href="#/export"]', 'Shift+Tab');
  await library.keyboard.press('?');
  await expect.poll(() => library.locator('dialog').getAttribute('open')).not.toBeNull();
  await library.keyboard.press('Escape');
  await expect.poll(() => library.locator('dialog').getAttribute('open')).toBeNull();
  await toElement(library, 'nav a[href="#/export"]');
  await library.keyboard.press('Enter');
  await library.locator('input[type=radio]').first().waitFor();
  await toElement(library, '#main button.main');
  const downloading = library.waitForEvent('download');
  await library.keyboard.press('Enter');
  const file = readFileSync(await (await downloading).path(), 'utf8');
  const [capture] = ExportDocument.parse(JSON.parse(file)).captures;
  expect(capture).toMatchObject({
    id: COPY,
    note: 'j and k are only letters here',
    tags: ['audit', 'bridge'],
  });
});

test('on the welcome page: to the sample, and out of it', async () => {
  const welcome = await browser.extensionPage('library.html#/welcome');
  await welcome.locator('.steps').waitFor();
  await toWords(welcome, 'Open Binance Square');
  await toWords(welcome, 'Try the sample');
  await welcome.keyboard.press('Enter');
  await welcome.locator('.list-side .list-row').first().waitFor();
  await toWords(welcome, 'Exit sample');
  await welcome.keyboard.press('Enter');
  await expect
    .poll(() => welcome.locator('nav.sidebar .number').allTextContents())
    .toEqual(['0', '0', '0', '0', '0']);
});
