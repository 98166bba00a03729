// @vitest-environment happy-dom
/** Kinds of numbers, addresses, headers and cards that pages and dumps show, each with inputs of its own. */
import { describe, expect, test } from 'vitest';
import { readDump } from '../../lib/square/dump/read-dump.ts';
import { parseCounter } from '../../lib/square/parse-counter.ts';
import { surfaceFromUrl } from '../../lib/square/surface.ts';
import { postIdFromUrl } from '../../lib/square/urls.ts';
import { toPost } from '../../lib/text/to-post.ts';
import { card, type FakePost, homePage, postPage } from '../replay/pages.ts';
import { read } from './parse.ts';

const ID = '330100000000001';
const TEXT = 'The lighthouse keeper counts the ships every night, and writes the number into a blue book.';
const post = (more: Partial<FakePost> = {}): FakePost => ({ id: ID, text: TEXT, ...more });

test.each<[label: string, lang: string | null, count: number | null]>([
  ['2,4 mil.', 'cs', 2_400_000],
  ['2,4 mil', 'pt', 2_400],
  ['2,4 mil.', 'hr', 2_400_000],
  ['7,1 tis.', 'cs', 7_100],
  ['7,1 tis.', 'sk', 7_100],
  ['7,1 tis.', null, 7_100],
  ['9,9 тыс.', 'ru', 9_900],
  ['9,9 тис.', 'uk', 9_900],
  ['3,5 mln', 'pl', 3_500_000],
  ['3,5 tys.', 'pl', 3_500],
  ['6,2 rb', 'id', 6_200],
  ['6,2 jt', 'id', 6_200_000],
  ['4,7 M', 'id', 4_700_000_000],
  ['4,7 M', null, null],
  ['8,3 B', 'tr', null],
  ['5.678K', null, 5_678],
  ['5,678K', null, null],
  ['0', 'en', 0],
  ['2.5万', 'zh-CN', 25_000],
  ['٢٫٥ ألف', 'ar', 2_500],
])('the counter %j on a page in %j is %j', (label, lang, count) => {
  expect(parseCounter(label, lang)).toBe(count);
});

test.each<[address: string, id: string | null, surface: string | null]>([
  ['/en/square/post/11-06-2026-bitcoin-rises-330100000000001', ID, 'post'],
  ['/zh-CN/square/post/08-05-2026-%E6%AF%94%E7%89%B9%E5%B8%81-330100000000001?sqb=1', ID, 'post'],
  ['/square/post/330100000000001?sqb=1', ID, 'post'],
  ['https://www.binance.bh/en/square/post/330100000000001', ID, 'post'],
  ['https://www.binance.info/tr/square/post/330100000000001#comment', ID, 'post'],
  ['https://binance.com/square/post/330100000000001', ID, 'post'],
  ['/en/square/post/21604500000001', '21604500000001', 'post'],
  ['/en/square/audio/replay?id=21604500000001', null, null],
  ['/en/square/audio?id=330100000000001', null, null],
  ['/en/square?tab=Following', null, 'home'],
  ['/en/square/profile/x?tab=live', null, 'profile'],
  ['/en/square/notifications', null, null],
  ['/en/square/settings/330100000000001', null, null],
  ['https://www.binance.bh.evil.tld/en/square/post/330100000000001', null, null],
])('the address %s', (address, id, surface) => {
  expect([postIdFromUrl(address), surfaceFromUrl(address)]).toEqual([id, surface]);
});

