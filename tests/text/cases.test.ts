import { describe, expect, test } from 'vitest';
import { cleanText } from '../../lib/text/tags/clean-text.ts';
import { findTags } from '../../lib/text/tags/find-tags.ts';
import { toPost } from '../../lib/text/to-post.ts';
import truth from '../truth/ticker-cases.json' with { type: 'json' };
import { rawPost } from './raw.ts';

interface Case {
  id: string;
  input: string;
  expected: string[];
  hashtags?: string[];
  mentions?: string[];
  hashtag_tickers?: string[];
  widgets?: (string | null)[];
  bare?: string[];
}

/** Cases decided otherwise, with the reason. */
const OTHERWISE: Record<string, string> = {
  D206: 'expects ETHEREUM, "alias to ETH downstream": the alias is applied here, so that the code is ETH everywhere',
};

describe('the 140 cashtag cases', () => {
  const cases = truth.cases as unknown as Case[];

  test('are all present, at most 3 decided differently', () => {
    expect(cases).toHaveLength(140);
    expect(Object.keys(OTHERWISE).length).toBeLessThanOrEqual(3);
  });

  test.each(cases.filter(({ id }) => !(id in OTHERWISE)))('$id $input', (row) => {
    const post = toPost(rawPost(row.input));
    expect(post.cashtags.map(({ code }) => code)).toEqual(row.expected);
    if (row.hashtags) expect(post.hashtags).toEqual(row.hashtags);
    if (row.mentions) expect(post.mentions).toEqual(row.mentions);
    if (row.widgets) expect(cleanText(row.input).widgets).toEqual(row.widgets);
    const others = (source: string) =>
      post.otherTickers.filter((ticker) => ticker.source === source).map(({ code }) => code);
    if (row.hashtag_tickers) expect(others('hashtag')).toEqual(row.hashtag_tickers);
    if (row.bare) {
      const bare = post.cashtags.filter(({ reason }) => reason.why === 'bare-code').map(({ code }) => code);
      expect([...bare, ...others('text')]).toEqual(row.bare);
    }
  });

  test('P009: offsets in UTF-16 units, sign included', () => {
    const { cashtags } = findTags('Example: $TEST $symbol test');
    expect(cashtags.map(({ start, end }) => [start, end])).toEqual([
      [9, 14],
      [15, 22],
    ]);
  });
});
