import { describe, expect, test } from 'vitest';
import { StoredSourceForest } from '../../lib/store/copy-index/stored-source-forest.ts';
import { Connection } from '../../lib/store/db/connection.ts';
import { toStoredPost } from '../../lib/store/merge/merge-sighting.ts';
import { toPost } from '../../lib/text/to-post.ts';
import { at, fresh, raw } from './helpers.ts';

/** Twelve words that belong to number `n` alone, so that no two posts are copies. */
const textOf = (n: number) =>
  `${Array.from({ length: 12 }, (_, i) => `w${(n * 31 + i * 7).toString(36)}x${(n + i).toString(36)}`).join(' ')}.`;
const ids = (from: number, count: number) => Array.from({ length: count }, (_, i) => String(from + i));

/** Raw access, past our code. */
async function raw_<T>(
  name: string,
  work: (db: Awaited<ReturnType<Connection['get']>>) => Promise<T>,
): Promise<T> {
  const connection = new Connection(name);
  try {
    return await work(await connection.get());
  } finally {
    await connection.close();
  }
}

describe('the limits of seen posts', () => {
  test('delete the oldest posts over the limit, a few with each batch; captures stay', async () => {
    const { library, reader, clock } = fresh();
    await library.setSettings({ seenLimit: 30 });
    await library.save(raw('10000', textOf(0)));
    for (let batch = 0; batch < 5; batch++) {
      clock.hour++;
      await library.annotate(ids(20_000 + batch * 20, 20).map((id) => raw(id, textOf(Number(id)))));
    }
    expect(await reader.summary()).toMatchObject({ seen: 31, captured: 1 });
    expect((await reader.posts(['10000', '20069', '20070', '20099'])).map(({ id }) => id)).toEqual([
      '10000',
      '20070',
      '20099',
    ]);
  });

  test('delete posts not seen for too long; one seen again stays', async () => {
    const { library, reader, clock } = fresh();
    await library.setSettings({ seenDays: 10 });
    await library.annotate([raw('10001', textOf(1)), raw('10002', textOf(2))]);
    clock.hour = 24 * 9;
    await library.annotate([raw('10002', textOf(2))]);
    clock.hour = 24 * 11;
    await library.annotate([raw('10003', textOf(3))]);
    expect((await reader.posts(['10001', '10002', '10003'])).map(({ id }) => id)).toEqual(['10002', '10003']);
  });

  test('a lower limit takes effect without another batch', async () => {
    const { library, reader } = fresh();
    await library.annotate(ids(10_000, 20).map((id) => raw(id, textOf(Number(id)))));
    await library.setSettings({ seenLimit: 5 });
    await expect.poll(async () => (await reader.summary()).seen).toBe(5);
  });

  test('with seen posts off, only captures are stored, and their copies are found', async () => {
    const { library, reader } = fresh();
    await library.setSettings({ keepSeen: false });
    await library.save(raw('10001', textOf(1), { postedAt: at(0), postedAtSource: 'id' }));
    const [copy, other] = await library.annotate([
      raw('10002', textOf(1), { postedAt: at(2), postedAtSource: 'id' }),
      raw('10003', textOf(3)),
    ]);
    expect(copy?.copy).toMatchObject({ rank: 'copy', size: 2, lag: 2 * 3_600_000, other: { id: '10001' } });
    expect(other?.copy).toBeNull();
    expect(await reader.summary()).toMatchObject({ seen: 1, captured: 1, groups: 0 });
  });

  test('deleteSeen deletes seen posts only; remove deletes both', async () => {
    const { library, reader, clock } = fresh();
    await library.annotate(ids(10_000, 20).map((id) => raw(id, textOf(Number(id)))));
    await library.save(raw('10000', textOf(10_000)));
    clock.hour = 5;
    await library.annotate([raw('20000', textOf(5))]);
    expect(await library.deleteSeen(at(1))).toBe(19);
    expect(await reader.summary()).toMatchObject({ seen: 2, captured: 1 });
    expect(await library.deleteSeen(null)).toBe(1);
    expect(await library.remove(['10000', '99999'])).toBe(1);
    expect(await reader.summary()).toEqual({
      seen: 0,
      captured: 0,
      groups: 0,
      copies: 0,
      codes: 0,
      campaigns: 0,
    });
  });
});

