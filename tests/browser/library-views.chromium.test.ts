import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Chromium, launchChromium } from './harness/chromium.ts';

/** The library page: every view for everyone, by keyboard, in both themes and directions, within its policy. */
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const VIEWS = [
  'copies',
  'copies?show=network',
  'posts',
  'saved',
  'authors',
  'tickers',
  'tickers?show=days',
  'campaigns',
  'export',
  'import',
  'settings',
  'welcome',
];

let browser: Chromium;
let page: Page;
const broken: string[] = [];

beforeAll(async () => {
  browser = await launchChromium();
  page = await browser.extensionPage('library.html?sample#/copies');
  page.on('console', (message) => {
    if (/Content Security Policy|TrustedHTML/.test(message.text())) broken.push(message.text());
  });
  await page.locator('.list-side .list-row').first().waitFor();
});
afterAll(() => browser.close());

async function go(hash: string): Promise<void> {
  await page.evaluate((to) => {
    location.hash = to;
  }, hash);
}

const lines = () => page.locator('.list-side .list-row');
const chosen = () =>
  page.evaluate(() =>
    [...document.querySelectorAll('.list-side .list-row')].findIndex((line) =>
      line.hasAttribute('aria-current'),
    ),
  );

/** Findings of axe, as `rule: element`. */
async function findings(): Promise<string[]> {
  const run = 'axe.run(document, { resultTypes: ["violations"] })';
  const { violations } = (await page.evaluate(`${axe};${run}`)) as {
    violations: { id: string; nodes: { html: string }[] }[];
  };
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`);
}

test('the sample shows three kinds of copies and a banner', async () => {
  expect(await page.locator('.notice').first().textContent()).toContain('sample data');
  expect(await lines().count()).toBe(1);
  await lines().first().click();
  await expect.poll(() => page.locator('.member').count()).toBe(5);
  const kinds = await page.locator('.member .chip').allTextContents();
  expect(new Set(kinds)).toEqual(new Set(['First', 'Identical', 'Similar', 'Template']));
});

test('any two members can be compared, with their differences marked', async () => {
  await page.locator('.member').nth(3).locator('.pick').nth(1).click();
  await expect.poll(() => page.locator('.compare ins').allTextContents()).toContain('$NEWT');
  expect(await page.locator('.compare del').allTextContents()).toContain('$FROG');
  expect(await page.locator('.slots tbody tr').count()).toBeGreaterThan(1);
});

test('the shortcuts j, k, / and ? work, but not while typing', async () => {
  await go('#/saved');
  await expect.poll(() => lines().count()).toBeGreaterThan(3);
  await page.locator('#main').focus();
  await page.keyboard.press('j');
  await expect.poll(chosen).toBe(0);
  await page.keyboard.press('j');
  await expect.poll(chosen).toBe(1);
  await page.keyboard.press('k');
  await expect.poll(chosen).toBe(0);
  await page.keyboard.press('/');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('search');
  await page.keyboard.type('sjk?');
  expect(await page.locator('#search').inputValue()).toBe('sjk?');
  await expect.poll(() => page.locator('.empty').first().textContent()).toContain('No results');
  await page.locator('#search').fill('');
  await page.locator('#main').focus();
  await page.keyboard.press('?');
  await expect.poll(() => page.locator('dialog').getAttribute('open')).not.toBeNull();
  await page.keyboard.press('Escape');
  await expect.poll(() => page.locator('dialog').getAttribute('open')).toBeNull();
});

test('a search is an address: it finds, it can be shared, Back undoes the choice in it', async () => {
  await go('#/posts?q=frog');
  await expect.poll(() => lines().count()).toBeGreaterThan(0);
  await expect
    .poll(() => page.locator('.posts-bar [role=status]').textContent())
    .toMatch(/^[1-4] posts? found$/);
  await lines().first().click();
  await expect.poll(() => page.locator('.detail-side article').count()).toBe(1);
  expect(page.url()).toContain('q=frog');
  await page.goBack();
  await expect.poll(() => page.locator('.detail-side article').count()).toBe(0);
});

test.each([
  ['light', 'ltr'],
  ['dark', 'rtl'],
] as const)('axe finds nothing in any view: %s, %s', async (colorScheme, dir) => {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await page.evaluate((direction) => {
    document.documentElement.dir = direction;
  }, dir);
  const found: string[] = [];
  for (const view of VIEWS) {
    await go(`#/${view}`);
    await page.locator('h1').waitFor();
    await page.waitForTimeout(300);
    const first = lines().first();
    // What an address shows beside the list is looked at instead of an item.
    if (!view.includes('?') && (await first.count()) > 0) {
      await first.click();
      await page.waitForTimeout(400);
    }
    found.push(...(await findings()).map((finding) => `${view}: ${finding}`));
  }
  for (const key of ['Control+k', '?']) {
    await page.locator('#main').focus();
    await page.keyboard.press(key);
    await page.locator('dialog[open]').waitFor();
    found.push(...(await findings()).map((finding) => `the dialog of ${key}: ${finding}`));
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('dialog[open]').count()).toBe(0);
  }
  expect(found).toEqual([]);
});

test('the settings change language, direction and theme at once', async () => {
  const own = await browser.extensionPage('library.html#/settings');
  await own.locator('select').first().selectOption('ar');
  await expect.poll(() => own.evaluate(() => document.documentElement.dir)).toBe('rtl');
  expect(await own.locator('h1').textContent()).toBe('الإعدادات');
  await own.locator('select').nth(1).selectOption('dark');
  await expect.poll(() => own.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
  await own.reload();
  await expect.poll(() => own.locator('h1').textContent()).toBe('الإعدادات');
  expect(await own.evaluate(() => document.documentElement.lang)).toBe('ar');
  await own.close();
});

test('the sample is removed with one click and was never in the library', async () => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.locator('.notice button.main').first().click();
  await page.waitForURL((url) => url.search === '');
  await page.locator('h1').waitFor();
  const names = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
  expect(names).toEqual(['feedglass']);
  await expect
    .poll(() => page.locator('nav.sidebar .number').allTextContents())
    .toEqual(['0', '0', '0', '0', '0']);
});

test('there was no policy violation', () => expect(broken).toEqual([]));
