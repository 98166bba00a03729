import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Firefox, launchFirefox } from './harness/firefox.ts';

/** The harness itself: a test bench that lies makes every other test worthless. */
let browser: Firefox;
beforeAll(async () => {
  browser = await launchFirefox();
});
afterAll(() => browser.close());

test('the replayed site is shown', async () => {
  const page = await browser.page('/en/square');
  expect(await page.$$eval('.feed-card', (cards) => cards.length)).toBe(20);
});

test('a closed shadow root of the page can be read and clicked', async () => {
  const page = await browser.page('/en/square/hashtag/none');
  await page.evaluate(() => {
    const host = document.createElement('div');
    host.setAttribute('data-id', '123456');
    document.body.prepend(host);
    const button = document.createElement('button');
    button.textContent = 'press';
    button.onclick = (event) => {
      button.textContent = `trusted ${event.isTrusted}`;
    };
    const inside = document.createElement('p');
    host.append(inside);
    inside.attachShadow({ mode: 'closed' }).append(button);
  });
  const strip = (await browser.strips(page)).find(({ postId }) => postId === '123456');
  await strip?.click('button');
  expect(await strip?.text()).toBe('trusted true');
});

test('the popup finds the active tab', async () => {
  const page = await browser.page('/en/square');
  const popup = await browser.popup(page);
  const ask = 'browser.tabs.query({ active: true, currentWindow: true }).then(([tab]) => tab.url)';
  expect(await popup.evaluate(ask)).toBe(page.url());
});

test('the background page is ended', async () => {
  await browser.killWorker();
  expect(await browser.workerState()).toBe('stopped');
});

test('a request to another host is rejected and recorded', async () => {
  const page = await browser.browser.newPage();
  await expect(page.goto('https://collector.example/x')).rejects.toThrow();
  expect(new Set(browser.strays)).toEqual(new Set(['collector.example:443']));
});
