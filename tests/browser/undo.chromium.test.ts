/** The tab is closed, or the worker or browser killed, at a random moment of an import or its undo. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { homePosts } from '../replay/posts.ts';
import { type Chromium, launchChromium, stripOf, waitForStrips } from './harness/chromium.ts';
import { exportOfPosts, wordsOf } from './harness/export-file.ts';

/** Rounds of an import and an undo: each way of ending a page once; `UNDO_ROUNDS=100` for 200 random moments. */
const ROUNDS = Number(process.env.UNDO_ROUNDS ?? 4);
const OWN = 400;

let browser: Chromium;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

const fileOf = (ids: readonly number[], note: string) =>
  exportOfPosts(ids.map((n) => ({ id: String(n), text: wordsOf(n), note, tags: [note] })));

const range = (from: number, count: number) => Array.from({ length: count }, (_, i) => from + i);

/** Id, note, tags and save of every post, read past all our code. */
function readState(): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const open = indexedDB.open('feedglass');
    open.onerror = () => reject(open.error);
    open.onsuccess = () => {
      const posts = open.result.transaction('posts').objectStore('posts').getAll();
      posts.onsuccess = () => {
        open.result.close();
        resolve(posts.result.map((p) => [p.id, p.note, p.tags, p.capturedAt, p.lastSeenAt].join(' ')));
      };
    };
  });
}
const state = async () => (await browser.control()).evaluate(readState);

async function startImport(file: Awaited<ReturnType<typeof fileOf>>): Promise<Page> {
  const page = await browser.extensionPage('library.html#/import');
  await page.locator('input[type=file]').first().setInputFiles(file);
  await page.locator('.notice button.main').click();
  return page;
}
const undoButton = (page: Page) => page.locator('.notice').getByRole('button', { name: 'Undo' });

/** Ends the page in one of four ways after a random while. */
async function interrupt(page: Page, round: number): Promise<void> {
  await new Promise((done) => setTimeout(done, Math.random() ** 2 * 4_000));
  if (round % 4 === 0) await page.close();
  else if (round % 4 === 1) await page.reload().then(() => page.close());
  else if (round % 4 === 2) await Promise.all([browser.killWorker(), page.close()]);
  else browser = await browser.crash();
}

test('an import and its undo are stored completely or not at all', async () => {
  const first = await startImport(await fileOf(range(500_000, OWN), 'mine'));
  await undoButton(first).waitFor({ timeout: 60_000 });
  await first.close();
  const imports = { none: 0, all: 0 };
  const outcomes = { before: 0, after: 0 };
  for (let round = 0; round < ROUNDS; round++) {
    const before = await state();
    const file = await fileOf(
      [...range(500_000, OWN), ...range(600_000 + round * 1_000, 200)],
      `file ${round}`,
    );
    await interrupt(await startImport(file), round);
    let now = await state();
    const changed = now.filter((line) => !before.includes(line)).length;
    expect([0, OWN + 200]).toContain(changed);
    imports[changed === 0 ? 'none' : 'all']++;

    // Another file, because a file that is stored already cannot be imported.
    const middle = now;
    const page = await startImport(
      await fileOf([...range(500_000, OWN), ...range(700_000 + round * 1_000, 200)], `second ${round}`),
    );
    await undoButton(page).waitFor({ timeout: 60_000 });
    const after = await state();
    await undoButton(page).click();
    await interrupt(page, round + 1);
    now = await state();
    const kept = JSON.stringify(now) === JSON.stringify(after);
    outcomes[kept ? 'before' : 'after']++;
    if (!kept) expect(now).toEqual(middle);
  }
  console.log(
    `${2 * ROUNDS} moments: imports ${imports.none} not done, ${imports.all} done; ` +
      `undos ${outcomes.before} not done, ${outcomes.after} done`,
  );
}, 3_000_000);

test('the tabs of the site are told of an undo whose page is closed before it can tell', async () => {
  const [{ id, text }] = homePosts as [{ id: string; text: string }];
  const tab = await browser.page('/en/square');
  await waitForStrips(tab, homePosts.length, 60_000);
  const isShownSaved = async () =>
    (await stripOf(tab, id)).read((root) => root.querySelector('.save')?.getAttribute('data-at') === 'saved');

  const page = await browser.context.newPage();
  await page.addInitScript(() => {
    const { sendMessage } = chrome.runtime;
    const isSilent = (message: { kind?: string }) =>
      message.kind === 'libraryChanged' && document.body.classList.contains('silent');
    chrome.runtime.sendMessage = ((message: { kind?: string }, ...rest: []) =>
      isSilent(message)
        ? undefined
        : sendMessage.call(chrome.runtime, message, ...rest)) as typeof sendMessage;
  });
  await page.goto(`chrome-extension://${browser.extensionId}/library.html#/import`);
  const file = await exportOfPosts([
    { id, text, note: '', tags: [], capturedAt: '2026-06-03T18:00:01.000Z' },
  ]);
  await page.locator('input[type=file]').first().setInputFiles(file);
  await page.locator('.notice button.main').click();
  await undoButton(page).waitFor({ timeout: 60_000 });
  await expect.poll(isShownSaved, { timeout: 30_000 }).toBe(true);

  await page.evaluate(() => document.body.classList.add('silent'));
  await undoButton(page).click();
  const isSaved = async () =>
    (await state()).some((line) => line.startsWith(`${id} `) && line.includes('06-03T18:00:01'));
  await expect.poll(isSaved, { timeout: 30_000 }).toBe(false);
  expect(await isShownSaved()).toBe(true);
  await page.close();
  await expect.poll(isShownSaved, { timeout: 30_000 }).toBe(false);
}, 240_000);

test('an import during which the worker ends can be undone, again though the worker ends', async () => {
  const page = await startImport(await fileOf(range(800_000, 1_500), 'long'));
  await browser.killWorker();
  await undoButton(page).waitFor({ timeout: 60_000 });
  await undoButton(page).click();
  await browser.killWorker();
  await page.getByText('Import undone.').waitFor({ timeout: 60_000 });
  expect((await state()).filter((line) => line.startsWith('800'))).toEqual([]);
}, 240_000);
