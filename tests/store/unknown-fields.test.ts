import { describe, expect, test } from 'vitest';
import { toExportRecord } from '../../lib/store/export/export-record.ts';
import { parseExport, recordsWithBadHash, toImportPayload } from '../../lib/store/import/read-export.ts';
import { parseExportStream } from '../../lib/store/import/read-export-stream.ts';
import { UnknownFields } from '../../lib/store/import/unknown-fields.ts';
import { storedPost } from '../components/posts.ts';

const NOW = new Date('2026-06-05T00:00:00.000Z');
type Json = Record<string, unknown>;

async function documentOf() {
  const at = '2026-06-03T10:00:00.000Z';
  const version = { title: null, text: 'An earlier text.', seenAt: at };
  const record = (await toExportRecord(storedPost({ id: '10001', versions: [version] }))) as unknown as Json;
  return {
    format: 'feedglass.export',
    version: 1,
    generator: 'x',
    exportedAt: at,
    captures: [record, await toExportRecord(storedPost({ id: '10002', note: 'mine' }))] as unknown as Json[],
    copyGroups: [] as Json[],
    verdicts: [{ a: '10001', b: '10002', copy: false, at }] as Json[],
    corrections: [{ id: '10001', code: 'BTC', role: 'topic', at, was: null }] as Json[],
    tickers: [] as Json[],
    campaigns: [] as Json[],
  };
}
type Doc = Awaited<ReturnType<typeof documentOf>>;

/** The document as we write it: a record a line. */
function inLines({ captures, copyGroups, verdicts, corrections, tickers, campaigns, ...head }: Doc & Json) {
  const { extra, ...known } = head as Json;
  const lists = { captures, copyGroups, verdicts, corrections, tickers, campaigns };
  const lines = Object.entries(lists).map(([name, list]) =>
    list.length === 0
      ? `"${name}":[]`
      : `"${name}":[\n${list.map((one) => JSON.stringify(one)).join(',\n')}]`,
  );
  if (extra !== undefined)
    lines.push(
      Array.isArray(extra)
        ? `"extra":[\n${extra.map((one) => JSON.stringify(one)).join(',\n')}]`
        : `"extra":${JSON.stringify(extra)}`,
    );
  return `${JSON.stringify(known).slice(0, -1)},\n${lines.join(',\n')}}\n`;
}

async function* chunks(text: string) {
  yield new TextEncoder().encode(text);
}

const first = (document: Doc) => document.captures[0] as Json;
const CASES: [what: string, change: (document: Doc & Json) => void, names: string[]][] = [
  ['of a post', (d) => Object.assign(first(d), { mood: 'x' }), ['captures.mood']],
  [
    'of the author',
    (d) => Object.assign(first(d).author as Json, { verified: true }),
    ['captures.author.verified'],
  ],
  ['of the counts', (d) => Object.assign(first(d).counts as Json, { gifts: 3 }), ['captures.counts.gifts']],
  [
    'of a version',
    (d) => Object.assign((first(d).versions as Json[])[0] as Json, { lang: 'de' }),
    ['captures.versions.lang'],
  ],
  ['of the document', (d) => Object.assign(d, { extra: 1 }), ['extra']],
  ['a whole list', (d) => Object.assign(d, { extra: [{ a: 1 }, { b: [2] }] }), ['extra']],
  [
    'several at once',
    (d) => {
      for (const one of d.captures) Object.assign(one, { mood: 1, weather: 'rain' });
    },
    ['captures.mood', 'captures.weather'],
  ],
];

describe('a field that this version does not know is named and left out', () => {
  test.each(CASES)('%s', async (_what, change, names) => {
    const document = await documentOf();
    change(document);
    const unknown = new UnknownFields();
    const read = parseExport(new TextEncoder().encode(JSON.stringify(document)), NOW, unknown);
    expect([...unknown.names].sort()).toEqual(names);
    const payload = toImportPayload(read, NOW.toISOString());
    expect(payload.posts.map(({ id }) => id)).toEqual(['10001', '10002']);
    expect(JSON.stringify(payload)).not.toMatch(/mood|weather|verified|gifts/);
    expect(payload.verdicts.length + payload.corrections.length).toBe(2);

    const streamed = new UnknownFields();
    const lines = inLines(document);
    expect((await parseExportStream(chunks(lines), lines.length, NOW, streamed)).captures).toEqual(
      read.captures,
    );
    expect([...streamed.names].sort()).toEqual(names);
  });

  test('its hash is that of the whole record: nothing is called changed that is not', async () => {
    const document = await documentOf();
    const { canonicalJson, sha256 } = await import('../../lib/store/export/canonical-json.ts');
    const { hashedFields } = await import('../../lib/store/export/export-record.ts');
    const record = Object.assign(first(document), { mood: 'x' });
    record.sha256 = await sha256(canonicalJson(hashedFields(record as never)));
    const parse = () =>
      parseExport(new TextEncoder().encode(JSON.stringify(document)), NOW, new UnknownFields());
    expect(await recordsWithBadHash(parse())).toEqual([]);
    record.mood = 'y';
    expect(await recordsWithBadHash(parse())).toEqual(['10001']);
  });
});

test.each<[string, (document: Doc) => void, RegExp]>([
  ['of a verdict', (d) => Object.assign(d.verdicts[0] as Json, { unless: 1 }), /"unless"/],
  ['of a correction', (d) => Object.assign(d.corrections[0] as Json, { until: 1 }), /"until"/],
  [
    'beside a field of another type',
    (d) => Object.assign(first(d), { mood: 1, text: 5 }),
    /text: expected: string/,
  ],
])(
  'what a user decided is refused with an unknown field, and so is a wrong type: %s',
  async (_, change, why) => {
    const document = await documentOf();
    change(document);
    const bytes = new TextEncoder().encode(JSON.stringify(document));
    expect(() => parseExport(bytes, NOW, new UnknownFields())).toThrow(why);
    const lines = inLines(document);
    await expect(parseExportStream(chunks(lines), lines.length, NOW, new UnknownFields())).rejects.toThrow(
      why,
    );
  },
);
