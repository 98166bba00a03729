import { describe, expect, test } from 'vitest';
import { postDigest } from '../../entrypoints/square.content/posts/post-digest.ts';
import type { RawPost } from '../../lib/post.ts';

const raw = (change: Partial<RawPost> = {}): RawPost => ({
  id: '337900000000001',
  url: null,
  kind: 'post',
  surface: 'home',
  author: { name: 'Somebody', handle: 'somebody' },
  title: null,
  text: 'Eight hundred words on $BTC, or fewer. 比特币 🚀',
  excerpt: false,
  marks: [],
  attached: [],
  labels: { pinned: false, factCheck: null, sentiment: null },
  counts: { comments: null, quotes: null, likes: 5, views: null },
  postedAt: null,
  postedAtSource: null,
  timeLabel: null,
  ...change,
});

describe('a digest', () => {
  test('is equal for equal posts and ignores counters', () => {
    const own = postDigest(raw());
    expect(postDigest(raw())).toBe(own);
    // What was digested in between changes nothing.
    postDigest(raw({ text: 'a'.repeat(5_000) }));
    expect(postDigest(raw())).toBe(own);
    expect(
      postDigest(raw({ counts: { comments: 1, quotes: 1, likes: 6, views: 9 }, timeLabel: '2 h' })),
    ).toBe(own);
  });

  test('changes with any single character', () => {
    const { text } = raw();
    const all = new Set([postDigest(raw())]);
    for (let at = 0; at < text.length; at++)
      all.add(postDigest(raw({ text: `${text.slice(0, at)}x${text.slice(at + 1)}` })));
    expect(all.size).toBe(text.length + 1);
  });

  test.each<[string, Partial<RawPost>]>([
    ['a title', { title: 'A title' }],
    ['a name', { author: { name: 'Somebody else', handle: 'somebody' } }],
    ['a coin', { attached: [{ code: 'BTC', via: 'trade' }] }],
    ['a label', { labels: { pinned: true, factCheck: null, sentiment: null } }],
    ['the last character of the longest text', { text: '漢'.repeat(24_001) }],
  ])('changes with %s', (_, change) => {
    const before = change.text ? raw({ text: change.text.slice(0, -1) }) : raw();
    expect(postDigest(raw(change))).not.toBe(postDigest(before));
  });
});
