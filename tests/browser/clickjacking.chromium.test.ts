import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HONEST, HONEST_ZOOMED, type Trap, ZOOMED_TRAPS } from './clickjacking.ts';
import { type Chromium, launchChromium, stripOf, waitForStrips } from './harness/chromium.ts';

let browser: Chromium;
let page: Page;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

const stateOf = async (id: string) =>
  (await stripOf(page, id)).read((root) => root.querySelector('.save')?.getAttribute('data-at') ?? null);

/** The post of every trap. */
const PLACE = 6;

/** Not saved, whatever the trap before did. */
async function unsave(id: string): Promise<void> {
  const control = await browser.control();
  const message = { to: 'background', kind: 'setSaved', ask: { ids: [id], saved: false } };
  await control.evaluate((ask) => chrome.runtime.sendMessage(ask), message);
  await expect.poll(() => stateOf(id), { timeout: 5_000 }).toBe('idle');
}

/** Sets the zoom of the browser, as its menu does. */
async function setZoom(zoom: number): Promise<void> {
  const control = await browser.control();
  await control.evaluate(async (factor) => {
    const [tab] = await chrome.tabs.query({ url: 'https://www.binance.com/*' });
    await chrome.tabs.setZoom(tab?.id ?? 0, factor);
  }, zoom);
  await page.waitForFunction((factor) => Math.abs(devicePixelRatio - factor) < 0.01, zoom);
}

async function fall({ set, double, zoom = 1 }: Trap): Promise<string> {
  page = await browser.page('/en/square');
  const id = (await waitForStrips(page, 20))[PLACE]?.postId as string;
  await unsave(id);
  await setZoom(zoom);
  await page.bringToFront();
  await page.evaluate(
    (post) => document.querySelector(`[data-id="${post}"]`)?.scrollIntoView({ block: 'center' }),
    id,
  );
  await page.mouse.move(5, 5);
  await page.waitForTimeout(300);
  const given = await page.evaluate(`(${set})(${JSON.stringify(id)})`);
  await page.waitForTimeout(200);
  const middle = await (await stripOf(page, id)).read((root) => {
    const { left, top, width, height } = (root.querySelector('.save') as Element).getBoundingClientRect();
    return { x: left + width / 2, y: top + height / 2 };
  });
  const { x, y } = (given as { x: number; y: number } | undefined) ?? middle;
  await page.mouse.move(x - 3, y);
  await page.mouse.move(x, y);
  await page.waitForTimeout(60);
  await page.mouse.down();
  await page.mouse.up();
  if (double) {
    await page.waitForTimeout(80);
    await page.mouse.down();
    await page.mouse.up();
  }
  await page.waitForTimeout(900);
  const state = (await stateOf(id)) as string;
  await page.close();
  return state;
}

test.each(ZOOMED_TRAPS)('not saved by $name', async (trap) => expect(await fall(trap)).toBe('idle'));
test.each([...HONEST, ...HONEST_ZOOMED])('saved with $name', async (trap) =>
  expect(await fall(trap)).toBe('saved'),
);

test('not saved by a key while something covers the strip', async () => {
  page = await browser.page('/en/square');
  const id = (await waitForStrips(page, 20))[3]?.postId as string;
  await page.evaluate((post) => {
    const card = document.querySelector(`[data-id="${post}"]`)?.closest('.feed-card') as Element;
    card.scrollIntoView({ block: 'center' });
    const start = document.createElement('button');
    card.querySelector('[data-rv4]')?.before(start);
    start.focus();
    const cover = document.createElement('div');
    cover.style.cssText = 'position:fixed;inset:0;background:#fff;z-index:99999';
    document.body.append(cover);
  }, id);
  for (let n = 0; n < 8; n++) {
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
  }
  await page.waitForTimeout(900);
  expect(await stateOf(id)).toBe('idle');
  await page.close();
});
