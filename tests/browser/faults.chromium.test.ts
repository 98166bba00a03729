import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import { homePage } from '../replay/pages.ts';
import { filler } from '../replay/posts.ts';
import { chaosSite, POSTS, pathOf, readLibrary, stateOf } from './chaos.ts';
import { type Chromium, launchChromium, type Strip, waitForStrips } from './harness/chromium.ts';
import { copyWithout } from './harness/variant.ts';

/** Faults of the store as a real browser makes them. Each has its own visible state, and nothing is deleted. */
let browser: Chromium;
const folders: string[] = [];
afterEach(async () => {
  await browser.close();
  for (const dir of folders.splice(0)) rmSync(dir, { recursive: true, force: true });
});

function profile(): string {
  const dir = mkdtempSync(join(tmpdir(), 'feedglass-'));
  folders.push(dir);
  return dir;
}

/** Saves the first posts of a page by real clicks. */
async function save(page: Page, count: number): Promise<Strip[]> {
  const strips = (await waitForStrips(page, POSTS, 30_000)).slice(0, count);
  for (const strip of strips) {
    await strip.click('.save');
    await expect.poll(() => stateOf(strip), { timeout: 15_000 }).toBe('saved');
  }
  return strips;
}

const health = async () => {
  const page = await browser.library();
  const answer = await page.evaluate(() =>
    chrome.runtime.sendMessage({ to: 'background', kind: 'health', ask: {} }),
  );
  await page.close();
  return answer as { ok: true; value: { state: string; detail: string | null } };
};
const badge = async () => (await browser.control()).evaluate(() => chrome.action.getBadgeText({}));
const stored = async () => (await browser.control()).evaluate(readLibrary);

test('site data cleared under the extension: said with what was lost, and a new library works', async () => {
  browser = await launchChromium({ site: chaosSite });
  const page = await browser.page(pathOf(0));
  await save(page, 3);
  const session = await browser.debug();
  const origin = `chrome-extension://${browser.extensionId}`;
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' });
  await browser.killWorker();
  await page.reload();
  await waitForStrips(page, POSTS, 30_000);
  await expect.poll(async () => (await health()).value).toMatchObject({ state: 'lost', detail: '3' });
  expect(await badge()).toBe('!');
  const [strip] = await save(page, 1);
  expect((await stored()).posts.filter(([, saved]) => saved).map(([id]) => id)).toEqual([strip?.postId]);
  expect((await health()).value.state).toBe('lost');
  await (await browser.control()).evaluate(() =>
    chrome.runtime.sendMessage({ to: 'background', kind: 'acknowledge', ask: {} }),
  );
  expect((await health()).value.state).toBe('ok');
  expect(await badge()).toBe('');
}, 120_000);

test('the files of the store overwritten between two runs: never silently empty', async () => {
  const profileDir = profile();
  browser = await launchChromium({ site: chaosSite, profileDir });
  await save(await browser.page(pathOf(0)), 2);
  await browser.context.close();
  const folder = join(profileDir, 'Default', 'IndexedDB');
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    try {
      writeFileSync(join(folder, name), 'not what it was');
    } catch {
      // A folder.
    }
  }
  browser = await browser.reopen();
  const { value } = await health();
  expect(['lost', 'damaged']).toContain(value.state);
  expect(await badge()).toBe('!');
}, 120_000);

test('a library of a later version is left alone and said so', async () => {
  browser = await launchChromium({ site: chaosSite });
  const page = await browser.page(pathOf(0));
  await save(page, 1);
  const control = await browser.control();
  await browser.killWorker();
  await control.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const open = indexedDB.open('feedglass', 99);
        open.onupgradeneeded = () => open.result.createObjectStore('future');
        open.onerror = () => reject(open.error);
        open.onsuccess = () => {
          open.result.close();
          resolve();
        };
      }),
  );
  await expect.poll(async () => (await health()).value.state).toBe('newer');
  expect(await badge()).toBe('!');
  const { posts } = await stored();
  expect(posts.filter(([, saved]) => saved)).toHaveLength(1);
}, 120_000);

test('a disk that is full: said so, nothing half is kept, and it goes on when there is room again', async () => {
  // With `unlimitedStorage` the quota never bites: this copy of the extension does without.
  const extensionDir = copyWithout('unlimitedStorage');
  folders.push(extensionDir);
  const text = () => Array.from({ length: 1_500 }, () => Math.random().toString(36).slice(2, 10)).join(' ');
  const posts = Array.from({ length: 60 }, (_, i) => ({ ...filler(i), text: text() }));
  const site = () => ({
    status: 200,
    type: 'text/html; charset=utf-8',
    body: homePage(posts, { decoys: false }),
  });
  browser = await launchChromium({ site, extensionDir });
  const session = await browser.debug();
  const origin = `chrome-extension://${browser.extensionId}`;
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1_000_000 });
  const page = await browser.page('/en/square');
  await waitForStrips(page, 60, 30_000);
  await expect.poll(async () => (await health()).value.state, { timeout: 30_000 }).toBe('full');
  expect(await badge()).toBe('!');
  const { posts: kept, counts } = await stored();
  expect(kept.length).toBe(counts.seen);
  expect(kept.length).toBeLessThan(60);

  // Chromium looks at the room left every half a minute; the page tries again every ten seconds.
  await session.send('Storage.overrideQuotaForOrigin', { origin });
  await expect.poll(async () => (await stored()).posts.length, { timeout: 90_000, interval: 1_000 }).toBe(60);
  expect((await health()).value.state).toBe('ok');
  expect(await badge()).toBe('');
}, 180_000);
