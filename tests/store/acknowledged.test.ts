import { afterEach, expect, test, vi } from 'vitest';
import { fresh, raw } from './helpers.ts';

/** P1: an acknowledgement waits for the end of the transaction, not for its writes. */
afterEach(() => vi.restoreAllMocks());
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

test('a save whose writes are done is not acknowledged before the commit, and not at all when that fails', async () => {
  const { library, reader } = fresh();
  await library.save(raw('10001', 'a first post, which opens the database'));
  const begin = IDBDatabase.prototype.transaction;
  let fail = false;
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (this: IDBDatabase, ...args) {
    const tx = begin.apply(this, args);
    if (tx.mode !== 'readwrite') return tx;
    // Kept open by one read after the other, until the commit is to fail.
    const hold = () => {
      if (fail) tx.abort();
      else tx.objectStore('meta').get('held').onsuccess = hold;
    };
    hold();
    return tx;
  });
  const heard: string[] = [];
  const saving = library.save(raw('10002', 'a second post, whose commit will fail')).then(
    () => heard.push('saved'),
    () => heard.push('refused'),
  );
  await pause(300);
  expect(heard).toEqual([]);
  fail = true;
  await saving;
  expect(heard).toEqual(['refused']);
  vi.restoreAllMocks();
  expect(await reader.summary()).toMatchObject({ seen: 1, captured: 1 });
});
