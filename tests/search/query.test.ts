import { describe, expect, test } from 'vitest';
import type { StoredPost } from '../../lib/post.ts';
import { toSearchDocument } from '../../lib/search/document.ts';
import { countFacets } from '../../lib/search/facets.ts';
import { EMPTY_FILTER, filterFromParams, filterToParams } from '../../lib/search/filter.ts';
import { createMatcher, NO_GROUPS } from '../../lib/search/matcher.ts';
import { parseTerms } from '../../lib/search/query.ts';
import { readSortOrder, type SortOrder, sortDocuments } from '../../lib/search/sort-orders.ts';
import { suggest } from '../../lib/search/suggest.ts';
import { storedPost } from '../components/posts.ts';

const ticker = (code: string, role: 'discussed' | 'appended') =>
  ({ code, shown: `$${code}`, role, reason: { why: 'in-sentence' }, source: 'mark', at: 0 }) as const;
const counts = (views: number | null) => ({ comments: null, quotes: null, likes: null, views });

const posts: StoredPost[] = [
  storedPost({
    id: '10001',
    text: 'Range is broken, see https://x.example/a:b',
    author: { name: 'Ada Lovelace', handle: 'ada_l' },
    postedAt: '2026-05-10T10:00:00.000Z',
    capturedAt: '2026-06-02T00:00:00.000Z',
    cashtags: [ticker('BTC', 'discussed')],
    tags: ['To check', 'weekly'],
    group: 'g1',
    counts: counts(50),
  }),
  storedPost({
    id: '10002',
    text: 'range is broken again',
    author: { name: 'Ada', handle: 'ada' },
    postedAt: '2026-05-31T22:00:00.000Z',
    capturedAt: null,
    lang: 'zh',
    cashtags: [ticker('BTC', 'appended'), ticker('PEPE', 'discussed')],
    group: 'g1',
    counts: counts(900),
  }),
  storedPost({
    id: '10003',
    text: 'Paid in $BTCDOM and $btc.',
    author: { name: 'Zoë', handle: null },
    postedAt: null,
    capturedAt: '2026-06-01T00:00:00.000Z',
    note: 'ask',
    lastSeenAt: '2026-07-01T00:00:00.000Z',
  }),
];
const cards = posts.map((post) => toSearchDocument(post, post.id === '10001' ? ['@x BTC'] : []));
const find = (filter: Partial<typeof EMPTY_FILTER>) =>
  cards
    .filter(
      createMatcher({ ...EMPTY_FILTER, ...filter }, { ...NO_GROUPS, isFirst: ({ id }) => id === '10001' }),
    )
    .map(({ id }) => id);

describe('operators in the search', () => {
  test.each([
    ['author:ada', ['10001', '10002']],
    ['author:@ada', ['10002']],
    ['AUTHOR:"ada love"', ['10001']],
    ['author:zoe', ['10003']],
    ['-author:@ada', ['10001', '10003']],
    ['tag:weekly', ['10001']],
    ['tag:"to check"', ['10001']],
    ['tag:check', []],
    ['$BTC', ['10001', '10002', '10003']],
    ['$pepe', ['10002']],
    ['$BTCDOM', ['10003']],
    ['-$BTC', []],
    ['ticker:$pepe', ['10002']],
    ['after:2026-05-20', ['10002']],
    ['before:2026-05-10', ['10001']],
    ['after:2026-05 before:2026-05', ['10001', '10002']],
    ['after:soon', []],
    ['lang:zh', ['10002']],
    ['is:saved', ['10001', '10003']],
    ['is:unsaved', ['10002']],
    ['is:copy', ['10002']],
    ['is:first', ['10001']],
    ['is:original', ['10001', '10003']],
    ['has:note', ['10003']],
    ['has:tag', ['10001']],
    ['is:nonsense', []],
    ['author:', ['10001', '10002', '10003']],
    ['a:b', ['10001']],
    ['broken author:ada -again', ['10001']],
  ])('%j finds %j', (query, ids) => expect(find({ query })).toEqual(ids));

  test('a tag of a group finds its posts', () => {
    const groups = { ...NO_GROUPS, tagsOf: ({ id }: { id: string }) => (id === '10002' ? ['evidence'] : []) };
    const ids = (filter: Partial<typeof EMPTY_FILTER>) =>
      cards.filter(createMatcher({ ...EMPTY_FILTER, ...filter }, groups)).map(({ id }) => id);
    expect(ids({ query: 'tag:evidence' })).toEqual(['10002']);
    expect(ids({ tag: 'Evidence' })).toEqual(['10002']);
    expect(ids({ query: 'has:tag' })).toEqual(['10001', '10002']);
    const { tags } = countFacets(cards, ({ id }) => (id === '10002' ? ['Evidence'] : []));
    expect(tags.map(({ value }) => value)).toContain('Evidence');
  });

  test('a number with a dollar sign is text', () => {
    expect(parseTerms('$2259')).toEqual([{ kind: 'word', value: '$2259', excluded: false }]);
  });
});

test.each([
  [{ savedState: 'saved' }, ['10001', '10003']],
  [{ savedState: 'unsaved' }, ['10002']],
  [{ author: '@ADA' }, ['10002']],
  [{ author: '=Zoë' }, ['10003']],
  [{ author: '=Zo' }, []],
  [{ group: 'g1' }, ['10001', '10002']],
  [{ campaign: '@x BTC' }, ['10001']],
  [{ copies: 'first' }, ['10001']],
] as const)('the filter %j passes %j', (filter, ids) => {
  expect(find(filter)).toEqual(ids);
  const read = filterFromParams(new URLSearchParams(filterToParams({ ...EMPTY_FILTER, ...filter })));
  expect(read).toEqual({ ...EMPTY_FILTER, ...filter });
});

describe('orders', () => {
  const order = (name: SortOrder, reverse = false) =>
    sortDocuments(cards, name, ({ id }) => (id === '10001' ? 1 : 0), reverse).map(({ id }) => id);
  test.each([
    ['posted', false, ['10002', '10001', '10003']],
    ['posted', true, ['10001', '10002', '10003']],
    ['saved', false, ['10001', '10003', '10002']],
    ['saved', true, ['10003', '10001', '10002']],
    ['seen', false, ['10003', '10002', '10001']],
    ['author', false, ['10002', '10001', '10003']],
    ['author', true, ['10003', '10001', '10002']],
    ['views', false, ['10002', '10001', '10003']],
    ['views', true, ['10001', '10002', '10003']],
    ['copied', false, ['10001', '10002', '10003']],
  ] as const)('%s, reverse: %s: unknown ones last', (name, reverse, ids) =>
    expect(order(name, reverse)).toEqual(ids),
  );
  test('an unknown name is the default', () => expect(readSortOrder('__proto__')).toBe('posted'));
});

describe('suggestions', () => {
  const facets = countFacets(cards);
  const offered = (query: string) => suggest(query, facets).map(({ label }) => label);
  test.each([
    ['author:ad', ['Ada', 'Ada Lovelace']],
    ['broken @ada', ['Ada', 'Ada Lovelace']],
    ['$p', ['$PEPE']],
    ['tag:w', ['weekly']],
    ['is:s', ['is:saved']],
    ['au', ['author:']],
    ['https:x', []],
    ['', []],
  ])('%j offers %j', (query, labels) => expect(offered(query)).toEqual(labels));
  test('a picked author is an exact filter and leaves the other words', () => {
    expect(suggest('broken author:zo', facets)).toEqual([
      { kind: 'author', label: 'Zoë', posts: 1, query: 'broken ', set: { author: '=Zoë' } },
    ]);
  });
});
