import { readFileSync, writeFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test, vi } from 'vitest';
import { KEYS_HEAD, keyRows } from '../../lib/cli/candidate-keys.ts';
import { CandidatePairs } from '../../lib/cli/candidate-pairs.ts';
import { type CollectionOptions, PostCollection } from '../../lib/cli/post-collection.ts';
import type { CopyGroup } from '../../lib/post.ts';
import { postLines } from '../bench/posts-file.ts';
import { parsePostLines } from './collect.ts';
import { folder, run } from './run.ts';

vi.setConfig({ testTimeout: 120_000 });

async function collect(lines: string[], options: CollectionOptions = {}): Promise<PostCollection> {
  const collection = new PostCollection((path, reason) => {
    throw new Error(`${path}: ${reason}`);
  }, options);
  await collection.addPosts(parsePostLines(lines.join('\n')).posts, 'posts.ndjson', true);
  return collection;
}

async function groupsOf(collection: PostCollection): Promise<CopyGroup[]> {
  await collection.finish();
  const groups: CopyGroup[] = [];
  for await (const group of collection.groups()) groups.push(group);
  collection.close();
  return groups;
}

async function keysOf(lines: string[]): Promise<string> {
  const collection = await collect(lines);
  await collection.collect();
  let text = KEYS_HEAD;
  for await (const posts of collection.posts) text += posts.map(keyRows).join('');
  collection.close();
  return text;
}

/** Runs docs/candidate-pairs.sql in DuckDB. */
async function findPairs(keys: string): Promise<CandidatePairs> {
  const path = folder({ 'keys.csv': keys });
  const sql = readFileSync('docs/candidate-pairs.sql', 'utf8').replace("'keys.csv'", `'${path('keys.csv')}'`);
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  await connection.run(`COPY (${sql}) TO '${path('pairs.csv')}'`);
  connection.closeSync();
  instance.closeSync();
  return CandidatePairs.read(path('pairs.csv'), (file, reason) => {
    throw new Error(`${file}: ${reason}`);
  });
}

/** The posts of the generator, and what is hard for a join: floods, equal texts, equal and unknown times, odd ids. */
function hardLines(seed: number): string[] {
  const lines = [...postLines(500, seed)];
  const flood = lines.slice(0, 3).map((line) => JSON.parse(line));
  for (let i = 0; i < 120; i++) {
    const { text, ...post } = flood[i % 3];
    const time = i % 5 === 0 ? { postedAt: null } : i % 7 === 0 ? { postedAt: '2026-01-01T00:00:10Z' } : {};
    const words = i % 4 === 0 ? text : `${text}\n${'Again, for the '.repeat(1 + (i % 6))} ${i}`;
    lines.push(JSON.stringify({ ...post, ...time, id: `"f,${i}"早${'😀'.repeat(i % 2)}`, text: words }));
  }
  lines.push('{"id":"short","text":"gm"}', '{"id":"short2","text":"gm"}');
  return lines;
}

test.each([11, 12])('DuckDB finds the pairs that give the groups of the index, seed %i', async (seed) => {
  const lines = hardLines(seed);
  const expected = await groupsOf(await collect(lines));
  expect(Math.max(...expected.map(({ members }) => members.length))).toBeGreaterThan(30);
  const pairs = await findPairs(await keysOf(lines));
  expect(await groupsOf(await collect(lines.toReversed(), { pairs }))).toEqual(expected);
});

test('without pairs only posts with the same features are copies', async () => {
  const lines = hardLines(13);
  const groups = await groupsOf(await collect(lines, { pairs: new CandidatePairs() }));
  expect(groups.length).toBeGreaterThan(0);
  expect(groups.flatMap(({ members }) => members).every(({ kind }) => kind === 'exact')).toBe(true);
});

test('pairs are read with a head or without, quoted or not; other lines are named', async () => {
  const path = folder({});
  writeFileSync(path('pairs.csv'), 'a,b\r\nx,y\r\n"p ""1"", q",z\nz\tx\nalone\n1,2,3\n\n');
  const errors: string[] = [];
  const pairs = await CandidatePairs.read(path('pairs.csv'), (_, reason) => errors.push(reason));
  expect(pairs.of('x')).toEqual(['y', 'z']);
  expect(pairs.of('p "1", q')).toEqual(['z']);
  expect(pairs.of('a')).toEqual([]);
  expect(errors).toEqual(['line 5: not two ids', 'line 6: not two ids']);
});

test('the programs write keys, and answer with pairs', () => {
  const lines = [...postLines(40, 3)];
  const copy = JSON.parse(lines[0] as string);
  lines.push(JSON.stringify({ ...copy, id: 'copy', text: `${copy.text} And more.` }));
  const path = folder({ 'posts.ndjson': lines.join('\n'), 'pairs.csv': 'copy,p0\n' });
  const keys = run('analyze', '--keys', path('posts.ndjson'));
  expect(keys.status).toBe(0);
  expect(keys.stdout).toMatch(/^post,key,weight,runs,time,identity\n"p0",\d+,1,\d+,1767225600000,\d+-\d+\n/);
  const { stdout } = run('analyze', '--pairs', path('pairs.csv'), path('posts.ndjson'));
  const { copyGroups } = JSON.parse(stdout);
  expect(copyGroups).toHaveLength(1);
  expect(copyGroups[0].members.map(({ id }: { id: string }) => id).sort()).toEqual(['copy', 'p0']);
  expect(run('analyze', '--pairs', path('none.csv'), path('posts.ndjson'))).toMatchObject({ status: 2 });
});
