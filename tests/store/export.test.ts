import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { exportJsonSchema } from '../../lib/cli/export-json-schema.ts';
import { Connection } from '../../lib/store/db/connection.ts';
import { canonicalJson, sha256 } from '../../lib/store/export/canonical-json.ts';
import { exportFileName } from '../../lib/store/export/export-file-name.ts';
import { ExportDocument } from '../../lib/store/export/export-schema.ts';
import { exportLibrary } from '../../lib/store/export/library-source.ts';
import { parseExport, recordsWithBadHash } from '../../lib/store/import/read-export.ts';
import { fresh } from './helpers.ts';
import { bytes, exported, filled, NOW } from './populated-library.ts';

test('captures are exported with the groups among them', async () => {
  const { name } = await filled();
  const document = parseExport(bytes(await exported(name, 'captures')), NOW);
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

test('the hash ignores capture time, note, tags and sightings, and changes with a letter', async () => {
  const [one, other] = [await filled(), await filled()];
  await other.library.setNote('10001', 'another note', []);
  await other.library.setSaved(['10001'], false);
  const hash = async (name: string) => parseExport(bytes(await exported(name)), NOW).captures[0]?.sha256;
  expect(await hash(one.name)).toBe(await hash(other.name));
  const text = await exported(one.name);
  const changed = parseExport(bytes(text.replace('Ledgerwatch', 'Ledgerwitch')), NOW);
  expect(await recordsWithBadHash(changed)).toEqual(['10001']);
});

test('canonicalJson follows RFC 8785', async () => {
  expect(canonicalJson({ b: [1, { d: null, c: 'é\u0007' }], a: 1e21, '€': true, '\ud83d\ude00': 0 })).toBe(
    '{"a":1e+21,"b":[1,{"c":"é\\u0007","d":null}],"€":true,"\ud83d\ude00":0}',
  );
  expect(await sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

test('the file name contains the day and the number of posts', () => {
  expect(exportFileName(new Date('2026-11-21T23:59:00Z'), 3)).toBe('feedglass-2026-11-21-3-posts.json');
  expect(exportFileName(new Date('2026-11-21T23:59:00Z'), 1)).toBe('feedglass-2026-11-21-1-post.json');
});

test('an export can be cancelled, and an empty library exports an empty document', async () => {
  const { name } = await filled();
  const control = new AbortController();
  const chunks = exportLibrary(new Connection(name), {
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
  expect(parseExport(bytes(await exported(fresh().name)), NOW).captures).toEqual([]);
});

test('the shipped JSON Schema equals the generated one (tsx lib/cli/write-json-schema.ts)', () => {
  expect(readFileSync('public/schema/export.schema.json', 'utf8')).toBe(exportJsonSchema());
  expect(ExportDocument).toBeDefined();
});
