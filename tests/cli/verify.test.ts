import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { gzipSync } from 'node:zlib';
import { beforeAll, expect, test, vi } from 'vitest';
import { sha256 } from '../../lib/cli/sha256.ts';
import { describeGroup } from '../../lib/copies/group-description.ts';
import type { CopyGroup, StoredPost } from '../../lib/post.ts';
import { type ExportSource, exportDocumentChunks } from '../../lib/store/export/export-document.ts';
import type { ExportDocument } from '../../lib/store/export/export-schema.ts';
import { parseExport } from '../../lib/store/import/read-export.ts';
import { verifyExport } from '../../lib/store/verify/verify-export.ts';
import { postLines } from '../bench/posts-file.ts';
import { storedPost } from '../components/posts.ts';
import { ALTERATIONS, exportOfCopies, forged, NOW } from '../store/export-of-copies.ts';
import { builtProgram, folder, run } from './run.ts';

// A process a case.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let text: string;
let document: ExportDocument;
beforeAll(async () => {
  text = await exportOfCopies();
  document = parseExport(Buffer.from(text), NOW);
});

const verifyInput = (input: string | Uint8Array) =>
  spawnSync(process.execPath, [builtProgram('verify'), '-'], { input, encoding: 'utf8' });

test('the faults of altered exports are those that the library names', async () => {
  const files: Record<string, string> = {};
  let expected = '';
  for (const [i, [, change]] of ALTERATIONS.entries()) {
    const copy = await forged(document, change);
    files[`${i}.json`] = JSON.stringify(copy);
    for (const { path, message } of (await verifyExport(copy)).faults)
      expected += `${i}.json: ${path}: ${message}\n`;
  }
  const path = folder(files);
  const { status, stderr, stdout } = run('verify', ...Object.keys(files).map(path));
  expect(stderr.replaceAll(`${path('')}/`, '')).toBe(expected);
  expect(stdout).toBe('');
  expect(status).toBe(1);
});

test('standard input holds an export or NDJSON of one, packed with gzip or not', () => {
  const whole = `standard input: ${document.captures.length} records, all as exported; `;
  for (const input of [text, gzipSync(text), JSON.stringify(document, null, 2)])
    expect(verifyInput(input)).toMatchObject({
      status: 0,
      stderr: '',
      stdout: expect.stringMatching(`^${whole}\\d+ copy claims, all hold\n$`),
    });
  const lines = document.captures.map((record) => `${JSON.stringify(record)}\n`).join('');
  expect(verifyInput(lines)).toMatchObject({
    status: 0,
    stderr: '',
    stdout: `${whole}0 copy claims, all hold; no hash of the whole document: its order and tables are not checked\n`,
  });
});

const LARGE = 24_000;
/** Heap of the program, in MB: less than the document. Half of it is what the program holds, the rest comes and goes. */
const HEAP = 36;

/** Writes a part of a library: many posts, every 50th repeated by the next. Returns the number of copies. */
async function writeLarge(path: string): Promise<number> {
  const groups: CopyGroup[] = [];
  async function* batches() {
    let last = storedPost({ text: '' });
    let batch: StoredPost[] = [];
    for (const line of postLines(LARGE, 4)) {
      const { id, text: words, postedAt } = JSON.parse(line);
      const text = Array.from({ length: 2 }, (_, i) => `${i} ${words}`).join('\n');
      const isCopy = batch.length === 49;
      const given = { id, text: isCopy ? last.text : text, url: null, postedAt, firstSeenAt: postedAt };
      const post = storedPost({ ...given, postedAtSource: null });
      const source = { id: last.id, kind: 'exact', score: 1 } as const;
      if (isCopy)
        groups.push(
          describeGroup(last.id, [
            { ...last, source: null },
            { ...post, source },
          ]),
        );
      last = post;
      batch.push(post);
      if (batch.length < 50) continue;
      yield batch;
      batch = [];
    }
  }
  const source: ExportSource = {
    complete: false,
    posts: batches(),
    async *groups() {
      yield* groups;
    },
    verdicts: async () => [],
    corrections: async () => [],
  };
  const file = openSync(path, 'w');
  for await (const chunk of exportDocumentChunks(source, { generator: 'test 1', now: NOW, sha256 }))
    writeSync(file, chunk);
  closeSync(file);
  return groups.length;
}

