import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exportDocumentChunks } from '../../lib/store/export/export-document.ts';
import { toExportRecord } from '../../lib/store/export/export-record.ts';
import { ndjson } from '../../lib/store/export/formats/ndjson.ts';
import { MAX_FILE_BYTES } from '../../lib/store/import/json-file.ts';
import { type ImportDocument, parseExport } from '../../lib/store/import/read-export.ts';
import {
  MAX_STREAM_BYTES,
  parseExportStream,
  readExportParts,
} from '../../lib/store/import/read-export-stream.ts';
import { storedPost } from '../components/posts.ts';

/** Large exports are read a line at a time: the same document, the same refusals, and never the whole text. */
const NOW = new Date('2026-06-05T12:00:00.000Z');
const bytes = (text: string) => new TextEncoder().encode(text);

const posts = ['one', 'two\nlines 比特币', ']}, "captures":[', '\u2028 }],'].map((text, i) =>
  storedPost({
    id: String(10_001 + i),
    text,
    group: i < 2 ? 'g:1' : null,
    mentions: i === 0 ? ['@a'] : [],
  }),
);

async function document(count = posts.length): Promise<string> {
  const source = {
    complete: false,
    posts: (async function* () {
      if (count > 0) yield posts.slice(0, count);
    })(),
    async *groups() {
      if (count > 1)
        yield {
          id: 'g:1',
          kind: 'exact' as const,
          first: null,
          members: ['10001', '10002'].map((id) => ({ id, kind: 'exact' as const, score: 1 })),
        };
    },
    verdicts: async () => [{ a: '10001', b: '10002', copy: true, at: '2026-06-03T12:00:00.000Z' }],
    corrections: async () => [],
  };
  let text = '';
  for await (const piece of exportDocumentChunks(source, { generator: 'test 1', now: NOW })) text += piece;
  return text;
}

async function* pieces(file: Uint8Array, length: number) {
  for (let i = 0; i < file.length; i += length) yield file.subarray(i, i + length);
}
const read = (text: string, length = 1_000, size = bytes(text).length) =>
  parseExportStream(pieces(bytes(text), length), size, NOW);

test.each([0, 1, 4])('a document of %i posts gives the same result as parseExport', async (count) => {
  const text = await document(count);
  expect(await read(text)).toEqual(parseExport(bytes(text), NOW));
});

test('chunks may be cut at any byte', async () => {
  const text = await document();
  const whole = parseExport(bytes(text), NOW);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 300 }), async (length) => {
      expect(await read(text, length)).toEqual(whole);
    }),
    { numRuns: 40 },
  );
});

test('parts have the rows since the part before, and what is wrong with a row comes after the rows before it', async () => {
  const text = await document();
  const whole = parseExport(bytes(text), NOW);
  const parts: ImportDocument[] = [];
  for await (const part of readExportParts(pieces(bytes(text), 500), 0, NOW)) parts.push(part);
  expect(parts.length).toBeGreaterThan(3);
  for (const list of ['captures', 'copyGroups', 'verdicts', 'tickers'] as const)
    expect(parts.flatMap<unknown>((part) => part[list] ?? [])).toEqual(whole[list]);
  expect(parts.at(-1)?.sha256).toBe(whole.sha256);

  const twice = text.replace('"10003"', '"10001"');
  const ids: string[] = [];
  const reading = (async () => {
    for await (const { captures } of readExportParts(pieces(bytes(twice), 500), 0, NOW))
      ids.push(...captures.map(({ id }) => id));
  })();
  await expect(reading).rejects.toThrow(/^captures\[2\] \(id 10001\): the id occurs twice$/);
  expect(ids).toEqual(['10001', '10002']);
});

test('NDJSON is read without its groups', async () => {
  const format = ndjson();
  const captures = await Promise.all(posts.map((post) => toExportRecord(post)));
  const group = { id: 'g:1', kind: 'exact', first: null } as const;
  const text = captures.map((capture, i) => format.row({ capture, group: i < 2 ? group : null })).join('');
  expect((await read(text)).captures).toEqual(captures);
});

describe('a rejected file', async () => {
  const good = await document();
  const lines = good.split('\n');
  const without = (n: number) => lines.filter((_, i) => i !== n).join('\n');
  test.each<[string, string, string, RegExp]>([
    ['cut off', good.slice(0, 2_000), 'not-json', /line \d+:/],
    ['cut off between two lines', lines.slice(0, 4).join('\n'), 'not-json', /ends too early/],
    ['going on after its end', `${good}{}`, 'not-json', /after the end/],
    ['without its list', without(1), 'not-json', /line 2: a list was expected/],
    ['200,000 deep', `${lines[0]}\n"captures":[\n${'['.repeat(200_000)}`, 'too-deep', /line 3/],
    ['of a later version', good.replace('"version":2', '"version":3'), 'newer-format', /version 3/],
    [
      'with a head of somebody else',
      good.replace('feedglass.export', 'other'),
      'other-format',
      /not an export/,
    ],
    [
      'with a field more',
      good.replace('{"id":"10002"', '{"x":1,"id":"10002"'),
      'bad-record',
      /line 4: captures \(id 10002\)/,
    ],
    ['with an id twice', good.replaceAll('"10002"', '"10001"'), 'bad-record', /twice/],
    ['a web page', '<!doctype html>', 'html', /web page/],
    ['a picture', '\x89PNG', 'other-format', /not an export/],
    ['nothing', '', 'empty', /is empty/],
  ])('%s', async (_, text, why, says) => {
    await expect(read(text)).rejects.toMatchObject({ code: why, message: expect.stringMatching(says) });
  });

  test('is rejected by its size before reading', async () => {
    async function* untouched(): AsyncGenerator<Uint8Array> {
      expect.unreachable();
      yield new Uint8Array();
    }
    await expect(parseExportStream(untouched(), MAX_STREAM_BYTES + 1)).rejects.toMatchObject({
      code: 'too-large',
      message: /the limit is 536870912/,
    });
  });

  test.each([
    ['zeros', new Uint8Array(10_000)],
    ['one endless line', bytes('{'.padEnd(10_000, ' '))],
    ['records of somebody else', bytes('{"a":1}\n'.repeat(1_250))],
  ])('%s over the limit of other files, given up at the beginning', async (_, piece) => {
    let given = 0;
    async function* many() {
      for (; given < 6_000; given++) yield piece;
    }
    await expect(parseExportStream(many(), MAX_FILE_BYTES + 1)).rejects.toMatchObject({
      code: 'too-large',
      message: expect.stringMatching(/the limit is 52428800/),
    });
    expect(given).toBeLessThan(3_000);
  });

  test('with too many posts is rejected at the first one over the limit', async () => {
    const record = JSON.stringify(await toExportRecord(storedPost({ id: '1', text: 'x' })));
    let given = 0;
    async function* million() {
      for (; given < 1_000; given++) yield bytes(`${record}\n`.repeat(1_000));
    }
    await expect(parseExportStream(million(), MAX_FILE_BYTES + 1)).rejects.toMatchObject({
      code: 'too-large',
      message: expect.stringMatching(/line 100001: more than 100000 captures/),
    });
    expect(given).toBe(100);
  });
});
