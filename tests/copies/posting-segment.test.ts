import { expect, test } from 'vitest';
import { PostingSegment } from '../../lib/copies/index/posting-segment.ts';

test('a segment keeps the data of every post, however often its arrays grow', () => {
  const segment = new PostingSegment({ serial: 3 });
  const count = 3_000;
  for (let n = 0; n < count; n++) {
    segment.add(new TextEncoder().encode(`post-${n}`), n, [2 * n + 1, 2 * n + 2], n);
  }
  const { identities, times, runs } = segment.data;
  for (let n = 0; n < count; n++) {
    expect([identities[2 * n], identities[2 * n + 1], times[n], runs[n]]).toEqual([
      2 * n + 1,
      2 * n + 2,
      n,
      n,
    ]);
  }
});
