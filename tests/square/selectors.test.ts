// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { anyIdSignal, idSignals } from '../../lib/square/selectors.ts';
import { homePage } from '../replay/pages.ts';
import { homePosts } from '../replay/posts.ts';

/** One element for each way a signal is given. */
const SAMPLES: [keyof typeof idSignals, string][] = [
  ['data-id', '<div data-id="330100000000001"></div>'],
  ['content-data', '<div class="feed-content-text" data="330100000000001"></div>'],
  ['content-data', '<p datatype="1" data="330100000000001"></p>'],
  ['permalink', '<a href="/en/square/post/330100000000001"></a>'],
  ['permalink', '<a href="https://www.binance.com/en/feed/post/330100000000001"></a>'],
  ['prefetch-path', '<div data-prefetch-path="/en/square/post/330100000000001"></div>'],
  ['coin-link', '<a href="/en/trade/BTC_USDT?contentId=330100000000001"></a>'],
];

const first = (html: string) => {
  document.body.innerHTML = html;
  return document.body.firstElementChild as Element;
};

test('every signal has a sample', () => {
  expect(new Set(SAMPLES.map(([name]) => name))).toEqual(new Set(Object.keys(idSignals)));
});

test.each(SAMPLES)('what gives %s is found: %s', (name, html) => {
  const element = first(html);
  expect([element.matches(idSignals[name]), element.matches(anyIdSignal)]).toEqual([true, true]);
});

test.each([
  '<div data="330100000000001"></div>',
  '<a href="/en/square/profile/somebody"></a>',
  '<div href="/en/square/post/1"></div>',
  '<div data-prefetch-path="/en/price"></div>',
])('what gives none is not: %s', (html) => {
  expect(first(html).matches(anyIdSignal)).toBe(false);
});

test('anyIdSignal matches what all signals match, in the same order', () => {
  document.documentElement.innerHTML = homePage(homePosts, { prefetch: true });
  const all = Object.values(idSignals).join(',');
  const found = [...document.querySelectorAll(anyIdSignal)];
  expect(found.length).toBeGreaterThan(homePosts.length);
  expect(found).toEqual([...document.querySelectorAll(all)]);
});
