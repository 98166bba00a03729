import { afterEach, expect, test, vi } from 'vitest';
import { Connection } from '../../lib/store/db/connection.ts';
import { MIN_FREE_BYTES, MIN_FREE_BYTES_TO_DELETE } from '../../lib/store/db/free-space.ts';
import { fresh, raw } from './helpers.ts';

const TEXT = 'The lighthouse keeper counts the ships and writes their number into a blue book each night.';
const PLENTY = 1e12;

afterEach(() => vi.restoreAllMocks());

/** A library on a disk whose free bytes a test sets. */
function onDisk() {
  const disk = { free: PLENTY };
  const { name, again, reader } = fresh();
  const library = again({ connection: new Connection(name, async () => disk.free) });
  return { disk, library, reader };
}

/** Every commit fails as Chromium's store does on a disk without room; opening is counted. */
function failCommits(message: string) {
  const opened = vi.spyOn(IDBFactory.prototype, 'open');
  const dispatch = IDBTransaction.prototype.dispatchEvent;
  vi.spyOn(IDBTransaction.prototype, 'dispatchEvent').mockImplementation(function (
    this: IDBTransaction,
    event,
  ) {
    if (event.type === 'complete' && this.mode === 'readwrite') {
      Object.defineProperty(this, 'error', { value: new DOMException(message, 'UnknownError') });
      Object.defineProperty(event, 'type', { value: 'abort' });
    }
    return dispatch.call(this, event);
  });
  return opened;
}

test('below the limit nothing is written, reading and deleting go on, and it recovers by itself', async () => {
  const { disk, library, reader } = onDisk();
  await library.save(raw('10001', TEXT));
  disk.free = MIN_FREE_BYTES - 1;
  const written = vi.spyOn(IDBObjectStore.prototype, 'put');
  await expect(library.save(raw('10002', TEXT))).rejects.toMatchObject({ kind: 'full' });
  await expect(library.setNote('10001', 'more', [])).rejects.toMatchObject({ kind: 'full' });
  expect(written).not.toHaveBeenCalled();
  expect((await library.health()).state).toBe('full');
  expect((await reader.summary()).captured).toBe(1);
  expect(await library.explain('10001')).not.toBeNull();
  expect(await library.remove(['10001'])).toBe(1);

  disk.free = MIN_FREE_BYTES_TO_DELETE - 1;
  await expect(library.remove(['10001'])).rejects.toMatchObject({ kind: 'full' });
  disk.free = MIN_FREE_BYTES;
  expect((await library.health()).state).toBe('ok');
  expect((await library.save(raw('10002', TEXT))).saved).toBe(true);
});

test('a disk that fills while nothing is written is reported, and recovers, without a write being tried', async () => {
  const { disk, library } = onDisk();
  await library.save(raw('10001', TEXT));
  expect((await library.health()).state).toBe('ok');
  disk.free = MIN_FREE_BYTES - 1;
  expect((await library.health()).state).toBe('full');
  expect((await library.health()).state).toBe('full');
  disk.free = MIN_FREE_BYTES;
  expect((await library.health()).state).toBe('ok');
});

test.each([
  ['the error says so', 'Internal error committing transaction. FILE_ERROR_NO_SPACE', PLENTY],
  ['the disk says so', 'Internal error.', 100],
])(
  'a store that a full disk closed is not opened again while it is full: %s',
  async (_how, message, free) => {
    const { disk, library } = onDisk();
    await library.save(raw('10001', TEXT));
    const opened = failCommits(message);
    // The disk fills after the check: the write meets it.
    let asked = 0;
    Object.defineProperty(disk, 'free', { get: () => (asked++ === 0 ? PLENTY : free), configurable: true });
    await expect(library.save(raw('10002', TEXT))).rejects.toMatchObject({ kind: 'full' });
    Object.defineProperty(disk, 'free', { value: 100, writable: true, configurable: true });
    for (let i = 0; i < 5; i++) {
      await expect(library.save(raw('10002', TEXT))).rejects.toMatchObject({ kind: 'full' });
      await expect(library.explain('10001')).rejects.toMatchObject({ kind: 'full' });
    }
    expect(opened).not.toHaveBeenCalled();

    vi.restoreAllMocks();
    disk.free = PLENTY;
    expect((await library.save(raw('10002', TEXT))).saved).toBe(true);
    expect(await library.explain('10001')).not.toBeNull();
  },
);

test('an import needs room for all of it', async () => {
  const { disk, library } = onDisk();
  disk.free = MIN_FREE_BYTES + 10_000;
  const { library: other, reader } = fresh();
  await other.save(raw('10001', TEXT.repeat(200)));
  const posts = await reader.posts(['10001']);
  const payload = { posts, verdicts: [], corrections: [], seenAt: new Date().toISOString() };
  await expect(library.importPosts(payload)).rejects.toMatchObject({ kind: 'full' });
});
