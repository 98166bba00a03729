/**
 * `npx tsx tests/demo/library-pictures.ts [POSTS]`: every view of the library page, light and dark, 800 and 1440 px
 * wide, in English and Arabic, for looking at. They are left in demo-output/library/.
 *
 * Shown are an empty library, one of a few posts and, when asked, one of so many made-up posts (see
 * tests/bench/profile.ts: 100000 take minutes the first time).
 */
import { mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { keyedExtension } from '../bench/extension.ts';
import { makeProfile } from '../bench/profile.ts';
import { build, PROJECT } from '../browser/harness/build.ts';
import { type Chromium, launchChromium, waitForStrips } from '../browser/harness/chromium.ts';

const OUTPUT = join(PROJECT, 'demo-output', 'library');
const VIEWS = ['copies', 'tickers', 'campaigns', 'saved', 'export', 'import', 'settings', 'welcome'];
const WIDTHS = [800, 1440];

/** All views as they stand now. @param open the first line of each list is opened where there is room for both. */
async function shoot(page: Page, name: string, views: string[], open: boolean): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    for (const view of views) {
      await page.evaluate((hash) => {
        location.hash = hash;
      }, `#/${view}`);
      await page.waitForTimeout(700);
      const line = page.locator('.list-side .list-row').first();
      if (open && (await line.count()) > 0) {
        await line.click();
        await page.waitForTimeout(900);
      }
      await page.screenshot({ path: join(OUTPUT, `${name}-${view}-${width}.png`) });
    }
  }
}

async function everyLook(
  browser: Chromium,
  name: string,
  open: boolean,
  looks: [string, 'light' | 'dark'][],
) {
  const page = await browser.extensionPage('library.html');
  for (const [language, colorScheme] of looks) {
    await page.evaluate((ask) => chrome.runtime.sendMessage({ to: 'background', kind: 'setSettings', ask }), {
      language: language as 'en',
      theme: colorScheme,
    });
    await page.reload();
    await page.locator('h1').waitFor();
    await shoot(page, `${name}-${language}-${colorScheme}`, VIEWS, open);
  }
  await page.close();
}

const ALL: [string, 'light' | 'dark'][] = [
  ['en', 'light'],
  ['en', 'dark'],
  ['ar', 'light'],
];

rmSync(OUTPUT, { recursive: true, force: true });
mkdirSync(OUTPUT, { recursive: true });
build('chrome');

const browser = await launchChromium();
await everyLook(browser, 'empty', false, [['en', 'light']]);
for (const path of ['/en/square', '/en/square/profile/QuynhAnh96']) {
  const page = await browser.page(path);
  const strips = await waitForStrips(page, 20);
  await page.waitForTimeout(1_000);
  for (const strip of strips.slice(0, 6)) await strip.click('.save');
}
await everyLook(browser, 'few', true, ALL);
await browser.close();

const posts = Number(process.argv[2] ?? 0);
if (posts > 0) {
  const extension = keyedExtension();
  const profileDir = join(tmpdir(), `feedglass-pictures-${process.pid}`);
  await makeProfile(posts, profileDir, extension.dir);
  const large = await launchChromium({ profileDir, extensionDir: extension.dir });
  await everyLook(large, 'many', true, [
    ['en', 'light'],
    ['ar', 'dark'],
  ]);
  await large.close();
  extension.remove();
  rmSync(profileDir, { recursive: true, force: true });
}
console.log(`demo-output/library: ${VIEWS.length} views`);
