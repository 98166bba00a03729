import { expect, test } from 'vitest';
import { PostCollection } from '../../lib/cli/post-collection.ts';
import { exportDocumentChunks } from '../../lib/store/export/export-document.ts';
import { type ImportDocument, parseExport } from '../../lib/store/import/read-export.ts';
import { readExportParts } from '../../lib/store/import/read-export-stream.ts';
import { asWritten, exportOfCopies, forged, NOW } from '../store/export-of-copies.ts';

async function* partsOf(text: string): AsyncGenerator<ImportDocument> {
  const bytes = Buffer.from(text);
  async function* pieces() {
    for (let i = 0; i < bytes.length; i += 3000) yield bytes.subarray(i, i + 3000);
  }
  yield* readExportParts(pieces(), bytes.length, NOW);
}

/** What `analyze` makes of a document that comes in these parts, twice: what it writes, and what it reports. */
async function analyzed(parts: readonly ImportDocument[]): Promise<{ written: string; errors: string[] }> {
  const errors: string[] = [];
  const collection = new PostCollection((path, reason) => errors.push(`${path}: ${reason}`));
  for (const part of parts) collection.addDocument(part, 'one.json');
  for (const part of parts) {
    const captures = part.captures.map((record) => ({ ...record, text: `${record.text} Changed.` }));
    collection.addDocument({ ...part, captures }, 'two.json');
  }
  await collection.finish();
  let written = '';
  for await (const chunk of exportDocumentChunks(collection, { generator: 'test 1', now: NOW }))
    written += chunk;
  collection.close();
  return { written, errors };
}

test('an export that is read in parts is analyzed as if it had been read as a whole', async () => {
  const document = await forged(parseExport(Buffer.from(await exportOfCopies()), NOW), (copy) => {
    const members = copy.copyGroups[0]?.members ?? [];
    const [a = '', b = ''] = members.map(({ id }) => id);
    copy.verdicts.push({ a, b, copy: false, at: '2026-06-19T12:00:00.000Z' });
  });
  const parts: ImportDocument[] = [];
  for await (const part of partsOf(asWritten(document))) parts.push(part);
  expect(parts.length).toBeGreaterThan(10);
  const inParts = await analyzed(parts);
  expect(inParts).toEqual(await analyzed([document]));
  const last = document.captures.length - 1;
  expect(inParts.errors.at(-1)).toContain(`two.json: captures[${last}]: id ${document.captures[last]?.id} `);
  expect(inParts.errors.at(-1)).toContain(`one.json, captures[${last}]`);
});
