/**
 * `npx tsx tests/demo/library-pictures.ts [POSTS…]`: every view of library, popup and feed with so many posts (1 40 by
 * default; `sample` is the built-in sample), light, dark and in Arabic, in windows of several sizes, for looking at. Some are what 200 % and 400 % zoom leave
 * of a window of 1280 × 800. Pictures and contact sheets are left in demo-output/pictures/; what can be measured
 * (sideways scrolling, small targets, parts outside the window) is printed.
 *
 * More than 40 are made-up posts (see tests/bench/profile.ts: 20000 take a minute the first time).
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { keyedExtension } from '../bench/extension.ts';
import { makeProfile } from '../bench/profile.ts';
import { build, PROJECT } from '../browser/harness/build.ts';
import { type Chromium, launchChromium, waitForStrips } from '../browser/harness/chromium.ts';

const OUTPUT = join(PROJECT, 'demo-output', 'pictures');

/** Name -> address; `open` presses Enter on the first row, so that its detail is shown. */
const VIEWS: Record<string, { hash: string; open?: boolean; keys?: string }> = {
  copies: { hash: '#/copies' },
  group: { hash: '#/copies', open: true },
  network: { hash: '#/copies?show=network' },
  tickers: { hash: '#/tickers' },
  ticker: { hash: '#/tickers', open: true },
  campaign: { hash: '#/campaigns', open: true },
  authors: { hash: '#/authors', open: true },
  posts: { hash: '#/posts' },
  post: { hash: '#/posts', open: true },
  saved: { hash: '#/saved' },
  export: { hash: '#/export' },
  import: { hash: '#/import' },
  settings: { hash: '#/settings' },
  welcome: { hash: '#/welcome' },
  palette: { hash: '#/posts', keys: 'Control+k' },
  keys: { hash: '#/posts', keys: '?' },
};
const POPUP_TABS = ['summary', 'copies', 'tickers', 'saved', 'export'];

interface Size {
  width: number;
  height: number;
}
const SIZES: Size[] = [
  { width: 1280, height: 800 },
  { width: 600, height: 800 },
  { width: 390, height: 844 },
  // 1280 × 800 at 200 % and at 400 %.
  { width: 640, height: 400 },
  { width: 320, height: 256 },
];

/** What can be measured in a page as it stands. */
function measure(): string[] {
  const found: string[] = [];
  const root = document.scrollingElement as Element;
  if (root.scrollWidth > innerWidth + 1) found.push(`sideways: ${root.scrollWidth} > ${innerWidth}`);
  const name = (one: Element) =>
    `${one.tagName.toLowerCase()}.${String(one.className)} "${(one.getAttribute('aria-label') ?? one.textContent ?? '').trim().slice(0, 30)}"`;
  for (const one of document.querySelectorAll('a, button, input, select, textarea, summary, [role=button]')) {
    const box = (one.closest('label') ?? one).getBoundingClientRect();
    if (box.width === 0 || box.height === 0 || getComputedStyle(one).visibility === 'hidden') continue;
    if (one.closest('svg') || getComputedStyle(one).opacity === '0') continue;
    const inText = getComputedStyle(one).display === 'inline' && one.closest('p, li, td, dd');
    if ((box.width < 23.5 || box.height < 23.5) && !inText)
      found.push(`small: ${Math.round(box.width)}x${Math.round(box.height)} ${name(one)}`);
    let clipped = false;
    for (let up = one.parentElement; up; up = up.parentElement)
      if (/auto|scroll|hidden|clip/.test(getComputedStyle(up).overflowX)) clipped = true;
    if (!clipped && (box.right > innerWidth + 1 || box.left < -1)) found.push(`outside: ${name(one)}`);
  }
  return [...new Set(found)];
}

const problems = new Map<string, string[]>();
async function shoot(page: Page, name: string, files: string[]): Promise<void> {
  const path = join(OUTPUT, `${name}.png`);
  await page.screenshot({ path });
  files.push(path);
  for (const problem of (await page.evaluate(`const __name = (made) => made; (${measure})()`)) as string[])
    problems.set(problem, [...(problems.get(problem) ?? []), name]);
}

/** One picture of many. */
async function sheet(
  browser: Chromium,
  name: string,
  files: string[],
  { width, height }: Size,
): Promise<void> {
  const columns = width >= 600 ? 2 : width > 350 ? 4 : 5;
  const rows = Math.max(1, Math.floor(1600 / ((height * (1560 / columns)) / width)));
  for (let i = 0; i * columns * rows < files.length; i++) {
    const page = await browser.context.newPage();
    await page.setViewportSize({ width: 1576, height: 400 });
    const images = files.slice(i * columns * rows, (i + 1) * columns * rows).map((file) => {
      const data = readFileSync(file).toString('base64');
      return `<img src="data:image/png;base64,${data}" style="width:100%;border:1px solid red;box-sizing:border-box">`;
    });
    await page.setContent(
      `<body style="margin:4px;display:grid;gap:4px;grid-template-columns:repeat(${columns},1fr);background:#888">${images.join('')}`,
    );
    await page.screenshot({ path: join(OUTPUT, `sheet-${name}-${i}.png`), fullPage: true });
    await page.close();
  }
}

