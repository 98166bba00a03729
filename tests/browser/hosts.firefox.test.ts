/** The other hosts of the site: a page of each is annotated, and a post is one post whichever host showed it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HOSTS } from '../../lib/square/hosts.ts';
import { type Firefox, launchFirefox } from './harness/firefox.ts';

let browser: Firefox;
beforeAll(async () => {
  browser = await launchFirefox();
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

test('each host is read, and its posts are one post each', async () => {
  for (const host of HOSTS) {
    const page = await browser.page('/en/square');
    await page.goto(`https://${host}/en/square`);
    await browser.waitForStrips(page, 20);
    await page.close();
  }
  const control = await browser.extensionPage('manifest.json');
  const posts = await control.evaluate(readPosts);
  expect(posts.length).toBe(20);
  for (const [id, url] of posts) expect(url).toBe(`https://www.binance.com/en/square/post/${id}`);
});
