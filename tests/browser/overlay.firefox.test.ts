import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Firefox, launchFirefox } from './harness/firefox.ts';

/** What only Firefox does its own way: page objects seen through glass, scripts put into open tabs. */
let firefox: Firefox;
beforeAll(async () => {
  firefox = await launchFirefox();
});
afterAll(() => firefox.close());

test('strips have the shared style, in light and dark', async () => {
  const page = await firefox.page('/en/square');
  const [strip] = await firefox.waitForStrips(page, 20);
  const look = () =>
    strip?.read((root) => {
      const { display } = getComputedStyle(root.querySelector('.strip') as Element);
      return [display, getComputedStyle(root.querySelector('.save') as Element).color];
    });
  const light = await look();
  expect(light?.[0]).toBe('grid');
  await page.evaluate(() => {
    const style = document.createElement('style');
    style.textContent = '* { background-color: #181a20 !important }';
    document.head.append(style);
  });
  await expect.poll(async () => (await look())?.[1]).not.toBe(light?.[1]);
  await page.close();
});

test('the page goes on: posts below, a visit to a post and back, dropped hosts', async () => {
  const page = await firefox.page('/en/square');
  const [strip] = await firefox.waitForStrips(page, 20);
  await page.evaluate(() => window.replay.more(20));
  await firefox.waitForStrips(page, 40);
  await page.evaluate((id) => window.replay.openPost(id), strip?.postId as string);
  await firefox.waitForStrips(page, 1);
  await page.evaluate(() => window.replay.go('/en/square'));
  await firefox.waitForStrips(page, 40);
  await page.evaluate(() =>
    document.querySelector('.feed-card .card-content-box')?.lastElementChild?.remove(),
  );
  await firefox.waitForStrips(page, 40);
  await page.close();
});
