import { beforeEach, describe, expect, test } from 'vitest';
import { Connection, StoreError } from '../../lib/store/db/connection.ts';
import { EditLog, type LoggedEdit } from '../../lib/store/db/edit-log.ts';
import { STORE_NAMES } from '../../lib/store/db/schema.ts';
import { DeferredEdits } from '../../lib/worker/deferred-edits.ts';
import { createHandlers } from '../../lib/worker/handlers.ts';
import type { RequestContext } from '../../lib/worker/serve.ts';
import { fresh, raw } from '../store/helpers.ts';

const TEXT = 'The lighthouse keeper counts the ships and writes their number into a blue book each night.';
const page: RequestContext = { side: 'page', tab: 1, incognito: false };
const own: RequestContext = { side: 'own', tab: null, incognito: false };
const PENDING = { ok: true, value: { pending: true } };

let count = 0;
let made: ReturnType<typeof fresh>;
let logName: string;
let free: number;
beforeEach(() => {
  made = fresh();
  logName = `edits-${++count}`;
  free = 1e12;
});

/** A worker on the same database and the same log. */
function startWorker() {
  const library = made.again();
  const log = new EditLog(logName, async () => free);
  const effects = {
    readMessages: async () => null,
    onOverlayStarted: () => {},
    notifyTabs: async () => {},
    openLibrary: () => {},
    onCopyCount: () => {},
    onSettings: () => {},
  };
  return { library, log, handlers: createHandlers(library, effects, log) };
}

/** Holds the library in one transaction, as a long import does. @returns what ends it */
async function holdLibrary(): Promise<() => Promise<void>> {
  const db = await new Connection(made.name).get();
  const tx = db.transaction(STORE_NAMES, 'readwrite');
  let held = true;
  const turn = (): void => {
    if (held) void tx.objectStore('meta').get('epoch').then(turn);
  };
  turn();
  return async () => {
    held = false;
    await tx.done;
  };
}

async function postOf(id: string) {
  const [post] = await made.reader.posts([id]);
  return post;
}

describe('while an import holds the library', () => {
  test('a save is acknowledged in time and stored when the import ends', async () => {
    const { handlers, log } = startWorker();
    await handlers.annotate({ surface: 'home', posts: [raw('10001', TEXT)] }, page);
    const release = await holdLibrary();
    const begun = performance.now();
    expect(await handlers.save({ post: raw('10001', TEXT) }, page)).toEqual(PENDING);
    expect(performance.now() - begun).toBeLessThan(4_000);
    expect((await log.all()).length).toBe(1);
    await release();
    await expect.poll(async () => (await postOf('10001'))?.capturedAt ?? null).not.toBeNull();
    await expect.poll(() => log.all()).toEqual([]);
  });

  test('the worker is killed after the answer: the next one stores the edits, in their order', async () => {
    await startWorker().handlers.save({ post: raw('10001', TEXT) }, page);
    // A worker whose library never answers, because it is killed before.
    const log = new EditLog(logName);
    const killed = new DeferredEdits(log, () => new Promise(() => {}), 10);
    const edits = [
      { kind: 'setNote', ask: { id: '10001', note: 'first', tags: [] } },
      { kind: 'setNote', ask: { id: '10001', note: 'second', tags: ['t'] } },
      { kind: 'save', ask: { post: raw('10002', TEXT) } },
    ];
    for (const edit of edits) expect(await killed.run(edit, () => new Promise(() => {}))).toBe('pending');
    const next = startWorker();
    await expect.poll(async () => (await postOf('10002'))?.capturedAt ?? null).not.toBeNull();
    await expect.poll(() => next.log.all()).toEqual([]);
    expect(await postOf('10001')).toMatchObject({ note: 'second', tags: ['t'] });
  });

  test('on a full disk nothing is acknowledged that is not stored', async () => {
    const { handlers, log } = startWorker();
    const release = await holdLibrary();
    free = 1_000;
    const answer = handlers.save({ post: raw('10001', TEXT) }, page);
    await new Promise((done) => setTimeout(done, 2_000));
    await release();
    // The library itself finds room in this test, and has the last word.
    expect(await answer).toMatchObject({ ok: true, value: { id: '10001', saved: true } });
    expect(await log.all()).toEqual([]);
  });
});

test('an edit that the library refuses after it was acknowledged comes before the next one', async () => {
  const { handlers, library, log } = startWorker();
  await handlers.save({ post: raw('10001', TEXT) }, page);
  const release = await holdLibrary();
  const setNote = library.setNote.bind(library);
  library.setNote = async (...ask) => {
    await setNote('10001', '', []);
    throw new StoreError('full', ask[0]);
  };
  await handlers.setNote({ id: '10001', note: 'refused', tags: [] }, own);
  await release();
  await new Promise((done) => setTimeout(done, 100));
  expect((await log.all()).length).toBe(1);
  library.setNote = setNote;
  await handlers.setSaved({ ids: ['10001'], saved: false }, own);
  expect(await postOf('10001')).toMatchObject({ note: 'refused', capturedAt: null });
  expect(await log.all()).toEqual([]);
});

test('a deletion comes after the edits that a killed worker left: none of them brings the post back', async () => {
  const log = new EditLog(logName);
  const killed = new DeferredEdits(log, () => new Promise(() => {}), 10);
  const save = { kind: 'save', ask: { post: raw('10001', TEXT) } };
  expect(await killed.run(save, () => new Promise(() => {}))).toBe('pending');
  const { handlers } = startWorker();
  expect(await handlers.remove({ ids: ['10001'] }, own)).toEqual({ ok: true, value: { removed: 1 } });
  expect(await log.all()).toEqual([]);
  expect(await postOf('10001')).toBeUndefined();
});

test('an edit is acknowledged when no earlier one is left that the next worker would apply over it', async () => {
  const log = new EditLog(logName);
  let finish = () => {};
  const held = new Promise<void>((resolve) => {
    finish = resolve;
  });
  let isRemoved = () => {};
  const removal = new Promise<void>((resolve) => {
    isRemoved = resolve;
  });
  const slow = {
    add: (edit: LoggedEdit) => log.add(edit),
    all: () => log.all(),
    remove: (key: number) => removal.then(() => log.remove(key)),
  };
  const edits = new DeferredEdits(slow, async () => {}, 10);
  expect(await edits.run({ kind: 'unsave', ask: {} }, () => held)).toBe('pending');
  finish();
  await held;
  let acknowledged = false;
  const later = edits.run({ kind: 'save', ask: {} }, async () => 'saved');
  void later.then(() => {
    acknowledged = true;
  });
  await new Promise((done) => setTimeout(done, 30));
  expect(acknowledged).toBe(false);
  isRemoved();
  expect(await later).toBe('saved');
  expect(await log.all()).toEqual([]);
});

test('an edit in time leaves no log behind', async () => {
  const { handlers } = startWorker();
  expect(await handlers.save({ post: raw('10001', TEXT) }, page)).toMatchObject({ value: { saved: true } });
  expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain(logName);
});
