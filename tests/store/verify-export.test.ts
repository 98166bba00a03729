import { beforeAll, describe, expect, test } from 'vitest';
import { documentHash } from '../../lib/store/export/document-hash.ts';
import type { ExportDocument } from '../../lib/store/export/export-schema.ts';
import { parseExport } from '../../lib/store/import/read-export.ts';
import { readExportParts } from '../../lib/store/import/read-export-stream.ts';
import { verifyExport, verifyParts } from '../../lib/store/verify/verify-export.ts';
import { Random } from '../bench/random.ts';
import { ALTERATIONS, asWritten, exportOfCopies, forged, NOW } from './export-of-copies.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

async function* pieces(text: string, length: number) {
  const file = bytes(text);
  for (let i = 0; i < file.length; i += length) yield file.subarray(i, i + length);
}

let text: string;
let document: ExportDocument;
beforeAll(async () => {
  text = await exportOfCopies();
  document = parseExport(bytes(text), NOW);
});

const paths = async (changed: ExportDocument) => (await verifyExport(changed)).faults.map(({ path }) => path);

test('an export as it was written holds, and says what was checked', async () => {
  const found = await verifyExport(document);
  expect(found).toMatchObject({
    faults: [],
    posts: document.captures.length,
    unchecked: 0,
    hash: document.sha256,
  });
  const copies = document.copyGroups.flatMap(({ members }) => members.filter(({ source }) => source));
  expect(found.claims).toBe(copies.length);
  expect(new Set(copies.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(3);
  expect(asWritten(document)).toBe(text);
  expect(await verifyParts(readExportParts(pieces(text, 1000), 0, NOW))).toEqual(found);
});

describe('one altered claim is named although all hashes match, whether the document is read as a whole or in parts', () => {
  test.each(ALTERATIONS)('%s', async (_, change, path) => {
    const copy = await forged(document, change);
    const found = await verifyExport(copy);
    expect(found.faults[0]?.path).toMatch(path);
    expect(await verifyParts(readExportParts(pieces(asWritten(copy), 700), 0, NOW))).toEqual(found);
  });
});

test('500 random changes of single bytes in texts, times, scores and sources are all found', async () => {
  const seeded = new Random(20_261_128);
  const random = () => seeded.next();
  const whole = bytes(text);
  /** Where the values of a field stand, in bytes: `[from, to)`. */
  const spans = (field: RegExp) =>
    [...text.matchAll(field)].map((found) => {
      const from = bytes(text.slice(0, found.index + found[0].length - (found[1] ?? '').length)).length;
      return [from, from + bytes(found[1] ?? '').length] as const;
    });
  const fields = [
    spans(/"text":"((?:[^"\\]|\\.)*)/g),
    spans(/"(?:postedAt|created|from|to|exportedAt)":"([^"]+)/g),
    spans(/"score":([\d.]+)/g),
    spans(/"source":"(\d{5,18})/g),
  ];
  for (const field of fields) expect(field.length).toBeGreaterThan(0);
  const missed: string[] = [];
  for (let i = 0; i < 500; i++) {
    const field = fields[i % fields.length] ?? [];
    const [from, to] = field[Math.floor(random() * field.length)] ?? [0, 0];
    const at = from + Math.floor(random() * (to - from));
    const changed = whole.slice();
    const old = changed[at] as number;
    // Half of the changes keep the file well-formed: a digit or letter becomes another.
    changed[at] = random() < 0.5 ? (old + 1 + Math.floor(random() * 255)) % 256 : old === 0x35 ? 0x36 : 0x35;
    if (!(await isFound(changed))) missed.push(`byte ${at}: ${old} became ${changed[at]}`);
  }
  expect(missed).toEqual([]);
}, 240_000);

/** Whether a file is refused or found to be changed, by its hashes alone: claims take longer and find less. */
async function isFound(file: Uint8Array): Promise<boolean> {
  let read: ExportDocument;
  try {
    read = parseExport(file, NOW);
  } catch {
    return true;
  }
  if (read.sha256 !== (await documentHash(read))) return true;
  return (await verifyExport(read)).faults.length > 0;
}

describe('the hash of the document covers', () => {
  test.each<[string, (copy: ExportDocument) => unknown]>([
    ['the order of records', (copy) => copy.captures.reverse()],
    ['their number', (copy) => copy.captures.pop()],
    ['the order of groups', (copy) => copy.copyGroups.reverse()],
    ['notes', (copy) => Object.assign(copy.captures[0] ?? {}, { note: 'x' })],
    ['tables', (copy) => copy.tickers.pop()],
    ['the time of the export', (copy) => Object.assign(copy, { exportedAt: '2026-06-20T12:00:00.001Z' })],
    ['the version', (copy) => Object.assign(copy, { version: 1 })],
    ['whether it is complete', (copy) => delete copy.complete],
  ])('%s', async (_, change) => {
    const copy = structuredClone(document);
    change(copy);
    expect(await documentHash(copy)).not.toBe(document.sha256);
  });

  test('a document without it is named', async () => {
    const { sha256: _, ...copy } = structuredClone(document);
    expect(await paths(copy)).toEqual(['sha256']);
  });
});

test('a part of a library: claims whose source is not in it are counted, the others are checked', async () => {
  const copy = structuredClone(document);
  const root = copy.copyGroups[0]?.members.find(({ source }) => source === null)?.id;
  copy.complete = false;
  copy.captures = copy.captures.filter(({ id }) => id !== root);
  for (const group of copy.copyGroups) group.members = group.members.filter(({ id }) => id !== root);
  const part = { ...copy, sha256: await documentHash(copy) };
  const found = await verifyExport(part);
  expect(found.faults).toEqual([]);
  expect(found.unchecked).toBeGreaterThan(0);
});
