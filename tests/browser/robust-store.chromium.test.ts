import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { type Chromium, type ChromiumOptions, launchChromium, waitForStrips } from './harness/chromium.ts';
import { badge, clickSave, popupSays, SOON, savedIds, saveOne, stateOf } from './harness/saving.ts';

/** What can befall the store, in a real browser: each is shown as what it is, and nothing is deleted to recover. */
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

/** Where Chromium keeps the library. */
const storeOf = (profile: string) => {
  const above = join(profile, 'Default', 'IndexedDB');
  const name = readdirSync(above).find((one) => /^chrome-extension_.*\.leveldb$/.test(one));
  return join(above, name ?? 'none');
};

test('site data cleared under the extension: said with what was lost, and a new library works', async () => {
  await launch();
  const id = await saveOne(browser);
  const session = await browser.debug();
  const origin = `chrome-extension://${browser.extensionId}`;
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' });
  await browser.killWorker();
  await popupSays(browser, 'Saved posts lost: 1');
  expect(await badge(browser)).toBe('!');
  expect(await saveOne(browser)).toBe(id);
  expect(await savedIds(browser)).toEqual([id]);
});

test('the database is deleted under open pages: no strip goes on saying "Saved"', async () => {
  await launch();
  const { page, id } = await clickSave(browser);
  await expect.poll(() => stateOf(page, id), SOON).toBe('saved');
  const control = await browser.control();
  await control.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const deletion = indexedDB.deleteDatabase('feedglass');
        deletion.onsuccess = () => resolve();
        deletion.onerror = () => reject(deletion.error);
      }),
  );
  // The next edit finds out.
  const other = (await waitForStrips(page, 20))[6];
  await page.bringToFront();
  await other?.click('.save');
  await expect.poll(() => stateOf(page, other?.postId ?? ''), SOON).toBe('saved');
  await expect.poll(() => stateOf(page, id), SOON).toBe('idle');
  expect(await savedIds(browser)).toEqual([other?.postId]);
  await popupSays(browser, 'Saved posts lost: 1');
});

test('a store whose files were spoilt comes back empty: the loss is told until the user has read it', async () => {
  const profileDir = folder();
  await launch({ profileDir });
  const id = await saveOne(browser);
  await browser.close();
  const store = storeOf(profileDir);
  for (const file of readdirSync(store)) writeFileSync(join(store, file), 'spoilt');

  await launch({ profileDir });
  const popup = await popupSays(browser, 'Saved posts lost: 1');
  expect(await badge(browser)).toBe('!');
  expect(await savedIds(browser)).toEqual([]);
  await browser.killWorker();
  await popup.reload();
  await popup.getByText('Saved posts lost: 1').waitFor();
  await popup.getByRole('button', { name: 'Got it' }).click();
  await expect.poll(() => badge(browser), SOON).toBe('');
  // What comes after is kept as ever.
  expect(await saveOne(browser)).toBe(id);
  expect(await savedIds(browser)).toEqual([id]);
});

test('an unreadable store is reported as damaged, and works again when the browser can read it', async () => {
  const profileDir = folder();
  await launch({ profileDir });
  const id = await saveOne(browser);
  await browser.close();
  const store = storeOf(profileDir);
  renameSync(store, `${store}.away`);
  writeFileSync(store, 'a file where a folder should be');

  await launch({ profileDir });
  const { page, id: other } = await clickSave(browser);
  await expect.poll(() => stateOf(page, other), { timeout: 30_000 }).toBe('failed');
  await popupSays(browser, 'can’t read your library');
  expect(await badge(browser)).toBe('!');
  await browser.close();
  expect(readFileSync(store, 'utf8')).toBe('a file where a folder should be');
  rmSync(store);
  renameSync(`${store}.away`, store);

  await launch({ profileDir });
  expect(await savedIds(browser)).toEqual([id]);
});

test('a database of a later version is reported and not changed', async () => {
  await launch();
  const id = await saveOne(browser);
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
  const { page, id: same } = await clickSave(browser);
  await expect.poll(() => stateOf(page, same), { timeout: 30_000 }).toBe('failed');
  expect(same).toBe(id);
  await popupSays(browser, 'newer version of Feedglass');
  expect(await badge(browser)).toBe('!');
  expect(await savedIds(browser)).toEqual([id]);
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

test('an acknowledged save survives killing the browser at that moment', async () => {
  const profileDir = folder();
  await launch({ profileDir });
  const session = await browser.context.browser()?.newBrowserCDPSession();
  const { processInfo } = (await session?.send('SystemInfo.getProcessInfo')) ?? { processInfo: [] };
  const main = processInfo.find(({ type }) => type === 'browser')?.id;
  const { page, id } = await clickSave(browser);
  await expect.poll(() => stateOf(page, id), { ...SOON, interval: 10 }).toBe('saved');
  process.kill(main as number, 'SIGKILL');
  await browser.close();

  await launch({ profileDir });
  expect(await savedIds(browser)).toEqual([id]);
});

test("the same with Chromium's new database backend", async () => {
  const profileDir = folder();
  await launch({
    profileDir,
    args: ['--enable-features=IdbSqliteBackingStore,IdbSqliteOnDiskRollout:UseSqliteForNewStores/true'],
  });
  const id = await saveOne(browser);
  await browser.killWorker();
  // The files are SQLite's: with another store this test would show nothing.
  expect(readdirSync(join(profileDir, 'Default', 'IndexedDB')).join()).not.toContain('leveldb');
  browser = await browser.reopen();
  expect(await savedIds(browser)).toEqual([id]);
});
