import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { type Chromium, launchChromium, type Strip, strips, waitForStrips } from './harness/chromium.ts';

/** The overlay for eyes, hands and ears: axe finds nothing in it, in light and dark, both directions. */
interface Finding {
  rule: string;
  what: string[];
}

async function findings(page: Page, strip: Strip): Promise<Finding[]> {
  await page.evaluate(axe.source);
  return strip.read(async (root) => {
    // axe looks for open roots: for this test, this one says that it is.
    Object.defineProperty(root.host, 'shadowRoot', { value: root, configurable: true });
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(root.host as HTMLElement);
    return violations.map(({ id, nodes }) => ({
      rule: id,
      what: nodes.map(({ html }) => html.slice(0, 200)),
    }));
  });
}

/** The user chooses the language in the settings. */
async function speakArabic(browser: Chromium) {
  const settings = await browser.extensionPage('library.html#/settings');
  await settings.locator('select').first().selectOption('ar');
  await expect.poll(() => settings.evaluate(() => document.documentElement.dir)).toBe('rtl');
  await settings.close();
}

const speaks = (strip: Strip, selector: string) =>
  strip.read((root, wanted) => root.querySelector(wanted) !== null, selector);

test.each([
  ['light', 'ltr'],
  ['dark', 'ltr'],
  ['light', 'rtl'],
  ['dark', 'rtl'],
] as const)('%s, %s: nothing found', async (colorScheme, dir) => {
  const browser = await launchChromium({ colorScheme });
  const page = await browser.page('/en/square');
  await waitForStrips(page, 20);
  if (dir === 'rtl') {
    await page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'));
    // Chosen while the page is open: the strips that are there change their words.
    await speakArabic(browser);
    await page.bringToFront();
  }
  const ready = async () => speaks((await strips(page))[1] as Strip, `[dir="${dir}"] .rider`);
  await expect.poll(ready, { timeout: 10_000 }).toBe(true);
  await page.bringToFront();
  const all = await strips(page);
  const found: Finding[] = [];

  const rich = all[1] as Strip;
  await rich.click('.save');
  await expect.poll(() => speaks(rich, '.save[data-at="saved"]')).toBe(true);
  await rich.click('.badge');
  await expect.poll(() => speaks(rich, '.panel .act')).toBe(true);
  found.push(...(await findings(page, rich)));
  await rich.click('.rider');
  await expect.poll(() => speaks(rich, '.panel .act')).toBe(true);
  found.push(...(await findings(page, rich)));
  const quiet = all[2] as Strip;
  await quiet.read((root) => (root.querySelector('.save') as HTMLElement).focus());
  found.push(...(await findings(page, quiet)));
  expect(found).toEqual([]);

  // The row begins where the text begins, the save mark ends where it ends.
  const order = await rich.read((root) => {
    const left = (selector: string) => root.querySelector(selector)?.getBoundingClientRect().left ?? 0;
    return left('.badge') < left('.save');
  });
  expect(order).toBe(dir === 'ltr');
  // Nothing makes the page scroll sideways, not even in a narrow window with a reason open.
  await page.setViewportSize({ width: 700, height: 700 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  await rich.read((root) => (root.querySelector('.rider:last-child') as HTMLElement).focus());
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(wide);
  await browser.close();
});
