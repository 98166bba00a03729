import { describe, expect, test, vi } from 'vitest';
import { contentContract, extensionPageContract, MAX_BATCH, type MessageKind } from '../../lib/messages.ts';
import { classifySender, isAllowed, isKind, type Sender } from '../../lib/worker/permissions.ts';
import { createMessageListener, type Handlers } from '../../lib/worker/serve.ts';

const self = { id: 'ours', origin: 'chrome-extension://ours' };
const page: Sender = {
  id: 'ours',
  url: 'https://www.binance.com/en/square/post/1',
  origin: 'https://www.binance.com',
  frameId: 0,
  documentLifecycle: 'active',
  tab: { id: 7, incognito: false },
};
const own: Sender = { id: 'ours', url: 'chrome-extension://ours/popup.html', origin: self.origin };

describe('classifying senders', () => {
  test.each<[string, Sender, 'page' | 'own' | null]>([
    ['a Square page', page, 'page'],
    ['Square without a locale', { ...page, url: 'https://www.binance.com/square' }, 'page'],
    ['a locale of two parts', { ...page, url: 'https://www.binance.com/zh-CN/square/hashtag/x' }, 'page'],
    [
      'Firefox, which names no life cycle',
      { ...page, documentLifecycle: undefined, origin: undefined },
      'page',
    ],
    ['our popup', own, 'own'],
    ['our page in a tab', { ...own, frameId: 0, tab: { id: 9 } }, 'own'],
    ['our page in Firefox, without an origin', { ...own, origin: undefined }, 'own'],
    ['another extension', { ...own, id: 'other' }, null],
    ['another extension on our id', { ...own, url: 'chrome-extension://ours.evil/popup.html' }, null],
    ['a frame', { ...page, frameId: 3 }, null],
    ['no frame id', { ...page, frameId: undefined }, null],
    ['a page nobody has seen yet', { ...page, documentLifecycle: 'prerender' }, null],
    ['no tab', { ...page, tab: undefined }, null],
    ['another page of Binance', { ...page, url: 'https://www.binance.com/en/trade/BTC_USDT' }, null],
    ['a page that only sounds alike', { ...page, url: 'https://www.binance.com/en/square-dance' }, null],
    ['http', { ...page, url: 'http://www.binance.com/en/square' }, null],
    ['another host', { ...page, url: 'https://www.binance.com.evil.tld/en/square' }, null],
    ['user info', { ...page, url: 'https://www.binance.com@evil.tld/en/square' }, null],
    ['another port', { ...page, url: 'https://www.binance.com:444/en/square' }, null],
    ['an origin that is not the url', { ...page, origin: 'https://evil.tld' }, null],
    ['a sandboxed page', { ...page, origin: 'null' }, null],
    ['a script that claims our url from a page', { ...own, origin: 'https://www.binance.com' }, null],
    ['no url', { ...page, url: undefined }, null],
    ['not a url', { ...page, url: 'square' }, null],
  ])('%s', (_, sender, side) => expect(classifySender(sender, self)).toBe(side));
});

test("each kind is accepted only from its own contract's sender", () => {
  const kinds = [
    ...new Set([...Object.keys(contentContract), ...Object.keys(extensionPageContract)]),
  ] as MessageKind[];
  const byPage = kinds.filter((kind) => isAllowed('page', kind));
  const byOwn = kinds.filter((kind) => isAllowed('own', kind));
  expect(byPage).toEqual([
    'getOverlaySettings',
    'annotate',
    'save',
    'unsave',
    'explain',
    'setVerdict',
    'correctRole',
    'saveGroup',
    'openLibrary',
    'setCopyCount',
  ]);
  expect(byOwn).toEqual([
    'setVerdict',
    'correctRole',
    'setSettings',
    'setSaved',
    'setGroupReview',
    'editPosts',
    'restoreUserData',
    'setNote',
    'deleteSeen',
    'remove',
    'libraryChanged',
    'dismissLoss',
    'health',
  ]);
  expect(kinds.filter((kind) => isAllowed(null, kind))).toEqual([]);
  expect(['constructor', '__proto__', 'toString', ''].filter(isKind)).toEqual([]);
});

/** Handlers that note what they were asked. */
function listening(now: () => number = () => 0) {
  const asked = vi.fn(async (_kind: string, _ask: unknown, _incognito: boolean) => ({
    ok: true as const,
    value: {},
  }));
  const kinds = [...new Set([...Object.keys(contentContract), ...Object.keys(extensionPageContract)])];
  const handlers = Object.fromEntries(
    kinds.map((kind) => [
      kind,
      (ask: unknown, { incognito }: { incognito: boolean }) => asked(kind, ask, incognito),
    ]),
  ) as unknown as Handlers;
  return { asked, answer: createMessageListener(handlers, self, now) };
}

