import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { homePosts } from '../replay/posts.ts';
import { type Chromium, launchChromium, stripOf, waitForStrips } from './harness/chromium.ts';

/**
 * The tasks of three users by keyboard alone, every key press counted but the letters of what is typed. The numbers
 * stand in docs/tasks.md, as counted on pages that had loaded.
 */
const COPY = homePosts.find(({ handle }) => handle === 'daily_chain')?.id ?? '';
let browser: Chromium;
let square: Page;
beforeAll(async () => {
  browser = await launchChromium();
  for (const path of ['/en/square/profile/QuynhAnh96', '/en/square']) {
    square = await browser.page(path);
    await waitForStrips(square, 20);
  }
});
afterAll(() => browser.close());

/** Most keys of a task that begins while the page is still loading: then Tab meets other elements on the way. */
const MOST = 40;

/** Expects the tasks of docs/tasks.md; those of one key to take one, and none to take many. */
function expectFew(keys: Record<string, number>, documented: Record<string, number>): void {
  expect(Object.keys(keys).sort()).toEqual(Object.keys(documented).sort());
  for (const [task, count] of Object.entries(documented))
    expect({ task, few: count === 1 ? keys[task] === 1 : (keys[task] as number) <= MOST }).toEqual({
      task,
      few: true,
    });
}

