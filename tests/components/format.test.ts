import { describe, expect, test, vi } from 'vitest';
import {
  authorName,
  DASH,
  formatBytes,
  formatDate,
  formatDuration,
  formatNumber,
  formatPercent,
  timeBetween,
} from '../../components/format.ts';
import { safeLink } from '../../components/link.ts';

describe('numbers', () => {
  test.each([
    [0, '0'],
    [1204, '1,204'],
    [null, DASH],
    [undefined, DASH],
  ])('%j reads %s', (value, shown) => expect(formatNumber(value)).toBe(shown));

  test.each([
    [0, '0%'],
    [0.371, '37%'],
    [1, '100%'],
    [null, DASH],
    [Number.NaN, DASH],
  ])('share %j reads %s', (share, shown) => expect(formatPercent(share)).toBe(shown));

  test.each([
    [0, '0 byte'],
    [999, '999 byte'],
    [1500, '2 kB'],
    [1_536_000, '1.5 MB'],
    [7_200_000_000, '7.2 GB'],
    [null, DASH],
  ])('%j bytes read %s', (size, shown) => expect(formatBytes(size)).toBe(shown));
});

describe('spans', () => {
  test.each([
    [0, '0 seconds'],
    [59_999, '59 seconds'],
    [60_000, '1 minute'],
    [3 * 3_600_000 + 1, '3 hours'],
    [-2 * 86_400_000, '2 days'],
    [null, DASH],
  ])('%j ms is %s', (ms, shown) => expect(formatDuration(ms)).toBe(shown));

  test('a lag is unknown when one of the times is', () => {
    expect(timeBetween('2026-06-03T10:00:00.000Z', '2026-06-03T13:00:00.000Z')).toBe(10_800_000);
    expect(timeBetween(null, '2026-06-03T13:00:00.000Z')).toBeNull();
    expect(timeBetween('2026-06-03T10:00:00.000Z', null)).toBeNull();
  });
});

test('a day of the library is the same day wherever it is read', () => {
  vi.stubEnv('TZ', 'America/Los_Angeles');
  expect(formatDate('2026-06-03')).toBe('Jun 3, 2026');
  // A moment has the date it has here.
  expect(formatDate('2026-06-03T01:00:00.000Z')).toBe('Jun 2, 2026');
  vi.unstubAllEnvs();
  expect(formatDate(null)).toBe(DASH);
});

test.each([
  [{ name: 'Ada', handle: 'ada' }, 'Ada'],
  [{ name: '  ', handle: 'ada' }, '@ada'],
  [{ name: null, handle: null }, DASH],
])('author %j is called %s', (author, name) => expect(authorName(author)).toBe(name));

describe('links', () => {
  const good = 'https://www.binance.com/en/square/post/330020877222706';
  test('an address of Square is a link', () => expect(safeLink(good)).toBe(good));
  test.each([
    null,
    'javascript:alert(1)',
    'JaVa\nScript:alert(1)',
    'data:text/html,<b>x</b>',
    'http://www.binance.com/en/square/post/1',
    'https://www.binance.com@evil.tld/',
    'https://www.binance.com.evil.tld/',
    'https:\\\\www.binance.com\\x',
    '//evil.tld',
    'https://www.bіnance.com/',
    'https://www.binance.com:444/en',
    `https://www.binance.com/${'x'.repeat(100_000)}`,
  ])('%j is none', (url) => expect(safeLink(url)).toBeNull());
});