test('a document that is larger than the memory is checked to its last byte', async () => {
  const path = folder({})('large.json');
  const copies = await writeLarge(path);
  expect(statSync(path).size).toBeGreaterThan(1.1 * HEAP * 2 ** 20);
  const verify = () =>
    spawnSync(process.execPath, [`--max-old-space-size=${HEAP}`, builtProgram('verify'), path], {
      encoding: 'utf8',
    });
  expect(verify()).toMatchObject({
    status: 0,
    stderr: '',
    stdout: `${path}: ${LARGE} records, all as exported; ${copies} copy claims, all hold\n`,
  });

  const changed = readFileSync(path);
  const at = changed.indexOf('"text":"', changed.length >> 1) + '"text":"'.length;
  changed[at] = changed[at] === 0x78 ? 0x79 : 0x78;
  changed.write('0', changed.lastIndexOf('"score":1') + '"score":'.length);
  writeFileSync(path, changed);
  const { status, stderr } = verify();
  expect(status).toBe(1);
  expect(stderr).toMatch(/large\.json: captures\[(\d+)\] \(id p\1\): was changed after it was exported\n/);
  expect(stderr).toContain('large.json: sha256: the document was changed after it was exported\n');
  expect(stderr).toContain(
    `large.json: copyGroups[${copies - 1}].members[1] (id p${LARGE - 1}): score: 0 is claimed; it is 1\n`,
  );
}, 300_000);

test('Ctrl+C ends it at once, and leaves no temporary file', async () => {
  const path = folder({});
  mkdirSync(path('tmp'));
  const child = spawn(process.execPath, [builtProgram('verify'), '-'], {
    env: { ...process.env, TMPDIR: path('tmp') },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
  child.stdin.on('error', () => {});
  // More than a pipe holds: once it is written, the program is reading.
  await new Promise((resolve) => child.stdin.write(text.slice(0, -10) + ' '.repeat(1e6), resolve));
  child.kill('SIGINT');
  const [code] = await once(child, 'exit');
  expect({ code, said }).toEqual({ code: 130, said: '' });
  expect(readdirSync(path('tmp'))).toEqual([]);
});

test('each file that is no export, or only a part of one, is named in one line; the others are checked', () => {
  const noise = Uint8Array.from({ length: 3000 }, (_, i) => (i * 151 + 200) % 256);
  const firstLine = `${JSON.stringify(document.captures[0])}\n`;
  const files: [name: string, content: string | Uint8Array, reason: string][] = [
    ['empty.json', '', 'the file is empty'],
    ['blank.ndjson', ' \n\n', 'the file is empty'],
    ['empty.json.gz', gzipSync(''), 'the file is empty'],
    ['noise.json', noise, 'the bytes are not utf-8 text, line 1, column 1 (byte 0x5f at offset 1)'],
    ['noise.ndjson', noise, 'line 1: the bytes are not utf-8 text'],
    ['cut.json', text.slice(0, 3000), 'the file ends too early, at line 5, column 315'],
    ['cut.json.gz', gzipSync(text).subarray(0, 2000), 'the gzip data ends too early'],
    ['cut.ndjson', firstLine + firstLine.slice(0, 50), 'line 2: the file ends too early, at column 51'],
    ['damaged.json.gz', Buffer.concat([gzipSync(text).subarray(0, 2000), noise]), 'the gzip data is damaged'],
    ['posts.ndjson', '{"id":"1","text":"gm"}\n', 'line 1: not an export of Feedglass'],
    ['page.json', '<!doctype html>', 'this is a web page, not JSON'],
    ['list.json', '[]', 'this JSON is not an export of Feedglass'],
    [
      'later.json',
      text.replace('"version":2', '"version":3'),
      'format version 3; this program reads up to 2',
    ],
  ];
  const path = folder({
    ...Object.fromEntries(files.map(([name, content]) => [name, content])),
    'good.json': text,
  });
  mkdirSync(path('folder.json'));
  const names = [...files.map(([name]) => name), 'folder.json', 'none.json', 'good.json'];
  const { status, stdout, stderr } = run('verify', ...names.map(path));
  expect(stderr.replaceAll(`${path('')}/`, '')).toBe(
    [
      ...files.map(([name, , reason]) => `${name}: ${reason}\n`),
      'folder.json: a directory\n',
      'none.json: no such file\n',
    ].join(''),
  );
  expect(stdout).toMatch(/^[^\n]*good\.json: \d+ records, all as exported; \d+ copy claims, all hold\n$/);
  expect(status).toBe(1);
});