describe('the header of a profile', () => {
  const below = [
    TEXT,
    TEXT,
    'gm to all of you who read this early in the morning',
    'gm to all of you who read this early in the morning',
  ];
  const none = { posts: null, following: null, followers: null, liked: null };
  const of2025 = { posts: null, following: 18, followers: 7_900, liked: 7_900 };
  test.each<[what: string, lines: string[], name: string | null, counts: object]>([
    [
      'of 2025, a biography below the name',
      [
        'Ada Star',
        'I draw charts, not conclusions',
        '18 Following',
        '7.9K+ Followers',
        '7.9K+ Liked',
        '425 Shared',
      ],
      'Ada Star',
      of2025,
    ],
    [
      'of 2025, with a handle',
      [
        'Home',
        'Ada Star',
        '@ada_star',
        'I draw charts',
        '18 Following',
        '7.9K+ Followers',
        '7.9K+ Liked',
        '425 Shared',
      ],
      'Ada Star',
      of2025,
    ],
    [
      'of 2025, in one line',
      ['Ada Star', 'I draw charts', '18 Following · 7.9K+ Followers · 7.9K+ Liked · 425 Shared'],
      'Ada Star',
      of2025,
    ],
    [
      'of 2025, numbers above their labels',
      [
        'Ada Star',
        'I draw charts',
        '18',
        'Following',
        '7.9K+',
        'Followers',
        '7.9K+',
        'Liked',
        '425',
        'Shared',
      ],
      'Ada Star',
      of2025,
    ],
    [
      'of 2025, labels above their numbers',
      ['Ada Star', 'Following', '18', 'Followers', '7.9K+', 'Liked', '7.9K+', 'Shared', '425'],
      'Ada Star',
      of2025,
    ],
    [
      'with posts at the end',
      ['Ada Star', '18 Following', '7.9K+ Followers', '7.9K+ Liked', '425 Posts'],
      'Ada Star',
      { ...of2025, posts: 425 },
    ],
    [
      'in Chinese, of 2025',
      ['星星', '只看图', '18 关注', '7.9K+ 粉丝', '7.9K+ 获赞', '425 分享'],
      '星星',
      of2025,
    ],
    [
      'in Spanish, of 2025',
      ['Ada', 'Solo gráficos', '18 Siguiendo', '7.9K+ Seguidores', '7.9K+ Me gusta', '425 Compartido'],
      'Ada',
      of2025,
    ],
    [
      'in Turkish, followers first',
      ['Ada', '7.9K+ Takipçi', '18 Takip edilen', '7.9K+ Beğeni', '3 Gönderi'],
      'Ada',
      { ...of2025, posts: 3 },
    ],
    [
      'of 2026',
      ['Ada', '1k Posts', 'Ada', '18 Following', '7.9K+ Followers', '7.9K+ Liked'],
      'Ada',
      { ...of2025, posts: 1_000 },
    ],
    [
      'in an unknown language, in the order of 2026',
      ['Ada', '1k Trop', 'Ada', '18 Voss', '7.9K+ Kall', '7.9K+ Blik'],
      'Ada',
      { ...of2025, posts: 1_000 },
    ],
    [
      'in an unknown language, five numbers',
      ['Ada', '1k Trop', 'Ada', '18 Voss', '7.9K+ Kall', '7.9K+ Blik', '3 Drum'],
      'Ada',
      none,
    ],
  ])('%s', (_what, lines, name, counts) => {
    const dump = readDump([...lines, ...below].join('\n'));
    expect(dump.profile).toEqual({ name, counts });
    expect(dump.posts.map(({ author, text }) => [author.name, text])).toEqual([
      [name, below[0]],
      [name, below[2]],
    ]);
  });
});

/** A home page whose one card has its markup changed. */
const changed = (from: string | RegExp, to: string, more: Partial<FakePost> = {}) => {
  const whole = card(post(more));
  const other = whole.replace(from, to);
  if (other === whole) throw new Error(`the card has no ${from}`);
  return read(homePage([post(more)]).replace(whole, other)).cards[0]?.post;
};
const QUOTE_TEXT = 'Somebody else wrote this long before, and it is about $SOL and nothing besides it.';
const box = (inner: string) =>
  `<div class="border rounded-xl p-3"><div class="flex"><img class="avatar-img" src="data:," alt=""><a class="nick" href="/en/square/profile/other">Other</a><div class="create-time">Jan 2</div></div>${inner}</div><div class="card__ft">`;

