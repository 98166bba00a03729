// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { findCards } from '../../lib/square/page/find-cards.ts';
import { readCard } from '../../lib/square/page/read-card.ts';
import { toPost } from '../../lib/text/to-post.ts';
import { homePage } from '../replay/pages.ts';
import { parse, read } from '../square/parse.ts';
import { rawPost } from '../text/raw.ts';

/** Bad inputs to posts (numbers of the list in issue 4) that no other test names. */
const URL = 'https://www.binance.com/en/square';

test('a ticker in right-to-left text is read in logical order', () => {
  const { cashtags } = toPost(rawPost('look \u202e$CTB\u202c and then $BTC goes up'));
  expect(cashtags.map(({ code, at }) => [code, at])).toEqual([
    ['CTB', 6],
    ['BTC', 21],
  ]);
});

test('the number of tickers is limited, the text is kept', () => {
  const text = Array.from({ length: 3_000 }, (_, n) => `$A${n}`).join('');
  const post = toPost(rawPost(text));
  expect(post.cashtags.map(({ code }) => code).slice(0, 3)).toEqual(['A0', 'A1', 'A2']);
  expect(post.cashtags.length).toBe(200);
  expect(post.text).toBe(text);
  const tags = toPost(rawPost(`$BTC goes up ${Array.from({ length: 300 }, (_, n) => `#A${n}`).join(' ')}`), {
    has: () => true,
  });
  expect(tags.otherTickers.length).toBe(200);
});

describe('a bad link in a text is plain text, and the post is kept', () => {
  test.each([
    [21, 'javascript:alert(1)'],
    [22, 'JaVa\nScript:alert(1)'],
    [23, 'data:text/html,<b>x</b>'],
    [24, 'https://www.binance.com@evil.tld/en/square/post/330125452402193'],
    [25, 'https://www.binance.com.evil.tld/en/trade/BTC_USDT'],
    [26, 'https:\\\\www.binance.com\\en\\trade\\BTC_USDT'],
    [27, '//evil.tld/en/trade/BTC_USDT'],
    [28, 'https://www.b\u0456nance.com/en/trade/BTC_USDT'],
    [29, 'https://www.binance.com:444/en/trade/BTC_USDT'],
    [30, `https://www.binance.com/en/trade/BTC_USDT?${'x'.repeat(100_000)}`],
  ])('%i', (_number, href) => {
    const document = parse(homePage([{ id: '330100000000001', text: 'See WORDS' }]));
    const link = document.createElement('a');
    link.textContent = 'this';
    link.setAttribute('href', href);
    const place = document.querySelector('.card__description') as Element;
    place.replaceChildren('See ', link);
    const [found] = findCards(document, URL);
    const raw = found ? readCard(found, URL) : null;
    expect(raw).toMatchObject({ id: '330100000000001', text: 'See this', marks: [] });
    const post = raw && toPost(raw);
    expect(post).toMatchObject({ text: 'See this', cashtags: [], attached: [] });
    expect(post?.url).toBe('https://www.binance.com/en/square/post/330100000000001');
  });
});

test.each(['in 3 days', '31/02/2026', 'yesterday', '1780480800', '1780480800000'])(
  '42: the time %j is kept as it stands, and no time is guessed from it',
  (time) => {
    // An id of seven digits only counts; it tells no time.
    const [card] = read(homePage([{ id: '1234567', text: 'Hello there', time }])).cards;
    expect(card?.post).toMatchObject({ postedAt: null, postedAtSource: null, timeLabel: time });
  },
);
