import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ExportDocument } from '../../lib/store/export/export-schema.ts';
import { type Firefox, launchFirefox } from './harness/firefox.ts';
import { expectNothingLeft } from './harness/nothing-left.ts';

/** The main job in Firefox: find, annotate, save, popup, a background page that ends, export, import. */
const PROFILE = '/en/square/profile/QuynhAnh96';
const SOON = { timeout: 15_000 };

let browser: Firefox;
let page: Page;
let exported = '';
const saved: string[] = [];

beforeAll(async () => {
  browser = await launchFirefox();
  page = await browser.page(PROFILE);
});
afterAll(() => browser.close());

/** The states of every save mark that is not idle, by post. */
async function marks(): Promise<Record<string, string | null>> {
  const all: Record<string, string | null> = {};
  for (const strip of await browser.strips(page)) {
    const at = await strip.read((root) => root.querySelector('.save')?.getAttribute('data-at') ?? null);
    if (at !== 'idle') all[strip.postId ?? ''] = at;
  }
  return all;
}

const savedMarks = () => Object.fromEntries(saved.map((id) => [id, 'saved']));

async function save(index: number): Promise<void> {
  const strip = (await browser.strips(page))[index];
  await strip?.click('.save');
  saved.push(strip?.postId ?? '');
  await expect.poll(marks, SOON).toEqual(savedMarks());
}

const text = (view: Page, selector: string) =>
  view.$$eval(selector, (all) =>
    all.map((element) => element.textContent?.replace(/\s+/g, ' ').trim() ?? ''),
  );

test('20 posts, 20 strips, with tickers', async () => {
  const strips = await browser.waitForStrips(page, 20);
  expect(new Set(strips.map(({ postId }) => postId)).size).toBe(20);
  await expect.poll(() => strips[1]?.text(), SOON).toContain('$NEWT');
});

test('a click saves, shown after the transaction', async () => {
  await save(0);
  await save(1);
});

test('a save restarts the background page', async () => {
  await browser.killWorker();
  expect(await browser.workerState()).toBe('stopped');
  await save(2);
});

test('the popup counts page and library', async () => {
  const popup = await browser.popup(page);
  await expect
    .poll(() => text(popup, '[aria-labelledby="this-page"] :is(.headline, .saved-here)'), SOON)
    .toEqual(['None of these 20 posts repeats an earlier one', '3 posts on this page are saved']);
});

test('the export is downloaded, valid, and holds the three posts', async () => {
  const popup = await browser.popup(page);
  await (await popup.waitForSelector('#tab-export'))?.click();
  await popup.waitForSelector('button.main:not([disabled])');
  await popup.click('button.main');
  const download = await browser.download(/^feedglass-.*\.json$/);
  const document = ExportDocument.parse(JSON.parse(download.text));
  expect(document.captures.map(({ id }) => id).sort()).toEqual([...saved].sort());
  exported = download.text;
});

test('another profile imports the export', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'feedglass-import-'));
  const file = join(folder, 'export.json');
  writeFileSync(file, exported);
  const other = await launchFirefox();
  try {
    const library = await other.extensionPage('library.html#/import');
    const input = (await library.waitForSelector('input[type=file]')) as ElementHandle<HTMLInputElement>;
    await input.uploadFile(file);
    const confirm = await library.waitForSelector('[role=status] button.main:not([disabled])');
    await confirm?.click();
    const summary = () =>
      library.evaluate(() =>
        [...document.querySelectorAll('nav a')].map((link) => link.textContent?.replace(/\s+/g, ' ').trim()),
      );
    await expect.poll(summary, SOON).toContain('Saved3');
    expect(other.strays).toEqual([]);
  } finally {
    await other.close();
    rmSync(folder, { recursive: true });
  }
});

test('the captures are still there after a restart of Firefox', async () => {
  browser = await browser.reopen();
  page = await browser.page(PROFILE);
  await browser.waitForStrips(page, 20);
  await expect.poll(marks, SOON).toEqual(savedMarks());
});

test('no request left the browser', () => expectNothingLeft(browser));
