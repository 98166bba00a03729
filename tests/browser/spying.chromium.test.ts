import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Chromium, launchChromium, stripOf, waitForStrips } from './harness/chromium.ts';
import { listeningSite, NOTE, richPost, spy, TAG } from './spying.ts';

/** Whether the page's own scripts can tell what the user saved and wrote. */
let browser: Chromium;
beforeAll(async () => {
  // In the page's own first script: nothing of a real page runs earlier.
  browser = await launchChromium({ site: listeningSite });
});
afterAll(() => browser.close());

const stateOf = async (page: Page, id: string) =>
  (await stripOf(page, id)).read((root) => root.querySelector('.save')?.getAttribute('data-at') ?? null);

const becomes = (page: Page, id: string, state: string) =>
  vi.waitUntil(async () => (await stateOf(page, id)) === state, { timeout: 20_000 });

async function write(id: string): Promise<void> {
  const control = await browser.control();
  await control.evaluate(
    ([post, note, tag]) =>
      chrome.runtime.sendMessage({ to: 'background', kind: 'setNote', ask: { id: post, note, tags: [tag] } }),
    [id, NOTE, TAG] as const,
  );
}

describe('a hostile page', () => {
  let before: { [probe: string]: unknown } = {};
  let after: { [probe: string]: unknown } = {};
  let removed: { [probe: string]: unknown } = {};
  let heard: string[] = [];
  let page: Page;
  let id = '';
  beforeAll(async () => {
    page = await browser.context.newPage();
    await page.goto('https://www.binance.com/en/square');
    await waitForStrips(page, 20);
    id = richPost;
    const badge = async () => (await stripOf(page, id)).read((root) => root.querySelector('.badge') !== null);
    await vi.waitUntil(badge, { timeout: 20_000 });
    await page.evaluate(
      (post) => document.querySelector(`[data-id="${post}"]`)?.scrollIntoView({ block: 'center' }),
      id,
    );
    await page.mouse.move(2, 2);
    await page.waitForTimeout(4_000);
    await page.evaluate('document.body.tabIndex = -1; document.body.focus()');
    before = await page.evaluate(spy, id);
    await page.evaluate('heard.length = 0');
    const strip = await stripOf(page, id);
    await strip.click('.save');
    await becomes(page, id, 'saved');
    await write(id);
    await page.mouse.move(2, 2);
    await page.waitForTimeout(500);
    heard = await page.evaluate('heard.slice()');
    await page.evaluate('document.body.tabIndex = -1; document.body.focus()');
    after = await page.evaluate(spy, id);
    await strip.click('.save');
    await becomes(page, id, 'removed');
    await page.mouse.move(2, 2);
    await page.evaluate('document.body.tabIndex = -1; document.body.focus()');
    removed = await page.evaluate(spy, id);
    await strip.click('.status button');
    await becomes(page, id, 'saved');
  });

  test('is given at least 25 probes', () => {
    expect(Object.keys(before).length).toBeGreaterThan(34);
  });
  test('reads the same of a post before and after it is saved, noted and tagged, and removed', () => {
    expect(after).toEqual(before);
    expect(removed).toEqual(before);
  });
  test('finds nothing that is written', () => {
    for (const [name, value] of Object.entries(after)) {
      expect(JSON.stringify(value), name).not.toMatch(/zebra|insider/i);
      if (name.startsWith('find:')) expect(value, name).toEqual([false, '', false]);
    }
  });
  test('hears no event of the strip and sees no mutation while a post is saved', () => {
    expect(heard).toEqual([]);
  });
  test('hears nothing of keys either', async () => {
    await page.evaluate('heard.length = 0');
    await (await stripOf(page, id)).read((root) => root.querySelector<HTMLElement>('.save')?.focus());
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    await becomes(page, id, 'removed');
    await page.keyboard.press('Enter');
    await becomes(page, id, 'saved');
    expect(await page.evaluate('heard.slice()')).toEqual([]);
  });
  test('loads no font and no picture of its own for what the strip shows', async () => {
    const visits = () => browser.visits.filter((visit) => visit.includes('/leak/')).length;
    await page.evaluate(() => {
      const style = document.createElement('style');
      const faces = ['Segoe UI', 'Roboto', 'Noto Sans', 'system-ui', '-apple-system'];
      style.textContent =
        faces
          .map(
            (face) => `@font-face { font-family: "${face}"; src: url(/leak/${encodeURIComponent(face)}); }`,
          )
          .join('') +
        ['accent', 'accent-ground', 'ink', 'copy-ground', 'sunken', 'card', 'face']
          .map((name) => `[data-rv4] { --${name}: url(/leak/${name}) !important }`)
          .join('');
      document.head.append(style);
    });
    await page.waitForTimeout(500);
    const first = visits();
    await (await stripOf(page, id)).click('.save');
    await becomes(page, id, 'removed');
    await (await stripOf(page, id)).click('.status button');
    await becomes(page, id, 'saved');
    await page.waitForTimeout(300);
    expect(visits()).toBe(first);
  });
  test('would find a note in the strip: the probes can fail', async () => {
    await (await stripOf(page, id)).read((root, note) => {
      const line = document.createElement('div');
      line.textContent = note;
      line.setAttribute('style', 'flex-basis: 100%');
      root.querySelector('.strip')?.append(line);
    }, NOTE);
    const read = await page.evaluate(spy, id);
    expect(read['find: the note']).not.toEqual(before['find: the note']);
    expect(read['layout: as it is']).not.toEqual(before['layout: as it is']);
    await page.close();
  });
});
