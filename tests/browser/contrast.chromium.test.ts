import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Chromium, launchChromium, strips, waitForStrips } from './harness/chromium.ts';

/** Every word of the strips can be read, whatever recolors the page. */
let browser: Chromium;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

/** Least contrast of the words of a strip with what is painted behind them. Runs in the strip. */
function leastContrast(root: ShadowRoot): { contrast: number; word: string } {
  const parts = (color: string) => {
    const numbers = (color.match(/[\d.]+/g) ?? []).map(Number);
    return color.startsWith('color(') ? numbers.slice(0, 4).map((n, i) => (i < 3 ? n * 255 : n)) : numbers;
  };
  const light = (color: string) => {
    const [r = 0, g = 0, b = 0] = parts(color).map((n) =>
      n / 255 <= 0.04045 ? n / 255 / 12.92 : ((n / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const isPainted = (color: string) => color !== 'transparent' && (parts(color)[3] ?? 1) > 0.5;
  let least = { contrast: 99, word: '' };
  const up = (at: Element): Element | null =>
    at.parentElement ?? (at.getRootNode() as ShadowRoot).host ?? null;
  for (const one of root.querySelectorAll('[inert]')) {
    let ground = 'rgb(255, 255, 255)';
    for (let at: Element | null = one; at; at = up(at)) {
      const { backgroundColor } = getComputedStyle(at);
      if (isPainted(backgroundColor)) {
        ground = backgroundColor;
        break;
      }
    }
    const [a, b] = [light(getComputedStyle(one).color), light(ground)].sort((x, y) => y - x) as [
      number,
      number,
    ];
    const contrast = (a + 0.05) / (b + 0.05);
    if (contrast < least.contrast) least = { contrast, word: `${one.textContent} on ${ground}` };
  }
  return least;
}

async function expectReadable(page: Page): Promise<void> {
  for (const strip of (await strips(page)).slice(0, 8)) {
    const { contrast, word } = await strip.read(leastContrast);
    expect(contrast, word).toBeGreaterThanOrEqual(4.5);
  }
}

const RECOLORED: { [name: string]: (page: Page) => Promise<unknown> } = {
  'nothing done to it': async () => {},
  'Dark Reader switched on late': (page) =>
    page.evaluate(
      `${readFileSync('node_modules/darkreader/darkreader.js', 'utf8')};DarkReader.setFetchMethod(window.fetch);DarkReader.enable({ brightness: 100, contrast: 100 })`,
    ),
  'Dark Reader over a root that says light': async (page) => {
    await page.evaluate("document.documentElement.className = 'light'");
    await RECOLORED['Dark Reader switched on late']?.(page);
  },
  'forced colors': (page) => page.emulateMedia({ forcedColors: 'active' }),
  'a ground that turns dark without a trace': (page) =>
    page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('html,body,div{background-color:#181a1b !important;color:#e8e6e3 !important}');
      document.adoptedStyleSheets = [sheet];
    }),
  'a gray ground': (page) =>
    page.evaluate(
      "document.head.append(Object.assign(document.createElement('style'), { textContent: 'html,body,div{background-color:#777 !important}' }))",
    ),
  sepia: (page) =>
    page.evaluate(
      "document.head.append(Object.assign(document.createElement('style'), { textContent: 'html,body,div{background-color:#d2c3a0 !important}' }))",
    ),
};

test.each(Object.entries(RECOLORED))('a page with %s', async (_, recolor) => {
  const page = await browser.page('/en/square');
  await waitForStrips(page, 20);
  await page.waitForTimeout(600);
  await recolor(page);
  await page.waitForTimeout(3_500);
  await expectReadable(page);
  await page.close();
});
