import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import { readLibrary } from './chaos.ts';
import { buildFolder } from './harness/build.ts';
import {
  type Chromium,
  type ChromiumOptions,
  launchChromium,
  stripOf,
  waitForStrips,
} from './harness/chromium.ts';

/** What can befall the store, in a real browser: each is shown as what it is, and nothing is deleted to recover. */
const SOON = { timeout: 15_000 };
const folders: string[] = [];
let browser: Chromium;

const folder = () => {
  const made = mkdtempSync(join(tmpdir(), 'feedglass-robust-'));
  folders.push(made);
  return made;
};
const launch = async (options: ChromiumOptions = {}) => {
  browser = await launchChromium(options);
};
afterEach(async () => {
  await browser.close();
  for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true });
});

const stateOf = (page: Page, id: string) =>
  stripOf(page, id).then((strip) =>
    strip.read((root) => root.querySelector('.save')?.getAttribute('data-at') ?? null),
  );

/** Opens Square and clicks "save" on one post. */
async function clickSave(): Promise<{ page: Page; id: string }> {
  const page = await browser.page('/en/square');
  const id = (await waitForStrips(page, 20))[2]?.postId as string;
  await page.bringToFront();
  await (await stripOf(page, id)).click('.save');
  return { page, id };
}

/** Saves one post and waits for the word that it is saved. */
async function saveOne(): Promise<string> {
  const { page, id } = await clickSave();
  await expect.poll(() => stateOf(page, id), SOON).toBe('saved');
  await page.close();
  return id;
}

const badge = async () => (await browser.control()).evaluate(() => chrome.action.getBadgeText({}));
/** What the popup says of the library's health. */
async function popupSays(words: string): Promise<Page> {
  const popup = await browser.popup();
  await expect.poll(() => popup.locator('[role=tabpanel]').textContent(), SOON).toContain(words);
  return popup;
}
const savedIds = async () =>
  (await (await browser.control()).evaluate(readLibrary)).posts.flatMap(([id, saved]) => (saved ? [id] : []));

/** Where Chromium keeps the library. */
const storeOf = (profile: string) => {
  const above = join(profile, 'Default', 'IndexedDB');
  const name = readdirSync(above).find((one) => /^chrome-extension_.*\.leveldb$/.test(one));
  return join(above, name ?? 'none');
};

test('a full disk: the click is refused with the reason, popup and button say so, nothing half is kept', async () => {
  // `unlimitedStorage` lifts the limit that the debugger sets: the same build without it.
  const extensionDir = folder();
  cpSync(buildFolder('chrome'), extensionDir, { recursive: true });
  const manifest = JSON.parse(readFileSync(join(extensionDir, 'manifest.json'), 'utf8'));
  manifest.permissions = manifest.permissions.filter((one: string) => one !== 'unlimitedStorage');
  writeFileSync(join(extensionDir, 'manifest.json'), JSON.stringify(manifest));
  await launch({ extensionDir });
  // Before the first use of the database: Chromium remembers for half a minute how much room there is.
  const origin = `chrome-extension://${browser.extensionId}`;
  await (await browser.debug()).send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1_000 });
  const { page, id } = await clickSave();
  await expect.poll(() => stateOf(page, id), { timeout: 30_000 }).toBe('failed');
  expect(await (await stripOf(page, id)).text()).toContain('disk');
  expect(await badge()).toBe('!');
  await popupSays('disk is full');
  // Of the page's twenty posts and the one that was clicked there is nothing.
  expect((await (await browser.control()).evaluate(readLibrary)).posts).toEqual([]);
});

