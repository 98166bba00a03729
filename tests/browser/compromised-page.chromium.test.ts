/** What a page's own process can do once it runs as our content script: messages from its world, past our code. */
import { afterEach, expect, test } from 'vitest';
import type { RawPost } from '../../lib/post.ts';
import { ContentWorld } from '../bench/browser.ts';
import { rawPost } from '../text/raw.ts';
import { type Chromium, launchChromium, waitForStrips } from './harness/chromium.ts';

let browser: Chromium;
afterEach(() => browser.close());

const SOON = { timeout: 20_000 };
const post = (id: string, rest: Partial<RawPost>) => rawPost('words', { id, url: null, ...rest });

/** One stored post, read past our code. */
function readPost(id: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const open = indexedDB.open('feedglass');
    open.onerror = () => reject(open.error);
    open.onsuccess = () => {
      const get = open.result.transaction('posts').objectStore('posts').get(id);
      get.onsuccess = () => {
        open.result.close();
        resolve(get.result);
      };
    };
  });
}

test('a forged time is not stored, a saved post keeps its words and its author, and no stop of the worker renews what a tab may send', async () => {
  browser = await launchChromium();
  const page = await browser.page('/en/square');
  const [strip] = await waitForStrips(page, 20);
  await page.bringToFront();
  await strip?.click('.save');
  await expect
    .poll(() => strip?.read((root) => root.querySelector('.save')?.getAttribute('data-at')), SOON)
    .toBe('saved');
  const id = strip?.postId as string;
  const control = await browser.control();
  const stored = async () => (await control.evaluate(readPost, id)) as Record<string, unknown>;
  const before = await stored();
  const world = await ContentWorld.of(page, browser.extensionId);
  const annotate = (posts: RawPost[]) => world.ask('annotate', { surface: 'home', posts });

  const author = { name: 'Framed Person', handle: 'framed' };
  const time = { postedAt: '2018-01-01T00:00:00.000Z', postedAtSource: 'id' as const };
  await annotate([post(id, { text: 'forged words that nobody wrote', author, ...time })]);
  const after = await stored();
  expect(after.postedAt).toBe(before.postedAt);
  expect(after.capturedAt).toBe(before.capturedAt);
  expect(after.versions).toMatchObject([{ text: before.text, author: before.author }]);

  // What a message may weigh, as long as it is taken.
  const sendLarge = () =>
    annotate([post('410000000', { author: { name: 'x'.repeat(3_500_000), handle: null } })]).then(
      () => 'taken',
      (error: unknown) => String(error),
    );
  const answers = [];
  for (let i = 0; i < 8; i++) answers.push(await sendLarge());
  expect(answers.filter((answer) => answer === 'taken').length).toBeLessThanOrEqual(5);
  expect(answers.at(-1)).toContain('busy');
  await new Promise((done) => setTimeout(done, 500));
  await browser.killWorker();
  expect(await sendLarge()).toContain('busy');
  expect(JSON.stringify(await stored()).length).toBeLessThan(20_000);
});
