import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toExportRecord } from '../../lib/store/export/export-record.ts';
import { type ExportDocument, FORMAT, FORMAT_VERSION } from '../../lib/store/export/export-schema.ts';
import { ndjson } from '../../lib/store/export/formats/ndjson.ts';
import { storedPost } from '../components/posts.ts';
import { SCRIPTS } from '../copies/scripts.ts';
import { type Chromium, launchChromium } from './harness/chromium.ts';

/** What the copies view shows of a group: differences in every writing, the coins of a template, a list that fails. */
const COINS = Array.from({ length: 50 }, (_, i) => `C${String.fromCharCode(65 + (i % 26))}${i}X`);
const fill = (coin: string, i: number) =>
  `$${coin} just broke its resistance and looks ready for the next leg 🚀 I took a small position at ${i + 1}.5 and my target is ${i + 3}0. Do not sleep on $${coin} this week!`;

const at = (minute: number) => new Date(Date.UTC(2026, 5, 1) + minute * 60_000).toISOString();
const capture = (id: number, text: string, name: string) =>
  toExportRecord({
    ...storedPost({ id: String(id), text, author: { name, handle: null }, postedAt: at(id - 400_000) }),
    url: null,
  });

/** How both texts of a writing go on, so that most of each is the same. */
const GOING_ON: Record<string, string> = {
  Latin: 'My uncle repairs wooden fishing boats near the lighthouse and never looks at any chart.',
  Cyrillic: 'Мой дядя чинит деревянные лодки возле маяка и никогда не смотрит на графики биржи.',
  Arabic: 'عمي يصلح قوارب الصيد الخشبية قرب المنارة القديمة ولا ينظر أبدا إلى مخططات البورصة.',
  Chinese: '我叔叔在老灯塔旁边修理木头渔船,从来不看任何交易所的图表。',
  Japanese: '叔父は古い灯台の近くで木造の漁船を修理していて、取引所のチャートを見ません。',
  Korean: '삼촌은 오래된 등대 근처에서 나무 어선을 고치며 거래소 차트는 절대로 보지 않습니다.',
  Thai: 'ลุงของฉันซ่อมเรือประมงไม้ใกล้ประภาคารเก่าและไม่เคยดูกราฟของตลาดหลักทรัพย์เลย',
  Devanagari: 'मेरे चाचा पुराने प्रकाशस्तंभ के पास लकड़ी की नावें सुधारते हैं और बाज़ार का चार्ट कभी नहीं देखते।',
};
const goingOn = (script: string, text: string) => `${text} ${GOING_ON[script]}`;

/** Two posts for each writing; that they are copies is for the library to find. */
async function exported(): Promise<ExportDocument> {
  const pairs = SCRIPTS.map(([script, a, b], i) => {
    const id = 400_000 + 2 * i;
    return {
      id,
      captures: [capture(id, goingOn(script, a), 'Ada'), capture(id + 1, goingOn(script, b), 'Ben')],
    };
  });
  return {
    format: FORMAT,
    version: FORMAT_VERSION,
    generator: 'test',
    exportedAt: '2026-06-04T10:00:00.000Z',
    captures: await Promise.all(pairs.flatMap(({ captures }) => captures)),
    copyGroups: [],
    verdicts: [],
    corrections: [],
    tickers: [],
    campaigns: [],
  };
}

/** Fifty fillings of a template; that they are copies is for the library to find. */
async function template(): Promise<string> {
  const { row } = ndjson();
  const captures = COINS.map((coin, i) => capture(401_000 + i, fill(coin, i), `Writer ${i}`));
  return (await Promise.all(captures)).map((one) => row({ capture: one, group: null })).join('');
}

let browser: Chromium;
let page: Page;

