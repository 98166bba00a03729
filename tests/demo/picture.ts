/** The README's picture: a page with its strips, and the popup over it. Put together from the demo's screenshots. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Chromium } from '../browser/harness/chromium.ts';

/**
 * Writes `picture.png` beside the screenshots it is made of.
 * @param folder where `2-home-copy.png` and `4-popup-copies.png` are.
 */
export async function picture(browser: Chromium, folder: string): Promise<void> {
  const source = (name: string) =>
    `data:image/png;base64,${readFileSync(join(folder, name)).toString('base64')}`;
  const page = await browser.context.newPage();
  await page.setViewportSize({ width: 1200, height: 800 });
  await page.setContent(`<!doctype html><body style="margin:0;overflow:hidden">
    <div style="width:740px;overflow:hidden"><img src="${source('2-home-copy.png')}" style="width:1280px;margin-left:-250px"></div>
    <img src="${source('4-popup-copies.png')}" style="position:absolute;left:752px;top:24px;width:416px;border-radius:12px;box-shadow:0 12px 48px #0005">`);
  await page.screenshot({ path: join(folder, 'picture.png') });
  await page.close();
}
