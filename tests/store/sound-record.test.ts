import { describe, expect, test } from 'vitest';
import { Connection } from '../../lib/store/db/connection.ts';
import { fresh, raw } from './helpers.ts';

const TEXT =
  'The lighthouse keeper counts the ships and writes their number into a blue book each night. $BTC';

describe('a damaged record fails neither the posts beside it nor its own deletion', () => {
  test.each<[string, object]>([
    ['an author that is none', { author: null }],
    ['tickers that are none', { cashtags: 'BTC', otherTickers: null }],
    ['a list with holes', { cashtags: [null, 7], versions: [null], facets: [null] }],
    ['a text that is none', { text: 5, content: null }],
    ['a title that no text can be made of', { text: null, title: { toString: 1 } }],
    ['numbers for texts', { title: 1, url: 2, postedAt: 3, capturedAt: 4, group: 5 }],
    ['a group, url and times that are objects', { group: {}, url: [], postedAt: {}, capturedAt: {} }],
    [
      'no lists at all',
      { hashtags: undefined, mentions: null, attached: 1, tags: {}, versions: 'x', facets: 0 },
    ],
    ['labels and counts that are none', { labels: 1, counts: null }],
  ])('%s', async (_what, fields) => {
    const { library, again, reader, name } = fresh();
    for (const id of ['10001', '10002', '10003']) await library.save(raw(id, TEXT));
    const db = await new Connection(name).get();
    const record = await db.get('posts', '10002');
    await db.put('posts', { ...record, ...fields } as never);
    const next = again();
    expect((await next.annotate([raw('10002', TEXT), raw('10003', TEXT), raw('10004', TEXT)])).length).toBe(
      3,
    );
    expect(await next.setNote('10002', 'still', [])).not.toBeNull();
    expect(await next.explain('10001')).not.toBeNull();
    expect(await next.remove(['10002'])).toBe(1);
    expect((await reader.posts(['10002'])).length).toBe(0);
  });
});
