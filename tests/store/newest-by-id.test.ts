import { expect, test, vi } from 'vitest';
import { fresh, raw } from './helpers.ts';

const ids = (from: number, count: number) => Array.from({ length: count }, (_, i) => String(from + 7 * i));

test('the newest posts are read without reading the others', async () => {
  const { library, reader } = fresh();
  const all = [...ids(330_020_877_000_000, 300), ...ids(33_002_087_700_000, 20)];
  await library.annotate(all.map((id) => raw(id, `Post number ${id} speaks of something else.`)));
  let read = 0;
  const { getAll } = IDBObjectStore.prototype;
  vi.spyOn(IDBObjectStore.prototype, 'getAll').mockImplementation(function (
    this: IDBObjectStore,
    ...request
  ) {
    const answer = getAll.apply(this, request);
    answer.addEventListener('success', () => {
      read += answer.result.length;
    });
    return answer;
  });
  const found = await reader.newestById(60);
  expect(found.map(({ id }) => id)).toEqual(all.slice(240, 300).reverse());
  vi.restoreAllMocks();
  expect(read).toBeGreaterThan(59);
  expect(read).toBeLessThan(70);
});

test('older ids, which are shorter, come after the newer ones', async () => {
  const { library, reader } = fresh();
  const [newer, older, counter] = [ids(330_020_877_000_000, 5), ids(99_002_087_700_000, 5), ids(900_000, 3)];
  await library.annotate(
    [...counter, ...older, ...newer].map((id) => raw(id, `Post number ${id}, other words.`)),
  );
  const found = await reader.newestById(11);
  expect(found.map(({ id }) => id)).toEqual([...newer.toReversed(), ...older.toReversed(), counter.at(-1)]);
});
