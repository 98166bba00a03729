import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PageReport } from '../../lib/messages.ts';
import { type Chromium, launchChromium, stripOf, strips, waitForStrips } from './harness/chromium.ts';
import { expectNothingLeft } from './harness/nothing-left.ts';

/** What these tests call of the extension's API, inside the browser. */
interface Api {
  tabs: {
    query(filter: { url: string }): Promise<{ id: number }[]>;
    sendMessage(tab: number, message: unknown): Promise<unknown>;
  };
  runtime: { reload(): void };
}

/** The overlay follows a page that re-renders, reuses its nodes, and goes elsewhere without loading. */
let browser: Chromium;
beforeAll(async () => {
  browser = await launchChromium({ bfcache: true });
});
afterAll(() => browser.close());

const SETTLE = 700;
const saved = (page: Page, id: string) =>
  stripOf(page, id).then((strip) =>
    strip.read((root) => root.querySelector('.save')?.getAttribute('aria-pressed')),
  );
const untilSaved = (page: Page, id: string, pressed = 'true') =>
  expect.poll(() => saved(page, id), { timeout: 8_000 }).toBe(pressed);
const idsOf = async (page: Page, count: number) =>
  (await waitForStrips(page, count)).map(({ postId }) => postId as string);

describe('texts that change', () => {
  test('a translated text is read again, and so is the original', async () => {
    const page = await browser.page('/en/square');
    const [, , id = ''] = await idsOf(page, 20);
    await page.evaluate(
      (post) => window.replay.setText(post, 'Toute la pluie du jour, et $TIA au milieu de la phrase.'),
      id,
    );
    await expect.poll(() => stripOf(page, id).then((strip) => strip.text())).toContain('$TIA');
    await page.evaluate(
      (post) => window.replay.setText(post, 'Rain all day, and $APT within the sentence instead.'),
      id,
    );
    await expect.poll(() => stripOf(page, id).then((strip) => strip.text())).toContain('$APT');
    expect(await (await stripOf(page, id)).text()).not.toContain('$TIA');
    await page.close();
  });

  test('changing prices and counters have no effect', async () => {
    const page = await browser.page('/en/square');
    await waitForStrips(page, 20);
    const before = await Promise.all((await strips(page)).map((strip) => strip.text()));
    for (let n = 0; n < 20; n++) await page.evaluate(() => window.replay.tick());
    await page.waitForTimeout(SETTLE);
    expect(await Promise.all((await strips(page)).map((strip) => strip.text()))).toEqual(before);
    await page.close();
  });
});

describe('nodes that change', () => {
  test('a node reused for another post shows that post’s strip', async () => {
    const page = await browser.page('/en/square');
    const [id = '', other = ''] = (await idsOf(page, 20)).slice(4, 6);
    await (await stripOf(page, other)).click('.save');
    await untilSaved(page, other);
    await page.evaluate(([a, b]) => window.replay.reuse(a as string, b as string), [id, other]);
    await waitForStrips(page, 19);
    await untilSaved(page, other);
    expect((await strips(page)).map(({ postId }) => postId)).not.toContain(id);
    await (await stripOf(page, other)).click('.save');
    await untilSaved(page, other, 'false');
    await page.close();
  });

  test('a strip that React removed is attached again, with its open panel', async () => {
    const page = await browser.page('/en/square');
    const [id = ''] = await idsOf(page, 20);
    await page.evaluate((post) => {
      const place = document.querySelector(`[data-id="${post}"] .card-content-box`);
      place?.lastElementChild?.remove();
    }, id);
    await waitForStrips(page, 20);
    await page.close();
  });

  test('a replaced body is observed', async () => {
    const page = await browser.page('/en/square');
    await waitForStrips(page, 20);
    await page.evaluate(() => {
      const body = document.createElement('body');
      body.innerHTML = document.body.innerHTML;
      document.documentElement.replaceChild(body, document.body);
    });
    const ids = await idsOf(page, 20);
    await (await stripOf(page, ids[3] as string)).click('.save');
    await untilSaved(page, ids[3] as string);
    await (await stripOf(page, ids[3] as string)).click('.save');
    await untilSaved(page, ids[3] as string, 'false');
    await page.close();
  });
});