async function libraryViews(browser: Chromium, address: string, name: string, sizes: Size[]): Promise<void> {
  const page = await browser.extensionPage(address);
  await page.locator('h1').waitFor();
  for (const size of sizes) {
    const files: string[] = [];
    for (const [view, { hash, open, keys }] of Object.entries(VIEWS)) {
      await page.setViewportSize(size);
      await page.evaluate((to) => {
        location.hash = to;
      }, hash);
      await page.waitForTimeout(500);
      const row = page.locator('.list-side .list-row').first();
      if (open && (await row.count()) > 0) {
        await row.click();
        await page.waitForTimeout(700);
      }
      if (keys) {
        await page.locator('#main').focus();
        await page.keyboard.press(keys);
        await page.waitForTimeout(400);
      }
      await shoot(page, `${name}-${size.width}-${view}`, files);
      if (keys) await page.keyboard.press('Escape');
    }
    await sheet(browser, `${name}-${size.width}`, files, size);
  }
  await page.close();
}

async function popupViews(browser: Chromium, over: Page, name: string, sizes: Size[]): Promise<void> {
  const popup = await browser.popup(over);
  for (const size of sizes) {
    await popup.setViewportSize(size);
    const files: string[] = [];
    for (const tab of POPUP_TABS) {
      await popup.locator(`#tab-${tab}`).click();
      await popup.waitForTimeout(500);
      const row = popup.locator('[role=tabpanel] .item').first();
      if (['copies', 'tickers'].includes(tab) && (await row.count()) > 0) await row.click();
      await popup.waitForTimeout(400);
      await shoot(popup, `${name}-popup-${size.width}-${tab}`, files);
    }
    await sheet(browser, `${name}-popup-${size.width}`, files, { ...size, width: 390 });
  }
  await popup.close();
}

async function feedViews(browser: Chromium, page: Page, name: string): Promise<void> {
  const files: string[] = [];
  for (const size of SIZES.slice(0, 3)) {
    await page.setViewportSize(size);
    await page.evaluate(() => scrollTo(0, 0));
    await page.waitForTimeout(700);
    await page.screenshot({ path: join(OUTPUT, `${name}-feed-${size.width}.png`) });
    files.push(join(OUTPUT, `${name}-feed-${size.width}.png`));
  }
  await sheet(browser, `${name}-feed`, files, SIZES[2] as Size);
}

async function setLook(browser: Chromium, language: string, theme: 'light' | 'dark'): Promise<void> {
  const control = await browser.control();
  await control.evaluate(
    (ask) => chrome.runtime.sendMessage({ to: 'background', kind: 'setSettings', ask }),
    {
      language,
      theme,
    },
  );
}

const LOOKS: [language: string, theme: 'light' | 'dark', sizes: Size[]][] = [
  ['en', 'light', SIZES],
  ['en', 'dark', SIZES.slice(0, 3)],
  ['ar', 'light', SIZES.slice(0, 3)],
];

async function everyLook(browser: Chromium, address: string, name: string, over?: Page): Promise<void> {
  for (const [language, theme, sizes] of LOOKS) {
    await setLook(browser, language, theme);
    const look = `${name}-${language}-${theme}`;
    await libraryViews(browser, address, look, sizes);
    if (over) {
      await popupViews(browser, over, look, [{ width: 416, height: 600 }, ...sizes.slice(2)]);
      await over.emulateMedia({ colorScheme: theme });
      await feedViews(browser, over, look);
    }
  }
}

rmSync(OUTPUT, { recursive: true, force: true });
mkdirSync(OUTPUT, { recursive: true });
if (!process.env.KEEP_BUILD) build('chrome');

for (const posts of process.argv.length > 2 ? process.argv.slice(2) : ['1', '40']) {
  if (Number(posts) > 40) {
    const extension = keyedExtension();
    const profileDir = join(tmpdir(), `feedglass-pictures-${process.pid}`);
    await makeProfile(Number(posts), profileDir, extension.dir);
    const browser = await launchChromium({ profileDir, extensionDir: extension.dir });
    const page = await browser.page('/en/square');
    await waitForStrips(page, 20);
    await everyLook(browser, 'library.html', posts, page);
    await browser.close();
    extension.remove();
    rmSync(profileDir, { recursive: true, force: true });
    continue;
  }
  const browser = await launchChromium();
  let page: Page | undefined;
  for (const path of posts === '40' ? ['/en/square/profile/QuynhAnh96', '/en/square'] : []) {
    page = await browser.page(path);
    const strips = await waitForStrips(page, 20);
    await page.waitForTimeout(1_000);
    for (const strip of strips.slice(0, 6)) await strip.click('.save');
  }
  if (posts === '1') {
    const library = await browser.extensionPage('library.html#/import');
    const seed = join(PROJECT, 'seeds', '002_42312cecb602bb21.txt');
    await library.locator('input[type=file]').first().setInputFiles(seed);
    await library.locator('.notice button.main').click();
    await library.locator('.notice').getByRole('button').last().waitFor();
    await library.close();
    page = await browser.control();
  }
  await everyLook(browser, posts === 'sample' ? 'library.html?sample' : 'library.html', posts, page);
  await browser.close();
}
for (const [problem, where] of problems)
  console.log(`${problem}  [${where.length}: ${where.slice(0, 3).join(', ')}]`);
