import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Firefox, launchFirefox } from './harness/firefox.ts';

/** In Firefox too, a new user is greeted. */
let browser: Firefox;
beforeAll(async () => {
  browser = await launchFirefox({ welcome: true });
});
afterAll(async () => {
  await browser.close();
  expect(browser.strays, 'requests that left the browser').toEqual([]);
});

test('an installation opens the welcome page: three steps, each with a picture', async () => {
  const page = await browser.welcomePage();
  await page?.waitForSelector('.steps');
  expect(await page?.$eval('h1', (heading) => heading.textContent)).toBe('Welcome to Feedglass');
  expect((await page?.$$('.steps > li svg.picture'))?.length).toBe(3);
});
