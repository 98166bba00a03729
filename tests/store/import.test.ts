import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { schemaText } from '../../lib/cli/schema-text.ts';
import type { RawPost } from '../../lib/post.ts';
import { canonical, sha256 } from '../../lib/store/canonical.ts';
import { Connection } from '../../lib/store/database.ts';
import { fileName } from '../../lib/store/document.ts';
import { exportDocument } from '../../lib/store/export.ts';
import { ExportDocument } from '../../lib/store/export-schema.ts';
import { Finder } from '../../lib/store/finder.ts';
import { BadFile, MAX_BYTES, parseJson } from '../../lib/store/gate.ts';
import { changedRecords, importDocument, planImport, readExport } from '../../lib/store/import.ts';
import { jsonErrorAt } from '../../lib/store/json-error.ts';
import { postLink } from '../../lib/store/links.ts';
import { at, fresh, raw } from './helpers.ts';

const NOW = new Date(at(48));
const bytes = (text: string) => new TextEncoder().encode(text);

async function exported(name: string, posts: 'captures' | 'all' = 'all') {
  let text = '';
  for await (const chunk of exportDocument(new Connection(name), { posts, generator: 'test 1', now: NOW }))
    text += chunk;
  return text;
}

const A =
  'Northwind miners sold nine thousand coins on Tuesday and the price barely moved at all, says Ledgerwatch.';
const B = 'My grandmother keeps her seed phrase in a cookbook between the plum cake and the goulash recipes.';

/** A library with captures, seen posts, copies, notes, verdicts and corrections. */
async function filled() {
  const made = fresh();
  const { library, clock } = made;
  const posted = (hour: number) => ({ postedAt: at(hour), postedAtSource: 'id' as const });
  await library.annotate([
    raw('10001', `${A}\n$BTC $PEPE`, posted(1)),
    raw('10002', `${A}\n$ETH $WIF`, { ...posted(4), author: { name: 'Bob', handle: 'bob' } }),
    raw('10003', `${A}\nGood night. $SOL`, { ...posted(6), author: { name: 'Cem', handle: null } }),
    raw('10004', `${B} \u202e$__PROTO__ <img src=x onerror=alert(1)> \ud800`, posted(2)),
    raw('10005', B, posted(3)),
  ]);
  clock.hour = 2;
  await library.save(raw('10001', `${A}\n$BTC $PEPE`, posted(1)));
  await library.save(
    raw('10002', `${A}\n$ETH $WIF`, { ...posted(4), author: { name: 'Bob', handle: 'bob' } }),
  );
  await library.setNote('10001', 'a note with "quotes", \\ and \n breaks', ['tag one', 'tag two']);
  await library.correct({ id: '10002', code: 'WIF', role: 'discussed' });
  await library.judge({ a: '10004', b: '10005', copy: false });
  clock.hour = 48;
  return made;
}

test('an export into an empty library, exported again, is the same document', async () => {
  const { name } = await filled();
  const text = await exported(name);
  const document = readExport(bytes(text), NOW);
  expect(document.captures).toHaveLength(5);
  expect(document.copyGroups.map(({ members }) => members.map(({ id }) => id))).toEqual([
    ['10001', '10002', '10003'],
  ]);
  expect(document.verdicts).toHaveLength(1);
  expect(document.corrections).toMatchObject([
    { id: '10002', code: 'WIF', role: 'discussed', was: { role: 'unsupported' } },
  ]);

  const other = fresh();
  other.clock.hour = 48;
  expect(await planImport(new Connection(other.name), document, NOW)).toMatchObject({
    new: 5,
    same: 0,
    conflict: 0,
    changed: [],
  });
  expect(await importDocument(other.library, document)).toEqual({ new: 5, same: 0, newer: 0, conflict: 0 });
  expect(await exported(other.name)).toBe(text);
  expect(await other.reader.summary()).toMatchObject({ seen: 5, captured: 2, groups: 1, copies: 2 });
  expect(await importDocument(other.library, document)).toEqual({ new: 0, same: 5, newer: 0, conflict: 0 });
  expect(await exported(other.name)).toBe(text);
  // The user's words hold on: the verdict keeps the two apart, the correction can be taken back.
  const restored = await other.library.correct({ id: '10002', code: 'WIF', role: null });
  expect(restored?.tickers.find(({ code }) => code === 'WIF')?.role).toBe('unsupported');
});