async function bringIn(name: string, text: string): Promise<void> {
  const input = page.locator('input[type=file]').first();
  await input.waitFor({ state: 'attached' });
  await input.setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
  await page.locator('.notice', { hasText: name }).locator('button.main').click();
  await page
    .locator('.notice', { hasText: name })
    .getByRole('button', { name: 'Undo' })
    .waitFor({ timeout: 60_000 });
}

beforeAll(async () => {
  browser = await launchChromium({ viewport: { width: 1440, height: 900 } });
  page = await browser.extensionPage('library.html#/import');
  await bringIn('copies.json', JSON.stringify(await exported()));
  await bringIn('coins.ndjson', await template());
});
afterAll(() => browser.close());

const go = (hash: string) =>
  page.evaluate((to) => {
    location.hash = to;
  }, hash);

/** A side as it stands there, its marked words in the given brackets; and the direction it is read in. */
const side = (which: 0 | 1, [open, close]: [string, string]) =>
  page
    .locator('.compare .post-text')
    .nth(which)
    .evaluate(
      (words, brackets) => {
        const text = [...words.childNodes].map((node) =>
          node instanceof HTMLElement ? `${brackets[0]}${node.textContent}${brackets[1]}` : node.textContent,
        );
        return {
          text: text.join(''),
          dir: words.getAttribute('dir'),
          read: getComputedStyle(words).direction,
        };
      },
      [open, close] as const,
    );

test.each(SCRIPTS.map((row, i) => [row[0], i] as const))(
  '%s: two copies side by side, with the words that differ marked',
  async (script, i) => {
    const [, first, , words] = SCRIPTS[i] as (typeof SCRIPTS)[number];
    const difference = goingOn(script, words);
    await go(`#/copies/${encodeURIComponent(`g:${400_000 + 2 * i}`)}`);
    await expect
      .poll(async () => (await page.locator('.compare .post-text').allTextContents())[0]?.slice(0, 8))
      .toBe(first.slice(0, 8));
    const read = script === 'Arabic' ? 'rtl' : 'ltr';
    expect(await side(0, ['[-', '-]'])).toEqual({
      text: difference.replace(/\{\+.*?\+\}/g, ''),
      dir: 'auto',
      read,
    });
    expect(await side(1, ['{+', '+}'])).toEqual({
      text: difference.replace(/\[-.*?-\]/g, ''),
      dir: 'auto',
      read,
    });
  },
);

test('a template filled with fifty coins is a table of fifty rows, each coin beside its author', async () => {
  await go('#/copies');
  await page.locator('.list-side .list-row', { hasText: '50 posts' }).click();
  const rows = page.locator('.slots tbody tr');
  await expect.poll(() => rows.count()).toBe(50);
  expect(await page.locator('.slots thead th').first().textContent()).toBe('Author');
  const cells = await rows.evaluateAll((all) =>
    all.map((row) => [...row.children].map((cell) => cell.textContent?.trim() ?? '')),
  );
  expect(cells.map(([author, coin]) => [author, coin])).toEqual(
    COINS.map((coin, i) => [`Writer ${i}`, `$${coin}`]),
  );
});

test('a list that cannot be read shows an error and works after a retry', async () => {
  await go('#/settings');
  await page.locator('select').first().waitFor();
  await page.evaluate(() => {
    const { index } = IDBObjectStore.prototype;
    Object.assign(window, { mend: () => Object.assign(IDBObjectStore.prototype, { index }) });
    IDBObjectStore.prototype.index = () => {
      throw new DOMException('spoilt', 'DataError');
    };
  });
  await go('#/copies');
  const notice = page.locator('.list-side .notice');
  await expect.poll(() => notice.textContent()).toContain('Couldn’t load this list.');
  expect(await page.locator('.list-side .list-row').count()).toBe(0);
  await page.evaluate(() => (window as unknown as { mend(): void }).mend());
  await notice.getByRole('button', { name: 'Try again' }).click();
  await expect.poll(() => page.locator('.list-side .list-row').count()).toBeGreaterThan(5);
  expect(await notice.count()).toBe(0);
});
