/**
 * `npx tsx tests/bench/round-trip.ts 100000`: a library of so many made-up posts is exported as JSON, brought into a
 * fresh profile, and exported again. Says how long each took, how large the file is and whether the records are the
 * same; exits 1 when they are not. 100,000 posts take some minutes.
 */
import { createHash } from 'node:crypto';
import { createReadStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Page } from 'playwright-core';
import { type Chromium, launchChromium } from '../browser/harness/chromium.ts';
import { keyedExtension } from './extension.ts';
import { makeProfile } from './profile.ts';

/** Long enough for the slowest machine. */
const LONG = { timeout: 3_600_000 };
const folder = mkdtempSync(join(tmpdir(), 'feedglass-trip-'));

async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  const value = await work();
  console.log(`${what}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
  return value;
}

/** Exports all posts as JSON into a file. */
async function exportTo(file: string, browser: Chromium): Promise<void> {
  const page = await browser.extensionPage('library.html#/export');
  await page.locator('input[name=scope]:not([disabled])').last().check();
  const download = page.waitForEvent('download', LONG);
  await page.locator('#main .page-column button.main').click();
  await (await download).saveAs(file);
  await page.close();
}

async function bringIn(file: string, page: Page): Promise<void> {
  await page.locator('input[type=file]').first().setInputFiles(file);
  const go = page.locator('.notice button.main');
  await timed('  read and counted', () => go.waitFor(LONG));
  await go.click();
  await page.locator('.notice').getByRole('button', { name: 'Undo' }).waitFor(LONG);
}

/** The records of a file in the order of their ids, as one hash. */
async function recordsOf(file: string): Promise<{ count: number; hash: string }> {
  const records: string[] = [];
  for await (const line of createInterface({ input: createReadStream(file) })) {
    if (line.startsWith('"copyGroups"')) break;
    if (line.startsWith('{"id":')) records.push(line.replace(/\],?$|,$/, ''));
  }
  const hash = createHash('sha256').update(records.sort().join('\n')).digest('hex');
  return { count: records.length, hash };
}

const posts = Number(process.argv[2] ?? 20_000);
const extension = keyedExtension();
const [first, second] = [join(folder, 'first.json'), join(folder, 'second.json')];
try {
  const profileDir = join(folder, 'profile');
  await makeProfile(posts, profileDir, extension.dir);
  const full = await launchChromium({ profileDir, extensionDir: extension.dir });
  await timed(`${posts} posts exported`, () => exportTo(first, full));
  await full.close();
  console.log(`  ${(statSync(first).size / 2 ** 20).toFixed(1)} MB`);

  const fresh = await launchChromium({ extensionDir: extension.dir });
  const page = await fresh.extensionPage('library.html#/import');
  await timed('brought into a fresh profile', () => bringIn(first, page));
  await timed('exported again', () => exportTo(second, fresh));
  await fresh.close();

  const [before, after] = [await recordsOf(first), await recordsOf(second)];
  const same = before.count === posts && before.hash === after.hash;
  console.log(`${after.count} records, ${same ? 'the same' : 'NOT the same'} as the ${before.count} before`);
  if (!same) process.exitCode = 1;
} finally {
  extension.remove();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
