import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Chromium, launchChromium, waitForStrips } from './harness/chromium.ts';

/** The harness itself: a test bench that lies makes every other test worthless. */
let browser: Chromium;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

test('the site is replayed, scrolls without end, and goes to a post and back without loading', async () => {
  const page = await browser.page('/en/square');
  expect(await page.locator('.feed-card').count()).toBe(20);
  await page.evaluate(() => window.replay.more(40));
  expect(await page.locator('.feed-card').count()).toBe(60);
  const id = await page.locator('.feed-card [data-id]').first().getAttribute('data-id');
  await page.locator('.card__description').first().click();
  await page.waitForURL(`**/square/post/${id}`);
  await page.goBack();
  expect(await page.locator('.feed-card').count()).toBe(60);
});

test('the popup knows the tab below it, as a background tab and as the real one', async () => {
  const page = await browser.page('/en/square');
  const ask = `chrome.tabs.query({ active: true, currentWindow: true }).then(([tab]) => tab.url)`;
  const popup = await browser.popup(page);
  expect(await popup.evaluate(ask)).toBe(page.url());
  expect(await browser.realPopup(page, ask)).toBe(page.url());
});

test('a killed worker restarts', async () => {
  await browser.killWorker();
  const control = await browser.control();
  expect(await control.evaluate(() => chrome.runtime.getContexts({ contextTypes: ['BACKGROUND'] }))).toEqual(
    [],
  );
});

test('a request to another host is rejected and recorded', async () => {
  const page = await browser.context.newPage();
  await expect(page.goto('https://collector.example/x')).rejects.toThrow();
  expect(new Set(browser.strays)).toEqual(new Set(['collector.example:443']));
});

test('a function that the demo sends to a strip may have functions in it, which tsx wraps', async () => {
  const page = await browser.page('/en/square');
  const [strip] = await waitForStrips(page, 20);
  const look = new Function('root', 'return __name(() => root.mode, "mode")()');
  expect(await strip?.read(look as (root: ShadowRoot) => string)).toBe('closed');
});
