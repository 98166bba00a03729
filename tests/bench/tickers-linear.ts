/**
 * Processor time of the ticker rules on hostile texts of 25, 50 and 100 thousand characters: `tsx tests/bench/tickers-linear.ts`.
 * Linear is a ratio of about 4 from the first column to the last. `toPost` cuts at `MAX_TEXT`, so the parts are
 * measured without it.
 */

import { contentId } from '../../lib/text/content-id.ts';
import { detectLanguage } from '../../lib/text/detect-language.ts';
import { extractTickers } from '../../lib/text/roles/extract-tickers.ts';
import { cleanText } from '../../lib/text/tags/clean-text.ts';
import { adversaries } from './adversarial.ts';

const SIZES = [25_000, 50_000, 100_000];
const ROUNDS = 6;

/** Processor time in ms: what else runs on the machine does not count. */
function now(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

for (const { name, text, marks } of adversaries) {
  const times = SIZES.map((size) => {
    const words = text(size);
    const marked = marks?.(size) ?? [];
    let best = Number.POSITIVE_INFINITY;
    for (let round = 0; round < ROUNDS; round++) {
      const start = now();
      cleanText(words, marked);
      extractTickers(null, { text: words, marks: marked, widgets: [], cut: false }, [], new Set());
      detectLanguage(words);
      contentId(null, words);
      best = Math.min(best, now() - start);
    }
    return best;
  });
  const ratio = (times.at(-1) as number) / (times[0] as number);
  console.log(
    `${name.padEnd(24)} ${times.map((ms) => `${ms.toFixed(1)} ms`.padStart(11)).join('')}   ×${ratio.toFixed(1)}`,
  );
}
