/**
 * Draws public/icon from the two SVG sources: `npx tsx scripts/draw-icons.ts`. The sizes 16 and 32 come from
 * the small drawing, the others from the large one. The gray toolbar icons are the same drawings without
 * color.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

const OFF: [RegExp, string][] = [
  [/#0d4a55/g, '#7b8186'],
  [/#ff9d6b/g, '#b9bec2'],
  [/#5fa3a8/g, '#a3a9ad'],
];

const source = (name: string) => readFileSync(new URL(`../components/icon/${name}`, import.meta.url), 'utf8');
const large = source('feedglass.svg');
const small = source('feedglass-small.svg');

const executablePath = process.env.CHROME_PATH ?? '/usr/bin/chromium';
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
const page = await browser.newPage();
for (const size of [16, 32, 48, 96, 128]) {
  const on = size <= 32 ? small : large;
  const off = OFF.reduce((svg, [from, to]) => svg.replace(from, to), on);
  const drawings = size <= 32 ? { '': on, 'off-': off } : { '': on };
  for (const [prefix, svg] of Object.entries(drawings)) {
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(
      `<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`,
    );
    const png = await page.screenshot({ omitBackground: true });
    writeFileSync(new URL(`../public/icon/${prefix}${size}.png`, import.meta.url), png);
  }
}
await browser.close();
