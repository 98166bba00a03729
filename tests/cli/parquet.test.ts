import { readFileSync, writeFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test, vi } from 'vitest';
import { readInput } from '../../lib/cli/read-input.ts';
import { postLines } from '../bench/posts-file.ts';
import { folder, run } from './run.ts';

vi.setConfig({ testTimeout: 120_000 });

const LONG =
  'Northwind miners sold nine thousand coins on Tuesday and the price barely moved at all, says Ledgerwatch.';

/** The rows of a query in DuckDB, values as text. */
async function query(sql: string): Promise<Record<string, unknown>[]> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  const rows = (await connection.runAndReadAll(sql)).getRowObjectsJson();
  connection.closeSync();
  instance.closeSync();
  return rows as Record<string, unknown>[];
}

/** The posts of a file, and what was said about it. */
async function read(path: string) {
  const found = { posts: [] as unknown[], errors: [] as string[], warnings: [] as string[] };
  for await (const { posts, errors, warnings } of readInput(path)) {
    found.posts.push(
      ...posts.map(({ raw, id, place }) => ({
        ...{ id, place, text: raw.text, title: raw.title, author: raw.author, postedAt: raw.postedAt },
      })),
    );
    found.errors.push(...errors);
    found.warnings.push(...warnings);
  }
  return found;
}

test('an export in Parquet is what the one in JSON has, as DuckDB reads it', async () => {
  const lines = [
    JSON.stringify({
      ...{ id: 'a', author: { name: 'Ann', handle: 'ann' }, postedAt: '2026-06-01T10:00:00.123Z' },
      ...{ title: 'News', text: `${LONG} $BTC #news @bob`, url: 'https://example.com/a' },
    }),
    JSON.stringify({ id: 'b', postedAt: '2026-06-02T10:00:00Z', text: LONG }),
    JSON.stringify({ id: 'c', text: 'Words of no known time, 早上好 🚀 "quoted", a,b\nand a line.' }),
    ...postLines(300, 4),
  ];
  const path = folder({ 'posts.ndjson': lines.join('\n') });
  expect(
    run('analyze', '--format', 'parquet', '--out', path('out.parquet'), path('posts.ndjson')).status,
  ).toBe(0);
  const { captures, copyGroups } = JSON.parse(run('analyze', path('posts.ndjson')).stdout);
  const rows = await query(
    `SELECT *, epoch_ms(posted_at) AS ms, discussed[1] AS ticker, tickers->0->>'role' AS role FROM '${path('out.parquet')}'`,
  );
  expect(rows.map(({ id }) => id)).toEqual(captures.map(({ id }: { id: string }) => id));
  for (const [i, capture] of captures.entries()) {
    expect(rows[i]).toMatchObject({
      ...{ text: capture.text, title: capture.title, sha256: capture.sha256, lang: capture.lang },
      ...{ author_name: capture.author.name, hashtags: capture.hashtags, mentions: capture.mentions },
      cashtags: capture.cashtags.map(({ code }: { code: string }) => code),
      ms: capture.postedAt === null ? null : String(Date.parse(capture.postedAt)),
      views: null,
    });
  }
  expect(rows[0]).toMatchObject({ cashtags: ['BTC'], hashtags: ['#news'], mentions: ['@bob'] });
  expect(rows[0]?.role).toBe(captures[0].cashtags[0].role);
  const inGroups = copyGroups.flatMap(({ id, members }: { id: string; members: { id: string }[] }) =>
    members.map((member) => [member.id, id]),
  );
  expect(inGroups.length).toBeGreaterThan(10);
  const grouped = rows.filter(({ copy_group }) => copy_group !== null);
  expect(new Map(grouped.map(({ id, copy_group }) => [id, copy_group]))).toEqual(new Map(inGroups));

  // Read back: the same posts with the same groups and tickers.
  const again = run('analyze', path('out.parquet'));
  expect(again.stderr).toBe(`${path('out.parquet')}: ${lines.length} posts\n`);
  expect(
    JSON.parse(again.stdout).captures.map(({ url: _, sha256: _h, ...rest }: Record<string, unknown>) => rest),
  ).toEqual(captures.map(({ url: _, sha256: _h, ...rest }: Record<string, unknown>) => rest));
  expect(JSON.parse(again.stdout).copyGroups).toEqual(copyGroups);
});

