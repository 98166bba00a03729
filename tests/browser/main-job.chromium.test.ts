import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ExportDocument } from '../../lib/store/export/export-schema.ts';
import truth from '../truth/seeds-truth.json' with { type: 'json' };
import { type Chromium, launchChromium, stripOf, waitForStrips } from './harness/chromium.ts';
import { expectNothingLeft } from './harness/nothing-left.ts';
import { exportJson, libraryFigures, openTab, thisPage } from './harness/popup.ts';

/** The main job from end to end: find, annotate, save, sum up, take away, and find it all again. */
const PROFILE = '/en/square/profile/QuynhAnh96';
const posts = truth.dumps.find(({ file }) => file.startsWith('001'))?.posts ?? [];
const codes = new Set(posts.flatMap((post) => post.cashtags));

let browser: Chromium;
const saved: string[] = [];

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

const saveState = async (page: Page, id: string) =>
  (await stripOf(page, id)).read((root) => root.querySelector('.save')?.getAttribute('data-at'));

const profileTab = () => browser.context.pages().find((page) => page.url().endsWith(PROFILE));

test('three clicks save three posts', async () => {
  const page = await browser.page(PROFILE);
  const strips = await waitForStrips(page, posts.length);
  for (const strip of strips.slice(0, 3)) {
    const id = strip.postId ?? '';
    await strip.click('.save');
    saved.push(id);
    await expect.poll(() => saveState(page, id)).toBe('saved');
  }
});

test('the popup counts this page and the library', async () => {
  const popup = await browser.popup(profileTab());
  await expect
    .poll(() => thisPage(popup))
    .toEqual({
      headline: 'None of these 20 posts repeats an earlier one',
      copies: [],
      tickers: codes.size,
      saved: 3,
    });
  await expect.poll(() => libraryFigures(popup)).toMatchObject({ saved: '3', tickers: String(codes.size) });

  await openTab(popup, 'saved');
  await expect.poll(() => popup.locator('[role=tabpanel] article').count()).toBe(3);
  await popup.close();
});

test('the downloaded export is valid and holds exactly the three posts', async () => {
  const popup = await browser.popup(profileTab());
  const { name, text } = await exportJson(popup);
  expect(name).toMatch(/^feedglass-.*3.*\.json$/);
  const document = ExportDocument.parse(JSON.parse(text));
  expect(document.captures.map(({ id }) => id).sort()).toEqual([...saved].sort());

  const paragraphs = (text: string) => text.split(/\n+/);
  for (const post of posts.slice(0, 3)) {
    const capture = document.captures.find(({ text }) => paragraphs(text)[0] === post.paragraphs[0]);
    expect(paragraphs(capture?.text ?? '')).toEqual(post.paragraphs);
    expect(capture?.title).toBe(post.title ?? null);
    expect(capture?.cashtags.map(({ shown }) => shown)).toEqual(post.cashtags);
    expect(capture?.author.handle).toBe('QuynhAnh96');
    expect(capture?.postedAtSource).toBe('id');
  }
  await popup.close();
});

test('the captures are still there after a restart of the browser', async () => {
  browser = await browser.reopen();
  const page = await browser.page(PROFILE);
  await waitForStrips(page, posts.length);
  for (const id of saved) {
    await expect.poll(() => saveState(page, id)).toBe('saved');
  }
  const popup = await browser.popup(page);
  await expect.poll(() => thisPage(popup)).toMatchObject({ saved: 3 });
});

test('no request left the browser', () => expectNothingLeft(browser));