describe('requests', () => {
  const { asked, answer } = listening();
  const cycle: Record<string, unknown> = {};
  cycle.self = cycle;
  test.each<[string, unknown, Sender, string | undefined]>([
    ['of nobody in particular', { kind: 'health', ask: {} }, own, undefined],
    ['of the page', { to: 'page', ask: 'report' }, own, undefined],
    ['nothing', null, page, undefined],
    ['text', 'background', page, undefined],
    ['the prototype game', { t: 'put', v: { __proto__: { admin: true } } }, page, undefined],
    ['an unknown kind', { to: 'background', kind: 'deleteAll', ask: {} }, own, 'bad-request'],
    ['a kind of Object.prototype', { to: 'background', kind: 'constructor', ask: {} }, own, 'bad-request'],
    ['a kind that is no text', { to: 'background', kind: { x: 1 }, ask: {} }, own, 'bad-request'],
    ['deleting, by a page', { to: 'background', kind: 'deleteSeen', ask: { before: null } }, page, 'refused'],
    ['settings, by a page', { to: 'background', kind: 'setSettings', ask: { seenDays: 1 } }, page, 'refused'],
    ['saving, by our popup', { to: 'background', kind: 'save', ask: {} }, own, 'refused'],
    [
      'anything, by a stranger',
      { to: 'background', kind: 'getOverlaySettings', ask: {} },
      { ...page, id: 'x' },
      'refused',
    ],
    ['without a question', { to: 'background', kind: 'unsave' }, page, 'bad-request'],
    [
      'with an id that is none',
      { to: 'background', kind: 'unsave', ask: { id: '../1' } },
      page,
      'bad-request',
    ],
    [
      'with 21 posts',
      { to: 'background', kind: 'annotate', ask: { surface: 'home', posts: Array(21).fill({}) } },
      page,
      'bad-request',
    ],
    ['with a Map', { to: 'background', kind: 'setNote', ask: new Map([['id', '1']]) }, own, 'bad-request'],
    [
      'with a Date',
      { to: 'background', kind: 'deleteSeen', ask: { before: new Date() } },
      own,
      'bad-request',
    ],
    ['with a BigInt', { to: 'background', kind: 'deleteSeen', ask: { before: 10n } }, own, 'bad-request'],
    ['with a circle', { to: 'background', kind: 'deleteSeen', ask: cycle }, own, 'bad-request'],
    [
      'with 5 MB',
      { to: 'background', kind: 'setNote', ask: { id: '12345', note: 'x'.repeat(5e6), tags: [] } },
      own,
      'bad-request',
    ],
  ])('%s', async (_, message, sender, error) => {
    const answered = answer(message, sender);
    if (error === undefined) expect(answered).toBeUndefined();
    else expect(await answered).toMatchObject({ ok: false, error });
    expect(asked).not.toHaveBeenCalled();
  });

  test('a valid request reaches its handler with the private flag', async () => {
    const ask = { to: 'background', kind: 'unsave', ask: { id: '12345', more: 1 } };
    expect(await answer(ask, { ...page, tab: { id: 1, incognito: true } })).toEqual({ ok: true, value: {} });
    expect(asked).toHaveBeenCalledExactlyOnceWith('unsave', { id: '12345' }, true);
  });

  test('a handler that throws gives an error response', async () => {
    const broken = listening();
    broken.asked.mockRejectedValue(new TypeError('oops'));
    const answered = await broken.answer({ to: 'background', kind: 'getOverlaySettings', ask: {} }, page);
    expect(answered).toEqual({ ok: false, error: 'store-error', detail: 'TypeError: oops' });
  });
});

describe('limits', () => {
  const post = {
    id: '12345',
    url: null,
    kind: 'post',
    surface: 'home',
    author: { name: null, handle: null },
    title: null,
    text: 'x',
    excerpt: false,
    marks: [],
    attached: [],
    labels: { pinned: false, factCheck: null, sentiment: null },
    counts: { comments: null, quotes: null, likes: null, views: null },
    postedAt: null,
    postedAtSource: null,
    timeLabel: null,
  };
  const save = { to: 'background', kind: 'save', ask: { post } };
  const passed = async (answer: ReturnType<typeof listening>['answer'], times: number, tab = 7) => {
    const answers = await Promise.all(
      Array.from({ length: times }, () => answer(save, { ...page, tab: { id: tab } }) ?? { ok: false }),
    );
    return answers.filter(({ ok }) => ok).length;
  };

  test('each tab may send 20 saves a second', async () => {
    let now = 0;
    const { answer, asked } = listening(() => now);
    expect(await passed(answer, 10_000)).toBe(20);
    expect(await passed(answer, 1, 8)).toBe(1);
    now = 500;
    expect(await passed(answer, 100)).toBe(10);
    expect(asked).toHaveBeenCalledTimes(31);
    expect(await answer(save, page)).toEqual({ ok: false, error: 'busy' });
  });

  test('20 posts of a message cost one token', async () => {
    const { answer } = listening(() => 0);
    const batch = (size: number) => ({
      to: 'background',
      kind: 'annotate',
      ask: { surface: 'home', posts: Array.from({ length: size }, () => post) },
    });
    const outcome = async (size: number) => {
      const said = await answer(batch(size), page);
      return said?.ok ? 'ok' : said?.error;
    };
    // 40 at once: thirteen of three, then one of one.
    const large = await Promise.all(Array.from({ length: 14 }, () => outcome(MAX_BATCH)));
    expect(large).toEqual([...Array(13).fill('ok'), 'busy']);
    expect(await outcome(20)).toBe('ok');
    expect(await outcome(1)).toBe('busy');
  });

  test('a batch over MAX_BATCH is rejected', async () => {
    const { answer } = listening(() => 0);
    const posts = Array.from({ length: MAX_BATCH + 1 }, () => post);
    const said = await answer({ to: 'background', kind: 'annotate', ask: { surface: 'home', posts } }, page);
    expect(said).toMatchObject({ ok: false, error: 'bad-request' });
  });

  test('at most 5,000 saves pass in an hour', async () => {
    let now = 0;
    const { answer } = listening(() => now);
    let total = 0;
    for (; now < 3_600_000; now += 1_000) total += await passed(answer, 25);
    expect(total).toBeGreaterThan(4_900);
    expect(total).toBeLessThanOrEqual(5_000);
  });

  test('a clock set back does not block requests', async () => {
    let now = 1e9;
    const { answer } = listening(() => now);
    await passed(answer, 100);
    now = 0;
    expect(await passed(answer, 5)).toBe(0);
    now = 1_000;
    expect(await passed(answer, 100)).toBe(20);
  });
});
