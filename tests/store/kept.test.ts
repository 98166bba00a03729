/** What stays whatever happens: the text that was saved, earlier names, and posts under a clock that jumps. */
import { openDB } from 'idb';
import { expect, test } from 'vitest';
import { lastExportAt } from '../../lib/pages/backup-reminder.ts';
import { at, fresh, raw } from './helpers.ts';

const ID = '10001';
const text = (n: number) =>
  `edition ${n} of a text that its author cannot leave alone, number ${'x'.repeat(n + 1)}`;

test.each(['on the page', 'in the library'])(
  'the text at the moment of a save %s survives any number of edits',
  async (where) => {
    const { library, reader, clock } = fresh();
    for (let n = 0; n < 60; n++) {
      clock.hour = n;
      if (n === 7 && where === 'on the page') await library.save(raw(ID, text(n)));
      else await library.annotate([raw(ID, text(n))]);
      if (n === 7 && where === 'in the library') await library.setSaved([ID], true);
    }
    const [post] = await reader.posts([ID]);
    expect(post?.text).toBe(text(59));
    expect(post?.versions).toHaveLength(20);
    expect(post?.versions[0]?.text).toBe(text(7));
  },
);

test('another name or handle of the author makes a version, a name that comes back makes no second one', async () => {
  const { library, reader, clock } = fresh();
  const names = ['Ann', 'Bob', 'Ann', 'Bob', 'ANN', 'bob'];
  for (const [hour, name] of names.entries()) {
    clock.hour = hour;
    await library.save(raw(ID, text(1), { author: { name, handle: name === 'Ann' ? 'ann' : 'bob' } }));
  }
  const [post] = await reader.posts([ID]);
  expect(post?.author.name).toBe('bob');
  const shown = post?.versions.map(({ author }) => author?.name);
  expect(shown).toContain('Ann');
  expect(shown).toContain('Bob');
  expect(shown?.length).toBeLessThan(5);
});

test('a clock that jumps two years ahead and back deletes nothing, and the times come right again', async () => {
  const { library, reader, clock } = fresh();
  const ids = Array.from({ length: 300 }, (_, n) => String(20_000 + n));
  const see = async () => {
    for (let i = 0; i < ids.length; i += 50) {
      await library.annotate(
        ids.slice(i, i + 50).map((id) => raw(id, `words of ${id} ${text(Number(id) % 90)}`)),
      );
    }
  };
  await see();
  clock.hour = 2 * 365 * 24;
  for (let n = 0; n < 11; n++) await library.annotate([raw('30000', text(n))]);
  await see();
  expect((await reader.summary()).seen).toBe(301);
  clock.hour = 5;
  await see();
  expect((await reader.summary()).seen).toBe(301);
  expect((await reader.posts(ids)).every(({ lastSeenAt }) => lastSeenAt === at(5))).toBe(true);
  clock.hour = -24 * 365 * 14;
  await library.annotate([raw('30001', text(3))]);
  clock.hour = 6;
  await library.annotate([raw('30002', text(4))]);
  expect((await reader.summary()).seen).toBe(303);
});

test('posts grow old all the same when the clock goes evenly', async () => {
  const { library, reader, clock } = fresh();
  await library.setSettings({ seenDays: 10 });
  await library.annotate([raw(ID, text(1))]);
  for (let day = 0; day < 40; day++) {
    clock.hour = day * 24;
    await library.annotate([raw('10002', text(2))]);
  }
  expect((await reader.posts([ID, '10002'])).map(({ id }) => id)).toEqual(['10002']);
});

test('an export that a clock wrote years ahead counts as unknown', () => {
  const storage = { getItem: () => at(24 * 365 * 3) } as unknown as Storage;
  expect(lastExportAt(storage, Date.parse(at(0)))).toBeNull();
  expect(lastExportAt(storage, Date.parse(at(24 * 365 * 3 + 1)))).toBe(at(24 * 365 * 3));
});

test('damaged records of the copy index are a reason to rebuild it', async () => {
  const { library, again, name } = fresh();
  const words =
    'the harbor master counts the boats twice each evening and writes the number on a slate by the door';
  await library.annotate([raw(ID, words)]);
  await library.close();
  const db = await openDB(name);
  const keys = await db.getAllKeys('copyIndex');
  for (const key of keys) if (key !== 'head') await db.put('copyIndex', { garbage: [null, 7] }, key);
  db.close();
  const later = again();
  const [annotation] = await later.annotate([raw('10002', words)]);
  expect(annotation?.id).toBe('10002');
  await expect.poll(async () => (await later.annotate([raw('10003', words)]))[0]?.copy?.size).toBe(3);
});

test('notes and tags are never stored beyond their limits', async () => {
  const { library, reader } = fresh();
  await library.save(raw(ID, text(1), { author: { name: 'n'.repeat(5_000), handle: '\ud800h' } }));
  await library.setNote(
    ID,
    'x'.repeat(50_000),
    Array.from({ length: 500 }, (_, n) => `${n}${'t'.repeat(200)}`),
  );
  const [post] = await reader.posts([ID]);
  expect(post?.note).toHaveLength(20_000);
  expect(post?.tags).toHaveLength(100);
  expect(Math.max(...(post?.tags.map((tag) => tag.length) ?? []))).toBe(64);
  expect(post?.author.name).toHaveLength(200);
  expect(post?.author.handle?.isWellFormed()).toBe(true);
});

test('two forms on one post: what each wrote is kept', async () => {
  const { library, reader } = fresh();
  await library.save(raw(ID, text(1)));
  const base = { note: '', tags: [] };
  await library.setNote(ID, 'from the first form', ['one'], base);
  await library.setNote(ID, '', ['two'], base);
  const [post] = await reader.posts([ID]);
  expect(post).toMatchObject({ note: 'from the first form', tags: ['one', 'two'] });
  await library.setNote(ID, 'from the second form', ['two'], { note: '', tags: ['two'] });
  expect((await reader.posts([ID]))[0]).toMatchObject({
    note: 'from the first form\n\nfrom the second form',
    tags: ['one', 'two'],
  });
  // An edit that began with what is stored replaces it.
  const now = (await reader.posts([ID]))[0] ?? base;
  await library.setNote(ID, 'short', [], now);
  expect((await reader.posts([ID]))[0]).toMatchObject({ note: 'short', tags: [] });
});
