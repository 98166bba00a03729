import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, truncateSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { ExportDocument } from '../../lib/store/export/export-schema.ts';
import { homePage } from '../replay/pages.ts';
import { filler } from '../replay/posts.ts';
import { parsePostLines } from './collect.ts';
import { builtProgram, folder, run } from './run.ts';

// A process a case.
vi.setConfig({ testTimeout: 60_000 });

const LONG =
  'Northwind miners sold nine thousand coins on Tuesday and the price barely moved at all, says Ledgerwatch.';
const lines = (...posts: object[]) => posts.map((post) => JSON.stringify(post)).join('\n');
const documentOf = (stdout: string): ExportDocument => ExportDocument.parse(JSON.parse(stdout));

describe('NDJSON', () => {
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
    [
      'a time in seconds',
      '{"postedAt":1780508050,"text":"x"}',
      { raw: { postedAt: '2026-06-03T17:34:10.000Z', postedAtSource: 'label' } },
    ],
    [
      'nulls',
      '{"id":null,"author":null,"postedAt":null,"title":null,"text":"x"}',
      { id: null, raw: { title: null } },
    ],
    ['more fields', '{"text":"x","likes":3,"__proto__":{"a":1}}', { raw: { text: 'x' } }],
    [
      'an id beyond 2^53, digit for digit',
      '{"id":1794000000000000001,"text":"x 1794000000000000001"}',
      { id: '1794000000000000001', raw: { id: null, url: null, text: 'x 1794000000000000001' } },
    ],
    [
      'an address of Square names the post',
      '{"url":"https://www.binance.com/zh-CN/square/post/24000000001","text":"x"}',
      { id: '24000000001', raw: { id: '24000000001' } },
    ],
  ])('%s', (_, line, post) => expect(parsePostLines(line)).toMatchObject({ posts: [post], errors: [] }));

  test.each<[string, string]>([
    ['15 digits, before Square had such ids', '{"id":"122134567890123","text":"x"}'],
    ['15 digits, in the future', '{"id":"987654321098765","text":"x"}'],
    ['15 digits with a time of another year', '{"id":"330020877222706","postedAt":"2025-01-01","text":"x"}'],
    ['15 digits of a site that the line names', '{"id":"330020877222706","site":"x","text":"x"}'],
    [
      '15 digits at an address elsewhere',
      '{"id":"330020877222706","url":"https://x.com/a/330020877222706","text":"x"}',
    ],
    ['18 digits', '{"id":"179400000000000001","text":"x"}'],
    ['10 digits', '{"id":"1234567890","text":"x"}'],
    [
      'another post of Square in the address',
      '{"id":"330020877222706","url":"https://www.binance.com/en/square/post/330020877222707","text":"x"}',
    ],
  ])('no address and no time is invented for an id of %s', (_, line) => {
    const [post] = parsePostLines(line).posts;
    expect(post?.id).toBe(JSON.parse(line).id);
    expect(post?.raw).toMatchObject({ id: null, url: null });
    expect(post?.raw.postedAtSource).not.toBe('id');
  });

  test('what was left out of a post is named by line and field', () => {
    const text = [
      '{"text":"a","postedAt":"gestern"}',
      '{"text":"b","postedAt":5}',
      '{"text":"c","created":"2026-06-03","likes":3}',
      '{"text":"d","created":"2026-06-04"}',
    ].join('\n');
    const { posts, errors, warnings } = parsePostLines(text);
    expect(posts.length).toBe(4);
    expect(errors).toEqual([]);
    expect(warnings).toEqual([
      'line 1: postedAt: "gestern" is not a supported time; skipped',
      'line 2: postedAt: 5 is not a supported time; skipped',
      'line 3: created: unknown field; skipped (reported once per file)',
      'line 3: likes: unknown field; skipped (reported once per file)',
    ]);
  });

  test.each([
    ['{"id":1.5,"text":"x"}', 'line 1: id: 1.5 is no id; write it as text'],
    ['{"id":-4,"text":"x"}', 'line 1: id: -4 is no id; write it as text'],
    ['{"id":1e21,"text":"x"}', 'line 1: id: 1e+21 is no id; write it as text'],
    ['{"id":true,"text":"x"}', 'line 1: id: Invalid input'],
    ['{"text":5}', 'line 1: text: expected: string'],
    ['{"title":5,"text":"x"}', 'line 1: title: expected: string'],
  ])('%s is refused', (line, error) =>
    expect(parsePostLines(line)).toEqual({ posts: [], errors: [error], warnings: [] }),
  );

  test('a byte that is not UTF-8 costs its line, and its place is named', () => {
    const bytes = Buffer.concat([
      Buffer.from('{"text":"a"}\n{"text":"bö'),
      Buffer.of(0xff),
      Buffer.from('"}\n{"text":"c"}\n'),
    ]);
    const { posts, errors } = parsePostLines(bytes);
    expect(posts.map(({ raw }) => raw.text)).toEqual(['a', 'c']);
    expect(errors).toEqual(['line 2: the bytes are not utf-8 text, column 12 (byte 0xff at offset 12)']);
  });

  test('an invalid line is reported with its number', () => {
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
  // The hash of the whole holds the time of the export.
  const bare = (one: ExportDocument) => ({ ...one, exportedAt: '', sha256: '' });
  expect(bare(second)).toEqual(bare(document));
});

