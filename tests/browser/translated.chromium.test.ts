import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashtagPage } from '../replay/pages.ts';
import { filler } from '../replay/posts.ts';
import { replaySite } from '../replay/site.ts';
import { type Chromium, launchChromium, stripOf, waitForStrips } from './harness/chromium.ts';
import type { Site } from './harness/network.ts';
import { exportJson } from './harness/popup.ts';

const EN =
  'Before you open a long position on $SOL check three things: the funding rate, the open interest and where the last liquidity sweep stopped. It did all three on Tuesday and still lost nine percent in an hour.';
const A = {
  ...filler(1),
  id: '330020877222706',
  name: 'Ana First',
  handle: 'ana_first',
  text: EN,
  cashtags: ['SOL'],
};
const B = {
  ...filler(2),
  id: '330125452402193',
  name: 'Copy Cat',
  handle: 'copy_cat',
  text: EN,
  cashtags: ['SOL'],
};
const base = replaySite();
const site: Site = (method, url) => {
  const posts = { '/en/square/hashtag/one': [A, filler(5)], '/en/square/hashtag/two': [B, filler(6)] }[
    url.pathname
  ];
  return posts
    ? { status: 200, type: 'text/html; charset=utf-8', body: hashtagPage('x', posts, { decoys: false }) }
    : base(method, url);
};

let browser: Chromium;
beforeAll(async () => {
  browser = await launchChromium({ site });
  const first = await browser.page('/en/square/hashtag/one');
  await waitForStrips(first, 2);
  await expectBadge(first, A.id, false);
  await first.close();
});
afterAll(() => browser.close());

const textOf = async (page: Page, id: string) => (await stripOf(page, id)).text();
async function expectBadge(page: Page, id: string, there: boolean): Promise<void> {
  await page.waitForTimeout(1_500);
  const text = await textOf(page, id);
  if (text.includes('Copy of @ana_first') !== there) throw new Error(`strip of ${id}: ${text}`);
}

/** What a translator does to a page; every word becomes another. */
const TRANSLATORS: { [name: string]: (page: Page) => Promise<void> } = {
  'Chrome, every text in two fonts': (page) =>
    page.evaluate(() => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const nodes: Text[] = [];
      for (let node = walker.nextNode(); node; node = walker.nextNode()) nodes.push(node as Text);
      for (const node of nodes) {
        if (!node.data.trim() || /SCRIPT|STYLE/.test(node.parentElement?.tagName ?? '')) continue;
        const outer = document.createElement('font');
        outer.setAttribute('style', 'vertical-align: inherit;');
        const inner = outer.cloneNode() as HTMLElement;
        inner.textContent = node.data.replace(/(?<!\$)\b[A-Za-z]+\b/g, (word) => `${word}ción`);
        outer.append(inner);
        node.replaceWith(outer);
      }
      document.documentElement.classList.add('translated-ltr');
      document.documentElement.lang = 'es';
    }),
  'Edge, with its attributes': (page) =>
    page.evaluate(() => {
      for (const part of document.querySelectorAll('.card__description, .nick, .create-time')) {
        part.setAttribute('_msttexthash', '1234');
        part.textContent = (part.textContent ?? '').replace(/(?<!\$)\b[A-Za-z]+\b/g, (word) => `${word}heit`);
      }
      document.documentElement.setAttribute('lang', 'de');
    }),
  'Firefox, which only changes the language of the page': (page) =>
    page.evaluate(() => {
      document.documentElement.lang = 'fr';
      for (const part of document.querySelectorAll('.card__description'))
        part.textContent = (part.textContent ?? '').replace(/(?<!\$)\b[A-Za-z]+\b/g, (word) => `${word}eau`);
    }),
  'Immersive Translate, under the text': (page) =>
    page.evaluate(() => {
      for (const part of document.querySelectorAll('.card__description')) {
        const font = document.createElement('font');
        font.className = 'notranslate immersive-translate-target-wrapper';
        font.lang = 'zh-CN';
        font.innerHTML =
          '<br><font class="notranslate immersive-translate-target-translation-block-wrapper">在你开多单之前，先看三件事</font>';
        part.append(font);
      }
    }),
  'Read Frog, under the text': (page) =>
    page.evaluate(() => {
      for (const part of document.querySelectorAll('.card__description')) {
        const span = document.createElement('span');
        span.className = 'notranslate read-frog-translated-content-wrapper';
        span.innerHTML =
          '<br><span class="notranslate read-frog-translated-block-content">在你开多单之前，先看三件事</span>';
        part.append(span);
      }
    }),
};

test.each(Object.entries(TRANSLATORS))(
  '%s: one version, the original words, the badge throughout',
  async (_, translate) => {
    const page = await browser.page('/en/square/hashtag/two');
    await waitForStrips(page, 2);
    await expectBadge(page, B.id, true);
    const save = async () =>
      (await stripOf(page, B.id)).read(
        (root) => root.querySelector('.save')?.getAttribute('data-at') ?? null,
      );
    if ((await save()) !== 'saved') await (await stripOf(page, B.id)).click('.save');
    const before = await page.evaluate(() => document.body.innerHTML);
    await translate(page);
    await expectBadge(page, B.id, true);
    // The page draws itself anew, and the translator comes back to it.
    await page.mouse.wheel(0, 400);
    await page.evaluate((html) => {
      document.body.innerHTML = html;
    }, before);
    await translate(page);
    await expectBadge(page, B.id, true);
    expect(await textOf(page, B.id)).toContain('$SOL');
    await page.reload();
    await waitForStrips(page, 2);
    await expectBadge(page, B.id, true);
    const popup = await browser.popup(page);
    const { captures } = JSON.parse((await exportJson(popup, 'saved')).text);
    const capture = captures.find(({ id }: { id: string }) => id === B.id);
    expect(capture).toMatchObject({
      text: EN,
      lang: 'en',
      author: { name: 'Copy Cat', handle: 'copy_cat' },
      versions: [],
    });
    await popup.close();
    await page.close();
  },
);
