/**
 * `npm run store-pictures`: the pictures both stores ask for (1280 × 800), taken from the real extension on the
 * replayed Square. They are left in demo-output/store/.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { build, PROJECT } from '../browser/harness/build.ts';
import { type Chromium, launchChromium, stripOf, waitForStrips } from '../browser/harness/chromium.ts';
import { homePosts } from '../replay/posts.ts';

const OUTPUT = join(PROJECT, 'demo-output', 'store');
const SIZE = { width: 1280, height: 800 };

async function shoot(page: Page, name: string): Promise<void> {
  await page.setViewportSize(SIZE);
  await page.waitForTimeout(800);
  await page.screenshot({ path: join(OUTPUT, `${name}.png`) });
  console.log(`demo-output/store/${name}.png`);
}

/** The feed with the evidence of a copy open, a few posts saved on the way. */
async function feed(browser: Chromium, name: string): Promise<void> {
  const page = await browser.page('/en/square');
  // What stands beside the replayed feed is there to mislead a parser, not to be looked at.
  await page.addStyleTag({ content: '.feed-layout-widget-sidebar { visibility: hidden }' });
  const strips = await waitForStrips(page, 20);
  await page.waitForTimeout(1000);
  for (const strip of strips.slice(0, 4)) await strip.click('.save');
  const repeated = homePosts.find(({ handle }) => handle === 'daily_chain')?.id ?? '';
  const strip = await stripOf(page, repeated);
  await strip.click('.copy button');
  await shoot(page, name);
}

mkdirSync(OUTPUT, { recursive: true });
build('chrome');
for (const colorScheme of ['light', 'dark'] as const) {
  const browser = await launchChromium({ colorScheme, viewport: SIZE });
  const seed = await browser.page('/en/square/profile/QuynhAnh96');
  await waitForStrips(seed, 20);
  await feed(browser, `1-feed-${colorScheme}`);
  const library = await browser.library();
  for (const [i, view] of ['copies', 'tickers', 'campaigns', 'saved'].entries()) {
    await library.evaluate((hash) => {
      location.hash = hash;
    }, `#/${view}`);
    await library.locator('.list-side .list-row').first().click();
    await library.locator('.detail-side h2').first().waitFor();
    await shoot(library, `${2 + i}-${view}-${colorScheme}`);
  }
  await browser.close();
}