test('a private window gets annotations and stores nothing', async () => {
  const { library, reader, name, again } = fresh();
  await library.save(raw('10001', textOf(1)));
  const before = await raw_(name, (db) =>
    Promise.all([...db.objectStoreNames].map((table) => db.getAll(table))),
  );
  const told = await again().annotate(
    [raw('10001', textOf(1)), raw('10002', textOf(1)), raw('10003', textOf(3))],
    false,
  );
  expect(told.map(({ saved, copy }) => [saved, copy?.other.id ?? null])).toEqual([
    [true, null],
    [false, '10001'],
    [false, null],
  ]);
  const after = await raw_(name, (db) =>
    Promise.all([...db.objectStoreNames].map((table) => db.getAll(table))),
  );
  expect(after).toEqual(before);
  expect(await reader.summary()).toMatchObject({ seen: 1 });
});

describe('the copy index on disk', () => {
  test('a checkpoint is written, and later posts still find earlier ones', async () => {
    const { library, again, name } = fresh();
    for (let n = 0; n < 2_100; n += 20) {
      await library.annotate(ids(100_000 + n, 20).map((id) => raw(id, textOf(Number(id)))));
    }
    const keys = () => raw_(name, (db) => db.getAllKeys('copyIndex'));
    await expect
      .poll(async () => (await keys()).filter((key) => key.startsWith('part:')).length)
      .toBeGreaterThan(1);
    expect((await keys()).filter((key) => key.startsWith('log:')).length).toBeLessThan(10);
    const later = again();
    await later.annotate([raw('300001', textOf(3))]);
    const found = await later.annotate(
      ['100001', '102099', '300001'].map((id, i) =>
        raw(`40000${i}`, textOf(id === '300001' ? 3 : Number(id))),
      ),
    );
    expect(found.map(({ copy }) => copy?.other.id)).toEqual(['100001', '102099', '300001']);
  }, 60_000);

  test.each<[string, (name: string) => Promise<unknown>]>([
    ['gone', (name) => raw_(name, (db) => db.clear('copyIndex'))],
    [
      'of another version',
      (name) =>
        raw_(name, async (db) => {
          const head = (await db.get('copyIndex', 'head')) as { version: number };
          await db.put('copyIndex', { ...head, version: -1 }, 'head');
        }),
    ],
    [
      'missing a piece',
      (name) => raw_(name, async (db) => db.delete('copyIndex', IDBKeyRange.bound('log:', 'log:\uffff'))),
    ],
  ])(
    '%s: it is made anew beside the work, with its progress told, and nothing waits for it',
    async (_, damage) => {
      const { library, again, name } = fresh();
      for (let n = 0; n < 240; n += 20) {
        await library.annotate(ids(10_000 + n, 20).map((id) => raw(id, textOf(Number(id)))));
      }
      await library.close();
      await damage(name);
      const states: [string, number | null][] = [];
      const later = again({ onHealth: ({ state, progress }) => states.push([state, progress]) });
      expect((await later.save(raw('50001', textOf(7)))).saved).toBe(true);
      await expect.poll(async () => (await later.health()).state).toBe('ok');
      expect(
        states.some(([state, progress]) => state === 'rebuilding' && progress !== null && progress < 1),
      ).toBe(true);
      expect(states.at(-1)).toEqual(['ok', null]);
      const found = await later.annotate([raw('60001', textOf(10_000)), raw('60002', textOf(10_239))]);
      expect(found.map(({ copy }) => copy?.other.id)).toEqual(['10000', '10239']);
    },
  );

  test('a change by another context (an import) is noticed', async () => {
    const { library, again } = fresh();
    await library.annotate([raw('10001', textOf(1))]);
    await again().annotate([raw('10002', textOf(2))]);
    const [copy] = await library.annotate([raw('10003', textOf(2))]);
    expect(copy?.copy?.other.id).toBe('10002');
  });

  test('a copy whose original was deleted is found by the next copy', async () => {
    const { library } = fresh();
    await library.annotate(ids(10_001, 3).map((id) => raw(id, textOf(1))));
    await library.remove(['10001']);
    const [copy] = await library.annotate([raw('10009', textOf(1))]);
    expect(copy?.copy).toMatchObject({ size: 3 });
  });
});

