/**
 * A disk that is really full under Chromium's store: what was acknowledged is there, writing is refused with the
 * reason, reading goes on, and all of it works again when there is room.
 */
import { afterEach, describe, expect, test } from 'vitest';
import { missing, NO_SMALL_DISK, type NotesRun, readNotes, SmallDisk, writeNotes } from './disk-full.ts';
import { type Chromium, launchChromium } from './harness/chromium.ts';
import { exportOf } from './harness/export-file.ts';

const MB = 1024 * 1024;
/** Runs of each kind; the nightly run makes ten. */
const RUNS = Number(process.env.DISK_RUNS ?? 1);

let disk: SmallDisk | undefined;
let browser: Chromium | undefined;
afterEach(async () => {
  await browser?.close();
  disk?.remove();
  browser = undefined;
  disk = undefined;
});

const launch = (dir: string) =>
  launchChromium({
    profileDir: dir,
    args: [`--disk-cache-dir=${dir}-cache`, '--disable-features=IdbSqliteBackingStore'],
  });

/** A library of so many saved posts on a small disk. */
async function fill(disk: SmallDisk, posts: number): Promise<{ browser: Chromium; ids: string[] }> {
  const browser = await launch(disk.dir);
  const page = await browser.extensionPage('library.html#/import');
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles(await exportOf(posts, 100));
  await page.locator('.notice button.main').click();
  await page.locator('.notice').filter({ hasText: 'Undo' }).waitFor({ timeout: 60_000 });
  await page.close();
  return { browser, ids: Object.keys(await (await browser.control()).evaluate(readNotes)) };
}

const health = async (browser: Chromium) =>
  (await (
    await browser.control()
  ).evaluate(() => chrome.runtime.sendMessage({ to: 'background', kind: 'health', ask: {} }))) as {
    value: { state: string };
  };

describe.skipIf(NO_SMALL_DISK !== '')(`a full disk (${NO_SMALL_DISK || 'on a small one'})`, () => {
  for (let run = 1; run <= RUNS; run++) {
    test.each(['by our own writing', 'by another program'])(
      `filled %s, run ${run}`,
      async (by) => {
        disk = new SmallDisk(140);
        const started = await fill(disk, 120);
        browser = started.browser;
        const control = await browser.control();
        const write = (refused: number, most = 3_000): Promise<NotesRun> =>
          control.evaluate(writeNotes, { ids: started.ids, refused, most });

        disk.fillTo(14 * MB);
        const writing = write(6);
        if (by === 'by another program') {
          await new Promise((done) => setTimeout(done, 300 + Math.random() * 1_500));
          for (let i = 0; i < 20; i++) {
            disk.fillTo(0);
            await new Promise((done) => setTimeout(done, 20));
          }
        }
        const filled = await writing;
        expect(filled.count).toBeGreaterThan(0);
        expect(new Set(filled.refusals)).toEqual(new Set(['full']));

        // Workers that begin on the full disk, and pages that open on it.
        disk.fillTo(0);
        expect((await health(browser)).value.state).toBe('full');
        for (let i = 0; i < 3; i++) {
          await browser.killWorker();
          const page = await browser.library();
          expect((await write(1, 1)).refusals).toEqual(['full']);
          await page.close();
          expect(missing(filled, await control.evaluate(readNotes))).toEqual([]);
        }
        disk.makeRoom();
        // It goes on by itself: nothing was restarted.
        await expect.poll(async () => (await write(1, 1)).refusals, { timeout: 60_000 }).toEqual([]);
        const after = await write(1, 50);
        expect(after.refusals).toEqual([]);
        expect((await health(browser)).value.state).toBe('ok');
        const acknowledged = { ...filled.acknowledged, ...after.acknowledged };
        await browser.close();
        browser = await launch(disk.dir);
        const stored = await (await browser.control()).evaluate(readNotes);
        console.log(
          `${by}, run ${run}: ${filled.count} notes acknowledged, then ${filled.refusals.length} refused; ` +
            `${missing({ ...filled, acknowledged }, stored).length} missing`,
        );
        expect(missing({ ...filled, acknowledged }, stored)).toEqual([]);
        expect(Object.keys(stored)).toHaveLength(120);
      },
      120_000,
    );
  }
});