const words = fc.constantFrom(
  A,
  B,
  `${A} ${B}`,
  'short',
  '\u0000\u200b\ud83d\ude00 $__proto__ #tag @who',
  'नमस्ते दुनिया',
);
const anyPost: fc.Arbitrary<RawPost> = fc
  .record({
    id: fc.integer({ min: 10_000, max: 10_020 }).map(String),
    text: fc.tuple(words, fc.string({ unit: 'binary', maxLength: 20 })).map(([one, two]) => `${one}${two}`),
    handle: fc.constantFrom('ann', 'bob', '__proto__'),
    title: fc.option(fc.string({ maxLength: 10 }), { nil: null }),
    hour: fc.option(fc.integer({ min: 0, max: 5 }), { nil: null }),
    saved: fc.boolean(),
  })
  .map(({ id, text, handle, title, hour }) => {
    const postedAt = hour === null ? null : at(hour);
    return raw(id, text, {
      title,
      author: { name: handle, handle },
      postedAt,
      postedAtSource: postedAt === null ? null : ('id' as const),
    });
  });

test('import(export(x)) = x, whatever x holds', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(anyPost, fc.boolean()), { maxLength: 8 }), async (posts) => {
      const made = fresh();
      for (const [post, save] of posts)
        await (save ? made.library.save(post) : made.library.annotate([post]));
      const text = await exported(made.name);
      const document = readExport(bytes(text), NOW);
      expect(await changedRecords(document)).toEqual([]);
      const other = fresh();
      await importDocument(other.library, document);
      expect(JSON.parse(await exported(other.name))).toEqual(JSON.parse(text));
    }),
    { numRuns: 60 },
  );
}, 60_000);

test('captures alone are exported with what holds among them', async () => {
  const { name } = await filled();
  const document = readExport(bytes(await exported(name, 'captures')), NOW);
  expect(document.captures.map(({ id, note }) => [id, note])).toEqual([
    ['10001', 'a note with "quotes", \\ and \n breaks'],
    ['10002', ''],
  ]);
  expect(document.copyGroups).toMatchObject([
    { first: '10001', members: [{ id: '10001' }, { id: '10002' }] },
  ]);
  expect(document.verdicts).toEqual([]);
  expect(document.tickers.map(({ code }) => code).sort()).toEqual(['BTC', 'ETH', 'PEPE', 'WIF']);
});

test('the hash is that of two people: capture, note, tags and sightings aside; a changed letter is found', async () => {
  const [one, other] = [await filled(), await filled()];
  await other.library.setNote('10001', 'another note', []);
  await other.library.setSaved(['10001'], false);
  const hash = async (name: string) => readExport(bytes(await exported(name)), NOW).captures[0]?.sha256;
  expect(await hash(one.name)).toBe(await hash(other.name));
  const text = await exported(one.name);
  const changed = readExport(bytes(text.replace('Ledgerwatch', 'Ledgerwitch')), NOW);
  expect(await changedRecords(changed)).toEqual(['10001']);
});

test('an import is all or nothing', async () => {
  const { name } = await filled();
  const document = readExport(bytes(await exported(name)), NOW);
  const other = fresh();
  await other.library.save(raw('99999', 'what was there before and has to be there after'));
  const insert = Finder.prototype.insert;
  let calls = 0;
  vi.spyOn(Finder.prototype, 'insert').mockImplementation(function (this: Finder, ...args) {
    if (++calls === 4) throw new Error('pulled plug');
    insert.apply(this, args);
  });
  await expect(importDocument(other.library, document)).rejects.toThrow('pulled plug');
  vi.restoreAllMocks();
  expect(await other.reader.summary()).toMatchObject({ seen: 1, captured: 1, groups: 0 });
  await importDocument(other.library, document);
  expect(await other.reader.summary()).toMatchObject({ seen: 6, captured: 3, groups: 1 });
});

test('an import merges and never clears', async () => {
  const { name } = await filled();
  const document = readExport(bytes(await exported(name)), NOW);
  const other = fresh();
  await other.library.save(raw('10001', 'quite other words, which were seen here'));
  await other.library.setNote('10001', 'my own note', ['mine']);
  expect(await planImport(new Connection(other.name), document, NOW)).toMatchObject({ new: 4, conflict: 1 });
  await importDocument(other.library, document);
  const [post] = await other.reader.posts(['10001']);
  expect(post).toMatchObject({ text: `${A}\n$BTC $PEPE`, tags: ['mine', 'tag one', 'tag two'] });
  expect(post?.note).toBe('my own note\n\na note with "quotes", \\ and \n breaks');
  expect(post?.versions.map(({ text }) => text)).toEqual(['quite other words, which were seen here']);
});

