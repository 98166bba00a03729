import { describe, expect, test } from 'vitest';
import type { StoredPost } from '../../lib/post.ts';
import { toSearchDocument } from '../../lib/search/document.ts';
import { EMPTY_FILTER, filterFromParams, filterToParams, isEmptyFilter } from '../../lib/search/filter.ts';
import { createMatcher, NO_GROUPS } from '../../lib/search/matcher.ts';
import { parseQuery } from '../../lib/search/query.ts';
import { storedPost } from '../components/posts.ts';

const ticker = (code: string, role: 'discussed' | 'appended') =>
  ({ code, shown: `$${code}`, role, reason: { why: 'in-sentence' }, source: 'mark', at: 0 }) as const;

const posts: StoredPost[] = [
  storedPost({
    id: '10001',
    text: 'BTC closes the week above the range',
    author: { name: 'Ada', handle: 'ada_l' },
    postedAt: '2026-06-01T10:00:00.000Z',
    lang: 'en',
    cashtags: [ticker('BTC', 'discussed'), ticker('PEPE', 'appended')],
    tags: ['Weekly'],
    group: 'g1',
  }),
  storedPost({
    id: '10002',
    text: '比特币今天突破了前高',
    author: { name: '观察员', handle: null },
    postedAt: '2026-06-03T23:59:59.999Z',
    lang: 'zh',
    cashtags: [ticker('PEPE', 'discussed')],
    note: 'Compare with Ada',
    group: 'g1',
  }),
  storedPost({
    id: '10003',
    text: 'ＢＴＣ full width, and __proto__ too',
    author: { name: null, handle: null },
    postedAt: null,
    lang: null,
    surface: 'search',
  }),
];

const find = (filter: Partial<typeof EMPTY_FILTER>) =>
  posts
    .map((post) => toSearchDocument(post))
    .filter(
      createMatcher({ ...EMPTY_FILTER, ...filter }, { ...NO_GROUPS, isFirst: ({ id }) => id === '10001' }),
    )
    .map(({ id }) => id);

describe('the search', () => {
  test.each([
    ['btc', ['10001', '10003']],
    ['BTC week', ['10001']],
    ['"the range"', ['10001']],
    ['"range the"', []],
    ['btc -week', ['10003']],
    ['突破', ['10002']],
    ['compare', ['10002']],
    ['weekly', ['10001']],
    ['@ada_l', ['10001']],
    ['__proto__', ['10003']],
    ['', ['10001', '10002', '10003']],
  ])('%j finds %j', (query, ids) => expect(find({ query })).toEqual(ids));

  test('a query is parsed into words, phrases and exclusions', () => {
    expect(parseQuery('Ab "c d" -e -"f g" "open')).toEqual({
      required: ['ab', 'c d', 'open'],
      excluded: ['e', 'f g'],
    });
  });
});

describe('filters combine', () => {
  test.each([
    [{ ticker: '$pepe' }, ['10001', '10002']],
    [{ ticker: 'PEPE', role: 'appended' }, ['10001']],
    [{ role: 'discussed' }, ['10001', '10002']],
    [{ author: 'ada' }, ['10001']],
    [{ from: '2026-06-02' }, ['10002']],
    [{ to: '2026-06-03' }, ['10001', '10002']],
    [{ from: '2026-06-01', to: '2026-06-01' }, ['10001']],
    [{ lang: 'zh' }, ['10002']],
    [{ surface: 'search' }, ['10003']],
    [{ copies: 'copy' }, ['10002']],
    [{ copies: 'original' }, ['10001', '10003']],
    [{ tag: 'WEEKLY' }, ['10001']],
    [{ hasNote: true }, ['10002']],
    [{ ticker: 'PEPE', copies: 'copy', hasNote: true, query: '突破' }, ['10002']],
    [{ ticker: 'PEP' }, []],
  ] as const)('%j passes %j', (filter, ids) => expect(find(filter)).toEqual(ids));
});

describe('a filter as an address', () => {
  test('is formatted and parsed back', () => {
    const filter = {
      ...EMPTY_FILTER,
      query: '"a b" -c & d=e',
      ticker: 'BTC',
      role: 'appended',
      copies: 'original',
      hasNote: true,
    } as const;
    expect(filterFromParams(new URLSearchParams(filterToParams(filter)))).toEqual(filter);
    expect(isEmptyFilter(filter)).toBe(false);
  });

  test('unknown parameters are ignored', () => {
    const filter = filterFromParams(new URLSearchParams('role=king&surface=moon&copies=1&noted=yes&x=y'));
    expect(filter).toEqual(EMPTY_FILTER);
    expect(isEmptyFilter(filter)).toBe(true);
    expect(filterToParams(EMPTY_FILTER)).toEqual({});
  });
});
