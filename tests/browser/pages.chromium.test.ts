import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Chromium, launchChromium, waitForStrips } from './harness/chromium.ts';

/** The extension's own pages keep the policy they are given: nothing to break it, and nothing gets past it. */
let browser: Chromium;
beforeAll(async () => {
  browser = await launchChromium();
  await waitForStrips(await browser.page('/en/square'), 20);
});
afterAll(async () => {
  await browser.close();
  expect(browser.strays, 'requests that left the browser').toEqual([]);
});

describe.each([
  'popup.html',
  'library.html',
  'library.html#/copies',
  'library.html#/export',
  'library.html#/settings',
])('%s', (path) => {
  test('runs without a policy violation and without an error', async () => {
    const page = await browser.context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.addInitScript(() => {
      addEventListener('securitypolicyviolation', (event) =>
        console.error(`policy: ${event.violatedDirective}`),
      );
    });
    await page.goto(`chrome-extension://${browser.extensionId}/${path}`);
    await page.locator('h1').first().waitFor();
    await page.waitForTimeout(500);
    expect(complaints).toEqual([]);
    await page.close();
  });
});

/** What a page's own code might try, as source. */
const ATTEMPTS: [what: string, source: string, refusal: RegExp][] = [
  ['a request', `fetch('https://www.binance.com/en/square')`, /TypeError/],
  ['markup from text', `(document.body.innerHTML = '<b>x</b>')`, /TrustedHTML/],
  ['code from text', `new Function('return 1')()`, /EvalError/],
  ['a policy of its own', `trustedTypes.createPolicy('p', {})`, /disallowed/],
];

describe.each(['popup.html', 'library.html'])('%s refuses', (path) => {
  test.each(ATTEMPTS)('%s', async (_what, source, refusal) => {
    const page = await browser.extensionPage(path);
    // In a timer: what the debugger itself runs is exempt from the page's policy against eval.
    const answer = await page.evaluate<string>(`new Promise((resolve) => {
      setTimeout(async () => {
        try {
          resolve('done: ' + (await ${source}));
        } catch (error) {
          resolve(String(error));
        }
      });
    })`);
    expect(answer).toMatch(refusal);
    await page.close();
  });
});
