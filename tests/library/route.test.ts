import { expect, test } from 'vitest';
import { hrefBack, hrefTo, hrefToPost, postInPlace, readRoute } from '../../entrypoints/library/route.ts';

test.each(['#/saved', '#saved', 'saved', '#/saved?q=x'])('%s is Posts with the saved ones', (hash) => {
  const route = readRoute(hash);
  expect([route.view, route.params.get('saved'), route.params.get('sort')]).toEqual(['posts', '1', 'saved']);
});

test('a saved post of an earlier address is opened', () => {
  expect(readRoute('#/saved/10001').item).toBe('10001');
});

test('a post opens inside the view, and Back leads to where it was asked for', () => {
  const ticker = readRoute('#/tickers/BTC?sort=authors');
  const post = readRoute(hrefToPost(ticker, '10001'));
  expect([post.view, post.item, postInPlace(post)]).toEqual(['tickers', 'BTC', '10001']);
  expect(hrefBack(post)).toBe('#/tickers/BTC?sort=authors');
  const list = readRoute('#/posts?ticker=BTC');
  expect(hrefToPost(list, '10001')).toBe('#/posts/10001?ticker=BTC');
  expect(hrefBack(readRoute('#/posts/10001?ticker=BTC'))).toBe('#/posts?ticker=BTC');
});

test('an author with any name has an address', () => {
  for (const key of ['@ada', 'a/b?c#d', '__proto__', '观察员', '%', '\ud800x'])
    expect(readRoute(hrefTo('authors', key)).item).toBe(key.toWellFormed());
});
