/** A disk that is really full under Firefox's store. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { missing, NO_SMALL_DISK, readNotes, SmallDisk, writeNotes } from './disk-full.ts';
import { Firefox } from './harness/firefox.ts';

const MB = 1024 * 1024;
const RUNS = Number(process.env.DISK_RUNS ?? 1);

let disk: SmallDisk | undefined;
let browser: Firefox | undefined;
afterEach(async () => {
  await browser?.close();
  disk?.remove();
  browser = undefined;
  disk = undefined;
});

describe.skipIf(NO_SMALL_DISK !== '')(`a full disk (${NO_SMALL_DISK || 'on a small one'})`, () => {
  for (let run = 1; run <= RUNS; run++) {
    test(`loses nothing that was acknowledged, and it goes on when there is room, run ${run}`, async () => {
      disk = new SmallDisk(300);
      const dir = join(disk.dir, 'browser');
      mkdirSync(dir);
      browser = await Firefox.launch({}, dir);
      const page = await browser.page('/en/square');
      await browser.waitForStrips(page, 20);
      const control = await browser.extensionPage('manifest.json');
      await expect
        .poll(async () => Object.keys(await control.evaluate(readNotes)).length, { timeout: 30_000 })
        .toBe(20);
      const ids = Object.keys(await control.evaluate(readNotes));
      const write = (refused: number, most: number) => control.evaluate(writeNotes, { ids, refused, most });
      const before = await write(1, 40);
      expect(before.refusals).toEqual([]);
      disk.fillTo(12 * MB);
      const writing = write(6, 3_000);
      if (run % 2 === 0) {
        for (let i = 0; i < 40; i++) {
          await new Promise((done) => setTimeout(done, 50));
          if (i > 10) disk.fillTo(0);
        }
      }
      const filled = await writing;
      disk.fillTo(0);
      const reasons = [...new Set(filled.refusals)];
      await browser.killWorker();
      const acknowledged = { ...before.acknowledged, ...filled.acknowledged };
      disk.makeRoom();
      await expect.poll(async () => (await write(1, 1)).refusals, { timeout: 60_000 }).toEqual([]);
      const after = await write(1, 40);
      const stored = await control.evaluate(readNotes);
      const all = { ...filled, acknowledged: { ...acknowledged, ...after.acknowledged } };
      console.log(
        `run ${run}: ${filled.count} notes acknowledged, refused as ${reasons}; ${missing(all, stored).length} missing`,
      );
      expect(missing(all, stored)).toEqual([]);
      expect(reasons).toEqual(['full']);
    }, 240_000);
  }
});