describe('a post without an id', () => {
  test('merges with the real post of the same text, in both orders', async () => {
    const { library, reader } = fresh();
    const note = { ...raw(null, textOf(1)), author: { name: 'Ann', handle: null } };
    await library.importPosts({
      posts: [
        {
          ...toStoredPost(toPost(note), at(0)),
          note: 'from a dump',
        },
      ],
      verdicts: [],
      corrections: [],
      seenAt: at(0),
    });
    expect((await reader.summary()).seen).toBe(1);
    await library.annotate([raw('10001', textOf(1))]);
    expect((await reader.posts(['10001']))[0]).toMatchObject({
      note: 'from a dump',
      author: { handle: 'ann' },
    });
    expect((await reader.summary()).seen).toBe(1);
    const [other] = await library.annotate([
      raw('10002', textOf(1), { author: { name: 'Bob', handle: 'bob' } }),
    ]);
    expect(other?.copy).toMatchObject({ size: 2, sameAuthor: false });
  });
});

test('deleting all seen posts keeps captures with notes, copies and aggregates; repeating it changes nothing', async () => {
  const { library, reader, again } = fresh();
  await library.annotate(ids(10_000, 20).map((id) => raw(id, `${textOf(Number(id) % 5)} $ABC`)));
  await library.save(raw('10000', `${textOf(0)} $ABC`));
  await library.save(raw('10005', `${textOf(0)} $ABC`));
  await library.save(raw('10001', `${textOf(1)} $ABC`));
  await library.setNote('10000', 'mine', ['t']);
  const [deleted, same] = await Promise.all([library.deleteSeen(null), library.deleteSeen(null)]);
  expect([deleted, same]).toEqual([17, 17]);
  expect(await reader.summary()).toMatchObject({ seen: 3, captured: 3, groups: 1, copies: 1, codes: 1 });
  expect((await reader.posts(['10000']))[0]).toMatchObject({ note: 'mine', tags: ['t'] });
  expect(await reader.ticker('ABC')).toMatchObject({ posts: 3 });
  const [copy] = await again().annotate([raw('20000', textOf(1))]);
  expect(copy?.copy?.other.id).toBe('10001');
});

test('after many deletions the index frees memory, and the remaining posts are found', async () => {
  const { library, name } = fresh();
  // Long texts, so that two hundred of them fill the first part of the index.
  const long = (n: number) =>
    Array.from({ length: 3_000 }, (_, i) => `w${((n * 7919 + i * 104_729) % 999_983).toString(36)}`).join(
      ' ',
    );
  for (let batch = 0; batch < 9; batch++) {
    await library.annotate(ids(10_000 + batch * 20, 20).map((id) => raw(id, long(Number(id)))));
  }
  const indexed = () =>
    raw_(name, async (db) => {
      const tx = db.transaction(['copyIndex', 'verdicts']);
      const copyIndex = await StoredSourceForest.load(
        tx as never,
        await StoredSourceForest.head(tx as never),
        60,
      );
      return { size: copyIndex.size, toReindex: copyIndex.idsToReindex(100).length };
    });
  await library.remove(ids(10_000, 120));
  await library.idle();
  expect(await indexed()).toEqual({ size: 60, toReindex: 0 });
  const [copy] = await library.annotate([raw('20000', long(10_125))]);
  expect(copy?.copy?.other.id).toBe('10125');
});
