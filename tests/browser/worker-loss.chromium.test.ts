import type { CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readLibrary } from './crash-recovery.ts';
import { type Chromium, launchChromium, stripOf, strips, waitForStrips } from './harness/chromium.ts';

/** What a page, a renderer that was taken over, and a private window may not do. */
const SOON = { timeout: 15_000 };
let browser: Chromium;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

const ids = async (page: Page, count: number) =>
  (await waitForStrips(page, count)).map(({ postId }) => postId as string);

async function saves(page: Page, id: string): Promise<void> {
  await page.bringToFront();
  await (await stripOf(page, id)).click('.save');
  const at = () =>
    stripOf(page, id).then((strip) =>
      strip.read((root) => root.querySelector('.save')?.getAttribute('data-at') ?? null),
    );
  await expect.poll(at, SOON).toBe('saved');
}

/** What the library holds; asked after the background, which makes the database when there is none yet. */
const stored = async () => {
  const control = await browser.control();
  await control.evaluate(() => chrome.runtime.sendMessage({ to: 'background', kind: 'health', ask: {} }));
  return control.evaluate(readLibrary);
};
const savedIds = async () => (await stored()).posts.flatMap(([id, saved]) => (saved ? [id] : []));

/** Runs an expression in the content script's own world, as a renderer that was taken over can. */
async function insideOf(page: Page): Promise<(expression: string) => Promise<string>> {
  const session: CDPSession = await page.context().newCDPSession(page);
  const world = new Promise<number>((resolve) => {
    session.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.origin === `chrome-extension://${browser.extensionId}`) resolve(context.id);
    });
  });
  await session.send('Runtime.enable');
  const contextId = await world;
  return async (expression) => {
    const { result } = await session.send('Runtime.evaluate', {
      expression: `(async () => { try { return JSON.stringify(await (${expression})) ?? 'undefined'; } catch (error) { return String(error); } })()`,
      contextId,
      awaitPromise: true,
      returnByValue: true,
    });
    return result.value;
  };
}

describe('a compromised content script', () => {
  let page: Page;
  let inside: (expression: string) => Promise<string>;
  let id = '';
  beforeAll(async () => {
    page = await browser.page('/en/square');
    id = (await ids(page, 20))[2] as string;
    inside = await insideOf(page);
  });
  afterAll(() => page.close());

  test('saves as ever', () => saves(page, id));

  const send = (kind: string, ask: string) =>
    `chrome.runtime.sendMessage({ to: 'background', kind: '${kind}', ask: ${ask} })`;

  test.each([
    ['delete', send('remove', `{ ids: ['1'] }`), 'refused'],
    ['deleteSeen', send('deleteSeen', '{ before: null }'), 'refused'],
    ['change settings', send('setSettings', '{ keepSeen: false }'), 'refused'],
    ['take back many', send('setSaved', `{ ids: ['1'], saved: false }`), 'refused'],
    ['ask for what is not there', send('deleteAll', '{}'), 'bad-request'],
    ['ask for a part of every object', send('constructor', '{}'), 'bad-request'],
    ['save what is no post', send('save', `JSON.parse('{"post":{"__proto__":{"id":"1"}}}')`), 'bad-request'],
    ['save a Map', send('save', `{ post: new Map([['id', '12345']]) }`), 'bad-request'],
    ['save a date', send('unsave', '{ id: new Date() }'), 'bad-request'],
    ['save a BigInt', send('unsave', '{ id: 1n }'), 'TypeError'],
    ['send five megabytes', send('unsave', `{ id: 'x'.repeat(5e6) }`), 'bad-request'],
    ['send seventy megabytes', send('unsave', `{ id: 'x'.repeat(70e6) }`), 'Error'],
  ])('cannot %s', async (_what, message, answer) => {
    expect(await inside(message)).toContain(answer);
  });

  test('cannot fill the library quickly', async () => {
    const post = JSON.stringify({
      ...{ id: '12345', url: 'javascript:alert(1)', kind: 'post', surface: 'home', title: null, text: 'x' },
      ...{ author: { name: null, handle: null }, excerpt: false, marks: [], attached: [] },
      labels: { pinned: false, factCheck: null, sentiment: null },
      counts: { comments: null, quotes: null, likes: null, views: null },
      ...{ postedAt: null, postedAtSource: null, timeLabel: null },
    });
    const answers = JSON.parse(
      await inside(
        `Promise.all(Array.from({ length: 1000 }, (_, n) => chrome.runtime.sendMessage({ to: 'background', kind: 'save', ask: { post: { ...${post}, id: String(100000 + n) } } })))`,
      ),
    ) as { ok: boolean; error?: string }[];
    const passed = answers.filter(({ ok }) => ok).length;
    expect(passed).toBeGreaterThanOrEqual(20);
    expect(passed).toBeLessThan(300);
    expect(new Set(answers.flatMap(({ error }) => error ?? []))).toEqual(new Set(['busy']));
    // What is acknowledged may still wait in the log of edits.
    await expect.poll(async () => (await savedIds()).length, SOON).toBe(passed + 1);
  });

  test('does not affect saved posts', async () => {
    expect(await savedIds()).toContain(id);
    const popup = await browser.popup(page);
    expect(await popup.locator('[role=alert]').count()).toBe(0);
    await popup.close();
  });
});

