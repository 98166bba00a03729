import { rmSync } from 'node:fs';
import type { Page } from 'puppeteer-core';
import { afterEach, expect, test } from 'vitest';
import { homePage } from '../replay/pages.ts';
import { filler } from '../replay/posts.ts';
import { readLibrary } from './crash-recovery.ts';
import type { FirefoxStrip } from './harness/bidi.ts';
import { type Firefox, type FirefoxOptions, launchFirefox } from './harness/firefox.ts';
import { copyWithout } from './harness/modified-build.ts';

/** What Firefox does in its own way: private windows, updates under an open page, its limit for a site's data. */
const SOON = { timeout: 20_000 };
let browser: Firefox;
const folders: string[] = [];
const launch = async (options: FirefoxOptions = {}) => {
  browser = await launchFirefox(options);
};
afterEach(async () => {
  await browser.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Asks the background of its health; what it answers, and what the library holds after it. */
async function look(page?: Page) {
  const control = page ?? (await browser.extensionPage('manifest.json'));
  const health = await control.evaluate(
    `browser.runtime.sendMessage({ to: 'background', kind: 'health', ask: {} }).then(({ value }) => value.state)`,
  );
  const held = await control.evaluate(readLibrary);
  if (!page) await control.close();
  return { health, ...held };
}

const stateOf = (strip: FirefoxStrip) =>
  strip.read((root) => root.querySelector('.save')?.getAttribute('data-at') ?? null);

async function saves(page: Page, strip: FirefoxStrip): Promise<void> {
  await page.bringToFront();
  await strip.click('.save');
  await expect.poll(() => stateOf(strip), SOON).toBe('saved');
}

test('a private window gets annotations and stores nothing', async () => {
  await launch();
  await browser.allowPrivate();
  const control = await browser.extensionPage('manifest.json');
  const isPrivate = await control.evaluate(
    `browser.windows.create({ incognito: true, url: 'https://www.binance.com/en/square' })
      .then(({ incognito }) => incognito)`,
  );
  expect(isPrivate).toBe(true);
  const find = async () => (await browser.browser.pages()).find((one) => one.url().includes('/en/square'));
  await expect.poll(find, SOON).toBeDefined();
  const page = (await find()) as Page;
  const [strip] = await browser.waitForStrips(page, 20, 30_000);
  const tickers = () => strip?.read((root) => root.querySelectorAll('.ticker').length);
  await expect.poll(tickers, SOON).toBeGreaterThan(0);
  await strip?.click('.save');
  await expect.poll(() => strip?.text(), SOON).toContain('Not saved: private window');
  // A page of the extension in the private window would see a database of that window.
  expect((await look(control)).posts).toEqual([]);
});

test('an update under an open page: one strip a post, old ones gone, and saving works', async () => {
  await launch();
  const page = await browser.page('/en/square');
  const [first] = await browser.waitForStrips(page, 20);
  await saves(page, first as FirefoxStrip);
  await browser.update();
  // The strips of before are taken away by the new instance, which knows what was saved.
  const again = async () => {
    const all = await browser.strips(page);
    const same = all.find(({ postId }) => postId === first?.postId);
    return [all.length, new Set(all.map(({ postId }) => postId)).size, same && (await stateOf(same))];
  };
  await expect.poll(() => again().catch(String), SOON).toEqual([20, 20, 'saved']);
  const second = (await browser.strips(page))[3] as FirefoxStrip;
  await saves(page, second);
  const saved = (await look()).posts.flatMap(([id, isSaved]) => (isSaved ? [id] : []));
  expect(saved.sort()).toEqual([first?.postId, second.postId].sort());
});

test('the library is kept when the disk gets tight: Firefox counts it as persistent', async () => {
  await launch();
  const page = await browser.page('/en/square');
  const [strip] = await browser.waitForStrips(page, 20);
  await saves(page, strip as FirefoxStrip);
  const control = await browser.extensionPage('manifest.json');
  await expect.poll(() => control.evaluate('navigator.storage.persisted()'), SOON).toBe(true);
});

test("Firefox's own limit for data: said, and nothing half kept", async () => {
  // With `unlimitedStorage` the limit never bites: this copy of the extension does without.
  const extensionDir = copyWithout('unlimitedStorage', 'firefox');
  folders.push(extensionDir);
  const text = () => Array.from({ length: 1_500 }, () => Math.random().toString(36).slice(2, 10)).join(' ');
  const posts = Array.from({ length: 60 }, (_, i) => ({ ...filler(i), text: text() }));
  const body = homePage(posts, { decoys: false });
  await launch({
    extensionDir,
    site: () => ({ status: 200, type: 'text/html; charset=utf-8', body }),
    // In kB, for all sites together: what the library keeps free (6 MB), and room for some posts.
    prefs: { 'dom.quotaManager.temporaryStorage.fixedLimit': 6_350 },
  });
  const page = await browser.page('/en/square');
  await browser.waitForStrips(page, 60, 30_000);
  // How many posts were stored before there was no room depends on how many came in one message: perhaps all.
  await expect.poll(async () => (await look()).health, { timeout: 40_000 }).toBe('full');
  const { posts: kept, counts } = await look();
  expect(kept.length).toBeGreaterThan(0);
  expect(kept.length).toBe(counts.seen ?? 0);
  const strip = (await browser.strips(page))[50] as FirefoxStrip;
  await page.bringToFront();
  await strip.click('.save');
  await expect.poll(() => stateOf(strip), { timeout: 60_000 }).toBe('failed');
  const after = await look();
  expect(after.posts.some(([, isSaved]) => isSaved)).toBe(false);
  expect(after.posts.length).toBe(kept.length);
}, 180_000);
