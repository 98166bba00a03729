/** The other hosts of the site: a page of each is annotated, and a post is one post whichever host showed it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HOSTS } from '../../lib/square/hosts.ts';
import { type Chromium, launchChromium, stripOf, waitForStrips } from './harness/chromium.ts';
import { SOON, stateOf } from './harness/saving.ts';

let browser: Chromium;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

/** Ids, addresses and saves, read past our code. Travels as text. */
function readPosts(): Promise<[id: string, url: string, saved: boolean][]> {
  return new Promise((resolve) => {
    const open = indexedDB.open('feedglass');
    open.onsuccess = () => {
      const all = open.result.transaction('posts').objectStore('posts').getAll();
      all.onsuccess = () => {
        open.result.close();
        resolve(all.result.map((post) => [post.id, post.url, post.capturedAt !== null]));
      };
    };
  });
}

test('each host is read and saved; what one saved is saved on the others, under one address', async () => {
  const control = await browser.control();
  let saved = '';
  for (const [i, host] of HOSTS.entries()) {
    const page = await browser.context.newPage();
    await page.goto(`https://${host}/en/square`);
    const strips = await waitForStrips(page, 20);
    await page.bringToFront();
    if (i === 1) {
      saved = strips[2]?.postId as string;
      await (await stripOf(page, saved)).click('.save');
    }
    if (i >= 1) await expect.poll(() => stateOf(page, saved), SOON).toBe('saved');
    await page.close();
  }
  const posts = await control.evaluate(readPosts);
  expect(posts.length).toBe(20);
  expect(posts.filter(([, , isSaved]) => isSaved).map(([id]) => id)).toEqual([saved]);
  for (const [id, url] of posts) expect(url).toBe(`https://www.binance.com/en/square/post/${id}`);
});
