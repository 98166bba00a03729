import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { expect, test, vi } from 'vitest';
import { describe as describeProgress } from '../../lib/cli/io/progress.ts';
import { MAX_LINE_BYTES, splitLines } from '../../lib/cli/io/read-lines.ts';
import { Spool } from '../../lib/cli/io/spool.ts';
import { readInput } from '../../lib/cli/read-input.ts';
import { InMemoryCopies } from '../../lib/copies/in-memory-copies.ts';
import { postLines } from '../bench/posts-file.ts';
import { collectPosts } from './collect.ts';
import { builtProgram, folder, run } from './run.ts';

// A process a case.
vi.setConfig({ testTimeout: 120_000 });

const LONG =
  'Northwind miners sold nine thousand coins on Tuesday and the price barely moved at all, says Ledgerwatch.';
const POSTS = [
  { id: 'old', author: 'Ann', postedAt: '2026-05-01T10:00:00Z', text: LONG },
  { id: 'a', author: 'Bob', postedAt: '2026-06-01T10:00:00Z', text: `${LONG} $BTC` },
  { id: 'b', author: 'Cem', postedAt: '2026-06-02T10:00:00Z', text: LONG },
  { id: 'timeless', text: 'Words of no known time.' },
];
const NDJSON = POSTS.map((post) => `${JSON.stringify(post)}\n`).join('');

async function* inPieces(bytes: Uint8Array, length: number): AsyncGenerator<Buffer> {
  for (let i = 0; i < bytes.length; i += length) yield Buffer.from(bytes.subarray(i, i + length));
}

async function allOf<T>(values: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const value of values) all.push(value);
  return all;
}

test.each([1, 2, 7, 1000])('bytes in pieces of %i are split into the same lines', async (length) => {
  const text = 'one\n\ntwo ö 早\r\nthree';
  for (const [encoding, bytes] of [
    ['utf8', Buffer.from(text)],
    ['utf16le', Buffer.from(`\ufeff${text}`, 'utf16le')],
  ] as const) {
    if (encoding === 'utf16le' && length === 1) continue;
    const lines: string[] = [];
    for await (const some of splitLines(inPieces(bytes, length)))
      lines.push(...some.map((line) => String(line)));
    expect(lines).toEqual(text.split('\n'));
  }
});

test('a line longer than any post costs itself; when it is the first, the file is given up', async () => {
  const long = Buffer.alloc(MAX_LINE_BYTES + 5, 'x');
  const good = '{"text":"a"}\n';
  const path = folder({
    'in.ndjson': Buffer.concat([Buffer.from(good), long, Buffer.from(`\n${good}`)]),
    'first.ndjson': Buffer.concat([long, Buffer.from(`\n${good}`)]),
  });
  const parts = await allOf(readInput(path('in.ndjson')));
  expect(parts.flatMap(({ posts }) => posts.map(({ place }) => place))).toEqual(['line 1', 'line 3']);
  expect(parts.flatMap(({ errors }) => errors)).toEqual(['line 2: longer than any post']);
  await expect(allOf(readInput(path('first.ndjson')))).rejects.toThrow('line 1: longer than any post');
});

test('gzip is unpacked, whatever the name; damaged gzip is told after the lines before it', async () => {
  const packed = gzipSync(`${NDJSON.repeat(2000)}`);
  const path = folder({
    'posts.ndjson.gz': gzipSync(NDJSON),
    'posts.jsonl': gzipSync(NDJSON),
    'cut.ndjson.gz': packed.subarray(0, packed.length - 10),
  });
  for (const name of ['posts.ndjson.gz', 'posts.jsonl']) {
    const parts = await allOf(readInput(path(name)));
    expect(parts.flatMap(({ posts }) => posts.map(({ id }) => id))).toEqual(['old', 'a', 'b', 'timeless']);
  }
  let count = 0;
  const cut = (async () => {
    for await (const { posts } of readInput(path('cut.ndjson.gz'))) count += posts.length;
  })();
  await expect(cut).rejects.toThrow('the gzip data ends too early');
  expect(count).toBeGreaterThan(1000);
});

test('a spool gives back what it was given, small and large, and leaves no file', () => {
  vi.stubEnv('TMPDIR', folder({})(''));
  const spool = new Spool<{ text: string }>();
  const texts = [
    '',
    'ö',
    '\ud800 alone',
    '早'.repeat(500_000),
    ...Array.from({ length: 3000 }, (_, i) => `${i} ${LONG.repeat(i % 20)}`),
  ];
  for (const [i, text] of texts.entries()) expect(spool.add({ text })).toBe(i);
  for (const i of [3, 0, 3003, 1500, 2, 1]) expect(spool.get(i)).toEqual({ text: texts[i] });
  for (const [i, text] of texts.entries()) {
    expect(spool.get(i)).toEqual({ text });
    expect(spool.get((i * 7) % texts.length)).toEqual({ text: texts[(i * 7) % texts.length] });
  }
  expect(spool.size).toBe(texts.length);
  if (process.platform !== 'win32') expect(readdirSync(process.env.TMPDIR as string)).toEqual([]);
  spool.close();
  spool.close();
  expect(readdirSync(process.env.TMPDIR as string)).toEqual([]);
  vi.unstubAllEnvs();
});

