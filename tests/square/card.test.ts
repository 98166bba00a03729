// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { RawPost } from '../../lib/post.ts';
import { findCards, overlayMountPoint } from '../../lib/square/page/find-cards.ts';
import { readCard } from '../../lib/square/page/read-card.ts';
import { card, type FakePost, homePage, profilePage, WORDINGS } from '../replay/pages.ts';
import { idsAndTexts, parse, read } from './parse.ts';

const URL = 'https://www.binance.com/en/square';
const id = (n: number) => String(330_100_000_000_000 + n);
const post = (n: number, more: Partial<FakePost> = {}): FakePost => ({
  id: id(n),
  text: `Words of post ${n}.`,
  ...more,
});
/** The first post of a home page that holds `posts`. */
const first = (...posts: FakePost[]) => read(homePage(posts)).cards[0]?.post;

describe('a card', () => {
  test('is read completely', () => {
    const text =
      'First line about $BTC\nsecond line.\n\nA paragraph with @someone and 5% more. #BTC #Foo$515';
    const got = first(
      post(1, {
        text,
        name: 'Some Trader',
        handle: 'some_trader',
        cashtags: ['BTC'],
        time: 'Jun 3',
        sentiment: 'Bearish',
        factCheck: 'Unverified content',
        coins: [{ code: 'BTC' }, { code: 'MRVLon', via: 'alpha' }, { code: 'MRVL', via: 'futures' }],
        tokens: ['{future}(BTCUSDT)'],
        counts: { comments: '102', likes: '1.5M', views: '327.3k' },
      }),
    );
    const at = (words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length });
    const tags = '#BTC #Foo$515';
    expect(got).toEqual({
      id: id(1),
      url: `https://www.binance.com/en/square/post/${id(1)}`,
      kind: 'post',
      surface: 'home',
      author: { name: 'Some Trader', handle: 'some_trader' },
      title: null,
      text,
      excerpt: false,
      marks: [
        { kind: 'cashtag', value: 'BTC', ...at('$BTC') },
        { kind: 'hashtag', value: '#BTC', start: text.indexOf(tags), end: text.indexOf(tags) + 4 },
        { kind: 'hashtag', value: '#Foo$515', ...at('#Foo$515') },
      ],
      attached: [
        { code: 'BTC', via: 'trade' },
        { code: 'MRVLon', via: 'alpha' },
        { code: 'MRVL', via: 'futures' },
      ],
      labels: { pinned: false, factCheck: 'Unverified content', sentiment: 'Bearish' },
      counts: { comments: 102, quotes: null, likes: 1_500_000, views: 327_300 },
      postedAt: '2026-06-03T10:20:20.312Z',
      postedAtSource: 'id',
      timeLabel: 'Jun 3',
    });
    expect(RawPost.safeParse(got).success).toBe(true);
  });

  test('of an article has a title and an excerpt', () => {
    expect(first(post(1, { title: 'The title', text: 'It starts\nlike this' }))).toMatchObject({
      kind: 'article',
      title: 'The title',
      text: 'It starts\nlike this',
      excerpt: true,
    });
  });

  test.each(WORDINGS.map((wording) => [wording.locale, wording] as const))(
    'is the same in %s: pin, menu and labels stay out of the text',
    (_, wording) => {
      const posts = [post(1, { pinned: true, time: '--', translated: true }), post(2, { title: 'T' })];
      const { cards } = read(
        profilePage({ name: 'A', handle: 'a' }, posts, { wording }),
        `/${wording.locale}/square/profile/a`,
      );
      expect(cards.map(({ post }) => [post.text, post.labels.pinned, post.kind, post.timeLabel])).toEqual([
        ['Words of post 1.', true, 'post', null],
        ['Words of post 2.', false, 'article', 'Jun 3'],
      ]);
      expect(cards.map(({ post }) => post.labels.factCheck)).toEqual([null, null]);
    },
  );

  test('without text is left out', () => {
    const page = read(homePage([post(1, { textless: true }), post(2), post(3)]));
    expect(idsAndTexts(page).map(([at]) => at)).toEqual([id(2), id(3)]);
    expect(page.health).toBe('ok');
  });

  test('a linked mention is a mention; a link to a profile that names no @handle is a link', () => {
    const got = first(post(1, { text: 'With @someone here', mentions: ['someone'] }));
    expect(got?.marks).toEqual([{ kind: 'mention', start: 5, end: 13, value: '@someone' }]);
    const html = homePage([post(1, { text: 'See WORDS' })]).replace(
      /See WORDS<\/div>/,
      'See <a href="/en/square/profile/x">their page</a></div>',
    );
    expect(read(html).cards[0]?.post.marks).toEqual([
      { kind: 'link', start: 4, end: 14, value: 'https://www.binance.com/en/square/profile/x' },
    ]);
  });

  test.each([
    'javascript:alert(1)',
    'https://www.binance.com@evil.tld/',
    'https://www.binance.com.evil.tld',
    'https:\\\\www.binance.com\\x',
    '//evil.tld',
    'https://www.binance.com:444/x',
  ])('a bad link in the text is only text: %s', (href) => {
    const html = homePage([post(1, { text: 'See WORDS' })]).replace(
      /See WORDS<\/div>/,
      `See <a href="${href}">this</a></div>`,
    );
    expect(read(html).cards[0]?.post).toMatchObject({ text: 'See this', marks: [] });
  });

  test('markup in a text is text', () => {
    const text = '<img src=x onerror=alert(1)> </script><svg onload=alert(1)>';
    expect(first(post(1, { text }))?.text).toBe(text);
  });

  test.each([
    ['a lone surrogate', 'a\ud800b'],
    ['right to left', 'a \u202e$CTB b'],
    ['combining marks', `e${'\u0301'.repeat(5000)}`],
    ['an emoji family', '👨‍👩‍👧‍👦'],
  ])('%s is kept as it is', (_, text) => {
    const [found] = findCards(parse(homePage([post(1, { text: 'X' })])), URL);
    const place = found?.element.querySelector('.card__description');
    if (place) place.textContent = text;
    expect(found && readCard(found, URL)?.text).toBe(text);
  });

  test.each(['', '   ', '\u200b\ufeff', '\n\n'])('%j is no text', (text) => {
    expect(read(homePage([post(1, { text, tokens: [] }), post(2)])).cards).toHaveLength(1);
  });

  test('floods are cut: tags without end, thousands of tags, thousands of coins', () => {
    expect(first(post(1, { text: `#${'x'.repeat(10_000)}` }))?.marks).toEqual([]);
    expect(first(post(1, { text: '$BTC '.repeat(600), cashtags: ['BTC'] }))?.marks).toHaveLength(500);
    const coins = Array.from({ length: 60 }, (_, n) => ({ code: `C${n}` }));
    expect(first(post(1, { coins }))?.attached).toHaveLength(30);
  });

  test('a text of a megabyte is read up to the limit', () => {
    const got = first(post(1, { text: 'word '.repeat(200_000) }));
    expect(got?.text.length).toBeGreaterThan(20_000);
    expect(got?.text.length).toBeLessThan(50_000);
  });

  test('without a description the text is the hidden copy without raw markup', () => {
    const html = homePage([
      post(1, { text: 'Line one\n\nLine two $BTC', tokens: ['{future}(BTCUSDT)', '{spot}(TAOUSDT)'] }),
    ]).replace(/<div class="card__description[\s\S]*?<\/div>/, '');
    expect(read(html).cards[0]?.post.text).toBe('Line one\n\nLine two $BTC');
  });
});

