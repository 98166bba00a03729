import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Chromium, launchChromium, stripOf, strips, waitForStrips } from './harness/chromium.ts';
import { expectNothingLeft } from './harness/nothing-left.ts';

/** The overlay in a real browser, with the built extension and its real background. */
const PROFILE = '/en/square/profile/QuynhAnh96';
const SETTLE = 600;

let browser: Chromium;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

/** Ids of the strips in page order, sorted out of any double. */
async function overlaid(page: Page, count: number): Promise<Set<string | null>> {
  const now = await waitForStrips(page, count);
  return new Set(now.map(({ postId }) => postId));
}

const saveMark = (page: Page, id: string) =>
  stripOf(page, id).then((strip) =>
    strip.read((root) => {
      const save = root.querySelector('.save');
      return { at: save?.getAttribute('data-at'), pressed: save?.getAttribute('aria-pressed') };
    }),
  );

/** Keeps the replayed page from opening a post when its card is clicked. */
const holdStill = (page: Page) =>
  page.evaluate(() => document.addEventListener('click', (event) => event.stopPropagation()));

async function waitSaved(page: Page, id: string, pressed = 'true'): Promise<void> {
  await expect.poll(() => saveMark(page, id).then((mark) => mark.pressed), { timeout: 8_000 }).toBe(pressed);
}

describe('one strip per post', () => {
  test('20 posts get 20 strips; no duplicates after 40 more posts, a visit to a post and a re-render', async () => {
    const page = await browser.page(PROFILE);
    expect((await overlaid(page, 20)).size).toBe(20);

    await page.evaluate(() => window.replay.more(40));
    expect((await overlaid(page, 60)).size).toBe(60);

    const first = (await strips(page))[0]?.postId as string;
    await page.evaluate((id) => window.replay.openPost(id), first);
    await waitForStrips(page, 1);
    await page.goBack();
    expect((await overlaid(page, 60)).size).toBe(60);

    await page.evaluate(() => window.replay.rerender());
    expect((await overlaid(page, 60)).size).toBe(60);
    await page.waitForTimeout(SETTLE);
    expect((await strips(page)).length).toBe(60);

    await page.evaluate(() => window.replay.prepend(3));
    expect((await overlaid(page, 63)).size).toBe(63);
    await page.close();
  });

  test('the page cannot read a strip and gets no events from it', async () => {
    const page = await browser.context.newPage();
    await page.addInitScript(() => {
      const heard: string[] = [];
      Object.assign(window, { heard });
      for (const name of ['click', 'mousedown', 'pointerdown', 'keydown'])
        document.addEventListener(name, () => heard.push(name));
      window.addEventListener('message', ({ data }) => heard.push(`message ${JSON.stringify(data)}`));
    });
    await page.goto(`https://www.binance.com${PROFILE}`);
    const [strip] = await waitForStrips(page, 20);
    await strip?.click('.save');
    await page.keyboard.press('Tab');
    await waitSaved(page, strip?.postId as string);
    const seen = await page.evaluate(() => ({
      heard: (window as unknown as { heard: string[] }).heard,
      roots: [...document.querySelectorAll('*')].filter((element) => element.shadowRoot).length,
      told: document.documentElement.outerHTML.toLowerCase().includes('feedglass'),
    }));
    expect(seen).toEqual({ heard: [], roots: 0, told: false });
    expect(page.url()).toContain(PROFILE);
    await strip?.click('.save');
    await waitSaved(page, strip?.postId as string, 'false');
    await page.close();
  });
});