test('a card moved into a frame is ignored, and the others keep working', async () => {
  const page = await browser.page('/en/square');
  const [gone = '', ...rest] = await ids(page, 20);
  await page.evaluate((id) => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const card = document.querySelector(`[data-id="${id}"]`)?.closest('.feed-card') as Element;
    const inner = frame.contentDocument as Document;
    inner.body.append(inner.adoptNode(card));
  }, gone);
  await page.waitForTimeout(800);
  await page.evaluate(() => window.replay.more(20));
  // Strips inside frames are counted too: the one that was carried off is no button that works.
  await expect.poll(async () => (await strips(page)).filter(({ postId }) => postId !== gone).length).toBe(39);
  await saves(page, rest[7] as string);
  const before = await savedIds();
  for (const strip of await strips(page))
    if (strip.postId === gone) await strip.read((root) => root.querySelector<HTMLElement>('.save')?.click());
  await page.waitForTimeout(500);
  expect(await savedIds()).toEqual(before);
  await page.close();
});

test('five thousand combining marks on a letter do not make it taller', async () => {
  const page = await browser.page('/en/square');
  const id = (await ids(page, 20))[4] as string;
  await page.evaluate(([post, text]) => window.replay.setText(post, text), [
    id,
    `Marked: e${'\u0301'.repeat(5_000)} and then $BTC goes on.`,
  ] as const);
  await page.waitForTimeout(800);
  await saves(page, id);
  const popup = await browser.popup(page);
  await popup.locator('#tab-saved').click();
  const text = popup.locator('[role=tabpanel] article', { hasText: 'Marked:' });
  await text.waitFor();
  const box = await text.evaluate((article) => {
    const inner = [...article.querySelectorAll('*')].find(
      (one) => one.childElementCount === 0 && one.textContent?.includes('Marked:'),
    ) as Element;
    return { height: article.getBoundingClientRect().height, overflow: getComputedStyle(inner).overflowY };
  });
  expect(box.height).toBeLessThan(200);
  expect(box.overflow).toBe('hidden');
  await popup.close();
  await page.close();
});

test('the shortcut does not save a post hidden by a style sheet', async () => {
  const page = await browser.page('/en/square');
  const all = await ids(page, 20);
  await page.addStyleTag({
    content: `.feed-card:nth-child(3n) { display: none } .feed-card:nth-child(3n+1) { position: absolute; left: -9999px }
      .feed-card:nth-child(9n+2) { height: 0; overflow: hidden }`,
  });
  await page.bringToFront();
  await page.mouse.move(2, 2);
  const before = await savedIds();
  await (await browser.control()).evaluate(async () => {
    for (const { id } of await chrome.tabs.query({ url: 'https://www.binance.com/*' }))
      await chrome.tabs.sendMessage(id, { to: 'page', update: { command: 'save-current' } }).catch(() => {});
  });
  await expect.poll(async () => (await savedIds()).length, SOON).toBe(before.length + 1);
  const [now = ''] = (await savedIds()).filter((id) => !before.includes(id));
  expect(all).toContain(now);
  const box = await page.locator(`[data-id="${now}"]`).first().boundingBox();
  expect(box?.height).toBeGreaterThan(50);
  expect(box?.x).toBeGreaterThanOrEqual(0);
  await page.close();
});

test('a private window gets annotations and stores nothing', async () => {
  const own = await launchChromium();
  try {
    const settings = await own.context.newPage();
    await settings.goto('chrome://extensions');
    await settings.evaluate(async (extensionId) => {
      const { developerPrivate } = chrome as unknown as {
        developerPrivate: Record<
          'updateProfileConfiguration' | 'updateExtensionConfiguration',
          (what: object) => Promise<void>
        >;
      };
      // The second reloads the extension, which only comes back for a developer.
      await developerPrivate.updateProfileConfiguration({ inDeveloperMode: true });
      await developerPrivate.updateExtensionConfiguration({ extensionId, incognitoAccess: true });
    }, own.extensionId);
    await expect
      .poll(
        () =>
          own.control().then(
            () => true,
            () => false,
          ),
        SOON,
      )
      .toBe(true);
    const control = await own.control();
    const tab = await control.evaluate(async () => {
      const made = await chrome.windows.create({ url: 'https://www.binance.com/en/square', incognito: true });
      return made.tabs?.[0]?.id ?? 0;
    });
    const report = () =>
      control.evaluate(
        (id) => chrome.tabs.sendMessage(id, { to: 'page', ask: 'report' }).catch((error) => String(error)),
        tab,
      ) as Promise<{ posts: unknown[] }>;
    await expect.poll(async () => (await report()).posts?.length, SOON).toBe(20);
    const page = own.context.pages().find((one) => one.url().startsWith('https:')) as Page;
    const [strip] = await waitForStrips(page, 20);
    await expect
      .poll(() => strip?.read((root) => root.querySelectorAll('.ticker').length), SOON)
      .toBeGreaterThan(0);
    await strip?.click('.save');
    await expect.poll(() => strip?.text(), SOON).toContain('Not saved: private window');
    expect((await control.evaluate(readLibrary)).posts).toEqual([]);
  } finally {
    await own.close();
  }
});
