// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { findCards } from '../../lib/square/page/find-cards.ts';
import { urlOfSavedPage } from '../../lib/square/page/saved-page-url.ts';
import {
  articlePage,
  emptyPage,
  type FakePost,
  hashtagPage,
  homePage,
  newsPage,
  postPage,
  profilePage,
  searchPage,
  WORDINGS,
} from '../replay/pages.ts';
import { idsAndTexts, parse, read } from './parse.ts';

const id = (n: number) => String(330_100_000_000_000 + n);
const post = (n: number, more: Partial<FakePost> = {}): FakePost => ({
  id: id(n),
  text: `Words of post ${n}.`,
  ...more,
});
const posts = [post(1), post(2, { title: 'A title' }), post(3)];
const three = [
  [id(1), 'Words of post 1.'],
  [id(2), 'Words of post 2.'],
  [id(3), 'Words of post 3.'],
];
const profile = { name: 'Quiet Hiker 7', handle: 'quiet_hiker' };

test.each([
  ['home', '/en/square', homePage(posts)],
  ['home', '/zh-CN/square', homePage(posts, { wording: WORDINGS[1] as (typeof WORDINGS)[number] })],
  ['home', '/en/square', homePage(posts, { prefetch: true })],
  ['profile', '/en/square/profile/quiet_hiker', profilePage(profile, posts)],
  ['profile', '/en/square/profile/quiet_hiker', profilePage(profile, posts, { feedList: false })],
  ['hashtag', '/en/square/hashtag/BTC', hashtagPage('BTC', posts)],
  ['search', '/en/square/search?s=x', searchPage('x', posts)],
  ['news', '/en/square/news/all', newsPage(posts)],
])('%s at %s', (surface, path, html) => {
  const page = read(html, path);
  expect(idsAndTexts(page)).toEqual(three);
  expect(page).toMatchObject({ surface, health: 'ok', redacted: null });
  expect(page.cards.map(({ post }) => [post.kind, post.surface])).toEqual([
    ['post', surface],
    ['article', surface],
    ['post', surface],
  ]);
});

test('a profile has a header', () => {
  const page = read(profilePage(profile, posts), '/en/square/profile/Quiet_Hiker');
  expect(page.profile).toEqual({
    name: 'Quiet Hiker 7',
    handle: 'Quiet_Hiker',
    counts: { posts: 1000, following: 169, followers: 367, liked: 1000 },
  });
  expect(read(homePage(posts)).profile).toBeNull();
});

describe('a post page', () => {
  const main = post(1, {
    text: 'First paragraph about $OPG here.\nSecond one.\n#OPG $BTW',
    cashtags: ['OPG'],
    name: 'Main Author',
    handle: 'main_author',
    time: '5h',
    counts: { likes: '12' },
    coins: [{ code: 'OPG', via: 'price' }],
  });
  const comments = [
    post(10, { text: 'A comment.', name: 'First Voice', handle: 'voice1', counts: { likes: '3' } }),
    post(11, { text: 'A reply.' }),
    post(12, { text: 'One more.' }),
  ];
  const path = `/en/square/post/${id(1)}`;

  test.each([
    ['by itself', {}],
    ['as a card with its id', { asCard: true }],
    ['without metadata', { jsonLd: false }],
    ['in Chinese', { wording: WORDINGS[1] as (typeof WORDINGS)[number] }],
  ])('%s: the whole post, once, then its comments', (_, options) => {
    const page = read(postPage(main, { comments, widget: true, ...options }), path);
    expect(page.cards.map(({ post }) => [post.kind, post.id, post.text])).toEqual(
      expect.arrayContaining([
        ['post', id(1), main.text],
        ['comment', id(10), 'A comment.'],
        ['comment', id(11), 'A reply.'],
        ['comment', id(12), 'One more.'],
      ]),
    );
    expect(page.cards).toHaveLength(4);
    const whole = page.cards.find(({ post }) => post.id === id(1))?.post;
    expect(whole).toMatchObject({
      surface: 'post',
      title: null,
      excerpt: false,
      author: { name: 'Main Author', handle: 'main_author' },
      timeLabel: '5h',
      counts: { comments: null, likes: 12 },
    });
    expect(whole?.attached).toEqual([{ code: 'OPG', via: 'price' }]);
    expect(whole?.marks.map(({ value, start, end }) => [value, whole.text.slice(start, end)])).toEqual([
      ['OPG', '$OPG'],
      ['#OPG', '#OPG'],
    ]);
  });

  test('a price widget in the body is not part of the text, but gives a coin', () => {
    const page = read(postPage({ ...main, coins: [] }, { widget: true }), path);
    expect(page.cards[0]?.post).toMatchObject({
      text: main.text,
      attached: [{ code: 'OPG', via: 'widget' }],
    });
  });

  test('an article has its title and its whole body', () => {
    const article = { ...main, title: 'The title of it' };
    const body = 'One.\nTwo.\nThree.';
    for (const jsonLd of [true, false]) {
      const page = read(articlePage(article, { body, jsonLd }), path);
      expect(page.cards[0]?.post).toMatchObject({
        kind: 'article',
        title: 'The title of it',
        text: body,
        excerpt: false,
      });
    }
  });

  test('a first paragraph shown as a heading stays a paragraph', () => {
    const html = postPage(main).replace(
      /<div class="richtext-container"><p>(.*?)<\/p>/,
      '<h1>$1</h1><div class="richtext-container">',
    );
    const got = read(html, path).cards[0]?.post;
    expect(got).toMatchObject({ kind: 'post', title: null, text: main.text });
    expect(got?.marks.map(({ start, end }) => got.text.slice(start, end))).toEqual(['#OPG']);
  });

  test('without a body the metadata tells the text: the whole, or a beginning', () => {
    expect(read(postPage(main, { bodyless: true }), path).cards[0]?.post).toMatchObject({
      text: main.text,
      excerpt: false,
    });
    const long = { ...main, text: 'word '.repeat(100).trim() };
    const got = read(postPage(long, { bodyless: true, jsonLd: false }), path).cards[0]?.post;
    expect(got).toMatchObject({ text: long.text.slice(0, 150).trim(), excerpt: true });
  });

  test('stale metadata of another post is ignored', () => {
    const coinless = { ...main, coins: [] };
    const page = read(postPage(coinless, { bodyless: true }), `/en/square/post/${id(2)}`);
    expect(page.cards).toEqual([]);
  });

  test('while the coins belong to another post, the body does too', () => {
    expect(read(postPage(main), `/en/square/post/${id(2)}`).cards).toEqual([]);
  });

  test('a post quoted by a comment is neither comment nor the main post', () => {
    const quoting = [
      post(10, { text: 'Look.', quote: { post: post(20, { text: 'Quoted.' }), withId: true } }),
    ];
    const page = read(postPage(main, { comments: quoting }), path);
    expect(page.cards.map(({ post }) => [post.id, post.kind]).sort()).toEqual([
      [id(1), 'post'],
      [id(10), 'comment'],
      [id(20), 'post'],
    ]);
  });

  test('the mount point of the main post is not in a comment', () => {
    const doc = parse(postPage(main, { comments, bodyless: true }));
    const found = findCards(doc, `https://www.binance.com${path}`).find(({ isPagePost: whole }) => whole);
    expect(found?.element.className).toBe('feed-layout-main');
  });
});

