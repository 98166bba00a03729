import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { StoreHealth } from '../../lib/messages.ts';
import { StoredSourceForest } from '../../lib/store/copy-index/stored-source-forest.ts';
import { Connection, StoreError } from '../../lib/store/db/connection.ts';
import { VERSION } from '../../lib/store/db/migrations.ts';
import { fresh, raw } from './helpers.ts';

const TEXT =
  'The ferry to the outer islands leaves at nine and comes back when the captain has finished his tea.';

afterEach(() => vi.restoreAllMocks());

/** Every opening of a database ends in this event. */
function openingEndsIn(event: 'blocked' | 'error', error: DOMException | null = null) {
  return vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => {
    const request = Object.create(IDBOpenDBRequest.prototype, {
      error: { value: error },
      removeEventListener: { value: () => {} },
      addEventListener: {
        value: (name: string, heard: (event: Event) => void) => {
          if (name === event) queueMicrotask(() => heard(new Event(name)));
        },
      },
    });
    return request as IDBOpenDBRequest;
  });
}

/** What a full disk looks like: Firefox refuses the put, Chrome lets it pass and refuses the commit (F1). */
function fullDisk(browser: 'firefox' | 'chrome') {
  const put = IDBObjectStore.prototype.put;
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...args) {
    if (browser === 'firefox') throw new DOMException('', 'QuotaExceededError');
    const request = put.apply(this, args as [unknown]);
    const { transaction } = this;
    Object.defineProperty(transaction, 'error', { get: () => new DOMException('', 'QuotaExceededError') });
    queueMicrotask(() => {
      try {
        transaction.abort();
      } catch {
        // aborted by an earlier put
      }
    });
    return request;
  });
}

describe.each(['firefox', 'chrome'] as const)('disk full, as %s reports it', (browser) => {
  test('is reported as "full", stores nothing, and writes succeed when there is room again', async () => {
    const states: StoreHealth['state'][] = [];
    const { library, reader } = fresh({ onHealth: ({ state }) => states.push(state) });
    await library.save(raw('10001', TEXT));
    fullDisk(browser);
    await expect(library.save(raw('10002', TEXT))).rejects.toMatchObject({ kind: 'full' });
    expect(await library.health()).toMatchObject({ state: 'full' });
    vi.restoreAllMocks();
    expect(await reader.summary()).toMatchObject({ seen: 1, captured: 1, groups: 0 });

    const again = await library.save(raw('10002', TEXT));
    expect(again.copy?.size).toBe(2);
    expect(await library.health()).toMatchObject({ state: 'ok' });
    expect(states).toEqual(['full', 'ok']);
  });
});

test('a write that fails at the commit, as in Chrome, is not acknowledged', async () => {
  const { library } = fresh();
  await library.save(raw('10001', TEXT));
  const dispatch = IDBTransaction.prototype.dispatchEvent;
  vi.spyOn(IDBTransaction.prototype, 'dispatchEvent').mockImplementation(function (
    this: IDBTransaction,
    event,
  ) {
    if (event.type === 'complete' && this.mode === 'readwrite') {
      Object.defineProperty(this, 'error', { value: new DOMException('', 'QuotaExceededError') });
      Object.defineProperty(event, 'type', { value: 'abort' });
    }
    return dispatch.call(this, event);
  });
  await expect(library.save(raw('10002', TEXT))).rejects.toMatchObject({ kind: 'full' });
});

describe('a store that is gone', () => {
  test('is reported with its number of captures until the user dismisses it', async () => {
    const { library, notes, again, name } = fresh();
    await library.save(raw('10001', TEXT));
    await library.save(raw('10002', TEXT));
    await library.close();
    await new Promise((done) => {
      indexedDB.deleteDatabase(name).onsuccess = done;
    });
    const later = again();
    expect(await later.health()).toEqual({ state: 'lost', progress: null, detail: '2' });
    expect(notes.note?.lost).toMatchObject({ captured: 2 });
    await later.save(raw('10003', TEXT));
    expect((await again().health()).state).toBe('lost');
    await later.dismissLoss();
    expect((await again().health()).state).toBe('ok');
  });

  test('a replaced empty store is not reported', async () => {
    const { library, again, name } = fresh();
    await library.health();
    await library.close();
    await new Promise((done) => {
      indexedDB.deleteDatabase(name).onsuccess = done;
    });
    expect((await again().health()).state).toBe('ok');
  });
});

test('a database of a later version is not read, changed or deleted', async () => {
  const { library, name } = fresh();
  const newer = await openDB(name, VERSION + 1, {
    upgrade: (db) => void db.createObjectStore('future').put('kept', 'key'),
  });
  newer.close();
  const deleted = vi.spyOn(IDBFactory.prototype, 'deleteDatabase');
  await expect(library.save(raw('10001', TEXT))).rejects.toMatchObject({ kind: 'newer' });
  expect((await library.health()).state).toBe('newer');
  expect(deleted).not.toHaveBeenCalled();
  const left = await openDB(name, VERSION + 1);
  expect([...left.objectStoreNames]).toEqual(['future']);
  expect(await left.get('future', 'key')).toBe('kept');
});

