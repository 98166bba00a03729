// @vitest-environment happy-dom
import { expect, onTestFinished, test } from 'vitest';
import { ExportDocument } from '../../lib/store/export/export-schema.ts';
import { exportLibrary } from '../../lib/store/export/library-source.ts';
import { toImportPayload } from '../../lib/store/import/read-export.ts';
import { at, fresh, raw } from './helpers.ts';

/** The review of a copy group: it follows the texts when groups are found anew, and goes out and in with exports. */
const LONG =
  'Northwind miners sold nine thousand coins on Tuesday and the price barely moved at all, says Ledgerwatch.';
type Fresh = ReturnType<typeof fresh>;

async function withGroup(): Promise<Fresh & { group: string }> {
  const store = fresh();
  await store.library.annotate([
    raw('20001', LONG, { postedAt: at(5), postedAtSource: 'id' }),
    raw('20002', `${LONG} $BTC`, {
      postedAt: at(8),
      postedAtSource: 'id',
      author: { name: 'B', handle: 'b' },
    }),
  ]);
  return { ...store, group: await groupOf(store) };
}

async function groupOf({ reader }: Pick<Fresh, 'reader'>): Promise<string> {
  const { rows } = await reader.groups();
  return rows[0]?.id ?? 'none';
}

const reviewOf = async (store: Fresh) => (await store.reader.groupReviews()).get(await groupOf(store));

async function exported({ reader }: Fresh): Promise<ExportDocument> {
  let text = '';
  const options = { posts: 'all' as const, generator: 'test', now: new Date() };
  for await (const chunk of exportLibrary(reader.connection, options)) text += chunk;
  return ExportDocument.parse(JSON.parse(text));
}

test('state, note and tags are stored; an empty review removes them', async () => {
  const store = await withGroup();
  const { library, group } = store;
  expect(
    await library.setGroupReview({ group, state: 'confirmed', note: 'word for word', tags: ['ad'] }),
  ).toBe(true);
  expect(await reviewOf(store)).toMatchObject({ state: 'confirmed', note: 'word for word', tags: ['ad'] });
  await library.setGroupReview({ group, state: 'open', note: ' ', tags: [] });
  expect(await reviewOf(store)).toBeUndefined();
  expect(
    await library.setGroupReview({ group: 'no such group', state: 'confirmed', note: '', tags: [] }),
  ).toBeNull();
});

test('pages that show the group are told of the change', async () => {
  const { library, group, reader } = await withGroup();
  // A page that goes on listening would be told, after a pause, when the test's environment is gone.
  const told = new Promise((resolve) => onTestFinished(reader.onChange(resolve)));
  await library.setGroupReview({ group, state: 'confirmed', note: '', tags: [] });
  expect(await told).toEqual(new Set(['20001', '20002']));
});

test('it stays when an earlier post becomes the first', async () => {
  const store = await withGroup();
  await store.library.setGroupReview({ group: store.group, state: 'dismissed', note: '', tags: [] });
  await store.library.annotate([raw('20003', LONG, { postedAt: at(1), postedAtSource: 'id' })]);
  expect(await reviewOf(store)).toMatchObject({ state: 'dismissed' });
  await store.library.setGroupReview({ group: await groupOf(store), state: 'confirmed', note: '', tags: [] });
  expect(await reviewOf(store)).toMatchObject({ state: 'confirmed' });
  expect((await store.reader.groupReviews()).size).toBe(1);
});

test('it stays when the post that was first is deleted', async () => {
  const store = await withGroup();
  await store.library.annotate([raw('20004', `${LONG} #x`, { postedAt: at(9), postedAtSource: 'id' })]);
  await store.library.setGroupReview({ group: await groupOf(store), state: 'open', note: 'mine', tags: [] });
  await store.library.remove(['20001']);
  expect(await reviewOf(store)).toMatchObject({ note: 'mine' });
});

test('an export has it, an import brings it, and undo takes it back', async () => {
  const store = await withGroup();
  await store.library.setGroupReview({
    group: store.group,
    state: 'confirmed',
    note: 'seen twice',
    tags: ['ad'],
  });
  const document = await exported(store);
  expect(document.copyGroups[0]?.review).toMatchObject({ state: 'confirmed', note: 'seen twice' });

  const other = await withGroup();
  await other.library.setGroupReview({ group: other.group, state: 'open', note: 'my own', tags: ['own'] });
  const before = await reviewOf(other);
  const payload = toImportPayload(document, new Date().toISOString());
  await other.library.importPosts(payload, {}, 'one');
  const merged = await reviewOf(other);
  expect([...(merged?.tags ?? [])].sort()).toEqual(['ad', 'own']);
  expect(merged?.note).toContain('my own');
  expect(merged?.note).toContain('seen twice');
  await other.library.importPosts(payload, {}, 'two');
  expect(await reviewOf(other)).toEqual(merged);

  expect(await other.library.undoImport('one')).toBe(true);
  expect(await reviewOf(other)).toEqual(before);

  const empty = fresh();
  await empty.library.importPosts(payload, {}, 'first');
  expect(await reviewOf(empty)).toMatchObject({ state: 'confirmed', note: 'seen twice', tags: ['ad'] });
});

/** A store whose group's own review two files have changed, and what they brought. */
async function withTwoImports() {
  const store = await withGroup();
  await store.library.setGroupReview({ group: store.group, state: 'open', note: 'my own', tags: ['own'] });
  const own = await reviewOf(store);
  for (const name of ['one', 'two']) {
    const other = await withGroup();
    await other.library.setGroupReview({
      group: other.group,
      state: 'confirmed',
      note: `note ${name}`,
      tags: [name],
    });
    const payload = toImportPayload(await exported(other), new Date().toISOString());
    await store.library.importPosts(payload, {}, name);
  }
  return { ...store, own };
}

test('undo of one of two imports of a review takes back what that one brought, in either order', async () => {
  for (const [first, second] of [
    ['one', 'two'],
    ['two', 'one'],
  ] as const) {
    const store = await withTwoImports();
    expect([...((await reviewOf(store))?.tags ?? [])].sort()).toEqual(['one', 'own', 'two']);
    expect(await store.library.undoImport(first)).toBe(true);
    const left = await reviewOf(store);
    expect([...(left?.tags ?? [])].sort()).toEqual(['own', second].sort());
    expect(left?.note).toContain(`note ${second}`);
    expect(left?.note).not.toContain(`note ${first}`);
    expect(await store.library.undoImport(second)).toBe(true);
    expect(await reviewOf(store)).toEqual(store.own);
  }
});

test('a review that the reader wrote after two imports stays when they are undone', async () => {
  const store = await withTwoImports();
  const group = await groupOf(store);
  await store.library.setGroupReview({ group, state: 'dismissed', note: 'mine at last', tags: ['last'] });
  const written = await reviewOf(store);
  for (const name of ['one', 'two']) expect(await store.library.undoImport(name)).toBe(true);
  expect(await reviewOf(store)).toEqual(written);
});