describe('saving', () => {
  test('three clicks save three posts; other tabs and later visits show it; undo works', async () => {
    const page = await browser.page(PROFILE);
    const other = await browser.page(PROFILE);
    await waitForStrips(other, 20);
    const ids = (await waitForStrips(page, 20)).slice(3, 6).map(({ postId }) => postId as string);
    await page.bringToFront();
    for (const id of ids) {
      await (await stripOf(page, id)).click('.save');
      await waitSaved(page, id);
    }
    for (const id of ids) await waitSaved(other, id);
    await other.reload();
    await waitForStrips(other, 20);
    for (const id of ids) await waitSaved(other, id);

    const [id = ''] = ids;
    await page.bringToFront();
    await (await stripOf(page, id)).click('.save');
    await waitSaved(page, id, 'false');
    const strip = await stripOf(page, id);
    expect(await strip.text()).toContain('Removed. Undo');
    await waitSaved(other, id, 'false');
    await strip.click('.status button');
    await waitSaved(page, id);
    await waitSaved(other, id);
    await page.close();
    await other.close();
  });

  test('"saved" is shown only after a restarted worker acknowledged it', async () => {
    const page = await browser.page(PROFILE);
    const [strip] = (await waitForStrips(page, 20)).slice(10);
    await browser.killWorker();
    await page.bringToFront();
    await strip?.click('.save');
    await waitSaved(page, strip?.postId as string);
    await page.close();
  });

  test('scripts of the page cannot save a post', async () => {
    const page = await browser.page(PROFILE);
    const target = (await waitForStrips(page, 20))[15];
    const id = target?.postId as string;
    await holdStill(page);
    await page.evaluate((post) => {
      const host = document.querySelector(`[data-id="${post}"] .card-content-box`)?.lastElementChild;
      const init = { bubbles: true, composed: true, cancelable: true, detail: 1 };
      for (const name of ['pointerdown', 'mousedown', 'mouseup', 'click', 'dblclick'])
        host?.dispatchEvent(new MouseEvent(name, init));
      for (const key of ['Enter', ' ']) host?.dispatchEvent(new KeyboardEvent('keydown', { ...init, key }));
      (host as HTMLElement | undefined)?.click();
    }, id);
    await page.waitForTimeout(SETTLE);
    expect(await saveMark(page, id)).toEqual({ at: 'idle', pressed: 'false' });
    await page.close();
  });

  test.each([
    ['the card made see-through', (card: HTMLElement) => card.style.setProperty('opacity', '0')],
    ['a style on the host', (_: HTMLElement, host: HTMLElement) => host.style.setProperty('opacity', '0.01')],
    [
      'something laid over it',
      (_: HTMLElement, host: HTMLElement) => {
        const box = host.getBoundingClientRect();
        const lid = document.createElement('div');
        lid.style.cssText = `position:fixed;left:${box.left}px;top:${box.top}px;width:${box.width}px;height:${box.height}px;z-index:9999`;
        document.body.append(lid);
      },
    ],
    [
      'the host moved under other words',
      (_: HTMLElement, host: HTMLElement) => document.querySelector('.feed-layout-main')?.prepend(host),
    ],
  ])('a real click does not save with %s', async (_name, tamper) => {
    const page = await browser.page(PROFILE);
    const target = (await waitForStrips(page, 20))[1];
    const id = target?.postId as string;
    await holdStill(page);
    await page.bringToFront();
    const point = await target?.read((root) => {
      root.querySelector('.save')?.scrollIntoView({ block: 'center', behavior: 'instant' });
      const box = root.querySelector('.save')?.getBoundingClientRect() as DOMRect;
      return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
    });
    await page.evaluate(
      ([post, code]) => {
        const card = document.querySelector(`[data-id="${post}"]`) as HTMLElement;
        const host = card.querySelector('.card-content-box')?.lastElementChild as HTMLElement;
        new Function('card', 'host', `(${code})(card, host)`)(card, host);
      },
      [id, String(tamper)] as const,
    );
    await page.mouse.click(point?.x ?? 0, point?.y ?? 0);
    await page.waitForTimeout(SETTLE);
    expect((await saveMark(page, id)).at).toBe('idle');
    await page.close();
  });

  test('the keyboard saves and unsaves', async () => {
    const page = await browser.page(PROFILE);
    const target = (await waitForStrips(page, 20))[12];
    const id = target?.postId as string;
    await page.bringToFront();
    await target?.read((root) => (root.querySelector('.save') as HTMLElement).focus());
    await page.keyboard.press('Space');
    await waitSaved(page, id);
    await page.keyboard.press('Enter');
    await waitSaved(page, id, 'false');
    await page.close();
  });
});

test('hostile text stays text', async () => {
  const hostile = '<img src=x onerror="document.title=1">';
  const page = await browser.page('/en/square');
  const [strip] = await waitForStrips(page, 20);
  await page.evaluate(
    ([id, text]) => {
      const nick = document.querySelector(`[data-id="${id}"] a.nick`);
      if (nick) nick.textContent = text;
      window.replay.setText(
        id,
        `${text} </script><svg onload=alert(1)> $BTC is discussed here in a sentence.`,
      );
    },
    [strip?.postId as string, hostile] as const,
  );
  await expect.poll(() => strip?.text()).toContain('$BTC');
  const made = await strip?.read((root) => root.querySelectorAll('img, script, svg[onload], iframe').length);
  expect(made).toBe(0);
  await page.close();
});

test('no request left the browser', () => {
  expectNothingLeft(browser);
});