test('a store whose files were spoilt comes back empty: the loss is told until the user has read it', async () => {
  const profileDir = folder();
  await launch({ profileDir });
  const id = await saveOne();
  await browser.close();
  const store = storeOf(profileDir);
  for (const file of readdirSync(store)) writeFileSync(join(store, file), 'spoilt');

  await launch({ profileDir });
  const popup = await popupSays('Saved posts there were: 1');
  expect(await badge()).toBe('!');
  expect(await savedIds()).toEqual([]);
  await browser.killWorker();
  await popup.reload();
  await popup.getByText('Saved posts there were: 1').waitFor();
  await popup.getByRole('button', { name: 'I have read this' }).click();
  await expect.poll(badge, SOON).toBe('');
  // What comes after is kept as ever.
  expect(await saveOne()).toBe(id);
  expect(await savedIds()).toEqual([id]);
});

test('a store that cannot be opened is said to be damaged, and is whole again when the browser can read it', async () => {
  const profileDir = folder();
  await launch({ profileDir });
  const id = await saveOne();
  await browser.close();
  const store = storeOf(profileDir);
  renameSync(store, `${store}.away`);
  writeFileSync(store, 'a file where a folder should be');

  await launch({ profileDir });
  const { page, id: other } = await clickSave();
  await expect.poll(() => stateOf(page, other), { timeout: 30_000 }).toBe('failed');
  await popupSays('cannot read the library');
  expect(await badge()).toBe('!');
  await browser.close();
  expect(readFileSync(store, 'utf8')).toBe('a file where a folder should be');
  rmSync(store);
  renameSync(`${store}.away`, store);

  await launch({ profileDir });
  expect(await savedIds()).toEqual([id]);
});

test('a database of a later version is left as it is, and said to be one', async () => {
  await launch();
  const id = await saveOne();
  const control = await browser.control();
  // What a later Feedglass would do; our connections have to make way for it.
  await control.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const open = indexedDB.open('feedglass', 99);
        open.onupgradeneeded = () => open.result.createObjectStore('future').put('kept', 'key');
        open.onsuccess = () => resolve(open.result.close());
        open.onerror = () => reject(open.error);
        setTimeout(() => reject(new Error('a connection does not make way')), 10_000);
      }),
  );
  const { page, id: same } = await clickSave();
  await expect.poll(() => stateOf(page, same), { timeout: 30_000 }).toBe('failed');
  expect(same).toBe(id);
  await popupSays('newer Feedglass');
  expect(await badge()).toBe('!');
  expect(await savedIds()).toEqual([id]);
  const left = await control.evaluate(
    () =>
      new Promise<unknown[]>((resolve) => {
        const open = indexedDB.open('feedglass');
        open.onsuccess = () => {
          const kept = open.result.transaction('future').objectStore('future').get('key');
          kept.onsuccess = () => resolve([open.result.version, kept.result]);
        };
      }),
  );
  expect(left).toEqual([99, 'kept']);
});

test('what was acknowledged is there when the whole browser is killed at that moment', async () => {
  const profileDir = folder();
  await launch({ profileDir });
  const session = await browser.context.browser()?.newBrowserCDPSession();
  const { processInfo } = (await session?.send('SystemInfo.getProcessInfo')) ?? { processInfo: [] };
  const main = processInfo.find(({ type }) => type === 'browser')?.id;
  const { page, id } = await clickSave();
  await expect.poll(() => stateOf(page, id), { ...SOON, interval: 10 }).toBe('saved');
  process.kill(main as number, 'SIGKILL');
  await browser.close();

  await launch({ profileDir });
  expect(await savedIds()).toEqual([id]);
});

test('the same on the database that Chromium is moving to', async () => {
  const profileDir = folder();
  await launch({
    profileDir,
    args: ['--enable-features=IdbSqliteBackingStore,IdbSqliteOnDiskRollout:UseSqliteForNewStores/true'],
  });
  const id = await saveOne();
  await browser.killWorker();
  // The files are SQLite's: with another store this test would show nothing.
  expect(readdirSync(join(profileDir, 'Default', 'IndexedDB')).join()).not.toContain('leveldb');
  browser = await browser.reopen();
  expect(await savedIds()).toEqual([id]);
});
