import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toExportRecord } from '../../lib/store/export/export-record.ts';
import { ndjson } from '../../lib/store/export/formats/ndjson.ts';
import { storedPost } from '../components/posts.ts';
import { type Chromium, launchChromium } from './harness/chromium.ts';

/** Many saved posts: lists stay small in the document, search stays whole, an export can be cancelled. */
const COUNT = 2_000;
const MOST_NODES = 600;

let browser: Chromium;
let page: Page;

const words = (n: number) =>
  `Post number ${n} says word${n % 97} and word${n % 89} about thing${n % 83}, ${n % 2 ? 'odd' : 'even'}.`;

beforeAll(async () => {
  browser = await launchChromium();
  const format = ndjson();
  const lines: string[] = [];
  for (let n = 0; n < COUNT; n++) {
    const at = new Date(Date.UTC(2026, 4, 1) + n * 60_000).toISOString();
    const post = storedPost({ id: String(300_000_000 + n), text: words(n), postedAt: at, capturedAt: at });
    lines.push(format.row({ capture: await toExportRecord({ ...post, url: null }), group: null }));
  }
  page = await browser.extensionPage('library.html#/import');
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'many.ndjson', mimeType: 'text/plain', buffer: Buffer.from(lines.join('')) });
  await page.locator('.notice button.main').click();
  await page.locator('.notice').getByRole('button', { name: 'Undo' }).waitFor({ timeout: 100_000 });
});
afterAll(() => browser.close());

const go = (hash: string) =>
  page.evaluate((to) => {
    location.hash = to;
  }, hash);

const nodes = () => page.evaluate(() => document.querySelectorAll('*').length);

test('a list of thousands of rows keeps the document under 600 nodes', async () => {
  await go('#/saved');
  const first = page.locator('.list-side .list-row').first();
  await first.waitFor();
  let most = 0;
  let end = '';
  for (let turn = 0; turn < 200 && !end.includes('number 0 '); turn++) {
    await page.evaluate(() => {
      const list = document.querySelector('.list-side .virtual');
      if (list) list.scrollTop = list.scrollHeight;
    });
    await page.waitForTimeout(30);
    most = Math.max(most, await nodes());
    end = (await page.locator('.list-side .list-row').last().textContent()) ?? '';
  }
  expect(end).toContain('number 0 ');
  expect(most).toBeLessThan(MOST_NODES);
});

test('a search covers all captures and shows the number of results', async () => {
  const expected = Array.from({ length: COUNT }, (_, n) => words(n)).filter((text) =>
    text.includes('word96'),
  ).length;
  await go('#/saved?q=word96');
  await expect
    .poll(() => page.locator('.posts-bar [role=status]').textContent())
    .toBe(`${expected} posts found`);
});

test('the scope "filter" exports the results of the search', async () => {
  await go('#/export?scope=filtered');
  await page.locator('input[name=format]').nth(1).check();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('#main .page-column button.main').click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/-\d+-posts\.ndjson$/);
  const { readFileSync } = await import('node:fs');
  const taken = readFileSync(await download.path(), 'utf8')
    .trimEnd()
    .split('\n');
  expect(taken.every((line) => line.includes('word96'))).toBe(true);
  expect(taken.length).toBeGreaterThan(10);
});

test('the backup reminder is shown until an export, but not right after an import; then the scope "new" is offered', async () => {
  await go('#/saved');
  const reminder = page.locator('.reminder');
  await page.locator('.list-side .list-row').first().waitFor();
  // The posts have just been imported from a file.
  expect(await reminder.count()).toBe(0);
  await page.evaluate(() => localStorage.removeItem('feedglass.imported'));
  await page.reload();
  await expect.poll(() => reminder.count()).toBe(1);
  await reminder.locator('a').click();
  await Promise.all([page.waitForEvent('download'), page.locator('#main .page-column button.main').click()]);
  await page.locator('[data-answer="saved"]').click();
  await go('#/saved');
  await page.locator('.list-side .list-row').first().waitFor();
  expect(await reminder.count()).toBe(0);

  const now = new Date().toISOString();
  const capture = await toExportRecord({
    ...storedPost({ id: '400000001', text: 'new', capturedAt: now }),
    url: null,
  });
  await go('#/import');
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({
      name: 'one.ndjson',
      mimeType: 'text/plain',
      buffer: Buffer.from(ndjson().row({ capture, group: null })),
    });
  await page.locator('.notice button.main').click();
  await page.locator('.notice').getByRole('button', { name: 'Undo' }).waitFor();
  await go('#/export?scope=new');
  await expect.poll(() => page.locator('input[name=scope]:checked ~ .number').textContent()).toBe('1');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('#main .page-column button.main').click(),
  ]);
  const { readFileSync } = await import('node:fs');
  const { captures } = JSON.parse(readFileSync(await download.path(), 'utf8')) as {
    captures: { id: string }[];
  };
  expect(captures.map(({ id }) => id)).toEqual(['400000001']);
});

test('a canceled export writes no file', async () => {
  let downloads = 0;
  page.on('download', () => downloads++);
  await go('#/export');
  await page.locator('input[name=scope]').first().check();
  // Start and cancel in one go, before the last stretch is read.
  await page.evaluate(async () => {
    document.querySelector<HTMLElement>('#main .page-column button.main')?.click();
    const cancel = () => document.querySelector<HTMLElement>('.page-column progress ~ .button');
    while (!cancel()) await new Promise((done) => setTimeout(done));
    cancel()?.click();
  });
  await expect
    .poll(() => page.locator('.page-column > [role=status]').textContent())
    .toContain('Export canceled');
  expect(downloads).toBe(0);
});