describe('addresses that change', () => {
  test('a visit to a post reads its whole text with its own id, and comments as comments', async () => {
    const page = await browser.page('/en/square');
    const ids = await idsOf(page, 20);
    for (const id of ids.slice(0, 3)) {
      await page.evaluate((post) => window.replay.openPost(post), id);
      await waitForStrips(page, 1);
      await page.goBack();
      await waitForStrips(page, 20);
    }
    await page.close();
  });

  test('after navigating from post to post, the second does not get the first one’s text', async () => {
    const page = await browser.page('/en/square');
    const [first = '', second = ''] = (await idsOf(page, 20)).slice(2, 4);
    await page.evaluate((post) => window.replay.openPost(post), first);
    await waitForStrips(page, 1);
    // The address is the second one's, the body still the first one's: as while a slow answer is on its way.
    await page.evaluate((post) => history.pushState({}, '', `/en/square/post/${post}`), second);
    await page.waitForTimeout(1_500);
    expect((await strips(page)).length).toBe(0);
    await page.evaluate(() => {
      const body = document.querySelector('.richtext-container');
      if (body) body.textContent = 'The second text at last, and it is about $KAVA this time.';
    });
    const [strip] = await waitForStrips(page, 1);
    await expect.poll(() => strip?.text()).toContain('$KAVA');
    await page.close();
  });

  test('canceled and forged navigations, hashes and query strings have no effect', async () => {
    const page = await browser.page('/en/square');
    await waitForStrips(page, 20);
    await page.evaluate(() => {
      const { navigation } = window as unknown as { navigation: EventTarget };
      navigation.addEventListener('navigate', (event) => event.preventDefault(), { once: true });
      try {
        history.pushState({}, '', '/en/square/post/330000000000001');
      } catch {
        // Cancelled: that is the point.
      }
      for (const name of ['wxt:locationchange', 'popstate', 'hashchange']) {
        dispatchEvent(Object.assign(new Event(name), { newUrl: undefined, oldUrl: undefined }));
        document.dispatchEvent(new Event(name));
      }
      location.hash = 'x';
      history.replaceState({}, '', `${location.pathname}?ref=1`);
    });
    await page.waitForTimeout(1_500);
    const ids = await idsOf(page, 20);
    expect(new Set(ids).size).toBe(20);
    await page.close();
  });

  test('leaving Square and returning by history navigation', async () => {
    const page = await browser.page('/en/square');
    await waitForStrips(page, 20);
    await page.evaluate(() => history.pushState({}, '', '/en/trade/BTC_USDT'));
    await waitForStrips(page, 0);
    await page.evaluate(() => history.pushState({}, '', '/en/square/hashtag/x'));
    await waitForStrips(page, 20);
    await page.close();
  });
});

test('after the back/forward cache, saving works and there are no duplicates', async () => {
  const page = await browser.page('/en/square');
  const [id = ''] = (await idsOf(page, 20)).slice(7);
  await page.evaluate(() => {
    addEventListener('pageshow', (event) => Object.assign(window, { fromCache: event.persisted }));
  });
  await page.evaluate(() => location.assign('/en/square/hashtag/elsewhere'));
  await page.waitForURL('**/hashtag/elsewhere');
  await waitForStrips(page, 20);
  // page.goBack() waits for a load event that never comes.
  await page.evaluate(() => history.back());
  await expect
    .poll(() =>
      page.evaluate(() => (window as unknown as { fromCache?: boolean }).fromCache ?? location.pathname),
    )
    .toBe(true);
  await waitForStrips(page, 20);
  await (await stripOf(page, id)).click('.save');
  await untilSaved(page, id);
  await page.evaluate(() => window.replay.more(20));
  await waitForStrips(page, 40);
  await page.close();
});

test('the menu entry and the shortcut save the right post', async () => {
  const page = await browser.page('/en/square');
  const ids = await idsOf(page, 20);
  const [clicked = '', pointed = ''] = ids.slice(1, 3);
  const control = await browser.control();
  const command = (which: string) =>
    control.evaluate(async (wanted) => {
      const { tabs } = chrome as unknown as Api;
      for (const { id } of await tabs.query({ url: 'https://www.binance.com/*' }))
        await tabs.sendMessage(id, { to: 'page', update: { command: wanted } }).catch(() => {});
    }, which);
  await page.bringToFront();
  await page.locator(`[data-id="${clicked}"] .card__description`).click({ button: 'right' });
  await command('save-clicked');
  await untilSaved(page, clicked);
  await page.keyboard.press('Escape');
  await page.locator(`[data-id="${pointed}"] .card__description`).hover();
  await command('save-current');
  await untilSaved(page, pointed);

  // With nothing focused and nothing under the pointer: the post most in view.
  await page.mouse.move(5, 5);
  const last = ids[15] as string;
  await page.evaluate(
    (post) => document.querySelector(`[data-id="${post}"]`)?.scrollIntoView({ block: 'start' }),
    last,
  );
  await page.mouse.move(6, 6);
  await command('save-current');
  await expect
    .poll(() => Promise.all(ids.slice(13, 18).map((id) => saved(page, id))), { timeout: 8_000 })
    .toContain('true');
  await page.close();
});

test('the popup gets the page report', async () => {
  const page = await browser.page('/en/square/profile/QuynhAnh96');
  const ids = await idsOf(page, 20);
  const control = await browser.control();
  const report = (await control.evaluate(async () => {
    const { tabs } = chrome as unknown as Api;
    const [tab] = await tabs.query({ url: 'https://www.binance.com/*/profile/*' });
    return tabs.sendMessage(tab?.id ?? 0, { to: 'page', ask: 'report' });
  })) as PageReport;
  expect(report).toMatchObject({ surface: 'profile', health: 'ok', redacted: null });
  expect(report.posts.map(({ id }) => id)).toEqual(ids);
  await page.close();
});

test('when the extension is removed, strips offer a reload and no other buttons', async () => {
  const own = await launchChromium();
  const page = await own.page('/en/square');
  const [strip] = await waitForStrips(page, 20);
  const control = await own.control();
  await control.evaluate(() => (chrome as unknown as Api).runtime.reload()).catch(() => {});
  await expect.poll(() => strip?.text(), { timeout: 15_000 }).toContain('Reload page');
  expect(await strip?.read((root) => root.querySelector('.save'))).toBeNull();
  expect((await strips(page)).length).toBe(20);
  // Nothing of the old instance goes on: new posts stay bare.
  await page.evaluate(() => window.replay.more(10));
  await page.waitForTimeout(SETTLE);
  expect((await strips(page)).length).toBe(20);
  await own.close();
});

test('no request left the browser', () => expectNothingLeft(browser));