test('an old tab that blocks an upgrade is reported after a timeout', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  openingEndsIn('blocked');
  const opening = new Connection('held').get().catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(5_000);
  vi.useRealTimers();
  expect(await opening).toMatchObject({ kind: 'blocked' });
});

test('opening behind another upgrade times out without a blocked event', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(
    () =>
      Object.create(IDBOpenDBRequest.prototype, {
        removeEventListener: { value: () => {} },
        addEventListener: { value: () => {} },
      }) as IDBOpenDBRequest,
  );
  const opening = new Connection('behind').get().catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(11_000);
  vi.useRealTimers();
  expect(await opening).toMatchObject({ kind: 'blocked' });
});

test('a connection opened after the timeout is closed', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const heard = new Map<string, (event: Event) => void>();
  const close = vi.fn();
  vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(
    () =>
      Object.create(IDBOpenDBRequest.prototype, {
        result: { value: { close, addEventListener: () => {} } },
        removeEventListener: { value: () => {} },
        addEventListener: {
          value: (name: string, hear: (event: Event) => void) => void heard.set(name, hear),
        },
      }) as IDBOpenDBRequest,
  );
  const connection = new Connection('late');
  const opening = connection.get().catch((error: unknown) => error);
  heard.get('blocked')?.(new Event('blocked'));
  await vi.advanceTimersByTimeAsync(5_000);
  expect(await opening).toMatchObject({ kind: 'blocked' });
  // Who asks meanwhile is told at once, and asks the database for nothing: it would stand in line, unheard.
  await expect(connection.get()).rejects.toMatchObject({ kind: 'blocked' });
  expect(IDBFactory.prototype.open).toHaveBeenCalledTimes(1);
  heard.get('success')?.(new Event('success'));
  await vi.advanceTimersByTimeAsync(0);
  vi.useRealTimers();
  expect(close).toHaveBeenCalledTimes(1);
});

test('a connection closes for an upgrade and opens again afterwards', async () => {
  const { name } = fresh();
  const connection = new Connection(name);
  await connection.get();
  const upgraded = await openDB(name, VERSION + 1, { upgrade: () => {} });
  expect(upgraded.version).toBe(VERSION + 1);
  upgraded.close();
  await expect(connection.get()).rejects.toMatchObject({ kind: 'newer' });
});

describe('a dead connection', () => {
  test('is replaced during the same call', async () => {
    const { library, reader } = fresh();
    await library.save(raw('10001', TEXT));
    const transaction = IDBDatabase.prototype.transaction;
    vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementationOnce(() => {
      throw new DOMException('The database connection is closing.', 'InvalidStateError');
    });
    await library.save(raw('10002', TEXT));
    expect(IDBDatabase.prototype.transaction).not.toBe(transaction);
    expect((await reader.summary()).captured).toBe(2);
  });

  test('is reported as damaged after three attempts', async () => {
    const { library } = fresh();
    await library.save(raw('10001', TEXT));
    const tried = vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(() => {
      throw new DOMException('Internal error.', 'UnknownError');
    });
    await expect(library.save(raw('10002', TEXT))).rejects.toBeInstanceOf(StoreError);
    expect(tried).toHaveBeenCalledTimes(3);
    expect((await library.health()).state).toBe('damaged');
    vi.restoreAllMocks();
    expect((await library.health()).state).toBe('ok');
  });

  test('opening is attempted three times', async () => {
    const open = openingEndsIn(
      'error',
      new DOMException('Internal error opening backing store.', 'UnknownError'),
    );
    await expect(new Connection('broken').get()).rejects.toThrow('damaged: UnknownError Internal error');
    expect(open).toHaveBeenCalledTimes(3);
  });
});

test('an error in a batch stores nothing of it, in the copy index neither', async () => {
  const { library, reader, again } = fresh();
  await library.annotate([raw('10001', TEXT)]);
  const insert = StoredSourceForest.prototype.insert;
  let calls = 0;
  vi.spyOn(StoredSourceForest.prototype, 'insert').mockImplementation(function (
    this: StoredSourceForest,
    ...args
  ) {
    if (++calls === 2) throw new Error('pulled plug');
    return insert.apply(this, args);
  });
  const batch = [raw('10002', TEXT), raw('10003', TEXT)];
  await expect(library.annotate(batch)).rejects.toThrow('pulled plug');
  expect(await reader.summary()).toMatchObject({ seen: 1, groups: 0 });
  vi.restoreAllMocks();

  // Nothing of the failed batch is in the index that is written afterwards: a new worker finds nothing to mend.
  await library.annotate([
    raw('10004', 'Quite another matter, which has nothing to do with ferries or with tea.'),
  ]);
  const states: string[] = [];
  await again({ onHealth: ({ state }) => states.push(state) }).annotate([raw('10005', TEXT)]);
  expect(states).toEqual([]);
});