/** A keyboard that counts. */
class Keys {
  #count = 0;
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) {
      // A popup closes while the key that opens a tab is still being pressed.
      await this.page.keyboard.press(key).catch((error: unknown) => {
        if (!this.page.isClosed()) throw error;
      });
      this.#count++;
    }
  }

  /** Letters are not counted. */
  type(words: string): Promise<void> {
    return this.page.keyboard.type(words);
  }

  /** Presses a key until the element with the focus has these words, or matches this selector. */
  async to(wanted: string, key = 'Tab'): Promise<void> {
    for (let tries = 0; tries < 60; tries++) {
      const there = await this.page.evaluate((words) => {
        const { activeElement: at } = document;
        if (/^[.#[]/.test(words)) return at?.matches(words) === true;
        return at?.matches('a, button') && at.textContent?.includes(words) === true;
      }, wanted);
      if (there) return;
      await this.press(key);
    }
    throw new Error(`${key} does not lead to ${wanted}`);
  }

  /** The presses since the last time this was asked. */
  counted(): number {
    const count = this.#count;
    this.#count = 0;
    return count;
  }
}

async function library(hash: string, ready: string): Promise<Keys> {
  const page = await browser.extensionPage(`library.html#/${hash}`);
  await page.locator(ready).first().waitFor();
  return new Keys(page);
}

const focusIn = (page: Page, selector: string) =>
  page.evaluate((wanted) => document.activeElement?.closest(wanted) !== null, selector);

test('reader: is it original, who was first, what else', async () => {
  const keys: Record<string, number> = {};
  const strip = await stripOf(square, COPY);
  await expect.poll(() => strip.read((root) => root.querySelector('.badge') !== null)).toBe(true);
  await strip.read((root) => (root.querySelector('.badge') as HTMLElement).focus());
  const feed = new Keys(square);
  await feed.press('Enter');
  await expect.poll(() => strip.read((root) => root.querySelector('.panel ins') !== null)).toBe(true);
  keys['both texts on the page, from the badge'] = feed.counted();

  const popup = new Keys(await browser.popup(square));
  await popup.page.locator('.page-copies .page-post').first().waitFor();
  keys['the copies of this page, in the open popup'] = popup.counted();
  await popup.to('.page-copies .item');
  await popup.press('Enter');
  keys['to one of them on the page'] = popup.counted();
  await popup.page.close();

  const reader = await library('copies', '.list-row');
  const { page } = reader;
  await reader.press('j');
  await page.locator('.story-claim').waitFor();
  await page.locator('.spread-first').waitFor();
  keys['who was first, in the list of groups'] = reader.counted();
  await reader.press('Enter');
  await expect.poll(() => focusIn(page, '.detail-side')).toBe(true);
  keys['from a row to its detail'] = reader.counted();
  await reader.to('Copy as text');
  await browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.bringToFront();
  await reader.press('Enter');
  await page.getByText('The report was copied as text.').waitFor();
  keys['tell a friend, from the detail'] = reader.counted();
  await reader.press('Control+k');
  await page.locator('.palette [role=option]').first().waitFor();
  await reader.type('moon caller');
  await expect
    .poll(() => page.locator('.palette [aria-selected=true]').textContent())
    .toContain('Moon Caller');
  await reader.press('Enter');
  await page.locator('.author-title').waitFor();
  keys['what else this author copied'] = reader.counted();
  await page.close();
  expectFew(keys, {
    'both texts on the page, from the badge': 1,
    'the copies of this page, in the open popup': 0,
    'to one of them on the page': 4,
    'who was first, in the list of groups': 1,
    'from a row to its detail': 1,
    'tell a friend, from the detail': 5,
    'what else this author copied': 2,
  });
});

test('auditor: all posts saved, tagged and reported; a group with its state; an export verified', async () => {
  const keys: Record<string, number> = {};
  const auditor = await library('posts', '.post-row');
  const { page } = auditor;
  await auditor.press('j', 'Control+a', 's');
  await expect.poll(() => page.locator('.toast').textContent()).toContain('Saved 40 posts');
  keys['save all posts seen'] = auditor.counted();
  await auditor.press('t');
  await page.locator('dialog[open] input').waitFor();
  await auditor.type('audit');
  await auditor.press('Enter');
  await expect.poll(() => page.locator('.toast').textContent()).toContain('Tagged 40 posts');
  keys['tag all of them'] = auditor.counted();
  const reported = page.waitForEvent('download');
  await auditor.to('[data-action=report]', 'Shift+Tab');
  await auditor.press('Enter');
  expect((await reported).suggestedFilename()).toMatch(/\.html$/);
  await expect.poll(() => page.locator('.toast').textContent()).toContain('was handed to your browser');
  keys['report them'] = auditor.counted();
  await auditor.press('e');
  await page.locator('input[type=radio]').first().waitFor();
  const exported = page.waitForEvent('download');
  await auditor.to('.button.main');
  await auditor.press('Enter');
  expect((await exported).suggestedFilename()).toMatch(/\.json$/);
  keys['export them'] = auditor.counted();
  await auditor.press('Control+k');
  await page.locator('.palette [role=option]').first().waitFor();
  await auditor.type('import');
  await expect.poll(() => page.locator('.palette [aria-selected=true]').textContent()).toContain('Import');
  await auditor.press('Enter');
  await page.getByText('Verify an export').waitFor();
  const choosing = page.waitForEvent('filechooser');
  // The second of the two files that can be chosen.
  await auditor.to('[type=file]');
  await auditor.press('Tab');
  await auditor.to('[type=file]');
  await auditor.press('Enter');
  await choosing;
  keys['to the check of an export'] = auditor.counted();
  await page.close();

  const group = await library('copies', '.list-row');
  await group.press('j', 'Enter');
  await group.page.locator('.review').waitFor();
  await group.to('Confirmed');
  await group.press('Enter');
  await expect.poll(() => group.page.locator('.list-side .review-confirmed').count()).toBe(1);
  keys['confirm a group'] = group.counted();
  const handedIn = group.page.waitForEvent('download');
  await group.to('Report', 'Shift+Tab');
  await group.press('Enter');
  expect((await handedIn).suggestedFilename()).toContain('report-group');
  keys['hand in the group with its evidence'] = group.counted();
  await group.page.close();
  expectFew(keys, {
    'save all posts seen': 3,
    'tag all of them': 2,
    'report them': 6,
    'export them': 5,
    'to the check of an export': 6,
    'confirm a group': 8,
    'hand in the group with its evidence': 4,
  });
});

test('collector: find again, edit, by tag, sorted, undone', async () => {
  const keys: Record<string, number> = {};
  const popup = new Keys(await browser.popup(square));
  await popup.page.locator('input[type=search]').waitFor();
  await popup.type('bridge');
  await popup.page.locator('[role=tabpanel] article').first().waitFor();
  const opened = browser.context.waitForEvent('page');
  await popup.to('[role=tabpanel] article button');
  await popup.press('Enter');
  const found = new Keys(await opened);
  await found.page.locator('.detail-side article').first().waitFor();
  keys['find a post again, in the popup'] = popup.counted();
  await found.page.close();

  const collector = await library('posts', '.post-row');
  const { page } = collector;
  await collector.press('/');
  await collector.type('bridge');
  await expect.poll(() => page.locator('.posts-bar [role=status]').textContent()).toContain('found');
  await collector.press('Tab');
  await collector.to('.list-row');
  await collector.press('Enter');
  await expect.poll(() => focusIn(page, '.detail-side')).toBe(true);
  keys['find a post again, in the library'] = collector.counted();
  await collector.to('.detail-side textarea');
  await collector.type('kept for the bridge');
  await expect.poll(() => page.locator('.detail-side textarea').inputValue()).toBe('kept for the bridge');
  keys['edit its note'] = collector.counted();
  await page.keyboard.press('Escape');

  await collector.press('Control+k');
  await page.locator('.palette [role=option]').first().waitFor();
  await collector.type('audit');
  await expect.poll(() => page.locator('.palette [aria-selected=true]').textContent()).toContain('audit');
  await collector.press('Enter');
  await expect.poll(() => page.url()).toContain('tag');
  keys['all posts with a tag'] = collector.counted();
  await page.close();

  const sorter = await library('posts', '.post-row');
  await sorter.press('j');
  await sorter.to('.posts-bar select', 'Shift+Tab');
  const chosen = () => sorter.page.locator('.posts-bar select').inputValue();
  for (let i = 0; i < 8 && (await chosen()) !== 'views'; i++) await sorter.press('ArrowDown');
  await expect.poll(() => sorter.page.url()).toContain('sort=views');
  keys['sort by views'] = sorter.counted();
  await sorter.page.close();

  const remover = await library('posts', '.post-row');
  await remover.press('j', 'x', 'Delete');
  await expect.poll(() => remover.page.locator('.toast').textContent()).toContain('Deleted 1 post');
  keys['delete a post'] = remover.counted();
  await remover.to('[data-action=undo]');
  await remover.press('Enter');
  await expect.poll(() => remover.page.locator('.toast').textContent()).toContain('Undone');
  keys['undo it'] = remover.counted();
  await remover.page.close();
  expectFew(keys, {
    'find a post again, in the popup': 5,
    'find a post again, in the library': 11,
    'edit its note': 13,
    'all posts with a tag': 2,
    'sort by views': 7,
    'delete a post': 3,
    'undo it': 5,
  });
});