test('a broken file is reported, the others are analyzed, and the exit code is 1', () => {
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
    ['empty.txt', 'the file is empty'],
    ['bytes.ndjson', 'the bytes are not utf-8 text'],
    ['elsewhere.html', 'not a saved page of Binance Square'],
    ['picture.png', '.png files are not supported; use .txt .html .htm .ndjson .jsonl .json .parquet'],
    ['none.txt', 'no such file'],
  ] as const)
    expect(stderr).toContain(`${path(name)}: ${reason}`);
});

describe('a directory with one bad entry gives the others', () => {
  const good = lines({ id: 'a', text: LONG });

  test('a link to nothing, links in a circle, a link to the directory itself, a pipe', () => {
    const path = folder({ 'good.ndjson': good });
    symlinkSync('/nonexistent', path('dangling.txt'));
    symlinkSync(path('b.txt'), path('a.txt'));
    symlinkSync(path('a.txt'), path('b.txt'));
    symlinkSync(path(''), path('again'));
    execFileSync('mkfifo', [path('pipe.txt')]);
    const { status, stdout, stderr } = run('analyze', path(''));
    expect(documentOf(stdout).captures.map(({ id }) => id)).toEqual(['a']);
    expect(stderr).toContain(`${path('dangling.txt')}: no such file`);
    expect(stderr).toContain(`${path('a.txt')}: a link that leads back to itself`);
    expect(stderr).not.toContain('pipe.txt');
    expect(stderr.match(/good\.ndjson/g)?.length).toBe(1);
    expect(status).toBe(1);
  });

  test('a directory with nothing to read is named', () => {
    const path = folder({ 'picture.png': 'x' });
    mkdirSync(path('inner'));
    const { status, stdout, stderr } = run('analyze', path(''));
    expect(stderr).toBe(`${path('')}: no supported files in this directory\n`);
    expect(documentOf(stdout).captures).toEqual([]);
    expect(status).toBe(1);
  });

  test.skipIf(process.getuid?.() === 0)('a directory that may not be read', () => {
    const path = folder({ 'good.ndjson': good });
    mkdirSync(path('closed'), { mode: 0 });
    const { status, stdout, stderr } = run('analyze', path(''));
    chmodSync(path('closed'), 0o700);
    expect(documentOf(stdout).captures.length).toBe(1);
    expect(stderr).toContain(`${path('closed')}: it may not be read (permission denied)`);
    expect(status).toBe(1);
  });
});