describe('a card', () => {
  test.each<[string, string]>([
    ['comments-icon card-function-item', 'tipping-icon card-function-item'],
    ['comments-icon card-function-item', 'gift-icon card-function-item'],
    ['comments-icon card-function-item', 'reward card-function-item'],
  ])('with a gift where comments are has no number of comments: %s', (from, to) => {
    const got = changed(from, to, { counts: { comments: '102', quotes: '4', likes: '5', views: '6' } });
    expect(got?.counts).toEqual({ comments: null, quotes: 4, likes: 5, views: 6 });
  });

  test('prints zeros as zeros', () => {
    const counts = { comments: '0', quotes: '0', likes: '0', views: '0' };
    expect(read(homePage([post({ counts })])).cards[0]?.post.counts).toEqual({
      comments: 0,
      quotes: 0,
      likes: 0,
      views: 0,
    });
  });

  test.each<[string, string]>([
    ['plain text in a box', box(`<div class="line-clamp-3">${QUOTE_TEXT}</div>`)],
    ['a description in a box', box(`<div class="card__description rich-text">${QUOTE_TEXT}</div>`)],
    [
      'a box with an id',
      box(`<div data-id="330099999999999"><div class="card__description">${QUOTE_TEXT}</div></div>`),
    ],
    ['a clamped box with a picture', box(`<div>${QUOTE_TEXT}</div><img src="data:," alt="">`)],
  ])('that quotes has its own text, author and time: %s', (_what, quote) => {
    const got = changed('<div class="card__ft">', quote, { name: 'Ada', handle: 'ada', time: 'Jun 3' });
    expect(got).toMatchObject({ text: TEXT, author: { name: 'Ada', handle: 'ada' }, timeLabel: 'Jun 3' });
    expect(JSON.stringify(got)).not.toMatch(/SOL|Other|Jan 2/);
  });

  test.each<[string, string]>([
    ['a span with a role', '<span data-role="mention" class="tag">@OpenGradient </span>'],
    ['a colored span', '<span class="text-primary tag">@OpenGradient</span>'],
    ['a link to the profile', '<a class="tag" href="/en/square/profile/opengradient">@OpenGradient</a>'],
    ['a link without a locale', '<a class="tag" href="/square/profile/OpenGradient">@OpenGradient </a>'],
    ['an editor node', '<mention data-id="x">@OpenGradient</mention>'],
  ])('with a mention as an element keeps its words and its mention: %s', (_what, mention) => {
    const got = changed(/(style="display: inline;">)The lighthouse/, `$1${mention} and the lighthouse`);
    expect(got?.text).toContain('@OpenGradient and the lighthouse');
    expect(got && toPost(got).mentions).toEqual(['@OpenGradient']);
  });

  test.each<[string, string | null]>([
    ['alpha/BSC/0x0000000000000000000000000000000000000001', 'alpha'],
    ['trade/NIGHT_USDT', 'trade'],
    ['price/night', 'price'],
  ])('with a coin whose link has no post in it: %s', (path, via) => {
    const link = `<div class="trading-pairs"><a href="/en/${path}"><div class="item"><span class="symbol">NIGHT</span></div></a></div>`;
    const got = changed('<div class="card__ft">', `${link}<div class="card__ft">`);
    expect(got?.attached).toEqual([{ code: 'NIGHT', via }]);
  });

  test.each<[string, string]>([
    [
      'a live room',
      '<div class="aspect-video"><a href="/en/square/audio/replay?id=21604500000001">Replay</a></div>',
    ],
    ['a video', '<div class="aspect-video h-full"><video src="data:,"></video>01:20</div>'],
  ])('with %s below its text is the same post', (_what, extra) => {
    expect(changed('<div class="card__ft">', `${extra}<div class="card__ft">`)).toMatchObject({
      id: ID,
      text: TEXT,
    });
  });

  test('of a live room without text is no post', () => {
    expect(read(homePage([post({ id: '21604500000001', textless: true })])).cards).toEqual([]);
  });
});

test('an alpha coin on a post page, whose link has no post in it, is attached', () => {
  const link = '<a href="/en/alpha/BSC/0x1"><div class="item"><span class="symbol">NIGHT</span></div></a>';
  const html = postPage(post()).replace('<div class="trading-pairs">', `<div class="trading-pairs">${link}`);
  const [found] = read(html, `/en/square/post/${ID}`).cards;
  expect(found?.post.attached).toContainEqual({ code: 'NIGHT', via: 'alpha' });
});
