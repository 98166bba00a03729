import fc from 'fast-check';
import { expect, test } from 'vitest';
import { classify } from '../../lib/copies/compare/classify.ts';
import { packFeatures, unpackFeatures } from '../../lib/copies/fingerprint/packed-features.ts';
import { extractFeatures } from '../../lib/copies/fingerprint/text-features.ts';
import { InMemoryCopies } from '../../lib/copies/in-memory-copies.ts';
import { LIMITS, type Limits } from '../../lib/copies/limits.ts';
import { type Match, OrderedCopies } from '../../lib/copies/ordered-copies.ts';
import { postKeys } from '../../lib/copies/post-keys.ts';
import { postLines } from '../bench/posts-file.ts';
import { Random } from '../bench/random.ts';

interface Given {
  id: string;
  text: string;
  title?: string | null;
  postedAt: string;
}

/** Pairs of ids that are no copies. */
type Rejected = readonly (readonly [string, string])[];

/** Members are in the order in which posts were added. */
const sorted = (members: Map<string, string[]>) =>
  new Map([...members].map(([root, ids]) => [root, ids.toSorted()]));

/** The source of each post, found in order. */
function inOrder(posts: readonly Given[], rejected: Rejected, limits: Limits) {
  const copies = new OrderedCopies(
    posts.map(({ id }) => id),
    { limits },
  );
  for (const [a, b] of rejected) copies.setVerdict(a, b, false);
  const features = posts.map(({ text, title }) => extractFeatures(text, title));
  const candidates = features.map((one) => copies.add(postKeys(one)));
  for (const [rank, one] of features.entries()) {
    const matches = (candidates[rank] as number[]).flatMap((other): Match[] => {
      const verdict = classify(one, features[other] as typeof one);
      return verdict ? [{ rank: other, verdict }] : [];
    });
    copies.decide(rank, matches);
  }
  return { sources: posts.map(({ id }) => copies.sourceOf(id)), members: sorted(copies.members()) };
}

/** The same in memory, the posts added in another order. */
function inMemory(posts: readonly Given[], rejected: Rejected, limits: Limits, random: Random) {
  const copies = new InMemoryCopies(limits);
  for (const [a, b] of rejected) copies.setVerdict(a, b, false);
  const rest = [...posts];
  while (rest.length > 0) copies.add(rest.splice(random.int(rest.length), 1)[0] as Given);
  const members = sorted(copies.members());
  return { sources: posts.map(({ id }) => copies.sourceOf(id)), members };
}

/** Posts in order, with floods of a text: equal, with other numbers, and with more words. */
function posts(count: number, seed: number): Given[] {
  const random = new Random(seed);
  const given = [...postLines(count, seed)].map((line) => JSON.parse(line) as Given);
  for (let i = 0; i < count; i++) {
    const { text } = given[random.int(20)] as Given;
    const changed = [text, `${text} ${i}`, `${text}\n${'Again, for the '.repeat(1 + random.int(6))} ${i}`];
    const postedAt = new Date(Date.parse('2026-01-01') + 1000 * random.int(2 * count)).toISOString();
    given.push({
      id: `f${i}`,
      text: random.pick(changed),
      postedAt,
      title: i % 5 === 0 ? 'Read this' : null,
    });
  }
  return given.sort((a, b) =>
    a.postedAt === b.postedAt ? (a.id < b.id ? -1 : 1) : a.postedAt < b.postedAt ? -1 : 1,
  );
}

const FEW: Limits = { ...LIMITS, head: 2, candidates: 3 };

test.each([
  [1, LIMITS],
  [2, LIMITS],
  [3, FEW],
  [4, { ...FEW, head: 1 }],
])('sources and groups are those of texts in memory that come in any order, seed %i', (seed, limits) => {
  const given = posts(150, seed);
  const random = new Random(seed);
  expect(inOrder(given, [], limits)).toEqual(inMemory(given, [], limits, random));
});

test.each([5, 6, 7, 8])('the same when the user rejected pairs, seed %i', (seed) => {
  const given = posts(60, seed);
  const random = new Random(seed);
  const { sources } = inOrder(given, [], LIMITS);
  const rejected = given.flatMap(({ id }, i): [string, string][] => {
    const source = sources[i];
    return source && random.chance(0.3) ? [[id, source.id]] : [];
  });
  for (let i = 0; i < 10; i++) rejected.push([random.pick(given).id, random.pick(given).id]);
  const found = inOrder(given, rejected, LIMITS);
  expect(found).toEqual(inMemory(given, rejected, LIMITS, random));
  expect(found.sources).not.toEqual(sources);
});

test('features packed as numbers are the same', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 200 }),
    fc.constantFrom('', 'BTC 41.5 $ETH “a quoted word” @who', '比特币 涨了 12,345.67 %\nline two #tag here'),
  );
  fc.assert(
    fc.property(texts, fc.option(texts), (text, title) => {
      const features = extractFeatures(text, title);
      expect(unpackFeatures(packFeatures(features))).toEqual(features);
    }),
  );
});
