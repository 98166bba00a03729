import { rmSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { readLibrary } from './crash-recovery.ts';
import { type Chromium, launchChromium, stripOf } from './harness/chromium.ts';
import { exportOf } from './harness/export-file.ts';
import { copyWithout } from './harness/modified-build.ts';
import { badge, clickSave, popupSays, SOON, savedIds, saveOne, stateOf } from './harness/saving.ts';

/** A full disk in a real browser: told, nothing half kept, and all goes on when there is room again. */
const folders: string[] = [];
let browser: Chromium;
afterEach(async () => {
  await browser.close();
  for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true });
});

const read = async () => (await browser.control()).evaluate(readLibrary);

/**
 * A browser with room for so many bytes. `unlimitedStorage` lifts the limit that the debugger sets: the same build
 * without it. Before the first use of the database: Chromium remembers for half a minute how much room there is.
 * @returns what makes room again.
 */
async function launchNarrow(quotaSize: number): Promise<() => Promise<unknown>> {
  const extensionDir = copyWithout('unlimitedStorage');
  folders.push(extensionDir);
  browser = await launchChromium({ extensionDir });
  const session = await browser.debug();
  const origin = `chrome-extension://${browser.extensionId}`;
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize });
  return () => session.send('Storage.overrideQuotaForOrigin', { origin });
}

/** Long enough for Chromium to look at the room again. */
const ROOM = { timeout: 90_000, interval: 1_000 };

test('a full disk: the click is refused with the reason, popup and button say so, nothing half is kept; then it goes on', async () => {
  const makeRoom = await launchNarrow(1_000);
  const { page, id } = await clickSave(browser);
  await expect.poll(() => stateOf(page, id), { timeout: 30_000 }).toBe('failed');
  expect(await (await stripOf(page, id)).text()).toContain('disk');
  expect(await badge(browser)).toBe('!');
  const popup = await popupSays(browser, 'disk is full');
  await popup.close();
  // Of the page's twenty posts and the one that was clicked there is nothing.
  expect((await read()).posts).toEqual([]);

  await makeRoom();
  // The page asks for its posts again by itself; the click was refused, and is made again.
  await expect.poll(async () => (await read()).posts.length, ROOM).toBe(20);
  expect((await read()).counts).toMatchObject({ seen: 20, captured: 0 });
  expect(await badge(browser)).toBe('');
  await page.bringToFront();
  await (await stripOf(page, id)).click('.save');
  await expect.poll(() => stateOf(page, id), SOON).toBe('saved');
  expect(await savedIds(browser)).toEqual([id]);
}, 180_000);

test('a disk that fills in the middle of an import: said, nothing of it kept, and whole when there is room', async () => {
  const makeRoom = await launchNarrow(2_000_000);
  const saved = await saveOne(browser);
  // The page's other posts come to rest first.
  await expect.poll(async () => (await read()).posts.length, SOON).toBe(20);
  const before = await read();
  const page = await browser.extensionPage('library.html#/import');
  const bringIn = async () => {
    await page.locator('input[type=file]').first().waitFor({ state: 'attached' });
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles(await exportOf(1_000, 600));
    await page.locator('.notice button.main').click();
    await page
      .locator('.notice')
      .filter({ hasText: /disk is full|Undo/ })
      .first()
      .waitFor({ timeout: 60_000 });
    return (await page.locator('.notice').allTextContents()).join();
  };
  const refused = await bringIn();
  expect(refused).toContain('Your disk is full');
  expect(refused).toContain('Nothing was changed');
  expect(await read()).toEqual(before);

  await makeRoom();
  // What was there is there, and what comes is kept: a whole import, and a click on the page.
  await expect.poll(bringIn, { timeout: 120_000, interval: 5_000 }).toContain('Undo');
  expect((await read()).posts.length).toBe(before.posts.length + 1_000);
  expect(await savedIds(browser)).toContain(saved);
}, 240_000);

test('as shipped: where the browser counts no room left, a save is refused; with room it goes on', async () => {
  browser = await launchChromium();
  const session = await browser.debug();
  const origin = `chrome-extension://${browser.extensionId}`;
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1_000 });
  await expect(saveOne(browser)).rejects.toThrow();
  expect(await savedIds(browser)).toEqual([]);
  await session.send('Storage.overrideQuotaForOrigin', { origin });
  const id = await saveOne(browser);
  expect(await savedIds(browser)).toEqual([id]);
});