describe('how well a page was read', () => {
  const hits = (html: string, path?: string) =>
    Object.fromEntries(read(html, path).signals.map(({ signal, count: hits }) => [signal, hits]));

  test('every signal is counted', () => {
    expect(hits(homePage(posts))).toMatchObject({
      'data-id': 5, // with the two prefetch links
      'content-data': 3,
      permalink: 3,
      'prefetch-path': 0,
      description: 3,
      title: 1,
      'id-without-text': 0,
      'text-without-id': 0,
    });
  });

  test.each([
    ['an empty shell', emptyPage(), '/en/square'],
    ['a list without posts', homePage([]), '/en/square'],
    ['a blank document', '', '/en/square'],
    ['another page of the site', homePage(posts), '/en/trade/BTC_USDT'],
  ])('%s is empty, not broken', (_, html, path) => {
    expect(read(html, path)).toMatchObject({ health: 'empty', cards: [], redacted: null });
  });

  const unread = homePage([post(1), post(2), post(3)])
    .replace(/style="display: none;"/g, '')
    .replace(/card__description|rich-text|feed-content-text/g, 'gone');

  test('posts that cannot be read make the page unreadable', () => {
    const page = read(unread);
    expect(page).toMatchObject({ health: 'unreadable', cards: [] });
    expect(page.signals).toContainEqual({ signal: 'id-without-text', count: 3 });
    expect(page.signals).toContainEqual({ signal: 'description', count: 0 });
  });

  test('texts without any id are counted, not guessed', () => {
    const html = homePage(posts).replace(/ (?:data-id|data|href)="[^"]*"/g, '');
    expect(read(html)).toMatchObject({ health: 'unreadable', cards: [] });
    expect(read(html).signals).toContainEqual({ signal: 'text-without-id', count: 3 });
  });

  test('the report tells the structure and nothing else', () => {
    const html = unread
      .replace(/Somebody/g, 'Secret Name')
      .replace(
        '<div class="feed-layout-main">',
        '<div class="feed-layout-main my-private-class" onclick="x" data-secret9="y">',
      );
    const report = read(html).redacted ?? '';
    expect(report).toContain('div.feed-layout-main.+1');
    expect(report).toContain('[data-id]');
    expect(report).toContain('×3');
    for (const secret of ['Secret', 'somebody', 'Words', '3301', 'private', 'secret9', '/square/'])
      expect(report).not.toContain(secret);
    expect(report.split('\n').length).toBeLessThanOrEqual(300);
  });
});

describe('a saved page', () => {
  const url = 'https://www.binance.com/en/square/profile/quiet_hiker';
  test.each([
    ['its canonical link', profilePage(profile, posts)],
    ['og:url', `<html><head><meta property="og:url" content="${url}"></head><body></body></html>`],
    [
      'the comment of SingleFile',
      `<!DOCTYPE html><html><!--\n Page saved with SingleFile \n url: ${url} \n saved date: x\n--><head></head><body></body></html>`,
    ],
    [
      'the comment of a browser',
      `<!-- saved from url=(0053)${url} --><html><head></head><body></body></html>`,
    ],
  ])('says its address: %s', (_, html) => {
    expect(urlOfSavedPage(parse(html))).toBe(url);
  });

  test.each([
    ['none', '<html><body>x</body></html>'],
    ['another site', '<html><head><link rel="canonical" href="https://evil.tld/en/square"></head></html>'],
    [
      'another page',
      '<html><head><link rel="canonical" href="https://www.binance.com/en/trade/X"></head></html>',
    ],
  ])('says no address of Square: %s', (_, html) => {
    expect(urlOfSavedPage(parse(html))).toBeNull();
  });
});
