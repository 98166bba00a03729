import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { RawPost } from '../../lib/post.ts';
import { StoredSourceForest } from '../../lib/store/copy-index/stored-source-forest.ts';
import { Connection } from '../../lib/store/db/connection.ts';
import { parseExport, planImport, recordsWithBadHash } from '../../lib/store/import/read-export.ts';
import { at, fresh, importDocument, raw } from './helpers.ts';
import { A, B, bytes, exported, filled, NOW } from './populated-library.ts';

test('exporting an imported export gives the same document', async () => {
  const { name } = await filled();
  const text = await exported(name);
  const document = parseExport(bytes(text), NOW);
  expect(document.captures).toHaveLength(5);
  expect(document.copyGroups.map(({ members }) => members.map(({ id }) => id))).toEqual([
    ['10001', '10002', '10003'],
  ]);
  expect(document.verdicts).toHaveLength(1);
  expect(document.corrections).toMatchObject([
    { id: '10002', code: 'WIF', role: 'discussed', was: { role: 'unsupported' } },
  ]);

  const other = fresh();
  other.clock.hour = 48;
  expect(await planImport(new Connection(other.name), document, NOW)).toMatchObject({
    new: 5,
    same: 0,
    conflict: 0,
    changed: [],
  });
  expect(await importDocument(other.library, document)).toEqual({ new: 5, same: 0, newer: 0, conflict: 0 });
  expect(await exported(other.name)).toBe(text);
  expect(await other.reader.summary()).toMatchObject({ seen: 5, captured: 2, groups: 1, copies: 2 });
  expect(await importDocument(other.library, document)).toEqual({ new: 0, same: 5, newer: 0, conflict: 0 });
  expect(await exported(other.name)).toBe(text);
  // The user's words hold on: the verdict keeps the two apart, the correction can be taken back.
  const restored = await other.library.correctRole({ id: '10002', code: 'WIF', role: null });
  expect(restored?.tickers.find(({ code }) => code === 'WIF')?.role).toBe('unsupported');
});

const words = fc.constantFrom(
  A,
  B,
  `${A} ${B}`,
  'short',
  '\u0000\u200b\ud83d\ude00 $__proto__ #tag @who',
  'नमस्ते दुनिया',
);
const anyPost: fc.Arbitrary<RawPost> = fc
  .record({
    id: fc.integer({ min: 10_000, max: 10_020 }).map(String),
    text: fc.tuple(words, fc.string({ unit: 'binary', maxLength: 20 })).map(([one, two]) => `${one}${two}`),
    handle: fc.constantFrom('ann', 'bob', '__proto__'),
    title: fc.option(fc.string({ maxLength: 10 }), { nil: null }),
    hour: fc.option(fc.integer({ min: 0, max: 5 }), { nil: null }),
    saved: fc.boolean(),
  })
  .map(({ id, text, handle, title, hour }) => {
    const postedAt = hour === null ? null : at(hour);
    return raw(id, text, {
      title,
      author: { name: handle, handle },
      postedAt,
      postedAtSource: postedAt === null ? null : ('id' as const),
    });
  });

test('import(export(x)) = x for random posts', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(anyPost, fc.boolean()), { maxLength: 8 }), async (posts) => {
      const made = fresh();
      for (const [post, save] of posts)
        await (save ? made.library.save(post) : made.library.annotate([post]));
      await made.library.idle();
      const text = await exported(made.name);
      const document = parseExport(bytes(text), NOW);
      expect(await recordsWithBadHash(document)).toEqual([]);
      const other = fresh();
      await importDocument(other.library, document);
      await other.library.idle();
      expect(JSON.parse(await exported(other.name))).toEqual(JSON.parse(text));
    }),
    { numRuns: 60 },
  );
}, 60_000);

test('an import is all or nothing', async () => {
  const { name } = await filled();
  const document = parseExport(bytes(await exported(name)), NOW);
  const other = fresh();
  await other.library.save(raw('99999', 'what was there before and has to be there after'));
  const insert = StoredSourceForest.prototype.insert;
  let calls = 0;
  vi.spyOn(StoredSourceForest.prototype, 'insert').mockImplementation(function (
    this: StoredSourceForest,
    ...args
  ) {
    if (++calls === 4) throw new Error('pulled plug');
    return insert.apply(this, args);
  });
  await expect(importDocument(other.library, document)).rejects.toThrow('pulled plug');
  vi.restoreAllMocks();
  expect(await other.reader.summary()).toMatchObject({ seen: 1, captured: 1, groups: 0 });
  await importDocument(other.library, document);
  expect(await other.reader.summary()).toMatchObject({ seen: 6, captured: 3, groups: 1 });
});

test('an import merges and never clears', async () => {
  const { name } = await filled();
  const document = parseExport(bytes(await exported(name)), NOW);
  const other = fresh();
  await other.library.save(raw('10001', 'quite other words, which were seen here'));
  await other.library.setNote('10001', 'my own note', ['mine']);
  expect(await planImport(new Connection(other.name), document, NOW)).toMatchObject({ new: 4, conflict: 1 });
  await importDocument(other.library, document);
  const [post] = await other.reader.posts(['10001']);
  expect(post).toMatchObject({ text: `${A}\n$BTC $PEPE`, tags: ['mine', 'tag one', 'tag two'] });
  expect(post?.note).toBe('my own note\n\na note with "quotes", \\ and \n breaks');
  expect(post?.versions.map(({ text }) => text)).toEqual(['quite other words, which were seen here']);
});

test('a group that the texts do not confirm is ignored', async () => {
  const { name } = await filled();
  const document = parseExport(bytes(await exported(name)), NOW);
  const [group] = document.copyGroups;
  group?.members.push({ id: '10005', kind: 'exact', score: 1 });
  const other = fresh();
  await importDocument(other.library, document);
  expect((await other.reader.posts(['10005']))[0]?.group).toBeNull();
});

test('times of a clock ahead of ours become the present time, and the file is imported', async () => {
  const { name, library, clock } = await filled();
  clock.hour = 24 * 400;
  await library.save(raw('10006', 'kept while the clock of the computer was a year ahead of the world'));
  const text = await exported(name);
  const document = parseExport(bytes(text), NOW);
  const other = fresh();
  other.clock.hour = 48;
  const before = new Date().toISOString();
  // Nothing was deleted by age: a clock that jumps by a year says nothing of it.
  expect(await importDocument(other.library, document)).toMatchObject({ new: 6 });
  const after = new Date().toISOString();
  const [post] = await other.reader.posts(['10006']);
  for (const time of [post?.capturedAt, post?.firstSeenAt]) {
    expect(before <= (time ?? '')).toBe(true);
    expect((time ?? 'z') <= after).toBe(true);
  }
  expect(await importDocument(other.library, document)).toEqual({ new: 0, same: 6, newer: 0, conflict: 0 });
});
