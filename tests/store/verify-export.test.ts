import { beforeAll, describe, expect, test } from 'vitest';
import { documentHash } from '../../lib/store/export/document-hash.ts';
import { exportDocumentChunks } from '../../lib/store/export/export-document.ts';
import type { ExportDocument } from '../../lib/store/export/export-schema.ts';
import { parseExport } from '../../lib/store/import/read-export.ts';
import { verifyExport } from '../../lib/store/verify/verify-export.ts';
import { Random } from '../bench/random.ts';
import { collectPosts } from '../cli/collect.ts';
import { POSTS } from '../copies/invented-posts.ts';

const NOW = new Date('2026-06-20T12:00:00.000Z');
const EPOCH = 1_699_891_200_000;
const idAt = (ms: number) => String((ms - EPOCH) * 4096 + 5);
const bytes = (text: string) => new TextEncoder().encode(text);

/** Posts with every kind of copy: the same, edited, a part of, with other numbers; some without a time. */
function lines(): string {
  const rows: object[] = [];
  let at = Date.parse('2026-06-03T08:00:00Z');
  for (const { text, other } of Object.values(POSTS)) {
    const words = text.split(' ');
    const edited = words.filter((_, i) => i % 9 !== 4).join(' ');
    for (const one of [text, `${text} `, edited, `${other}\n${text}`, text.replace(/\d/g, '3'), other]) {
      rows.push({ id: idAt(at), site: 'binance-square', author: `a${rows.length % 7}`, text: one });
      at += 3_600_000;
    }
    rows.push({ id: `n-${rows.length}`, text });
  }
  return rows.map((row) => JSON.stringify(row)).join('\n');
}

async function analyzed(): Promise<string> {
  const collection = await collectPosts(lines(), 'x.ndjson', (_, fault) => {
    throw new Error(fault);
  });
  let text = '';
  for await (const chunk of exportDocumentChunks(collection, { generator: 'test 1', now: NOW }))
    text += chunk;
  return text;
}

let text: string;
let document: ExportDocument;
beforeAll(async () => {
  text = await analyzed();
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
});

/** An altered document whose hash was computed anew, as by somebody who wants to mislead. */
async function forged(change: (copy: ExportDocument) => unknown): Promise<ExportDocument> {
  const copy = structuredClone(document);
  change(copy);
  return { ...copy, sha256: await documentHash(copy) };
}

describe('one altered claim is named although all hashes match', () => {
  const member = (copy: ExportDocument, i = 1) => {
    const found = copy.copyGroups[0]?.members[i];
    if (!found) throw new Error('no such member');
    return found;
  };
  const group = (copy: ExportDocument) => copy.copyGroups[0] as ExportDocument['copyGroups'][number];

  test.each<[string, (copy: ExportDocument) => unknown, RegExp]>([
    [
      'score',
      (copy) => Object.assign(member(copy), { score: 0.61 }),
      /^copyGroups\[0\]\.members\[1\] \(id \d+\)$/,
    ],
    ['kind', (copy) => Object.assign(member(copy), { kind: 'figures' }), /^copyGroups\[0\]\.members\[1\]/],
    [
      'a source later than its copy',
      (copy) => Object.assign(member(copy), { source: member(copy, 2).id }),
      /members\[1\]/,
    ],
    ['a source that is not the closest', (copy) => swapSource(copy), /^copyGroups\[\d+\]\.members\[\d+\]/],
    [
      'a source of another group',
      (copy) => Object.assign(member(copy), { source: copy.copyGroups[1]?.members[0]?.id }),
      /members\[1\]/,
    ],
    ['no source', (copy) => Object.assign(member(copy), { source: null }), /^copyGroups\[0\]/],
    ['the first', (copy) => Object.assign(group(copy), { first: member(copy).id }), /^copyGroups\[0\]$/],
    ['the kind of the group', (copy) => Object.assign(group(copy), { kind: 'figures' }), /^copyGroups\[0\]$/],
    [
      'the evidence of order',
      (copy) => Object.assign(member(copy), { order: 'seen' }),
      /^copyGroups\[0\]\.members\[1\]/,
    ],
    [
      'the same author',
      (copy) => Object.assign(member(copy), { sameAuthor: !member(copy).sameAuthor }),
      /members\[1\]/,
    ],
    ['a member left out', (copy) => group(copy).members.pop(), /^copyGroups\[0\]|^captures\[\d+\]/],
    ['a group left out', (copy) => copy.copyGroups.shift(), /^captures\[\d+\] \(id /],
    ['a member of two groups', (copy) => copy.copyGroups[1]?.members.push(member(copy)), /^copyGroups\[1\]/],
    [
      'a member that is not there',
      (copy) => Object.assign(member(copy), { id: '399999999999999' }),
      /members\[1\]/,
    ],
    [
      'a time',
      (copy) => Object.assign(copy.captures[3] ?? {}, { times: copy.captures[4]?.times }),
      /^captures\[3\]/,
    ],
    [
      'a verdict of the reader that says otherwise',
      (copy) =>
        copy.verdicts.push({
          ...{ a: member(copy).id, b: String(member(copy).source), copy: false },
          at: '2026-06-19T12:00:00.000Z',
        }),
      /^copyGroups\[0\]\.members\[1\]/,
    ],
  ])('%s', async (_, change, path) => {
    expect((await paths(await forged(change)))[0]).toMatch(path);
  });

  /** Lets a copy name an earlier match that is not the closest, with the kind and score of that pair. */
  function swapSource(copy: ExportDocument) {
    for (const { members } of copy.copyGroups) {
      const root = members.find(({ source }) => source === null);
      const second = members.find(
        (one) => one.source === root?.id && one.kind === 'exact' && one.score === 1,
      );
      const third = members.find((one) => one.source === root?.id && one !== second && one.kind !== 'exact');
      if (second && third && members.indexOf(third) > members.indexOf(second)) {
        third.source = second.id;
        return;
      }
    }
    throw new Error('no such group');
  }
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
