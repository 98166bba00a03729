/**
 * `npm run demo`: the built extension in a real Chromium, on a replay of Binance Square made from the seeds.
 * Does what a reader does, by real clicks, and says honestly what came of it: exit code 1 when something
 * is not as it should be. Leaves pictures and `export.json` in demo-output/. With a display it stays open.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { ExportDocument } from '../../lib/store/export/export-schema.ts';
import { build, PROJECT } from '../browser/harness/build.ts';
import { type Chromium, launchChromium, stripOf, waitForStrips } from '../browser/harness/chromium.ts';
import { exportJson, openTab, type PopupTab, thisPage } from '../browser/harness/popup.ts';
import { homePosts } from '../replay/posts.ts';
import { movingPicture } from './moving-picture.ts';
import { picture } from './picture.ts';
import { checkTable, postTable } from './table.ts';

const OUTPUT = join(PROJECT, 'demo-output');
const PROFILE = '/en/square/profile/QuynhAnh96';
const POPUP_TABS: PopupTab[] = ['summary', 'copies', 'tickers', 'saved', 'export'];

const hasDisplay =
  !process.argv.includes('--headless') &&
  !process.env.CI &&
  (process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY));

/** What was expected and what came, in order. */
const checks: { what: string; expected: string; found: string }[] = [];
const check = (what: string, expected: unknown, found: unknown) =>
  checks.push({ what, expected: String(expected), found: String(found) });

const say = (line: string) => console.log(line);
const shoot = (page: Page, name: string) => page.screenshot({ path: join(OUTPUT, name) });

/** Waits until a post's mark says that it is saved. */
async function saved(page: Page, id: string): Promise<boolean> {
  for (let tries = 0; tries < 50; tries++) {
    const strip = await stripOf(page, id);
    if (await strip.read((root) => root.querySelector('.save')?.getAttribute('data-at') === 'saved'))
      return true;
    await page.waitForTimeout(100);
  }
  return false;
}

/** The profile: one strip a post, and three posts saved by a click each. */
async function visitProfile(browser: Chromium): Promise<{ page: Page; chosen: string[] }> {
  const page = await browser.page(PROFILE);
  const strips = await waitForStrips(page, 20);
  check('posts of the profile with one strip each', 20, new Set(strips.map(({ postId }) => postId)).size);
  await page.waitForTimeout(500);
  const chosen: string[] = [];
  for (const strip of strips.slice(0, 3)) {
    await strip.click('.save');
    chosen.push(strip.postId ?? '');
  }
  const marks = await Promise.all(chosen.map((id) => saved(page, id)));
  check('posts that say "Saved" after a click', 3, marks.filter(Boolean).length);
  await page.evaluate(() => scrollTo(0, 0));
  await shoot(page, '1-profile.png');
  return { page, chosen };
}

/** The home feed, where some posts repeat others; the evidence of one is opened. */
async function visitHome(browser: Chromium): Promise<Page> {
  const page = await browser.page('/en/square');
  const strips = await waitForStrips(page, 20);
  await page.waitForTimeout(1000);
  const badges = await Promise.all(
    strips.map((strip) => strip.read((root) => root.querySelector('.copy button') !== null)),
  );
  check('posts of the home feed that carry a copy badge', 7, badges.filter(Boolean).length);
  const repeated = homePosts.find(({ handle }) => handle === 'daily_chain')?.id ?? '';
  const copy = await stripOf(page, repeated);
  const badge = await copy.read((root) => root.querySelector('.badge')?.textContent ?? '');
  check('the badge of the post by @daily_chain', 'Copy of @chain_clerk · 3 hours later', badge.trim());
  await copy.click('.copy button');
  await page.waitForTimeout(800);
  await shoot(page, '2-home-copy.png');
  return page;
}

/** The popup over the profile, with its saved posts, and over the home feed, with its copies: that one is pictured. */
async function visitPopup(
  browser: Chromium,
  { profile, home }: { profile: Page; home: Page },
  chosen: string[],
): Promise<ExportDocument> {
  const overProfile = await browser.popup(profile);
  await overProfile.waitForTimeout(500);
  const { headline, saved } = await thisPage(overProfile);
  check('what the popup says of the profile', 'None of these 20 posts repeats an earlier one', headline);
  check('saved posts of the profile, as the popup counts them', 3, saved);
  await overProfile.close();

  const popup = await browser.popup(home);
  await popup.waitForTimeout(500);
  const feed = await thisPage(popup);
  check('what the popup says of the home feed', '4 of 20 posts repeat an earlier one', feed.headline);
  for (const [i, tab] of POPUP_TABS.entries()) {
    await openTab(popup, tab);
    await popup.waitForTimeout(300);
    await shoot(popup, `${3 + i}-popup-${tab}.png`);
  }
  const own = await exportJson(popup, 'saved');
  writeFileSync(join(OUTPUT, 'export.json'), own.text);
  const ids = ExportDocument.parse(JSON.parse(own.text)).captures.map(({ id }) => id);
  check('the export holds exactly the three saved posts', chosen.toSorted(), ids.toSorted());
  const all = await exportJson(popup, 'all');
  await popup.close();
  return ExportDocument.parse(JSON.parse(all.text));
}

async function tour(browser: Chromium): Promise<void> {
  const { page: profile, chosen } = await visitProfile(browser);
  const home = await visitHome(browser);
  const everything = await visitPopup(browser, { profile, home }, chosen);
  const library = await browser.library();
  await library.locator('a.list-row').first().click();
  const versions = library.locator('.version');
  await versions
    .nth(1)
    .waitFor({ timeout: 10_000 })
    .catch(() => null);
  check('texts that the library sets side by side', 2, await versions.count());
  await shoot(library, '8-library.png');
  await picture(browser, OUTPUT);
  await movingPicture(browser, OUTPUT);
  check('requests that left the browser', 0, browser.strays.length);
  say(postTable(everything));
  await home.bringToFront();
}

rmSync(OUTPUT, { recursive: true, force: true });
mkdirSync(OUTPUT, { recursive: true });
say('Building the extension ...');
build('chrome');
say(`Starting Chromium${hasDisplay ? '' : ' without a window'} ...\n`);
const browser = await launchChromium({ headed: hasDisplay });
let failure: unknown = null;
try {
  await tour(browser);
} catch (error) {
  failure = error;
}
say(checkTable(checks));
if (failure) say(`\nThe tour stopped: ${failure instanceof Error ? failure.message : failure}`);
const good = !failure && checks.every(({ expected, found }) => expected === found);
say(
  `\n${good ? 'All as it should be.' : 'NOT as it should be: see above.'} Pictures and export.json: demo-output/`,
);

if (hasDisplay) {
  say('\nThe browser stays open: click around. Close it, or press Ctrl+C here, to end.');
  await new Promise((resolve) => browser.context.once('close', resolve));
}
await browser.close().catch(() => null); // the user may have closed it
process.exit(good ? 0 : 1);
