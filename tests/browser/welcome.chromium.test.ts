import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { buildFolder } from './harness/build.ts';
import { type Chromium, launchChromium, waitForStrips } from './harness/chromium.ts';

/** A new user is greeted, once; an update opens nothing. */
let browser: Chromium;
let folder: string | null = null;
afterEach(async () => {
  await browser.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
  folder = null;
});

const welcomes = () => browser.context.pages().filter((page) => page.url().endsWith('#/welcome'));

test('an installation opens the welcome page, in front: three steps, each with a picture', async () => {
  browser = await launchChromium({ welcome: true });
  const [page] = welcomes();
  await expect.poll(() => page?.locator('h1').textContent()).toBe('Welcome to Feedglass');
  expect(await page?.locator('.steps > li').count()).toBe(3);
  expect(await page?.locator('.steps svg.picture').count()).toBe(3);
  expect(await page?.evaluate(() => document.visibilityState)).toBe('visible');
  expect(welcomes()).toHaveLength(1);
  expect(browser.strays).toEqual([]);
});

test('the sample opens with one click and is never in the library', async () => {
  browser = await launchChromium({ welcome: true });
  const [page] = welcomes();
  await page?.getByRole('link', { name: 'Try the sample' }).click();
  await expect.poll(() => page?.locator('.list-side .list-row').count()).toBe(1);
  await page?.locator('.notice button.main').click();
  await expect
    .poll(async () => [...new Set(await page?.locator('nav.sidebar .number').allTextContents())])
    .toEqual(['0']);
});

test('an update opens nothing', async () => {
  folder = mkdtempSync(join(tmpdir(), 'feedglass-update-'));
  cpSync(buildFolder('chrome'), folder, { recursive: true });
  browser = await launchChromium({ extensionDir: folder, installLater: true });
  await browser.install();
  const file = join(folder, 'manifest.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
  writeFileSync(file, JSON.stringify({ ...manifest, version: '99.0' }));
  await browser.load();
  const control = await browser.control();
  await expect.poll(() => control.evaluate(() => chrome.runtime.getManifest().version)).toBe('99.0');
  // A page is read: the new worker runs, and by now would have opened its tab.
  await waitForStrips(await browser.page('/en/square'), 20);
  expect(welcomes()).toEqual([]);
});
