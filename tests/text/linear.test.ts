import { describe, expect, test } from 'vitest';
import { detectLanguage } from '../../lib/text/detect-language.ts';
import { extractTickers } from '../../lib/text/roles/extract-tickers.ts';
import { cleanText } from '../../lib/text/tags/clean-text.ts';
import { toPost } from '../../lib/text/to-post.ts';
import { type Adversary, adversaries } from '../bench/adversarial.ts';
import { processorTime } from '../setup/processor-time.ts';
import { rawPost } from './raw.ts';

/** Four times the text may take four times as long; a square would take sixteen. Loose: machines are busy. */
const MOST_GROWTH = 10;
/** Below this, in ms, a time says nothing about growth. */
const NOISE = 60;
const ATTEMPTS = 4;

function timeOf({ text, marks }: Adversary, size: number): number {
  const words = text(size);
  const marked = marks?.(size) ?? [];
  const start = processorTime();
  cleanText(words, marked);
  extractTickers(null, { text: words, marks: marked, widgets: [], cut: false }, [], new Set());
  detectLanguage(words);
  return processorTime() - start;
}

/** True when one attempt shows linear growth: a busy machine slows some attempts, a square all. */
function isLinear(adversary: Adversary): boolean {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const small = timeOf(adversary, 12_500);
    if (timeOf(adversary, 50_000) < Math.max(NOISE, small * MOST_GROWTH)) return true;
  }
  return false;
}

describe('hostile texts of 50,000 characters take linear time', () => {
  test.each(adversaries)('$name', (adversary) => expect(isLinear(adversary)).toBe(true));
});

test('a hostile post is parsed within a second', () => {
  for (const { text, marks } of adversaries) {
    const raw = rawPost(text(200_000), { marks: marks?.(20_000) ?? [] });
    const start = processorTime();
    toPost(raw);
    expect(processorTime() - start).toBeLessThan(1000);
  }
});