test('a group that the texts do not bear out is not believed', async () => {
  const { name } = await filled();
  const document = readExport(bytes(await exported(name)), NOW);
  const [group] = document.copyGroups;
  group?.members.push({ id: '10005', kind: 'exact', score: 1 });
  const other = fresh();
  await importDocument(other.library, document);
  expect((await other.reader.posts(['10005']))[0]?.group).toBeNull();
});

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
    ['empty', () => bytes(''), 'empty', /holds nothing/],
    ['only a mark', () => Uint8Array.of(0xef, 0xbb, 0xbf), 'empty', /holds nothing/],
    ['too large', () => new Uint8Array(MAX_BYTES + 1), 'too-large', /the limit is 52428800/],
    ['a picture', () => Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0xff, 0xd8), 'not-text', /not utf-8/],
    ['a web page', () => bytes('\n<!doctype html><p>hello'), 'html', /a web page/],
    ['cut off', () => bytes(good.slice(0, 2_000)), 'not-json', /ends too early, at line 4, column 6\d\d/],
    ['with a stray letter', () => bytes('{"a":1,\n "b":x}'), 'not-json', /line 2, column 6/],
    ['200,000 deep', () => bytes(deep), 'too-deep', /line 1, column 9/],
    ['JSON of somebody else', () => bytes('{"posts":[]}'), 'other-format', /not an export/],
    ['a list', () => bytes('[1]'), 'other-format', /not an export/],
    ['null', () => bytes('null'), 'other-format', /not an export/],
    ['of a later version', () => with_((d) => (d.version = 2)), 'newer-format', /version 2; .* up to 1/],
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
      () => with_((d) => (d.captures[0].capturedAt = '2027-01-01T00:00:00.000Z')),
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
      readExport(file(), NOW);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(BadFile);
    expect(thrown).toMatchObject({ why, message: expect.stringMatching(says) });
  });

  test.each<[string, (text: string) => Uint8Array]>([
    ['UTF-8 with a mark', (text) => Uint8Array.of(0xef, 0xbb, 0xbf, ...bytes(text))],
    ['UTF-16', (text) => new Uint8Array(Uint16Array.from(`\ufeff${text}`, (c) => c.charCodeAt(0)).buffer)],
  ])('%s is read as well', async (_, encode) => {
    const plain = good.replaceAll('\\ud800', '');
    expect(readExport(encode(plain), NOW)).toEqual(readExport(bytes(plain), NOW));
  });

  test('that means to pollute prototypes pollutes none', async () => {
    const evil = good.replace(
      '{"id":"10001"',
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"id":"10001"',
    );
    expect(() => readExport(bytes(evil), NOW)).toThrow(BadFile);
    const quiet = good.replace('{"id":"10001"', '{"__proto__":{"polluted":1},"id":"10001"');
    try {
      await importDocument(fresh().library, readExport(bytes(quiet), NOW));
    } catch (error) {
      expect(error).toBeInstanceOf(BadFile);
    }
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  test('with links elsewhere loses the links, not the posts', async () => {
    const document = readExport(
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
])('the link %j is kept as %j', (link, kept) => expect(postLink(link)).toBe(kept));

test('the place where a text stops being JSON is where the engine stops', () => {
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
        const at = jsonErrorAt(text);
        if (fails) expect(at).toBeLessThanOrEqual(text.length);
        else expect(at).toBe(text.length);
        // What comes before is the beginning of some JSON.
        expect(jsonErrorAt(text.slice(0, at))).toBe(at);
      },
    ),
  );
});

test('JSON is read at depth 8 and not at 9', () => {
  expect(parseJson('[[[[[[[["]]]]]]]]["]]]]]]]]')).toEqual([[[[[[[[']]]]]]]][']]]]]]]]);
  expect(() => parseJson('[[[[[[[[[]]]]]]]]]')).toThrow(BadFile);
});

test('canonical JSON is that of RFC 8785', async () => {
  expect(canonical({ b: [1, { d: null, c: 'é\u0007' }], a: 1e21, '€': true, '\ud83d\ude00': 0 })).toBe(
    '{"a":1e+21,"b":[1,{"c":"é\\u0007","d":null}],"€":true,"\ud83d\ude00":0}',
  );
  expect(await sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

test('a file is named by day and number', () => {
  expect(fileName(new Date('2026-11-21T23:59:00Z'), 3)).toBe('feedglass-2026-11-21-3-posts.json');
  expect(fileName(new Date('2026-11-21T23:59:00Z'), 1)).toBe('feedglass-2026-11-21-1-post.json');
});

test('an export can be cancelled, and an empty library exports an empty document', async () => {
  const { name } = await filled();
  const control = new AbortController();
  const chunks = exportDocument(new Connection(name), {
    posts: 'all',
    generator: 't',
    now: NOW,
    signal: control.signal,
  });
  await chunks.next();
  control.abort();
  await expect(async () => {
    for await (const _ of chunks);
  }).rejects.toThrow('aborted');
  expect(readExport(bytes(await exported(fresh().name)), NOW).captures).toEqual([]);
});

test('the shipped JSON Schema is that of the code (tsx lib/cli/schema.ts writes it)', () => {
  expect(readFileSync('public/schema/export.schema.json', 'utf8')).toBe(schemaText());
  expect(ExportDocument).toBeDefined();
});
