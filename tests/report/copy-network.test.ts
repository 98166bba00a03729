import { expect, test } from 'vitest';
import { layOut } from '../../components/library/network/network-layout.ts';
import { copyNetwork } from '../../lib/report/copy-network.ts';
import type { StoryGroup } from '../../lib/report/group-story.ts';
import { posts } from './documents.ts';

/** Accounts and the texts they share, and their places in the picture. */
const group = (
  id: string,
  authors: (string | null)[],
  from = 0,
): { group: StoryGroup; posts: ReturnType<typeof posts> } => {
  const stored = posts(authors.map((author, i) => `text ${id} ${author} ${i}`)).map((post, i) => ({
    ...post,
    id: String(from + 500_000 + i),
    author: { name: authors[i] ?? null, handle: authors[i] ?? null },
  }));
  const members = stored.map((post, i) => ({
    id: post.id,
    kind: 'near' as const,
    score: 1,
    source: i === 0 ? null : (stored[0]?.id ?? null),
  }));
  return { group: { id, kind: 'near', first: stored[0]?.id ?? null, members }, posts: stored };
};

test('accounts with the number of their texts, posts, and of texts they posted first', () => {
  const { accounts, texts, links } = copyNetwork(
    [group('g1', ['Ann', 'Ben', 'ann']), group('g2', ['Ben', 'Ann'], 10)],
    10,
  );
  expect(accounts.map(({ key, texts: count, posts: own, first }) => [key, count, own, first])).toEqual([
    ['@ann', 2, 3, 1],
    ['@ben', 2, 2, 1],
  ]);
  expect(texts.map(({ id, accounts: count }) => [id, count])).toEqual([
    ['g1', 2],
    ['g2', 2],
  ]);
  expect(links).toContainEqual({ account: '@ann', text: 'g1', posts: 2, first: true });
});

test('texts of one account and posts of unknown authors are left out', () => {
  const network = copyNetwork([group('own', ['Ann', 'Ann']), group('unknown', ['Ben', null], 10)], 10);
  expect(network).toEqual({ accounts: [], texts: [], links: [] });
});

test('only the accounts with most texts are kept, with the texts they are linked to', () => {
  const groups = [
    group('g1', ['Ann', 'Ben']),
    group('g2', ['Ann', 'Ben'], 10),
    group('g3', ['Cid', 'Dan'], 20),
  ];
  const network = copyNetwork(groups, 2);
  expect(network.accounts.map(({ key }) => key)).toEqual(['@ann', '@ben']);
  expect(network.texts.map(({ id }) => id)).toEqual(['g1', 'g2']);
});

test('every node has a place inside the picture, the same each time', () => {
  const groups = Array.from({ length: 30 }, (_, i) =>
    group(`g${i}`, [`a${i % 7}`, `b${i}`, `c${i % 3}`], 10 * i),
  );
  const network = copyNetwork(groups, 60);
  const places = [...layOut(network, 760, 480).values()];
  expect(places.length).toBe(network.accounts.length + network.texts.length);
  for (const { x, y } of places) {
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x).toBeLessThanOrEqual(760);
    expect(y).toBeGreaterThanOrEqual(0);
    expect(y).toBeLessThanOrEqual(480);
  }
  expect([...layOut(network, 760, 480).values()]).toEqual(places);
});
