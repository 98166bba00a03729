import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toExportRecord } from '../../lib/store/export/export-record.ts';
import { ndjson } from '../../lib/store/export/formats/ndjson.ts';
import { storedPost } from '../components/posts.ts';
import { type Chromium, launchChromium } from './harness/chromium.ts';

/** The list of all posts: selecting, changing many at once, undo, links, keyboard. */
const COUNT = 300;
const SLOW = { timeout: 30_000 };
let browser: Chromium;
let page: Page;

beforeAll(async () => {
  browser = await launchChromium();
  const format = ndjson();
  const lines: string[] = [];
  for (let n = 0; n < COUNT; n++) {
    const at = new Date(Date.UTC(2026, 4, 1) + n * 60_000).toISOString();
    const author = { name: `Writer ${n % 7}`, handle: `writer_${n % 7}` };
    const text = `Number ${n} is ${n % 2 ? 'odd' : 'even'} and says word${n % 11} twice: word${n % 11}.`;
    const post = storedPost({ id: String(300_000_000 + n), text, author, postedAt: at, capturedAt: at });
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
const rows = () => page.locator('.list-side .list-row');
const status = () => page.locator('.posts-bar [role=status]').textContent();
const selected = () => page.locator('.selection-bar [role=status]').textContent();
const toast = () => page.locator('.toast').textContent();
const rowWithFocus = () =>
  page.evaluate(() => document.activeElement?.closest<HTMLElement>('li')?.dataset.index ?? null);

test('arrow keys move between rows that are one tab stop; Enter goes into the post and Escape back', async () => {
  await go('#/posts');
  await expect.poll(status, SLOW).toBe(`${COUNT} posts`);
  await rows().first().focus();
  for (let i = 0; i < 40; i++) await page.keyboard.press('ArrowDown');
  await expect.poll(rowWithFocus, SLOW).toBe('40');
  expect(await page.locator('.list-side .virtual [tabindex="0"]').count()).toBe(1);
  await page.keyboard.press('Enter');
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.className), SLOW)
    .toContain('detail-side');
  await page.keyboard.press('Escape');
  await expect.poll(rowWithFocus, SLOW).toBe('40');
});

test('x selects, Shift with an arrow selects on, Escape clears', async () => {
  await page.keyboard.press('x');
  await page.keyboard.press('Shift+ArrowDown');
  await expect.poll(rowWithFocus, SLOW).toBe('41');
  await page.keyboard.press('Shift+ArrowDown');
  await expect.poll(selected, SLOW).toBe('3 selected');
  await page.keyboard.press('Escape');
  await expect.poll(() => page.locator('.selection-bar').count(), SLOW).toBe(0);
});

test('all posts that a search finds get a tag, and lose it by Undo', async () => {
  await go('#/posts?q=author%3A%40writer_3');
  const expected = Array.from({ length: COUNT }, (_, n) => n).filter((n) => n % 7 === 3).length;
  await expect.poll(status, SLOW).toBe(`${expected} posts found`);
  await rows().first().focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('t');
  await page.locator('dialog input').fill('audit, May');
  await page.keyboard.press('Enter');
  await expect.poll(toast, SLOW).toContain(`Tagged ${expected} posts.`);
  await go('#/posts?tag=audit');
  await expect.poll(status, SLOW).toBe(`${expected} posts found`);
  await page.locator('[data-action=undo]').click();
  await expect.poll(status, SLOW).toBe('0 posts found');
});

test('deleted posts come back by Undo', async () => {
  await go('#/posts?q=word5%20odd');
  await expect.poll(status, SLOW).toMatch(/^\d+ posts found$/);
  const found = await status();
  await page.locator('.posts-bar .select-box').check();
  await page.locator('[data-action=delete]').click();
  await expect.poll(status, SLOW).toBe('0 posts found');
  await page.locator('[data-action=undo]').click();
  await expect.poll(status, SLOW).toBe(found);
});

test('Ctrl+Z takes back the last change, except in a field, where it is the field’s own', async () => {
  await go('#/posts?q=word5%20odd');
  await expect.poll(status, SLOW).toMatch(/^\d+ posts found$/);
  const found = await status();
  await rows().first().focus();
  await page.keyboard.press('Delete');
  await expect.poll(toast, SLOW).toMatch(/^Deleted \d+ posts?\./);
  await page.locator('#search').focus();
  await page.keyboard.press('Control+z');
  expect(await toast()).toMatch(/^Deleted/);
  await page.locator('#main').focus();
  await page.keyboard.press('Control+z');
  await expect.poll(toast, SLOW).toContain('Undone');
  await expect.poll(status, SLOW).toBe(found);
});

test("a name leads to the author's page, a post opens there, and Back returns", async () => {
  await go('#/posts');
  await page.locator('.post-row-head a').first().click();
  await expect.poll(() => page.locator('.detail-side .list-row').count(), SLOW).toBeGreaterThan(3);
  await page.locator('.detail-side .list-row').nth(1).click();
  await expect.poll(() => page.locator('.detail-side article').count(), SLOW).toBe(1);
  expect(page.url()).toMatch(/#\/authors\/.*post=/);
  await page.goBack();
  await expect.poll(() => page.locator('.detail-side article').count(), SLOW).toBe(0);
});

test('Ctrl+K finds an author and goes there', async () => {
  await page.keyboard.press('Control+k');
  await page.locator('dialog.palette input').fill('writer 5');
  await expect.poll(() => page.locator('#commands [role=option]').count(), SLOW).toBeGreaterThan(0);
  await page.keyboard.press('Enter');
  await expect.poll(() => page.locator('.detail-title').textContent(), SLOW).toContain('Writer 5');
});