test('the groups are those of texts in memory, in any order of the lines', async () => {
  const lines = [...postLines(600, 7)];
  const copies = new InMemoryCopies();
  for (const line of lines) copies.add(JSON.parse(line));
  const expected = copies.groups();
  expect(expected.length).toBeGreaterThan(10);
  for (const order of [lines, lines.toReversed()]) {
    const collection = await collectPosts(order.join('\n'));
    expect(await allOf(collection.groups())).toEqual(expected);
    collection.close();
  }
});

test('the export is the same to the byte, whatever the number of threads', () => {
  // Enough for threads to be started.
  const path = folder({ 'posts.ndjson': [...postLines(3100, 5)].join('\n') });
  const exports = [0, 1, 4].map((threads) => {
    const { status, stdout } = run('analyze', '--threads', String(threads), path('posts.ndjson'));
    expect(status).toBe(0);
    // The time of the export, and the hash that covers it.
    return stdout.replace(/"exportedAt":"[^"]+"|"sha256":"\w+"\}\n$/g, '');
  });
  expect(exports[0]?.length).toBeGreaterThan(3e6);
  expect(exports[1] === exports[0]).toBe(true);
  expect(exports[2] === exports[0]).toBe(true);
}, 300_000);

test('many equal texts without an id are many posts', async () => {
  const collection = await collectPosts('{"text":"gm"}\n'.repeat(5000));
  expect(collection.size).toBe(5000);
  collection.close();
});

test('standard input to a file: format, time and size of groups are chosen', () => {
  const path = folder({ 'out.csv': 'older' });
  const { status, stderr, stdout } = spawnSync(
    process.execPath,
    [
      ...[builtProgram('analyze'), '--format', 'csv', '--out', path('out.csv')],
      ...['--since=2026-06-01', '--group-min', '2', '--progress', '-'],
    ],
    { input: gzipSync(NDJSON), encoding: 'utf8' },
  );
  expect(stderr).toContain('standard input: 4 posts');
  expect(stderr).toContain('2 posts left out: published before 2026-06-01, or time unknown');
  expect(stdout).toBe('');
  expect(status).toBe(0);
  const rows = readFileSync(path('out.csv'), 'utf8').split('\r\n');
  expect(rows.slice(1).map((row) => row.split(',')[0])).toEqual(['a', 'b', '']);
  expect(rows[1]).toContain(',a,exact,a,');
  expect(readdirSync(path(''))).toEqual(['out.csv']);
});

test('groups that are too small are left out, and the export says that it is not complete', () => {
  const path = folder({ 'posts.ndjson': NDJSON });
  const { stdout } = run('analyze', '--group-min', '4', path('posts.ndjson'));
  expect(JSON.parse(stdout)).toMatchObject({ complete: false, copyGroups: [], captures: { length: 4 } });
});

test('Ctrl+C leaves no half file, no temporary file, and the older file', async () => {
  const path = folder({ 'out.json': 'older' });
  mkdirSync(path('tmp'));
  const child = spawn(process.execPath, [builtProgram('analyze'), '--out', path('out.json'), '-'], {
    env: { ...process.env, TMPDIR: path('tmp') },
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  // It ends before it has read everything.
  child.stdin.on('error', () => {});
  child.stdin.write(NDJSON.repeat(1000));
  const isWriting = () => readdirSync(path('')).some((name) => name.endsWith('.part'));
  for (let i = 0; i < 1000 && !isWriting(); i++) await setTimeout(50);
  expect(isWriting()).toBe(true);
  await setTimeout(200);
  child.kill('SIGINT');
  const [code] = await once(child, 'exit');
  expect(code).toBe(130);
  expect(readFileSync(path('out.json'), 'utf8')).toBe('older');
  expect(readdirSync(path('')).sort()).toEqual(['out.json', 'tmp']);
  expect(readdirSync(path('tmp')).filter((name) => name.endsWith('.spool'))).toEqual([]);
});

test.each([
  [
    ['--format', 'xls', 'x'],
    '--format xls: use one of json, ndjson, csv, markdown, coortweet, network, graphml, parquet',
  ],
  [['--since', 'gestern', 'x'], '--since gestern: not a supported time, such as 2026-06-01'],
  [['--group-min', '1', 'x'], '--group-min 1: a group has at least 2 posts'],
  [['--threads', 'all', 'x'], '--threads all: must be a number from 0 to 99'],
  [['--keys', '--format', 'csv', 'x'], '--keys cannot be used with --format'],
  [['--pairs', 'x', '--keys', 'x'], '--keys cannot be used with --pairs'],
  [['--out'], '--out needs a value'],
])('%j is refused', (args, message) => {
  const { status, stdout, stderr } = run('analyze', ...args);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain(message);
});

test('the progress names share, number, rate and time left', () => {
  expect(describeProgress('reading', 0.25, 50_000, 100)).toBe(
    'reading: 25 %, 50,000 posts, 500 a second, 5:00 left',
  );
  expect(describeProgress('reading', null, 3, 0.1)).toBe('reading: 3 posts');
  expect(describeProgress('writing', 0.5, 10, 4000)).toContain('1:06:40 left');
});
