import { afterEach, expect, test, vi } from 'vitest';
import { Connection } from '../../lib/store/db/connection.ts';
import { exportLibrary } from '../../lib/store/export/library-source.ts';
import { parseExport, planImport, recordsWithBadHash } from '../../lib/store/import/read-export.ts';
import { openReader } from '../../lib/store/reader.ts';
import { at, fresh, importDocument, raw } from './helpers.ts';

/** What leaves the library and comes back, while others are at work and when the disk is full. */
const NOW = new Date(at(1));
const bytes = (text: string) => new TextEncoder().encode(text);
const textOf = (n: number) => `Letter ${n} was posted in the ${n}th street and nobody ever read it aloud.`;
const idOf = (n: number) => String(10_000 + n);
afterEach(() => vi.restoreAllMocks());

async function filled(count: number) {
  const made = fresh();
  for (let n = 0; n < count; n++) await made.library.save(raw(idOf(n), textOf(n)));
  return made;
}

async function exported(name: string, between: (piece: number) => Promise<unknown> = async () => {}) {
  const connection = new Connection(name);
  let text = '';
  let piece = 0;
  // Two posts a stretch, so that there is a time between.
  const posts = openReader(connection).allPosts(2);
  for await (const chunk of exportLibrary(connection, { posts, generator: 'test', now: NOW })) {
    text += chunk;
    await between(piece++);
  }
  return text;
}

test('saves, edits and deletions during an export leave the file valid and lose no other post', async () => {
  const { library, name } = await filled(9);
  const text = await exported(name, async (piece) => {
    if (piece === 1) await library.remove([idOf(0), idOf(8)]);
    if (piece === 2) await library.save(raw('19999', 'one that comes late'));
    if (piece === 2) await library.setNote(idOf(1), 'a note that comes late', []);
  });
  const document = parseExport(bytes(text), NOW);
  const ids = document.captures.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toEqual(expect.arrayContaining([1, 2, 3, 4, 5, 6, 7].map(idOf)));
  expect(await recordsWithBadHash(document)).toEqual([]);
});

test('of a duplicate key the last one is used, and the hash shows the change', async () => {
  const { name } = await filled(2);
  const good = await exported(name);
  const twice = good.replace('"text":', '"text":"somebody else’s words","text":');
  expect(parseExport(bytes(twice), NOW)).toEqual(parseExport(bytes(good), NOW));
  const later = good.replace(/("text":"Letter 0[^"]*")/, '$1,"text":"somebody else’s words"');
  expect(await recordsWithBadHash(parseExport(bytes(later), NOW))).toEqual([idOf(0)]);
});

test('too many posts are rejected', async () => {
  const { name } = await filled(1);
  const document = JSON.parse(await exported(name));
  const [record] = document.captures;
  // Short of a hundred thousand whole records: the number alone is refused.
  document.captures = Array.from({ length: 100_001 }, () => 0);
  expect(() => parseExport(bytes(JSON.stringify(document)), NOW)).toThrow(/captures/);
  document.captures = [record];
  expect(parseExport(bytes(JSON.stringify(document)), NOW).captures.length).toBe(1);
});

test('a full disk during an import stores nothing of it', async () => {
  const { name } = await filled(6);
  const document = parseExport(bytes(await exported(name)), NOW);
  const other = fresh();
  await other.library.save(raw('99999', 'what was there before'));
  const put = IDBObjectStore.prototype.put;
  let puts = 0;
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...args) {
    if (this.name === 'posts' && ++puts > 3) throw new DOMException('', 'QuotaExceededError');
    return put.apply(this, args as [unknown]);
  });
  await expect(importDocument(other.library, document)).rejects.toMatchObject({ kind: 'full' });
  vi.restoreAllMocks();
  expect(puts).toBeGreaterThan(3);
  expect(await other.reader.summary()).toMatchObject({ seen: 1, captured: 1 });
  expect((await planImport(new Connection(other.name), document, NOW)).new).toBe(6);
});
