import { describe, expect, test } from 'vitest';
import { parseCounter } from '../../lib/square/parse-counter.ts';
import { isPostId, postedAtFromId, postUrl } from '../../lib/square/post-id.ts';
import { surfaceFromUrl } from '../../lib/square/surface.ts';
import { handleFromUrl, postIdFromUrl } from '../../lib/square/urls.ts';

test.each([
  ['14', 14],
  ['0', 0],
  ['1,234', 1234],
  ['1.234', 1234],
  ['1 234', 1234],
  ['1\u00a0234\u202f567', 1_234_567],
  ["12'345", 12_345],
  ['12,34,567', 1_234_567],
  ['581.5k', 581_500],
  ['327.3K', 327_300],
  ['1M', 1_000_000],
  ['1.5M', 1_500_000],
  ['1.0K+', 1000],
  ['1万', 10_000],
  ['1.2万', 12_000],
  ['１２万', 120_000],
  ['3億', 300_000_000],
  ['581,5 N', 581_500],
  ['1,2 mil', 1200],
  ['12,5 тыс.', 12_500],
  ['1,2 tys.', 1200],
  ['٥٨١', 581],
  ['٣٫١ ألف', 3100],
  ['१२३', 123],
  [' 87 ', 87],
  ['2.05k', 2050],
  ['1.234K', 1234],
  ['2.500 K', 2500],
  ['12.345M', 12_345_000],
  ['1,2 mil.', 1_200_000],
  ['1,2 tis.', 1200],
  ['1,2 mi', 1_200_000],
  ['1,2 хил.', 1200],
] as const)('the counter %j is %j', (label, count) => {
  expect(parseCounter(label)).toBe(count);
});

test.each([
  ['1,2 mil', 'es', 1200],
  ['1,2 mil', 'pt-BR', 1200],
  ['1,2 mil', 'cs-CZ', 1_200_000],
  ['1,2 mil.', 'ro', 1_200_000],
  ['3 mil.', 'sk', 3_000_000],
  ['1,2 M', 'fr', 1_200_000],
  ['1,2 M', 'es-LA', 1_200_000],
  ['1,2 M', 'id', 1_200_000_000],
  ['5M', 'id', 5_000_000_000],
  ['1,2 jt', 'id-ID', 1_200_000],
  ['1.2M', 'en', 1_200_000],
  ['1,2 m', 'ca', null],
  ['1,2 M', null, null],
  ['1,234K', 'en', null],
  ['581.5k', 'zh-CN', 581_500],
] as const)('the counter %j on a page in %j is %j', (label, lang, count) => {
  expect(parseCounter(label, lang)).toBe(count);
});

test.each([
  '',
  ' ',
  '--',
  'Like',
  '1.5',
  '3.14',
  '٣٫١٤',
  '1.2.3K',
  '1,23,456.7',
  '1e309',
  '-0',
  '-5',
  'NaN',
  'Infinity',
  '12 apples',
  '5B',
  '+48,547.98USDT',
  '9'.repeat(20),
  `${'1,'.repeat(50_000)}1`,
])('no counter: %j', (label) => {
  expect(parseCounter(label)).toBeNull();
});

test.each([
  ['/en/square/post/330125452402193', '330125452402193'],
  ['https://www.binance.com/en/square/post/330125452402193', '330125452402193'],
  ['https://www.binance.com/square/post/298177291743282', '298177291743282'],
  ['/zh-CN/square/post/330125452402193?ref=1', '330125452402193'],
  ['/es-LA/square/post/330125452402193/hidden', '330125452402193'],
  ['/en/square/post/2023-08-04-binance-news-910124', '910124'],
  ['/en/feed/post/1234567', '1234567'],
  ['/en/square/post/330125452402193#top', '330125452402193'],
  ['/en/square/post/1234', null],
  ['/en/square/post/', null],
  ['/en/square/profile/330125452402193', null],
  ['/en/square/post/1234567890123456789', null],
  ['', null],
] as const)('the post of %j is %j', (href, id) => {
  expect(postIdFromUrl(href)).toBe(id);
});

