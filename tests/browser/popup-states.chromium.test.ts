import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Chromium, launchChromium, waitForStrips } from './harness/chromium.ts';

/** The popup in each of its states, by keyboard alone, and as a screen reader is told of it. */
const PROFILE = '/en/square/profile/QuynhAnh96';
const PAGE_WITH_COPIES = '/en/square';
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TABS = ['summary', 'copies', 'tickers', 'saved', 'export'];

let browser: Chromium;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

/** Findings of axe, which `page` has loaded, as `rule: element`. */
async function findings(page: Page): Promise<string[]> {
  const run = 'axe.run(document, { resultTypes: ["violations"] })';
  const { violations } = (await page.evaluate(run)) as {
    violations: { id: string; nodes: { html: string }[] }[];
  };
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`);
}

const textOfPage = (popup: Page) => popup.locator('[aria-labelledby="this-page"]').textContent();

test('on other pages it offers Square and the sample', async () => {
  const other = await browser.extensionPage('manifest.json');
  const popup = await browser.popup(other);
  await expect.poll(() => textOfPage(popup)).toContain('Open Binance Square to see');
  await expect
    .poll(() =>
      popup.locator('[aria-labelledby="this-page"] a, [aria-labelledby="this-page"] button').count(),
    )
    .toBe(2);
  await popup.close();
});

test('on Square it counts the posts, without a policy violation', async () => {
  const page = await browser.page(PROFILE);
  await waitForStrips(page, 20);
  const popup = await browser.popup(page);
  const broken: string[] = [];
  popup.on('console', (message) => {
    if (/Content Security Policy|TrustedHTML/.test(message.text())) broken.push(message.text());
  });
  await expect.poll(() => textOfPage(popup)).toContain('20');
  for (const tab of TABS) await popup.locator(`#tab-${tab}`).click();
  expect(broken).toEqual([]);
  await popup.close();
});

test('arrows, Home and End move between the tabs; there is one tab stop', async () => {
  const popup = await browser.popup();
  await popup.locator('#tab-summary').focus();
  const current = () => popup.evaluate(() => document.activeElement?.id);
  await popup.keyboard.press('ArrowRight');
  expect(await current()).toBe('tab-copies');
  await popup.keyboard.press('End');
  expect(await current()).toBe('tab-export');
  await popup.keyboard.press('ArrowRight');
  expect(await current()).toBe('tab-summary');
  await popup.keyboard.press('Home');
  await popup.keyboard.press('ArrowLeft');
  expect(await current()).toBe('tab-export');
  expect(await popup.locator('[role=tab][tabindex="0"]').count()).toBe(1);
  await popup.close();
});

// Colors depend on the scheme alone, and no rule of axe on both scheme and direction.
test.each([
  ['light', 'ltr'],
  ['dark', 'rtl'],
] as const)('axe finds nothing: %s, %s', async (colorScheme, dir) => {
  // Over a page with copies: all that the first tab can show.
  const page = await browser.page(PAGE_WITH_COPIES);
  await waitForStrips(page, 20);
  const popup = await browser.popup(page);
  await popup.locator('.page-copies').waitFor();
  await popup.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await popup.evaluate((direction) => {
    document.documentElement.dir = direction;
  }, dir);
  await popup.evaluate(axe);
  for (const tab of TABS) {
    await popup.locator(`#tab-${tab}`).click();
    const opener = popup.locator('[aria-expanded=false]').first();
    if ((await opener.count()) > 0) await opener.click();
    // A view that has its data and stands still.
    await expect
      .poll(() =>
        popup.evaluate(() => [
          document.querySelectorAll('[aria-busy=true]').length,
          document.getAnimations().length,
        ]),
      )
      .toEqual([0, 0]);
    expect(await findings(popup), tab).toEqual([]);
  }
  await popup.close();
});

test('a post is removed and restored with the keyboard only', async () => {
  const library = await browser.extensionPage('library.html#/import');
  await library
    .locator('input[type=file]')
    .first()
    .setInputFiles(new URL('../../seeds/002_42312cecb602bb21.txt', import.meta.url).pathname);
  await library.locator('.notice button.main').waitFor();
  await library.evaluate(axe);
  expect(await findings(library), 'the preview of an import').toEqual([]);
  await library.locator('.notice button.main').click();
  await library.locator('.notice').getByRole('button', { name: 'Undo' }).waitFor();
  expect(await findings(library), 'the notice after an import').toEqual([]);
  await library.close();

  const popup = await browser.popup();
  await popup.locator('#tab-saved').click();
  const posts = popup.locator('[role=tabpanel] article');
  await expect.poll(() => posts.count()).toBe(1);
  await popup.keyboard.press('Tab'); // the post in the library
  await popup.keyboard.press('Tab'); // its bookmark
  expect(await popup.evaluate(() => document.activeElement?.getAttribute('title'))).toMatch(
    /^Remove post by .* from Saved$/,
  );
  await popup.keyboard.press('Enter');
  await expect.poll(() => posts.count()).toBe(0);
  await expect
    .poll(() => popup.locator('[role=status]').allTextContents())
    .toContain('Removed from SavedUndo');
  await popup.evaluate(axe);
  expect(await findings(popup)).toEqual([]);
  await popup.locator('.undo button').focus();
  await popup.keyboard.press('Enter');
  await expect.poll(() => posts.count()).toBe(1);
  await popup.close();
});