test.each(['snappy', 'zstd', 'gzip', 'uncompressed', 'lz4_raw', 'brotli'])(
  'a file of another program is read: %s',
  async (codec) => {
    const path = folder({});
    await query(
      `COPY (SELECT 9007199254740993 + i AS id, 'Ann' AS author, 'text ' || i AS text, 1 AS likes,
        TIMESTAMP '2026-06-01 10:00:00.5' + INTERVAL (i) SECOND AS "postedAt" FROM range(3000) AS t(i))
       TO '${path('in.parquet')}' (FORMAT parquet, COMPRESSION ${codec}, ROW_GROUP_SIZE 2048)`,
    );
    const { posts, errors, warnings } = await read(path('in.parquet'));
    expect(posts).toHaveLength(3000);
    expect(posts[2999]).toEqual({
      ...{ id: '9007199254743992', place: 'row 3000', text: 'text 2999', title: null },
      ...{ author: { name: 'Ann', handle: null }, postedAt: '2026-06-01T10:49:59.500Z' },
    });
    expect(errors).toEqual([]);
    expect(warnings).toEqual(['column likes: unknown; skipped']);
  },
);

test('a struct for the author, and seconds for the time; rows that are no posts are named', async () => {
  const path = folder({});
  await query(
    `COPY (SELECT * FROM (VALUES
      ({'name': 'Ann', 'handle': 'ann'}, 1780308000::BIGINT, 'good'), (NULL, NULL, NULL), (NULL, NULL, ' '))
      AS t(author, "postedAt", text)) TO '${path('in.parquet')}' (FORMAT parquet)`,
  );
  const { posts, errors } = await read(path('in.parquet'));
  expect(posts).toMatchObject([
    { author: { name: 'Ann', handle: 'ann' }, postedAt: '2026-06-01T10:00:00.000Z', text: 'good' },
  ]);
  expect(errors).toEqual([expect.stringMatching(/^row 2: text: /), 'row 3: text: empty']);
});

test('a file that is damaged, has no texts, or cannot be searched is named with the reason', async () => {
  const path = folder({
    'posts.ndjson': `{"text":"${LONG}"}\n`,
    'no.parquet': 'PAR1 but nothing else',
    'empty.parquet': '',
  });
  expect(
    run('analyze', '--format', 'parquet', '--out', path('good.parquet'), path('posts.ndjson')).status,
  ).toBe(0);
  const good = readFileSync(path('good.parquet'));
  writeFileSync(path('cut.parquet'), good.subarray(0, good.length - 20));
  writeFileSync(
    path('bad.parquet'),
    Buffer.concat([good.subarray(0, 20), Buffer.alloc(60, 0xff), good.subarray(80)]),
  );
  writeFileSync(path('unnamed'), good);
  await query(`COPY (SELECT 1 AS n) TO '${path('other.parquet')}' (FORMAT parquet)`);
  await query(`COPY (SELECT 'x' AS text WHERE false) TO '${path('none.parquet')}' (FORMAT parquet)`);
  const names = ['no', 'empty', 'cut', 'bad', 'other', 'none'].map((name) => path(`${name}.parquet`));
  const { status, stderr } = run('analyze', ...names, path('unnamed'), path('good.parquet'));
  expect(status).toBe(1);
  const messages = stderr.trim().split('\n');
  for (const [i, name] of names.entries()) expect(messages[i]).toContain(`${name}: `);
  for (const i of [0, 1, 2, 3]) expect(messages[i]).toContain('not a Parquet file, or a damaged one');
  expect(messages[4]).toContain('no column is named text');
  expect(messages[5]).toContain('the file has no rows');
  expect(messages[6]).toContain('a Parquet file must be named .parquet and must not be packed');
  expect(messages[7]).toBe(`${path('good.parquet')}: 1 post`);
});