/** Bad links 21-30 of the list of bad inputs, each with a path that would fit. */
test.each([
  'javascript:alert(1)//square/post/330125452402193',
  'JaVa\nScript:alert(1)',
  'data:text/html,/square/post/330125452402193',
  'https://www.binance.com@evil.tld/square/post/330125452402193',
  'https://user@www.binance.com/square/post/330125452402193',
  'https://www.binance.com.evil.tld/square/post/330125452402193',
  'https:\\\\www.binance.com\\square\\post\\330125452402193',
  '//evil.tld/square/post/330125452402193',
  'https://www.b\u0456nance.com/square/post/330125452402193',
  'https://www.binance.com:444/square/post/330125452402193',
  'http://www.binance.com/square/post/330125452402193',
  `/square/post/330125452402193?${'x'.repeat(100_000)}`,
  'https://[',
])('an address we do not trust gives no post: %s', (href) => {
  expect(postIdFromUrl(href)).toBeNull();
  expect(surfaceFromUrl(href)).toBeNull();
});

test.each([
  ['/en/square/profile/lookonchain', 'lookonchain'],
  ['/zh-CN/square/profile/Square-Creator-52d7a5e406291?tab=1', 'Square-Creator-52d7a5e406291'],
  ['/square/profile/%E5%9C%9F%E9%80%97', '土逗'],
  ['/square/profile/@DemonZeno', '@DemonZeno'],
  ['/square/profile/%E0%A4%A', '%E0%A4%A'],
  ['https://evil.tld/square/profile/x', null],
  ['/square/profile/', null],
] as const)('the handle of %j is %j', (href, handle) => {
  expect(handleFromUrl(href)).toBe(handle);
});

test.each([
  ['/square', 'home'],
  ['/en/square', 'home'],
  ['/en/square/', 'home'],
  ['/zh-CN/square/following', 'home'],
  ['/en/square?x=1', 'home'],
  ['/en/square/profile/QuynhAnh96', 'profile'],
  ['/en/square/post/330125452402193', 'post'],
  ['/en/feed/post/1234567', 'post'],
  ['/en/square/hashtag/BTC?displayName=BTC', 'hashtag'],
  ['/en/square/search?s=btc', 'search'],
  ['/en/square/news/all', 'news'],
  ['/en/square/news/bitcoin-news', 'news'],
  ['/en/square/post/abc', null],
  ['/en/square/settings/privacy', null],
  ['/en/square/bookmark', null],
  ['/en/square/creator-center/home', null],
  ['/en/square-dance', null],
  ['/en/trade/BTC_USDT', null],
  ['/', null],
] as const)('the page %j is %j', (path, surface) => {
  expect(surfaceFromUrl(`https://www.binance.com${path}`)).toBe(surface);
});

describe('ids', () => {
  test.each([
    // An id of 15 digits whose time is publicly known to the second, and the two sides of the switch.
    ['312815870976001', '2026-04-15T14:11:02'],
    ['35731559627145', '2026-01-29'],
    ['289895458221585', '2026-02-09'],
  ])('%s was made at %s', (id, time) => {
    expect(postedAtFromId(id)).toMatch(new RegExp(`^${time}`));
  });

  test.each(['1234567', '910124', '1234567890123', '1234567890123456'])('%s tells no time', (id) => {
    expect(postedAtFromId(id)).toBeNull();
  });

  test.each([
    ['330125452402193', true],
    ['12345', true],
    ['1234', false],
    ['fc0e', false],
    ['1234567890123456789', false],
    [' 330125452402193', false],
    [null, false],
  ] as const)('%j can be an id: %j', (value, is) => {
    expect(isPostId(value)).toBe(is);
  });

  test('postIdFromUrl reads the id from postUrl', () => {
    expect(postIdFromUrl(postUrl('330125452402193'))).toBe('330125452402193');
  });
});
