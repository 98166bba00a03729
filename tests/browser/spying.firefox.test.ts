import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Firefox, launchFirefox } from './harness/firefox.ts';
import { listeningSite, NOTE, richPost, spy, TAG } from './spying.ts';

/** Firefox shows a page the inner nodes of a closed shadow root in events: they must not reach the page. */
let firefox: Firefox;
beforeAll(async () => {
  // In the page's own first script: nothing of a real page runs earlier.
  firefox = await launchFirefox({ site: listeningSite });
});
afterAll(() => firefox.close());

type Reading = { [probe: string]: unknown };
const stripOf = async (page: Page, id: string) =>
  (await firefox.waitForStrips(page, 20)).find(({ postId }) => postId === id);
const stateOf = async (page: Page, id: string) =>
  (await stripOf(page, id))?.read((root) => root.querySelector('.save')?.getAttribute('data-at') ?? null);
const becomes = (page: Page, id: string, state: string) =>
  vi.waitUntil(async () => (await stateOf(page, id)) === state, { timeout: 8_000 });

describe('a hostile page', () => {
  let before: Reading = {};
  let after: Reading = {};
  let removed: Reading = {};
  let heard: string[] = [];
  let page: Page;
  let id = '';
  beforeAll(async () => {
    page = await firefox.browser.newPage();
    await page.goto('https://www.binance.com/en/square');
    const strips = await firefox.waitForStrips(page, 20);
    id = richPost;
    const rich = strips.find(({ postId }) => postId === id);
    await vi.waitUntil(async () => rich?.read((root) => root.querySelector('.badge') !== null), {
      timeout: 20_000,
    });
    await page.evaluate(
      (post) => document.querySelector(`[data-id="${post}"]`)?.scrollIntoView({ block: 'center' }),
      id,
    );
    await page.mouse.move(2, 2);
    await new Promise((done) => setTimeout(done, 4_000));
    await page.evaluate('document.body.tabIndex = -1; document.body.focus()');
    before = await page.evaluate(spy, id);
    await page.evaluate('heard.length = 0');
    await (await stripOf(page, id))?.click('.save');
    await becomes(page, id, 'saved');
    const library = await firefox.extensionPage('manifest.json', page);
    await library.evaluate(
      `browser.runtime.sendMessage(${JSON.stringify({ to: 'background', kind: 'setNote', ask: { id, note: NOTE, tags: [TAG] } })})`,
    );
    await library.close();
    await page.bringToFront();
    await page.mouse.move(2, 2);
    await new Promise((done) => setTimeout(done, 500));
    heard = (await page.evaluate('heard.slice()')) as string[];
    await page.evaluate('document.body.tabIndex = -1; document.body.focus()');
    after = await page.evaluate(spy, id);
    await (await stripOf(page, id))?.click('.save');
    await becomes(page, id, 'removed');
    await page.mouse.move(2, 2);
    await page.evaluate('document.body.tabIndex = -1; document.body.focus()');
    removed = await page.evaluate(spy, id);
    await (await stripOf(page, id))?.click('.status button');
    await becomes(page, id, 'saved');
  });

  test('is given at least 25 probes', () => {
    expect(Object.keys(before).length).toBeGreaterThan(34);
  });
  test('reads the same of a post before and after it is saved, noted and tagged, and removed', () => {
    for (const [probe, value] of Object.entries(before)) {
      expect(after[probe], probe).toEqual(value);
      expect(removed[probe], probe).toEqual(value);
    }
  });
  test('finds nothing that is written', () => {
    for (const [name, value] of Object.entries(after)) {
      expect(JSON.stringify(value), name).not.toMatch(/zebra|insider/i);
      if (name.startsWith('find:')) expect(value, name).toEqual([false, '', false]);
    }
  });
  test('hears no event of the strip, gets no node in it, sees no mutation', () => {
    expect(heard).toEqual([]);
  });
  test('hears nothing of keys either', async () => {
    await page.evaluate('heard.length = 0');
    await (await stripOf(page, id))?.click('.save');
    await becomes(page, id, 'removed');
    await page.keyboard.press('Enter');
    await becomes(page, id, 'saved');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Escape');
    expect(await page.evaluate('heard.slice()')).toEqual([]);
  });
  test('would find a note in the strip: the probes can fail', async () => {
    await (await stripOf(page, id))?.read((root) => {
      const line = document.createElement('div');
      line.textContent = 'Zebra secret 4711';
      line.setAttribute('style', 'flex-basis: 100%');
      root.querySelector('.strip')?.append(line);
      return null;
    });
    const read = await page.evaluate(spy, id);
    expect(read['find: the note']).not.toEqual(before['find: the note']);
    expect(read['layout: as it is']).not.toEqual(before['layout: as it is']);
    await page.close();
  });
});
