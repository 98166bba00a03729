import type { Counts } from './counts.ts';
import { pair } from './hash.ts';
import type { Sketch } from './sketch.ts';

/** Share of a text's word pairs that are indexed, and how many of any text at least. */
const RATE = 0.15;
const FLOOR = 20;
/** Of so many neighbouring pairs one is indexed: no shared passage a little longer goes unseen. */
const WINDOW = 12;
const APART = 9;
/** No text, however long, takes more of the index than this. */
const MOST = 4096;

/** The word pairs that stand for a text in the index. */
export interface Sample {
  /** Distinct, ascending. */
  keys: Uint32Array;
  /** All pairs below this share of the hashes are in it, in 255ths. */
  rate: number;
  /** Pairs left out since too many posts hold them; older posts may be indexed by them still. */
  common: Uint32Array;
}

/**
 * Choose by hash value, so that two texts choose the same of what they share: all pairs below a fixed value or
 * the FLOOR smallest (FracMinHash), and the smallest in each window (winnowing), for passages and previews.
 * Pairs that too many posts hold are left out.
 */
export function sample(text: Sketch, counts: Counts): Sample {
  const usable = usablePairs(text, counts);
  const all = distinct(usable.slice());
  const common = usable.length === text.pairs.length ? usable.slice(0, 0) : commonest(text, counts);
  if (all.length <= FLOOR) return { keys: all, rate: 255, common };

  const limit = RATE * 2 ** 32;
  const last = Math.max(limit, all[FLOOR - 1] as number);
  const chosen = usable.filter((key) => key <= last);
  const keys = distinct(Uint32Array.from([...chosen, ...windowed(usable)]));
  return { keys: keys.slice(0, MOST), rate: Math.ceil((last / 2 ** 32) * 255), common };
}

/**
 * A text made of phrases that all others use too is known by how it puts them together: words that stand nine
 * apart take the place of the common pairs.
 */
function usablePairs({ pairs, words }: Sketch, counts: Counts): Uint32Array {
  const usable = pairs.filter((key) => !counts.isStop(key));
  if (usable.length >= FLOOR || usable.length > pairs.length * 0.6) return usable;
  const wide: number[] = [];
  for (let i = APART; i < words.length; i++) {
    const key = pair(words[i - APART] as number, (words[i] as number) ^ 0x77777777);
    if (!counts.isStop(key)) wide.push(key);
  }
  return Uint32Array.from([...usable, ...wide]);
}

/** Of the pairs that would have been chosen before any was too common, those that are so by now. */
function commonest({ pairs }: Sketch, counts: Counts): Uint32Array {
  return distinct(pairs.slice())
    .subarray(0, FLOOR)
    .filter((key) => counts.isStop(key));
}

/** The smallest pair of each window (its last occurrence), once for each place. */
function windowed(pairs: Uint32Array): number[] {
  const chosen: number[] = [];
  let at = -1;
  for (let end = WINDOW - 1; end < pairs.length; end++) {
    const start = end - WINDOW + 1;
    if (at >= start) {
      if ((pairs[end] as number) > (pairs[at] as number)) continue;
      at = end;
    } else {
      at = start;
      for (let i = start + 1; i <= end; i++) if ((pairs[i] as number) <= (pairs[at] as number)) at = i;
    }
    chosen.push(pairs[at] as number);
  }
  return chosen;
}

/** Sort and make distinct, in place. */
function distinct(pairs: Uint32Array): Uint32Array {
  pairs.sort();
  let size = 0;
  for (let i = 0; i < pairs.length; i++) {
    if (size === 0 || pairs[size - 1] !== pairs[i]) pairs[size++] = pairs[i] as number;
  }
  return pairs.subarray(0, size);
}
