import { parse } from 'csv-parse/sync';
import { UndirectedGraph } from 'graphology';
import graphml from 'graphology-graphml';
import { describe, expect, test } from 'vitest';
import type { StoredPost } from '../../lib/post.ts';
import { toExportRecord } from '../../lib/store/export/export-record.ts';
import { xml } from '../../lib/store/export/formats/coordination.ts';
import { FORMATS, type FormatName, type Leaving } from '../../lib/store/export/formats/index.ts';
import { storedPost } from '../components/posts.ts';

/** The text formats of Take away, read back by programs that are not ours. */
const HOSTILE = '=HYPERLINK("http://x","y"), "quoted"\r\nand <b>&amp;</b> \ud800 end';

/** What a file in UTF-8 can hold of it: half a surrogate pair it cannot. */
const WRITTEN = HOSTILE.toWellFormed();

const group = { id: 'g1', kind: 'near', first: '10001' } as const;
const sources: [Partial<StoredPost>, Leaving['group']][] = [
  [{ id: '10001', author: { name: 'Ada', handle: 'ada' }, postedAt: '2026-06-03T10:00:00.900Z' }, group],
  [{ id: '10002', author: { name: HOSTILE, handle: null }, postedAt: '2026-06-03T11:00:00.000Z' }, group],
  [
    {
      id: '10003',
      text: HOSTILE,
      title: '+1 to all',
      note: '@me',
      tags: ['-a', 'b'],
      author: { name: 'Ben', handle: 'ben' },
    },
    null,
  ],
  [{ id: '10004', author: { name: null, handle: null }, postedAt: null }, group],
];
const leaving: Leaving[] = await Promise.all(
  sources.map(async ([own, place]) => ({ capture: await toExportRecord(storedPost(own)), group: place })),
);

function write(name: FormatName): string {
  const format = FORMATS[name]();
  return format.head + leaving.map(format.row).join('') + format.tail();
}
const rows = (text: string) => parse(text, { bom: true, columns: true }) as Record<string, string>[];

describe('CSV', () => {
  const back = rows(write('csv'));

  test('reads back equal, except for the apostrophe', () => {
    expect(back.map(({ id }) => id)).toEqual(['10001', '10002', '10003', '10004']);
    expect(back[2]?.text).toBe(`'${WRITTEN}`);
    expect(back[2]?.title).toBe("'+1 to all");
    expect(back[2]?.tags).toBe('["-a","b"]');
    expect(back[0]?.copy_group).toBe('g1');
    expect(back[3]).toMatchObject({ author_name: '', author_handle: '', posted_at: '' });
  });

  test('no text cell starts a formula', () => {
    const cells = back.flatMap((row) => Object.values(row));
    expect(cells.filter((value) => /^\s*[=+\-@＝＋－＠]/.test(value))).toEqual([]);
  });
});

test('NDJSON has one complete record per line', () => {
  const lines = write('ndjson').trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line).id)).toEqual(['10001', '10002', '10003', '10004']);
  expect(JSON.parse(lines[2] ?? '')).toEqual({ ...leaving[2]?.capture, copyGroup: null });
});

test('Markdown escapes markup', () => {
  const text = write('markdown');
  expect(text).toContain('\\<b\\>');
  expect(text).not.toContain('<b>');
  expect(text.split('\n').filter((line) => line.startsWith('## ')).length).toBe(4);
});

describe('research formats', () => {
  test('CooRTweet gets posts with a group, an account and a time', () => {
    expect(rows(write('coortweet'))).toEqual([
      { object_id: 'g1', account_id: 'ada', content_id: '10001', timestamp_share: '1780480800' },
      { object_id: 'g1', account_id: `'${WRITTEN}`, content_id: '10002', timestamp_share: '1780484400' },
    ]);
  });

  test('the network CSV names the first of the group in repost_id', () => {
    const back = rows(write('network'));
    expect(back.map(({ message_id, repost_id }) => [message_id, repost_id])).toEqual([
      ['10001', ''],
      ['10002', '10001'],
      ['10003', ''],
    ]);
  });

  test('GraphML has accounts and texts as nodes and posts as edges', () => {
    const graph = graphml.parse(UndirectedGraph, write('graphml'));
    const sides = graph.mapNodes((_, { side }) => side).sort();
    expect(sides).toEqual(['account', 'account', 'text']);
    expect(graph.mapEdges((_, { post, first }) => [post, first])).toEqual([
      ['10001', true],
      ['10002', false],
    ]);
  });

  test('xml() escapes any text', () => {
    expect(xml('a\u0000b\ud800c&<>"\'')).toBe('a\ufffdb\ufffdc&amp;&lt;&gt;&quot;&apos;');
  });
});
