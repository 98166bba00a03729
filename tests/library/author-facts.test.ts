import { expect, test } from 'vitest';
import { authorFacts } from '../../lib/author-facts.ts';
import type { GroupWithPosts } from '../../lib/list-rows.ts';
import { storedPost } from '../components/posts.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 5, 1, 0, minute)).toISOString();
const by = (name: string, id: string, minute: number) =>
  storedPost({ id, author: { name, handle: name }, postedAt: at(minute), group: 'g1' });
const posts = [
  by('zoe', '1', 0),
  by('ada', '2', 10),
  by('ada', '3', 20),
  by('bob', '4', 50),
  by('bob', '5', 21),
];
const sources: Record<string, string | null> = { 1: null, 2: '1', 3: '2', 4: '3', 5: '3' };
const group: GroupWithPosts = {
  group: {
    id: 'g1',
    kind: 'exact',
    first: '1',
    members: posts.map(({ id }) => ({ id, kind: 'exact', score: 1, source: sources[id] ?? null })),
  },
  posts,
  authors: 3,
};

test('what an author repeats, own repeats and who repeats them are told apart', () => {
  const own = posts.filter(({ author }) => author.name === 'ada');
  const facts = authorFacts('@ada', own, [group]);
  expect(facts.ownRepeats).toBe(1);
  expect(facts.repeats.map(({ key, posts: n, medianLag }) => [key, n, medianLag])).toEqual([
    ['@zoe', 1, 600_000],
  ]);
  expect(facts.repeatedBy.map(({ key, posts: n, medianLag }) => [key, n, medianLag])).toEqual([
    ['@bob', 2, 60_000],
  ]);
  expect([facts.firstAt, facts.lastAt]).toEqual([at(10), at(20)]);
});

test('an author without posts has no facts', () => {
  expect(authorFacts('@ada', [], [])).toEqual({
    ownRepeats: 0,
    repeats: [],
    repeatedBy: [],
    tickers: [],
    firstAt: null,
    lastAt: null,
  });
});