test.each(['analyze', 'verify'] as const)('%s: a full disk is an error, a closed pipe is none', (program) => {
  const exported = folder({ 'export.json': run('analyze', 'seeds').stdout })('export.json');
  const command = `"${process.execPath}" ${builtProgram(program)} "${exported}"`;
  const full = spawnSync('sh', ['-c', `${command} > /dev/full`], { encoding: 'utf8' });
  expect(full.status).toBe(1);
  expect(full.stderr).toContain('the output could not be written: ENOSPC');
  expect(full.stderr).not.toContain('at ');
  const closed = spawnSync('bash', ['-c', `set -o pipefail; ${command} | true`], { encoding: 'utf8' });
  expect(closed.status).toBe(0);
  expect(closed.stderr).not.toContain('could not be written');
});

test('an id that two texts have is told with both places', () => {
  const path = folder({
    'a.ndjson': lines(
      { id: 'x1', text: LONG },
      { id: 'x1', text: 'Other words.' },
      { id: 'x1', text: 'Other  words.' },
    ),
    'b.ndjson': lines({ id: 'x1', text: 'Third words.' }),
  });
  const { status, stdout, stderr } = run('analyze', path('a.ndjson'), path('b.ndjson'));
  expect(documentOf(stdout).captures.map(({ text }) => text)).toEqual(['Third words.']);
  expect(stderr).toContain(
    `${path('a.ndjson')}: line 2: id x1 stands at line 1 with another text; the later text is kept`,
  );
  expect(stderr).not.toContain('line 3: id');
  expect(stderr).toContain(
    `${path('b.ndjson')}: line 1: id x1 stands at ${path('a.ndjson')}, line 3 with another text`,
  );
  expect(status).toBe(1);
});

test('a file that must be read as a whole and is too large is refused; so is one that is not in lines', () => {
  const path = folder({
    'big.ndjson': '',
    'big.txt': '',
    'big.html': '',
    'good.ndjson': lines({ id: 'a', text: LONG }),
  });
  for (const name of ['big.ndjson', 'big.txt', 'big.html']) truncateSync(path(name), 20e9);
  const { status, stdout, stderr } = run('analyze', path(''));
  expect(stderr).toContain(`${path('big.ndjson')}: line 1: longer than any post`);
  for (const name of ['big.txt', 'big.html'])
    expect(stderr).toContain(`${path(name)}: 20000000000 bytes; the limit is 52428800`);
  expect(documentOf(stdout).captures.length).toBe(1);
  expect(status).toBe(1);
});

test('a page nested 60,000 deep is read', () => {
  const page = homePage([{ ...filler(1), id: '330020877222706', text: LONG }]);
  const path = folder({
    'deep.html': page.replace('<body>', `<body>${'<div>'.repeat(60_000)}deep${'</div>'.repeat(60_000)}`),
  });
  const { status, stdout } = run('analyze', path('deep.html'));
  expect(documentOf(stdout).captures.map(({ id }) => id)).toEqual(['330020877222706']);
  expect(status).toBe(0);
});

test.each(['analyze', 'verify'] as const)(
  '%s explains itself and refuses an option it does not have',
  (program) => {
    for (const help of ['--help', '-h'])
      expect(run(program, help)).toMatchObject({
        status: 0,
        stderr: '',
        stdout: expect.stringContaining('Exit code:'),
      });
    expect(run(program, '--halp')).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringContaining('unknown option --halp'),
    });
    expect(run(program, '--', '--help')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('--help: '),
    });
  },
);

test('no argument prints the usage', () => {
  expect(run('analyze')).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('usage:') });
  expect(run('verify')).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('usage:') });
});

test('verify reports files that are not exports', () => {
  const path = folder({ 'x.json': '{}' });
  expect(run('verify', path('x.json'))).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('not an export of Feedglass'),
  });
});
