import { describe, expect, test, vi } from 'vitest';
import { parsePostLines } from '../../lib/cli/ndjson.ts';
import { ExportDocument } from '../../lib/store/export/export-schema.ts';
import { homePage } from '../replay/pages.ts';
import { filler } from '../replay/posts.ts';
import { folder, run } from './run.ts';

// A process a case.
vi.setConfig({ testTimeout: 60_000 });

const LONG =
  'Northwind miners sold nine thousand coins on Tuesday and the price barely moved at all, says Ledgerwatch.';
const lines = (...posts: object[]) => posts.map((post) => JSON.stringify(post)).join('\n');
const documentOf = (stdout: string): ExportDocument => ExportDocument.parse(JSON.parse(stdout));

describe('lines of posts', () => {
  test.each<[string, string, object]>([
    [
      'the least',
      '{"text":"hi"}',
      { id: null, raw: { id: null, text: 'hi', author: { name: null, handle: null } } },
    ],
    [
      'an id of Square',
      '{"id":"330020877222706","text":"x"}',
      {
        id: '330020877222706',
        raw: {
          id: '330020877222706',
          url: 'https://www.binance.com/en/square/post/330020877222706',
          postedAtSource: 'id',
        },
      },
    ],
    ['a number as id', '{"id":7,"text":"x"}', { id: '7', raw: { id: null, url: null, postedAt: null } }],
    ['an id of its own', '{"id":"b-12","text":"x"}', { id: 'b-12', raw: { id: null } }],
    ['an author as text', '{"author":"Ann","text":"x"}', { raw: { author: { name: 'Ann', handle: null } } }],
    [
      'an author as a record',
      '{"author":{"name":"Ann","handle":"ann","x":1},"text":"x"}',
      { raw: { author: { name: 'Ann', handle: 'ann' } } },
    ],
    [
      'a time',
      '{"postedAt":"2026-06-03T17:34:10Z","text":"x"}',
      { raw: { postedAt: '2026-06-03T17:34:10.000Z', postedAtSource: 'label' } },
    ],
    [
      'a time in another zone',
      '{"postedAt":"2026-06-03T17:34:10.5+02:00","text":"x"}',
      { raw: { postedAt: '2026-06-03T15:34:10.500Z' } },
    ],
    [
      'a time in ms',
      '{"postedAt":1780508050123,"text":"x"}',
      { raw: { postedAt: '2026-06-03T17:34:10.123Z' } },
    ],
    [
      'a time in words',
      '{"postedAt":"yesterday","text":"x"}',
      { raw: { postedAt: null, postedAtSource: null } },
    ],
    ['seconds or ms, who knows', '{"postedAt":1780508050,"text":"x"}', { raw: { postedAt: null } }],
    [
      'nulls',
      '{"id":null,"author":null,"postedAt":null,"title":null,"text":"x"}',
      { id: null, raw: { title: null } },
    ],
    ['more fields', '{"text":"x","likes":3,"__proto__":{"a":1}}', { raw: { text: 'x' } }],
  ])('%s', (_, line, post) => expect(parsePostLines(line)).toMatchObject({ posts: [post], errors: [] }));

  test('what is none is named by its line', () => {
    const text = [
      '{"text":"a"}',
      '',
      'nonsense',
      '[1]',
      '{"txt":"a"}',
      '{"text":5}',
      '{"text":" "}',
      '{"text":"b"}',
    ].join('\n');
    const { posts, errors } = parsePostLines(text);
    expect(posts.map(({ raw }) => raw.text)).toEqual(['a', 'b']);
    expect(errors.map((one) => one.slice(0, 12))).toEqual([
      'line 3: not ',
      'line 4: the ',
      'line 5: text',
      'line 6: text',
      'line 7: text',
    ]);
  });
});

test('all kinds of files together: posts once each, copies, tickers and campaigns over all', () => {
  const path = folder({
    'a.ndjson': lines(
      { id: 'x1', author: 'Ann', postedAt: '2026-06-03T10:00:00Z', text: `${LONG} $BTC` },
      { id: 'x2', author: { handle: 'bob' }, postedAt: '2026-06-03T12:00:00Z', text: `${LONG}\n$ETH` },
      { author: 'Cem', text: 'Short words.' },
      { author: 'Cem', text: 'Short words.' },
    ),
    'page.html': homePage([{ ...filler(1), id: '330020877222706', text: `${LONG} $__PROTO__` }]),
    'ignored.csv': 'a,b',
  });
  const { status, stdout, stderr } = run('analyze', path(''));
  expect(stderr).not.toContain('ignored');
  expect(status).toBe(0);
  const document = documentOf(stdout);
  expect(document.captures.map(({ id }) => id.slice(0, 5))).toEqual(['x1', 'x2', 'text:', 'text:', '33002']);
  expect(new Set(document.captures.map(({ id }) => id)).size).toBe(5);
  expect(
    document.captures.every(({ capturedAt, firstSeenAt }) => capturedAt === null && firstSeenAt === null),
  ).toBe(true);
  expect(document.copyGroups.map(({ members }) => members.map(({ id }) => id).sort())).toEqual([
    ['330020877222706', 'x1', 'x2'],
  ]);
  expect(document.tickers.map(({ code }) => code).sort()).toEqual(['BTC', 'ETH', '__PROTO__']);

  // What was printed can be read again, and says the same.
  const again = folder({ 'export.json': stdout });
  const second = documentOf(run('analyze', again('export.json')).stdout);
  expect({ ...second, exportedAt: '' }).toEqual({ ...document, exportedAt: '' });
});

test('a broken file is named with the reason, the others are still reported, and the exit code tells', () => {
  const path = folder({
    'good.ndjson': lines({ id: 'a', text: LONG }),
    'lines.ndjson': `${lines({ id: 'b', text: 'x y z' })}\n{"text":`,
    'cut.json': '{"format":"feedglass.export","version":1,',
    'empty.txt': '',
    'bytes.ndjson': Uint8Array.of(0x89, 0xff, 0xfe, 0x00),
    'elsewhere.html': '<!doctype html><title>Weather</title><p>Rain.',
    'picture.png': Uint8Array.of(1),
  });
  const { status, stdout, stderr } = run(
    'analyze',
    ...[
      'good.ndjson',
      'lines.ndjson',
      'cut.json',
      'empty.txt',
      'bytes.ndjson',
      'elsewhere.html',
      'picture.png',
      'none.txt',
    ].map(path),
  );
  expect(status).toBe(1);
  expect(documentOf(stdout).captures.map(({ id }) => id)).toEqual(['a', 'b']);
  for (const [name, reason] of [
    ['good.ndjson', '1 post'],
    ['lines.ndjson', 'line 2: not JSON'],
    ['cut.json', 'the file ends too early, at line 1, column 42'],
    ['empty.txt', 'the file holds nothing'],
    ['bytes.ndjson', 'the bytes are not utf-8 text'],
    ['elsewhere.html', 'this page does not say that it is one of Binance Square'],
    ['picture.png', '.png: only .txt .html .htm .ndjson .jsonl .json are read'],
    ['none.txt', 'no such file'],
  ] as const)
    expect(stderr).toContain(`${path(name)}: ${reason}`);
});

test('no file at all is a question for the usage', () => {
  expect(run('analyze')).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('usage:') });
  expect(run('verify')).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('usage:') });
});

test('verify names what is no export', () => {
  const path = folder({ 'x.json': '{}' });
  expect(run('verify', path('x.json'))).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('not an export of Feedglass'),
  });
});
