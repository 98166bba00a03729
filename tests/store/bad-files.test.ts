import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { safePostUrl } from '../../lib/square/hosts.ts';
import { Connection } from '../../lib/store/db/connection.ts';
import { jsonErrorOffset } from '../../lib/store/import/json-error-position.ts';
import { ImportError, MAX_FILE_BYTES, parseJson } from '../../lib/store/import/json-file.ts';
import { parseExport, planImport } from '../../lib/store/import/read-export.ts';
import { fresh, importDocument } from './helpers.ts';
import { bytes, exported, filled, NOW } from './populated-library.ts';

/** What is in a file is somebody else's: every bad one is refused with the place, or loses what is bad in it. */
describe('a bad file', async () => {
  const { name } = await filled();
  const good = await exported(name);
  const value = () => JSON.parse(good);
  const with_ = (change: (document: ReturnType<typeof value>) => void) => {
    const document = value();
    change(document);
    return bytes(JSON.stringify(document));
  };
  const deep = '['.repeat(200_000);
  test.each<[string, () => Uint8Array, string, RegExp]>([
    ['empty', () => bytes(''), 'empty', /is empty/],
    ['only a mark', () => Uint8Array.of(0xef, 0xbb, 0xbf), 'empty', /is empty/],
    ['too large', () => new Uint8Array(MAX_FILE_BYTES + 1), 'too-large', /the limit is 52428800/],
    ['a picture', () => Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0xff, 0xd8), 'not-text', /not utf-8/],
    ['a web page', () => bytes('\n<!doctype html><p>hello'), 'html', /a web page/],
    ['cut off', () => bytes(good.slice(0, 2_000)), 'not-json', /ends too early, at line 4, column \d+/],
    ['with a stray letter', () => bytes('{"a":1,\n "b":x}'), 'not-json', /line 2, column 6/],
    ['200,000 deep', () => bytes(deep), 'too-deep', /line 1, column 9/],
    ['JSON of somebody else', () => bytes('{"posts":[]}'), 'other-format', /not an export/],
    ['a list', () => bytes('[1]'), 'other-format', /not an export/],
    ['null', () => bytes('null'), 'other-format', /not an export/],
    ['of a later version', () => with_((d) => (d.version = 3)), 'newer-format', /version 3; .* up to 2/],
    [
      'with the last record broken',
      () => with_((d) => delete d.captures.at(-1).text),
      'bad-record',
      /captures\[4\] \(id 10005\), text/,
    ],
    [
      'with a text of 20,001',
      () => with_((d) => (d.captures[1].text = 'x'.repeat(20_001))),
      'bad-record',
      /captures\[1\] \(id 10002\), text/,
    ],
    ['with a field more', () => with_((d) => (d.captures[0].admin = true)), 'bad-record', /captures\[0\]/],
    [
      'with an id twice',
      () => with_((d) => (d.captures[1].id = '10001')),
      'bad-record',
      /captures\[1\].*twice/,
    ],
    [
      'from before Square',
      () => with_((d) => (d.captures[0].postedAt = '2009-01-03T18:15:05.000Z')),
      'bad-record',
      /captures\[0\].*2009/,
    ],
    [
      'from tomorrow',
      () => with_((d) => (d.captures[0].postedAt = '2027-01-01T00:00:00.000Z')),
      'bad-record',
      /2027/,
    ],
    [
      'of the 31st of February',
      () => with_((d) => (d.captures[0].postedAt = '2026-02-31T25:00:00.000Z')),
      'bad-record',
      /cannot be/,
    ],
    [
      'with a negative count',
      () => with_((d) => (d.captures[0].counts.likes = -1)),
      'bad-record',
      /counts, likes/,
    ],
  ])('%s', (_, file, why, says) => {
    let thrown: unknown;
    try {
      parseExport(file(), NOW);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(ImportError);
    expect(thrown).toMatchObject({ code: why, message: expect.stringMatching(says) });
  });

  test.each<[string, (text: string) => Uint8Array]>([
    ['UTF-8 with a mark', (text) => Uint8Array.of(0xef, 0xbb, 0xbf, ...bytes(text))],
    ['UTF-16', (text) => new Uint8Array(Uint16Array.from(`\ufeff${text}`, (c) => c.charCodeAt(0)).buffer)],
  ])('%s is read as well', async (_, encode) => {
    const plain = good.replaceAll('\\ud800', '');
    expect(parseExport(encode(plain), NOW)).toEqual(parseExport(bytes(plain), NOW));
  });

  test('with __proto__ keys does not change prototypes', async () => {
    const evil = good.replace(
      '{"id":"10001"',
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"id":"10001"',
    );
    expect(() => parseExport(bytes(evil), NOW)).toThrow(ImportError);
    const quiet = good.replace('{"id":"10001"', '{"__proto__":{"polluted":1},"id":"10001"');
    try {
      await importDocument(fresh().library, parseExport(bytes(quiet), NOW));
    } catch (error) {
      expect(error).toBeInstanceOf(ImportError);
    }
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  test('with links to other sites loses only the links', async () => {
    const document = parseExport(
      with_((d) => {
        d.captures[0].url = 'javascript:alert(1)';
        d.captures[1].url = 'https://www.binance.com.evil.tld/x';
      }),
      NOW,
    );
    const other = fresh();
    expect(await planImport(new Connection(other.name), document, NOW)).toMatchObject({
      new: 5,
      links: 2,
      changed: ['10001', '10002'],
    });
    await importDocument(other.library, document);
    const posts = await other.reader.posts(['10001', '10002', '10003']);
    expect(posts.map(({ url }) => url)).toEqual([null, null, 'https://www.binance.com/en/square/post/10003']);
  });
});

test.each([
  ['https://www.binance.com/en/square/post/1', 'https://www.binance.com/en/square/post/1'],
  [
    'https://www.binance.com/en/square/profile/@x?a=1#b',
    'https://www.binance.com/en/square/profile/@x?a=1#b',
  ],
  ['javascript:alert(1)', null],
  ['JaVa\nScript:alert(1)', null],
  ['data:text/html,x', null],
  ['http://www.binance.com/', null],
  ['https://www.binance.com@evil.tld/', null],
  ['https://user@www.binance.com/', null],
  ['https://www.binance.com.evil.tld', null],
  ['https:\\\\www.binance.com\\x', null],
  ['//evil.tld', null],
  ['https://www.bіnance.com', null],
  ['https://www.binance.com:444/', null],
  ['https://www.binance.com:443/', null],
  [`https://www.binance.com/${'x'.repeat(100_000)}`, null],
  [null, null],
])('the link %j is kept as %j', (link, kept) => expect(safePostUrl(link)).toBe(kept));

test("jsonErrorOffset agrees with the engine's position", () => {
  const marks = fc.string({ unit: fc.constantFrom(...'{}[],:"\\ue0-1.tfn \n'), maxLength: 20 });
  fc.assert(
    fc.property(
      fc.oneof(
        marks,
        fc.json().chain((text) => fc.nat(text.length).map((n) => text.slice(0, n))),
      ),
      (text) => {
        let fails = false;
        try {
          JSON.parse(text);
        } catch {
          fails = true;
        }
        const at = jsonErrorOffset(text);
        if (fails) expect(at).toBeLessThanOrEqual(text.length);
        else expect(at).toBe(text.length);
        // What comes before is the beginning of some JSON.
        expect(jsonErrorOffset(text.slice(0, at))).toBe(at);
      },
    ),
  );
});

test('JSON is read at depth 8 and not at 9', () => {
  expect(parseJson('[[[[[[[["]]]]]]]]["]]]]]]]]')).toEqual([[[[[[[[']]]]]]]][']]]]]]]]);
  expect(() => parseJson('[[[[[[[[[]]]]]]]]]')).toThrow(ImportError);
});
