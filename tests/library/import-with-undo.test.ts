import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';
import {
  deletePosts,
  importWithUndo,
  restorePosts,
} from '../../entrypoints/library/import/import-with-undo.ts';
import { Connection, DATABASE_NAME } from '../../lib/store/db/connection.ts';
import type { ExportDocument } from '../../lib/store/export/export-schema.ts';
import { exportLibrary } from '../../lib/store/export/library-source.ts';
import { parseExport, toImportPayload } from '../../lib/store/import/read-export.ts';
import { Library } from '../../lib/store/library.ts';
import { type LibraryReader, openReader } from '../../lib/store/reader.ts';
import { fresh, Notes, raw } from '../store/helpers.ts';

/** The library page deletes through the background, writes by itself, and takes both back. */
const world = vi.hoisted(() => ({ library: null as unknown }));
vi.mock('../../lib/store/health/browser-loss-marker.ts', () => ({
  browserLossMarkerStore: { get: async () => null, set: async () => {} },
}));
vi.mock('../../lib/browser.ts', () => ({
  browser: { runtime: { connect: () => ({ postMessage() {}, disconnect() {} }) } },
}));
vi.mock('../../lib/send-with-retry.ts', () => ({
  sendWithRetry: async (kind: string, { ids = [] }: { ids?: string[] }) => {
    const library = world.library as Library;
    if (kind === 'remove') return { ok: true, value: { removed: await library.remove(ids) } };
    library.invalidateCache();
    return { ok: true, value: {} };
  },
}));

const TEXT =
  'Northwind miners sold nine thousand coins on Tuesday and the price barely moved at all.\n$BTC $ETH';
const OTHER =
  'My grandmother keeps her seed phrase in a cookbook between the plum cake and the goulash recipes.';
const ID = '330020877222706';

let library: Library;
let reader: LibraryReader;
beforeEach(async () => {
  await library?.close();
  await new Promise((done) => {
    indexedDB.deleteDatabase(DATABASE_NAME).onsuccess = done;
  });
  library = new Library({ lossMarkerStore: new Notes() });
  world.library = library;
  reader = openReader(new Connection());
});

/** All that another library exports after `fill`. */
async function exported(fill: (other: Library) => Promise<unknown>): Promise<ExportDocument> {
  const { library: other, name } = fresh();
  await fill(other);
  let text = '';
  const chunks = exportLibrary(new Connection(name), { posts: 'all', generator: 'test 1', now: new Date() });
  for await (const chunk of chunks) text += chunk;
  return parseExport(new TextEncoder().encode(text));
}
const roleOf = async (code: string) =>
  (await reader.posts([ID]))[0]?.cashtags.find((ticker) => ticker.code === code)?.role;

test('a restored post has its note, and its corrected role stays after the next sighting', async () => {
  await library.save(raw(ID, TEXT));
  await library.setNote(ID, 'look here', ['miners']);
  await library.correctRole({ id: ID, code: 'BTC', role: 'discussed' });
  const posts = await reader.posts([ID]);
  const { removed, corrections } = await deletePosts([ID]);
  expect([removed, (await reader.summary()).seen]).toEqual([1, 0]);

  await restorePosts({ posts, corrections });
  await library.annotate([raw(ID, TEXT)]);
  const [back] = await reader.posts([ID]);
  expect(back).toMatchObject({ note: 'look here', tags: ['miners'], capturedAt: posts[0]?.capturedAt });
  expect(await roleOf('BTC')).toBe('discussed');
  await library.correctRole({ id: ID, code: 'BTC', role: null });
  expect(await roleOf('BTC')).toBe('unsupported');
});

test('undoing an import keeps earlier verdicts and corrections of shared posts', async () => {
  await library.save(raw(ID, TEXT));
  await library.correctRole({ id: ID, code: 'BTC', role: 'discussed' });
  const document = await exported(async (other) => {
    await other.save(raw(ID, `${TEXT} #more`));
    await other.save(raw('10002', OTHER));
  });
  const takeBack = await importWithUndo(toImportPayload(document, document.exportedAt), () => {});
  expect((await reader.summary()).seen).toBe(2);
  await takeBack();
  await library.annotate([raw(ID, TEXT)]);
  expect((await reader.summary()).seen).toBe(1);
  expect(await roleOf('BTC')).toBe('discussed');
});

test('undoing an import restores posts that had got their real id', async () => {
  const dump = await exported((other) => other.annotate([raw('10001', OTHER)]));
  const [record] = dump.captures;
  if (!record) throw new Error('nothing exported');
  // As a text dump would have it: no id of Square's.
  const known = {
    ...dump,
    captures: [{ ...record, id: 'made-up', url: null, author: { name: 'Ann', handle: null }, note: 'mine' }],
  };
  await importWithUndo(toImportPayload(known, known.exportedAt), () => {});
  const before = await reader.posts((await idsOf()).slice(0, 1));
  expect(before[0]).toMatchObject({ note: 'mine', text: OTHER });

  const takeBack = await importWithUndo(toImportPayload(dump, dump.exportedAt), () => {});
  expect(await idsOf()).toEqual(['10001']);
  await takeBack();
  expect(await idsOf()).toEqual([before[0]?.id]);
  expect((await reader.posts(await idsOf()))[0]).toMatchObject({ note: 'mine', text: OTHER });
});

/** Ids of all posts. */
const idsOf = () => new Connection().withDatabase((db) => db.getAllKeys('posts'));
