import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { StoredPost } from '../../lib/post.ts';
import { importStatus, mergeImported } from '../../lib/store/merge/merge-import.ts';
import {
  compareSightings,
  isWorthWriting,
  mergeSighting,
  toStoredPost,
} from '../../lib/store/merge/merge-sighting.ts';
import { toPost } from '../../lib/text/to-post.ts';
import { at, raw } from './helpers.ts';

const post = (text: string, rest: Parameters<typeof raw>[2] = {}) => toPost(raw('10001', text, rest));
const stored = (text: string, rest: Parameters<typeof raw>[2] = {}) => toStoredPost(post(text, rest), at(0));

describe('the text of a post seen twice', () => {
  test.each<[string, string, boolean, string, boolean, string]>([
    ['the same', 'one two three', false, 'one two three', false, 'same'],
    ['other breaks and spaces', 'one two\nthree', false, 'one  two \n\n three', false, 'same'],
    ['invisible letters', 'one two', false, 'o\u200bne two', false, 'same'],
    ['only the beginning', 'one two three', false, 'one two', true, 'existing-is-longer'],
    ['only the beginning, with dots', 'one two three', false, 'one two…', true, 'existing-is-longer'],
    ['the whole of a beginning', 'one two...', true, 'one two three', false, 'incoming-is-longer'],
    ['an edit', 'one two three', false, 'one two four', false, 'changed'],
    ['a sentence cut off by its author', 'one two three', false, 'one two', false, 'changed'],
    ['a beginning of something else', 'one two three', false, 'five six', true, 'changed'],
  ])('%s', (_, kept, cut, met, cutToo, words) => {
    expect(compareSightings(post(kept, { excerpt: cut }), post(met, { excerpt: cutToo }))).toBe(words);
  });
});

describe('mergePost', () => {
  test("keeps the longer text, the user's data, the first sighting, and fields that the other card lacks", () => {
    const old: StoredPost = {
      ...stored('A long story about $BTC and what it does', {
        counts: { comments: 1, quotes: null, likes: 5, views: 10 },
        attached: [{ code: 'ETH', via: 'trade' }],
        labels: { pinned: true, factCheck: 'Partly True', sentiment: null },
      }),
      capturedAt: at(0),
      note: 'mine',
      tags: ['a'],
    };
    const merged = mergeSighting(
      old,
      post('A long story', {
        excerpt: true,
        counts: { comments: 2, quotes: null, likes: null, views: 20 },
        author: { name: null, handle: null },
      }),
      at(3),
    );
    expect(merged).toMatchObject({
      text: 'A long story about $BTC and what it does',
      excerpt: false,
      note: 'mine',
      tags: ['a'],
      capturedAt: at(0),
      firstSeenAt: at(0),
      lastSeenAt: at(3),
      author: { name: 'Ann', handle: 'ann' },
      counts: { comments: 2, quotes: null, likes: 5, views: 20 },
      labels: { pinned: false, factCheck: 'Partly True', sentiment: null },
      versions: [],
    });
    expect(merged.otherTickers.map(({ code }) => code)).toEqual(['ETH']);
  });

  test('a changed text becomes the current one and the old one a version; changing back adds no duplicate', () => {
    const first = stored('The old words of it');
    const second = mergeSighting(first, post('The new words of it'), at(1));
    expect(second.text).toBe('The new words of it');
    expect(second.versions).toEqual([{ title: null, text: 'The old words of it', seenAt: at(0) }]);
    const third = mergeSighting(second, post('The old words of it'), at(2));
    expect(third.versions.map(({ text }) => text)).toEqual(['The new words of it']);
    expect(mergeSighting(third, post('The new words of it'), at(3)).versions.map(({ text }) => text)).toEqual(
      ['The old words of it'],
    );
  });

  test('a time from the id is not replaced by one from a label', () => {
    const exact = stored('x', { postedAt: at(1), postedAtSource: 'id' });
    const merged = mergeSighting(exact, post('x', { postedAt: at(0), postedAtSource: 'label' }), at(2));
    expect([merged.postedAt, merged.postedAtSource]).toEqual([at(1), 'id']);
  });

  test('a sighting without changes is written only after ten minutes', () => {
    const old = stored('words', { counts: { comments: 1, quotes: 1, likes: 1, views: 1 } });
    const again = post('words', { counts: { comments: 9, quotes: 9, likes: 9, views: 9 } });
    expect(isWorthWriting(old, mergeSighting(old, again, at(0.1)))).toBe(false);
    expect(isWorthWriting(old, mergeSighting(old, again, at(0.2)))).toBe(true);
    expect(isWorthWriting(old, mergeSighting(old, post('other words'), at(0.1)))).toBe(true);
  });
});

const textOf = fc.constantFrom('alpha beta gamma delta', 'alpha beta', 'alpha beta epsilon', 'zeta');
const person: fc.Arbitrary<StoredPost> = fc
  .record({
    text: textOf,
    excerpt: fc.boolean(),
    note: fc.constantFrom('', 'first note', 'second note'),
    tags: fc.subarray(['a', 'b', 'c']),
    capturedAt: fc.option(fc.constantFrom(at(1), at(2)), { nil: null }),
    hour: fc.integer({ min: 0, max: 3 }),
    versions: fc.subarray(['old one', 'older one']),
  })
  .map(({ text, excerpt, hour, versions, ...rest }) => ({
    ...stored(text, { excerpt }),
    ...rest,
    firstSeenAt: at(hour),
    lastSeenAt: at(hour),
    versions: versions.map((old) => ({ title: null, text: old, seenAt: at(-1) })),
  }));

describe('reconcile', () => {
  const bare = ({ lastSeenAt: _, ...rest }: StoredPost) => rest;
  test('merging twice equals merging once', () => {
    fc.assert(
      fc.property(person, person, fc.constantFrom(at(-9), at(9)), (old, met, seenAt) => {
        const once = mergeImported(old, met, seenAt);
        expect(bare(mergeImported(once, met, seenAt))).toEqual(bare(once));
        expect(importStatus(once, met, seenAt)).toBe('same');
      }),
    );
  });

  test('loses no text, note, tag or capture', () => {
    fc.assert(
      fc.property(person, person, fc.constantFrom(at(-9), at(9)), (old, met, seenAt) => {
        const merged = mergeImported(old, met, seenAt);
        const texts = [merged.text, ...merged.versions.map(({ text }) => text)];
        const kept = (text: string) => texts.some((other) => other === text || other.startsWith(text));
        for (const text of [
          old.text,
          met.text,
          ...old.versions.map((v) => v.text),
          ...met.versions.map((v) => v.text),
        ])
          expect(kept(text)).toBe(true);
        expect(merged.note).toContain(old.note);
        expect(merged.note).toContain(met.note);
        expect(new Set(merged.tags)).toEqual(new Set([...old.tags, ...met.tags]));
        expect(merged.capturedAt === null).toBe(old.capturedAt === null && met.capturedAt === null);
      }),
    );
  });

  test('merging with itself changes nothing', () => {
    fc.assert(
      fc.property(person, (old) => {
        expect(importStatus(old, old, at(9))).toBe('same');
      }),
    );
  });
});
