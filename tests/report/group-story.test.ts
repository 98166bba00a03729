import { describe, expect, test } from 'vitest';
import { groupStory, type StoryGroup } from '../../lib/report/group-story.ts';
import { lineage } from '../../lib/report/lineage.ts';
import { spread } from '../../lib/report/spread.ts';
import { posts } from './documents.ts';

const group = (sources: (string | null | undefined)[], first: string | null = '410000'): StoryGroup => ({
  id: 'g',
  kind: 'near',
  first,
  members: sources.map((source, i) => ({
    id: String(410_000 + i),
    kind: 'near',
    score: i === 0 ? 1 : 0.5 + i / 100,
    ...(source === undefined ? {} : { source }),
  })),
});

describe('the story of a group', () => {
  test('first, lags, sources and the figures', () => {
    const story = groupStory(
      group([null, '410000', '410001', '410001']),
      posts(['a', 'b', 'c', 'd']).reverse(),
    );
    expect(story.members.map(({ post, lag, source }) => [post.id, lag, source?.post.id ?? null])).toEqual([
      ['410000', 0, null],
      ['410001', 60_000, '410000'],
      ['410002', 120_000, '410001'],
      ['410003', 180_000, '410001'],
    ]);
    expect(story.half).toBe(60_000);
    expect(story.medianScore).toBeCloseTo(0.52);
    expect(story.authors).toBe(4);
  });

  test('a file of version 0.1 names no sources: all repeat the first', () => {
    const story = groupStory(group([undefined, undefined, undefined]), posts(['a', 'b', 'c']));
    expect(story.members.map(({ source }) => source?.post.id ?? null)).toEqual([null, '410000', '410000']);
  });

  test('without a first there is a root, but nobody is called first and no lag is known', () => {
    const story = groupStory(group([null, '410000'], null), posts(['a', 'b'], { postedAt: null }));
    expect(story.first).toBeNull();
    expect(story.span).toBeNull();
    expect(story.members.map(({ lag, isFirst }) => [lag, isFirst])).toEqual([
      [null, false],
      [null, false],
    ]);
  });

  test('members without a post are left out', () => {
    const story = groupStory(group([null, '410000', '410000']), posts(['a', 'b']));
    expect(story.members.length).toBe(2);
  });
});

describe('lineage', () => {
  test('each post below its source, siblings by time', () => {
    const story = groupStory(group([null, '410000', '410001', '410000']), posts(['a', 'b', 'c', 'd']));
    expect(lineage(story).map(({ member, level }) => [member.post.id, level])).toEqual([
      ['410000', 1],
      ['410001', 2],
      ['410002', 3],
      ['410003', 2],
    ]);
  });

  test('a circle in a file ends, and every post is there once', () => {
    const story = groupStory(group([null, '410002', '410001']), posts(['a', 'b', 'c']));
    expect(
      lineage(story)
        .map(({ member }) => member.post.id)
        .sort(),
    ).toEqual(['410000', '410001', '410002']);
  });

  test('a chain of 5,000 posts', () => {
    const chain = group(Array.from({ length: 5_000 }, (_, i) => (i === 0 ? null : String(410_000 + i - 1))));
    const story = groupStory(chain, posts(Array.from({ length: 5_000 }, () => 'x')));
    expect(lineage(story).at(-1)?.level).toBe(5_000);
  });
});

describe('the plot of the spread', () => {
  const BOX = { width: 800, height: 200, left: 40, right: 10, top: 10, bottom: 20, tickWidth: 80 };
  const HOUR = 3_600_000;

  test('counts up to the last post inside its box', () => {
    const plot = spread(
      [5, 0, 2, 0].map((hour, i) => ({ id: String(i), ms: hour * HOUR })),
      BOX,
    );
    expect(plot?.points.map(({ id, count }) => [id, count])).toEqual([
      ['1', 1],
      ['3', 2],
      ['2', 3],
      ['0', 4],
    ]);
    for (const { x, y } of plot?.points ?? []) {
      expect(x).toBeGreaterThanOrEqual(BOX.left);
      expect(x).toBeLessThanOrEqual(BOX.width - BOX.right);
      expect(y).toBeGreaterThanOrEqual(BOX.top);
      expect(y).toBeLessThanOrEqual(BOX.height - BOX.bottom);
    }
  });

  test.each([
    ['one second', 1_000],
    ['one hour', HOUR],
    ['a week', 7 * 24 * HOUR],
    ['ten years', 3_650 * 24 * HOUR],
  ])('%s: at most as many ticks as there is room for, on even moments', (_what, length) => {
    const plot = spread(
      [
        { id: 'a', ms: 1_000_123 },
        { id: 'b', ms: 1_000_123 + length },
      ],
      BOX,
    );
    expect(plot?.xTicks.length).toBeLessThanOrEqual(9);
    expect(plot?.xTicks.every(({ ms }) => ms % 1_000 === 0)).toBe(true);
    expect(plot?.yTicks.length).toBeLessThanOrEqual(6);
  });

  test('ticks of days fall on the midnight of the zone', () => {
    const zone = 2 * HOUR;
    const times = [0, 24 * 6].map((hour, i) => ({ id: String(i), ms: hour * HOUR + 5 }));
    for (const { ms } of spread(times, BOX, zone)?.xTicks ?? []) expect((ms + zone) % (24 * HOUR)).toBe(0);
  });

  test('no posts, no plot; one moment is a point', () => {
    expect(spread([], BOX)).toBeNull();
    expect(spread([{ id: 'a', ms: 5 }], BOX)?.points.length).toBe(1);
  });
});
