import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toRecord } from '../../lib/store/db/post-record.ts';
import { EMPTY_SUMMARY } from '../../lib/store/db/schema.ts';
import { storedPost } from '../components/posts.ts';
import { type Chromium, launchChromium } from './harness/chromium.ts';

/** The export of a large library, and the popup that a click beside it closes. */
const POSTS = 50_000;
let browser: Chromium;
beforeAll(async () => {
  browser = await launchChromium();
  const control = await browser.control();
  // The background makes the database; the posts are put in past all our code.
  await control.evaluate(() => chrome.runtime.sendMessage({ to: 'background', kind: 'health', ask: {} }));
  const record = toRecord(storedPost({ id: '#id' }), { content: 'text:0', member: null, campaigns: [] });
  await control.evaluate(
    ([template, posts, counts]) =>
      new Promise<void>((resolve, reject) => {
        const open = indexedDB.open('feedglass');
        open.onsuccess = () => {
          const tx = open.result.transaction(['posts', 'meta'], 'readwrite');
          for (let n = 0; n < posts; n++)
            tx.objectStore('posts').put(JSON.parse(template.replaceAll('#id', String(1_000_000 + n))));
          tx.objectStore('meta').put(counts, 'counts');
          tx.oncomplete = () => resolve(open.result.close());
          tx.onerror = () => reject(tx.error);
        };
      }),
    [JSON.stringify(record), POSTS, { ...EMPTY_SUMMARY, seen: POSTS, captured: POSTS }] as const,
  );
}, 120_000);
afterAll(() => browser.close());

/** Opens the popup and starts the export there. */
async function start() {
  const popup = await browser.popup();
  await popup.locator('#tab-export').click();
  await popup.locator('[role=tabpanel] button.main:enabled').click();
  return popup;
}

test('an export closed half-way writes no file; repeated, it writes all fifty thousand posts', async () => {
  const closed = await start();
  let files = 0;
  closed.on('download', () => files++);
  const progress = closed.locator('progress');
  await expect
    .poll(() => progress.evaluate((bar: HTMLProgressElement) => bar.value), { timeout: 60_000, interval: 20 })
    .toBeGreaterThan(0);
  expect(await closed.locator('[role=tabpanel]').textContent()).toContain('Closing this popup cancels');
  await closed.close();
  expect(files).toBe(0);

  const popup = await start();
  const download = await popup.waitForEvent('download', { timeout: 240_000 });
  const { captures } = JSON.parse(readFileSync(await download.path(), 'utf8')) as {
    captures: { id: string }[];
  };
  expect(captures.length).toBe(POSTS);
  expect(new Set(captures.map(({ id }) => id)).size).toBe(POSTS);
  await popup.close();
}, 400_000);
