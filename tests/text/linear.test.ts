import { describe, expect, test } from 'vitest';
import { cleanText } from '../../lib/text/clean.ts';
import { guessLang } from '../../lib/text/lang.ts';
import { toPost } from '../../lib/text/post.ts';
import { understand } from '../../lib/text/tickers.ts';
import { adversaries } from '../bench/adversarial.ts';
import { rawPost } from './raw.ts';

/** Four times the text may take four times as long; a square would take sixteen. Loose: machines are busy. */
const MOST_GROWTH = 11;
/** Below this, in ms, a time says nothing about growth. */
const NOISE = 40;

describe('hostile texts of 100,000 characters take linear time', () => {
  test.each(adversaries)('$name', ({ text, marks }) => {
    const time = (size: number) => {
      const words = text(size);
      const marked = marks?.(size) ?? [];
      let best = Number.POSITIVE_INFINITY;
      for (let round = 0; round < 3; round++) {
        const start = performance.now();
        cleanText(words, marked);
        understand(null, { text: words, marks: marked, widgets: [], cut: false }, [], new Set());
        guessLang(words);
        best = Math.min(best, performance.now() - start);
      }
      return best;
    };
    const small = time(25_000);
    expect(time(100_000)).toBeLessThan(Math.max(NOISE, small * MOST_GROWTH));
  });
});

test('a hostile post is understood within a second', () => {
  for (const { text, marks } of adversaries) {
    const raw = rawPost(text(1_000_000), { marks: marks?.(20_000) ?? [] });
    const start = performance.now();
    toPost(raw);
    expect(performance.now() - start).toBeLessThan(1000);
  }
});
