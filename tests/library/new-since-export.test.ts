import { expect, test } from 'vitest';
import { postsInScope } from '../../entrypoints/library/export/export-file.ts';
import { at, fresh, raw } from '../store/helpers.ts';

const textOf = (id: string) =>
  `Post ${id} counts ${'abcdefghij'.repeat(Number(id) % 7)} ships and writes their number down.`;
const { library, clock, reader } = fresh();

/** Ids in the scope "new since the last export" of hour `since`. */
async function newSince(since: number): Promise<string[]> {
  const ids: string[] = [];
  for await (const posts of postsInScope({ reader, scope: 'new', since: at(since) }))
    ids.push(...posts.map(({ id }) => id));
  return ids.sort();
}

test('what was saved, imported, edited or reworded since the last export is new, and nothing else', async () => {
  for (const id of ['10001', '10002', '10003', '10004']) await library.save(raw(id, textOf(id)));
  clock.hour = 2;
  expect(await newSince(1)).toEqual([]);

  await library.setNote('10001', 'a note', []);
  await library.setNote('10002', '', ['tag']);
  expect(await newSince(1)).toEqual(['10001', '10002']);

  clock.hour = 4;
  expect(await newSince(3)).toEqual([]);
  // Saved long before the last export, elsewhere.
  const [known] = await reader.posts(['10003']);
  const posts = ['20001', '20002'].map((id) => ({ ...known, id, text: textOf(id) })) as never;
  await library.importPosts({ posts, verdicts: [], corrections: [], seenAt: at(-5) });
  expect(await newSince(3)).toEqual(['20001', '20002']);

  clock.hour = 6;
  await library.annotate([raw('10003', `${textOf('10003')} And then it was written anew.`)]);
  // Seen again: counters and times of sighting are no news.
  await library.annotate([
    raw('10004', textOf('10004'), { counts: { comments: 3, quotes: 1, likes: 9, views: 100 } }),
  ]);
  await library.setSaved(['10001'], false);
  expect(await newSince(5)).toEqual(['10003']);

  clock.hour = 8;
  await library.setSaved(['10001'], true);
  expect(await newSince(7)).toEqual(['10001']);
  expect(await newSince(-1)).toEqual(['10001', '10002', '10003', '10004', '20001', '20002']);
});
