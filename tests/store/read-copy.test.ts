// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { at, fresh, raw } from './helpers.ts';

const NEWS =
  'Northwind miners sold nine thousand coins on Tuesday and the price barely moved at all, says Ledgerwatch.';
const post = (id: string, text: string, hour: number) =>
  raw(id, text, { postedAt: at(hour), postedAtSource: 'id', author: { name: id, handle: `a${id}` } });

test('the library says of a post what its strip says', async () => {
  const { library, reader } = fresh();
  const posts = [
    post('20001', NEWS, 1),
    post('20002', `${NEWS} Follow for more $BTC`, 2),
    post('20003', NEWS, 3),
    post('20004', NEWS, 4),
    post('20005', 'A post about bread and butter, which nobody else has written in these words before.', 5),
  ];
  await library.annotate(posts);
  const annotations = await library.annotate(posts);
  const said = await Promise.all(posts.map(({ id }) => reader.copyOf(id as string)));
  expect(said).toEqual(annotations.map(({ copy }) => copy));
  expect(said.map((copy) => copy?.rank)).toEqual(['first', 'copy', 'copy', 'copy', undefined]);
});

test('a match that the setting hides is not told, nor is one of an unknown post', async () => {
  const { library, reader } = fresh();
  await library.setSettings({ strictness: 'strict' });
  await library.annotate([post('20001', NEWS, 1), post('20002', `${NEWS} Follow for more $BTC`, 2)]);
  expect(await reader.copyOf('20002')).toBeNull();
  expect(await reader.copyOf('1')).toBeNull();
});