describe('elements that are not posts', () => {
  test('sidebars, follow cards, prefetch links and menus give nothing', () => {
    const html = homePage(Array.from({ length: 6 }, (_, n) => post(n)));
    const page = read(html);
    expect(page.cards).toHaveLength(6);
    const all = JSON.stringify(page.cards.map(({ post }) => post));
    for (const decoy of ['Suggested', 'side_star', "somebody's post", 'Block User', 'View More', 'fc0e'])
      expect(all).not.toContain(decoy);
  });

  test.each([
    [
      'display: none on the card',
      (html: string) =>
        html.replace('feed-card is-card css-iiiiii" style="', 'feed-card" style="display: none; '),
    ],
    [
      'the hidden attribute on its root',
      (html: string) => html.replace('FeedBuzzBaseViewRoot ltr', 'FeedBuzzBaseViewRoot ltr" hidden="'),
    ],
    [
      'a hidden box around it',
      (html: string) =>
        html
          .replace(
            '<div class="FeedBuzzBaseView_FeedBuzzBaseViewRootBox',
            '<div style="display:none"><div class="',
          )
          .replace(/$/, ''),
    ],
  ])('%s: a decoy', (_, hide) => {
    const shown = card(post(2));
    const doc = parse(`<div class="feed-layout-main"><div>${hide(card(post(1)))}</div></div></div>${shown}`);
    expect(findCards(doc, URL).map((found) => found.id)).toEqual([id(2)]);
  });

  test('a link to a post inside a text belongs to the text', () => {
    const html = homePage([post(1, { text: 'See WORDS' })]).replace(
      /See WORDS<\/div>/,
      `See <a href="/en/square/post/${id(9)}">that one</a></div>`,
    );
    expect(idsAndTexts(read(html))).toEqual([[id(1), 'See that one']]);
  });

  test('pages that are not Square are not read', () => {
    expect(findCards(parse(homePage([post(1)])), 'https://www.binance.com/en/trade/BTC_USDT')).toEqual([]);
    expect(findCards(parse(homePage([post(1)])), 'https://www.binance.com/en/square/bookmark')).toEqual([]);
  });
});

