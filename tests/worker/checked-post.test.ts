import { describe, expect, test } from 'vitest';
import { checkedPost } from '../../lib/worker/checked-post.ts';
import { raw } from '../store/helpers.ts';

/** 330125452402193 / 4096 = 80,597,034,277 ms after 2023-11-13T16:00:00Z. */
const ID = '330125452402193';
const CREATED = '2026-06-03T12:03:54.277Z';

describe('the time of a post from a page', () => {
  test.each<[string, string | null, 'id' | 'label' | null, string | null, string | null]>([
    ['the one of the id', CREATED, 'id', CREATED, 'id'],
    ['years before, said to be from the id', '2018-01-01T00:00:00.000Z', 'id', CREATED, 'id'],
    ['years after, said to be from the id', '2031-01-01T00:00:00.000Z', 'id', CREATED, 'id'],
    ['a second off, said to be from the id', '2026-06-03T12:03:55.277Z', 'id', CREATED, 'id'],
    ['none', null, null, CREATED, 'id'],
    ['a displayed time years before the id was given', '2019-01-01T00:00:00.000Z', 'label', CREATED, 'id'],
    [
      'a displayed day in a zone behind',
      '2026-06-02T00:00:00.000Z',
      'label',
      '2026-06-02T00:00:00.000Z',
      'label',
    ],
    ['a draft published later', '2026-06-09T08:00:00.000Z', 'label', '2026-06-09T08:00:00.000Z', 'label'],
    ['a day that is none', '2026-99-99T25:61:00.000Z', 'label', CREATED, 'id'],
  ])('%s', (_what, postedAt, postedAtSource, at, from) => {
    const post = checkedPost(raw(ID, 'words', { postedAt, postedAtSource }));
    expect([post.postedAt, post.postedAtSource]).toEqual([at, from]);
  });

  test('an id without a time gives none', () => {
    const forged = raw('910124', 'words', { postedAt: '2018-01-01T00:00:00.000Z', postedAtSource: 'id' });
    expect(checkedPost(forged).postedAt).toBeNull();
    const shown = { ...forged, postedAtSource: 'label' as const };
    expect(checkedPost(shown).postedAt).toBe('2018-01-01T00:00:00.000Z');
  });
});
