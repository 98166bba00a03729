import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { documentOf, fillings, posts } from '../report/documents.ts';
import { type Chromium, launchChromium } from './harness/chromium.ts';

/** The report of a group of 40 from the button to the printed page; and what else the page of a group does. */
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const HOSTILE = '<img src=x onerror=alert(1)>"\'&\u202e';

let browser: Chromium;
let page: Page;
beforeAll(async () => {
  browser = await launchChromium({ viewport: { width: 1440, height: 1000 } });
  page = await browser.extensionPage('library.html#/import');
  const stored = posts(
    fillings(40).map((text) => `${text} ${HOSTILE}`),
    { capturedAt: null },
  );
  const input = page.locator('input[type=file]').first();
  await input.waitFor({ state: 'attached' });
  await input.setInputFiles({
    name: 'forty.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(await documentOf(stored))),
  });
  const notice = page.locator('.notice', { hasText: 'forty.json' });
  await notice.locator('button.main').click();
  await notice.getByRole('button', { name: 'Undo' }).waitFor({ timeout: 60_000 });
  await page.evaluate(() => {
    location.hash = '#/copies';
  });
  await page.locator('.list-side .list-row').first().click();
  await page.locator('.member').first().waitFor();
});
afterAll(async () => {
  await browser.close();
  expect(browser.strays, 'requests that left the browser').toEqual([]);
});

async function axeOf(target: Page, only: string[] = ['serious', 'critical']): Promise<string[]> {
  const run = 'axe.run(document, { resultTypes: ["violations"] })';
  const { violations } = (await target.evaluate(`${axe};${run}`)) as {
    violations: { id: string; impact: string; nodes: { html: string }[] }[];
  };
  return violations
    .filter(({ impact }) => only.includes(impact))
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`);
}

test('the page of a group shows its text, its spread, its form and its members', async () => {
  expect(await page.locator('.story h2').textContent()).toContain('broke out of its range today');
  expect(await page.locator('.story-claim').textContent()).toBe('40 posts share this template');
  expect(await page.locator('.spread .dot').count()).toBe(40);
  expect(await page.locator('.spread-first').textContent()).toContain('Writer 0');
  await expect.poll(() => page.locator('.form-text mark.slot').allTextContents()).toContain('$ARB');
  expect(await page.locator('.slots thead th').allTextContents()).toEqual(
    expect.arrayContaining(['Author', 'Entry', 'Target', 'Stop']),
  );
  expect(await axeOf(page)).toEqual([]);
});

test('a member is compared with the post that it repeats, by one click', async () => {
  await page.locator('.member').nth(2).locator('.member-compare').click();
  await expect.poll(() => page.locator('.compare ins').allTextContents()).toContain('$SUI');
  await page.getByRole('button', { name: 'Who repeated whom' }).click();
  await expect.poll(() => page.locator('.member').count()).toBeGreaterThan(8);
});

test('all posts are saved with one click, and exactly these are taken back', async () => {
  await page.getByRole('button', { name: 'Save all 40 posts' }).click();
  await page.getByText('All saved').waitFor();
  await page.locator('.story').getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: 'Save all 40 posts' }).waitFor();
});

test('state, note and tags of the group are kept, and the report has them', async () => {
  const review = page.locator('.review');
  await review.getByRole('button', { name: 'Confirmed' }).click();
  await expect
    .poll(() => review.getByRole('button', { name: 'Confirmed' }).getAttribute('aria-pressed'))
    .toBe('true');
  await review.locator('textarea').fill('Paid promotion, see the disclosure');
  await review.locator('input').fill('ad, reported');
  await page.waitForTimeout(1_500);
  await page.reload();
  await expect
    .poll(() => page.locator('.review textarea').inputValue())
    .toBe('Paid promotion, see the disclosure');
  expect(await page.locator('.review input').inputValue()).toBe('ad, reported');
  expect(await page.locator('.review [aria-pressed=true]').textContent()).toBe('Confirmed');
});

test('the report is one click; it opens from the file without a request, passes axe and prints within the page', async () => {
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Report', exact: true }).click();
  const download = await waiting;
  expect(download.suggestedFilename()).toMatch(/^feedglass-report-group-\d{4}-\d\d-\d\d\.html$/);
  const file = join(tmpdir(), `feedglass-${process.pid}-report.html`);
  await download.saveAs(file);

  const report = await browser.context.newPage();
  const requests: string[] = [];
  const errors: string[] = [];
  report.on('request', (request) => requests.push(request.url()));
  report.on('console', (message) => errors.push(message.text()));
  const address = pathToFileURL(file).href;
  await report.goto(address);
  expect(requests).toEqual([address]);
  expect(errors).toEqual([]);
  expect(await report.locator('.pair .sides').count()).toBe(39);
  expect(await report.locator('img').count()).toBe(0);
  expect(await report.locator('main').textContent()).toContain('Paid promotion, see the disclosure');
  expect(await report.locator('.text').first().textContent()).toContain('<img src=x onerror=alert(1)>');
  for (const colorScheme of ['light', 'dark'] as const) {
    await report.emulateMedia({ colorScheme });
    expect(await axeOf(report, ['minor', 'moderate', 'serious', 'critical'])).toEqual([]);
  }
  await report.evaluate(() => {
    document.documentElement.dir = 'rtl';
  });
  expect(await axeOf(report, ['minor', 'moderate', 'serious', 'critical'])).toEqual([]);
  expect(await report.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1440);
  await report.evaluate(() => {
    document.documentElement.dir = 'ltr';
  });
  for (const width of [1280, 600, 390]) {
    await report.setViewportSize({ width, height: 900 });
    expect(await report.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }

  // On paper nothing stands outside the width of the page.
  await report.setViewportSize({ width: 680, height: 900 });
  await report.emulateMedia({ media: 'print' });
  const outside = await report.evaluate(() =>
    [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
      .map((element) => element.outerHTML.slice(0, 120)),
  );
  expect(outside).toEqual([]);
  await report.close();
});

test('the report as text is on the clipboard', async () => {
  await browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.bringToFront();
  await page.getByRole('button', { name: 'Copy as text' }).click();
  await page.getByText('The report was copied as text.').waitFor();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toContain('40 posts share this template');
  expect(text.match(/https:\/\/www\.binance\.com\//g)?.length).toBe(40);
});

test('the share picture is drawn here, saved as a file and copied', async () => {
  await page.getByRole('button', { name: 'Share image' }).click();
  const canvas = page.locator('.share-dialog canvas');
  await canvas.waitFor();
  const colors = await canvas.evaluate((element: HTMLCanvasElement) => {
    const { data } = element.getContext('2d')?.getImageData(0, 0, element.width, element.height) ?? {
      data: [],
    };
    const found = new Set<number>();
    for (let i = 0; i < data.length; i += 4)
      found.add((data[i] ?? 0) * 65_536 + (data[i + 1] ?? 0) * 256 + (data[i + 2] ?? 0));
    return found.size;
  });
  expect(colors).toBeGreaterThan(20);
  expect(await axeOf(page)).toEqual([]);

  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save image' }).click();
  const file = readFileSync((await (await waiting).path()) ?? '');
  expect(file.subarray(1, 4).toString()).toBe('PNG');
  expect([file.readUInt32BE(16), file.readUInt32BE(20)]).toEqual([1200, 630]);

  await browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Copy image' }).click();
  await page.getByText('Image copied').waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => page.locator('.share-dialog').count()).toBe(0);
});