describe('a quoted post', () => {
  const inner = post(5, { text: 'The quoted words.', name: 'Inner', handle: 'inner' });

  test('with its own id is another post', () => {
    const page = read(homePage([post(1, { name: 'Outer', quote: { post: inner, withId: true } }), post(2)]));
    expect(page.cards.map(({ post }) => [post.id, post.text, post.author.name])).toEqual([
      [id(1), 'Words of post 1.', 'Outer'],
      [id(5), 'The quoted words.', 'Inner'],
      [id(2), 'Words of post 2.', 'Somebody'],
    ]);
  });

  test('without an id is not part of any text', () => {
    const page = read(homePage([post(1, { quote: { post: inner, withId: false } }), post(2)]));
    expect(idsAndTexts(page)).toEqual([
      [id(1), 'Words of post 1.'],
      [id(2), 'Words of post 2.'],
    ]);
  });

  test.each([true, false])(
    'inside a post without words of its own (with id: %j) does not fill it',
    (withId) => {
      const page = read(homePage([post(1, { textless: true, quote: { post: inner, withId } })]));
      expect(idsAndTexts(page).filter(([at]) => at === id(1))).toEqual([]);
    },
  );
});

describe('on a hostile page', () => {
  /** In Chrome a form's inputs stand before its members, for a content script too; happy-dom needs it done by hand. */
  const clobber = (node: Node, names: string[]) => {
    for (const name of names)
      Object.defineProperty(node, name, { value: node.ownerDocument, configurable: true });
  };
  const members = ['textContent', 'querySelector', 'querySelectorAll', 'children', 'firstChild', 'closest'];

  test('a card with shadowed members is read', () => {
    const doc = parse(homePage([post(1, { hidden: 'The raw copy.' }), post(2)]));
    const root = doc.querySelector(`[data-id="${id(1)}"]`) as Element;
    const words = doc.querySelector('.card__description') as Element;
    clobber(root, [...members, 'matches', 'isConnected', 'contains', 'compareDocumentPosition']);
    clobber(words, [...members, 'nextSibling']);
    const got = findCards(doc, URL).map((found) => readCard(found, URL)?.text);
    expect(got).toEqual(['Words of post 1.', 'Words of post 2.']);
  });

  test('a document with shadowed members is searched', () => {
    const doc = parse(homePage([post(1), post(2)]));
    clobber(doc, ['querySelector', 'querySelectorAll']);
    expect(findCards(doc, URL)).toHaveLength(2);
  });

  test('the same id twice is one post', () => {
    expect(read(homePage([post(1), post(2), post(1)])).cards).toHaveLength(2);
  });

  test('a card reused for another post after it was found gives null', () => {
    const doc = parse(homePage([post(1), post(2)]));
    const [found] = findCards(doc, URL);
    found?.element.setAttribute('data-id', id(7));
    expect(found && readCard(found, URL)).toBeNull();
    found?.element.setAttribute('data-id', id(1));
    found?.element.querySelector('.feed-content-text')?.setAttribute('data', id(7));
    expect(found && readCard(found, URL)).toBeNull();
  });

  test('a card removed after it was found gives null', () => {
    const doc = parse(homePage([post(1)]));
    const [found] = findCards(doc, URL);
    found?.element.remove();
    expect(found && readCard(found, URL)).toBeNull();
  });

  test('a card that throws affects only itself', () => {
    const doc = parse(homePage([post(1), post(2)]));
    const [broken, fine] = findCards(doc, URL);
    const odd = {
      ...broken,
      get nestedPosts(): Element[] {
        throw new Error('no');
      },
    } as typeof broken;
    expect(odd && readCard(odd, URL)).toBeNull();
    expect(fine && readCard(fine, URL)?.text).toBe('Words of post 2.');
  });
});

test('reading does not change the page', () => {
  const doc = parse(homePage([post(1, { quote: { post: post(5), withId: true } }), post(2, { title: 'T' })]));
  const before = doc.documentElement.outerHTML;
  for (const found of findCards(doc, URL)) readCard(found, URL);
  expect(doc.documentElement.outerHTML).toBe(before);
});

test("the mount point is the content box of the post's own card", () => {
  const doc = parse(homePage([post(1, { quote: { post: post(5), withId: true } })]));
  const [found] = findCards(doc, URL);
  const place = found && overlayMountPoint(found.element);
  expect(place?.className).toContain('card-content-box');
  expect(place?.closest('[data-id]')?.getAttribute('data-id')).toBe(id(1));
});

describe('a subtree that was added', () => {
  test.each(['.card__description', '.feed-content-text', '.card__ft', '[data-id^="3301"]', '.feed-card'])(
    '%s is read as the whole card',
    (selector) => {
      const doc = parse(homePage([post(1), post(2)]));
      const [found, ...more] = findCards(doc.querySelector(selector) as Element, URL);
      expect(found?.id).toBe(id(1));
      expect(more).toEqual([]);
      expect(found && readCard(found, URL)?.author.name).toBe('Somebody');
    },
  );

  test('a list of cards gives its cards', () => {
    const doc = parse(homePage([post(1), post(2)]));
    expect(findCards(doc.querySelector('.FeedList') as Element, URL).map((found) => found.id)).toEqual([
      id(1),
      id(2),
    ]);
  });
});
