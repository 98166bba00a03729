import { describe, expect, test } from 'vitest';
import type { RawPost } from '../../lib/post.ts';
import { Connection } from '../../lib/store/db/connection.ts';
import { exportLibrary } from '../../lib/store/export/library-source.ts';
import { parseExport } from '../../lib/store/import/read-export.ts';
import { at, fresh, raw } from '../store/helpers.ts';

/** Whatever a message may carry, what is stored of it can be taken away and brought in again. */
const NOW = new Date(at(1));
const long = 'x'.repeat(30_000);

async function roundTrip(name: string) {
  let text = '';
  for await (const chunk of exportLibrary(new Connection(name), {
    posts: 'all',
    generator: 'test',
    now: NOW,
  }))
    text += chunk;
  return parseExport(new TextEncoder().encode(text), NOW).captures;
}

describe('an export can be brought in again after a page that showed', () => {
  test.each<[string, Partial<RawPost>]>([
    ['a name without end', { author: { name: long, handle: 'ann' } }],
    ['a handle without end', { author: { name: 'Ann', handle: long } }],
    ['a title without end', { title: long }],
    ['labels without end', { labels: { pinned: false, factCheck: long, sentiment: long } }],
    ['a coin without end', { attached: [{ code: long, via: null }] }],
    [
      'coins without number',
      { attached: Array.from({ length: 3_000 }, (_, n) => ({ code: `C${n}`, via: null })) },
    ],
    ['tickers without number', { text: Array.from({ length: 4_000 }, (_, n) => `$A${n}`).join(' ') }],
    ['hashtags without number', { text: Array.from({ length: 4_000 }, (_, n) => `#a${n}`).join(' ') }],
    [
      'marks without end',
      { text: 'abcdefghij', marks: [{ kind: 'hashtag', start: 0, end: 9, value: `#${long}` }] },
    ],
    [
      'a count beyond counting',
      { counts: { comments: Number.MAX_SAFE_INTEGER, quotes: null, likes: null, views: null } },
    ],
    ['a time long ago', { postedAt: '1970-01-01T00:00:00.000Z', postedAtSource: 'label' }],
    ['a time to come', { postedAt: '2970-01-01T00:00:00.000Z', postedAtSource: 'label' }],
    ['a day that is none', { postedAt: '2026-02-31T25:61:00.000Z', postedAtSource: 'label' }],
    ['an id from the future', { id: '999999999999999' }],
  ])('%s', async (_what, shown) => {
    const { library, name } = fresh();
    await library.save(raw('10001', 'words', shown));
    expect((await roundTrip(name)).length).toBe(1);
  });
});

test('and after a note and tags without end', async () => {
  const { library, name } = fresh();
  await library.save(raw('10001', 'words'));
  await library.setNote(
    '10001',
    long,
    Array.from({ length: 200 }, (_, n) => `${n}${long.slice(0, 100)}`),
  );
  expect((await roundTrip(name))[0]?.id).toBe('10001');
});
