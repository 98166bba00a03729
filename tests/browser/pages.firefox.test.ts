import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Firefox, launchFirefox } from './harness/firefox.ts';

/** In Firefox too, nothing gets past the policy of the extension's pages. */
let browser: Firefox;
let page: Page;
beforeAll(async () => {
  browser = await launchFirefox();
  page = await browser.library();
  await page.waitForSelector('h1');
});
afterAll(async () => {
  await browser.close();
  expect(browser.strays, 'requests that left the browser').toEqual([]);
});

test.each([
  ['a request', `fetch('https://www.binance.com/en/square')`, /NetworkError/],
  ['markup from text', `(document.body.innerHTML = '<b>x</b>')`, /TrustedHTML|Sink type mismatch/],
  ['code from text', `new Function('return 1')()`, /EvalError|call to Function/],
])('%s is refused', async (_what, source, refusal) => {
  // In a timer: what the driver itself runs is exempt from the page's policy against eval.
  const answer = await page.evaluate(`new Promise((resolve) => {
    setTimeout(async () => {
      try {
        resolve('done: ' + (await ${source}));
      } catch (error) {
        resolve(String(error));
      }
    });
  })`);
  expect(answer).toMatch(refusal);
});
