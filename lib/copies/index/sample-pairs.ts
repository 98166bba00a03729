import { hashPair } from '../fingerprint/hash.ts';
import type { TextFeatures } from '../fingerprint/text-features.ts';
import type { TermStatistics } from './term-statistics.ts';

/** Share of a text's word pairs that are indexed, and how many of any text at least. */
const RATE = 0.15;
const MIN_KEYS = 20;
/** Of so many neighbouring pairs one is indexed: no shared passage a little longer goes unseen. */
const WINDOW = 12;
/** A text with a smaller share of usable pairs is made of phrases; words that stand so far apart help out. */
const MIN_USABLE = 0.6;
const SKIP_DISTANCE = 9;
/** Numbers up to which sorting by insertion is quickest. */
const FEW = 64;
/** No text, however long, takes more of the index than this. */
export const MAX_KEYS = 4096;

/** The word pairs that stand for a text in the index. */
export interface PairSample {
  /** Distinct. */
  keys: Uint32Array;
  /** All pairs below this share of the hashes are in it, in 255ths. */
  rate: number;
  /**
   * Pairs left out since too many posts hold them, of a text that has few others: older posts may be indexed by
   * them still.
   */
  common: number[];
}

/** Scratch, for one sample at a time. */
let usable = new Uint32Array(2048);
let sorted = new Uint32Array(2048);

/**
 * Choose by hash value, so that two texts choose the same of what they share: all pairs below a fixed value or
 * the FLOOR smallest (FracMinHash), and the smallest in each window (winnowing), for passages and previews.
 * Pairs that too many posts hold are left out.
 */
export function samplePairs({ bigrams: pairs, words }: TextFeatures, counts: TermStatistics): PairSample {
  if (usable.length < 2 * pairs.length) {
    usable = new Uint32Array(4 * pairs.length);
    sorted = new Uint32Array(4 * pairs.length);
  }
  let size = 0;
  for (let i = 0; i < pairs.length; i++) {
    if (!counts.isStopPair(pairs[i] as number)) usable[size++] = pairs[i] as number;
  }
  const common = size < MIN_KEYS && size < pairs.length ? droppedStopPairs(pairs, counts) : [];
  if (size < MIN_KEYS && size < pairs.length * MIN_USABLE) size = addSkipPairs(words, counts, size);

  // Only what is small enough to be chosen is sorted: half as much again as the floor, or the rate.
  let all = sortDistinctBelow(usable, size, Math.max(RATE, (1.5 * MIN_KEYS) / size));
  if (all <= MIN_KEYS) all = sortDistinctBelow(usable, size, 1);
  if (all <= MIN_KEYS) return { keys: sorted.slice(0, all), rate: 255, common };

  const last = Math.max(RATE * 2 ** 32, sorted[MIN_KEYS - 1] as number);
  let chosen = MIN_KEYS;
  while (chosen < all && (sorted[chosen] as number) <= last) chosen++;
  chosen = addWindows(size, last, chosen);
  const keys = sorted.slice(0, Math.min(MAX_KEYS, chosen));
  return { keys, rate: Math.ceil((last / 2 ** 32) * 255), common };
}

/**
 * A text made of phrases that all others use too is known by how it puts them together: words that stand apart
 * take the place of the common pairs.
 */
function addSkipPairs(words: Uint32Array, counts: TermStatistics, from: number): number {
  let size = from;
  for (let i = SKIP_DISTANCE; i < words.length; i++) {
    const key = hashPair(words[i - SKIP_DISTANCE] as number, (words[i] as number) ^ 0x77777777);
    if (!counts.isStopPair(key)) usable[size++] = key;
  }
  return size;
}

/** Of the pairs that would have been chosen before any was too common, those that are so by now. */
function droppedStopPairs(pairs: Uint32Array, counts: TermStatistics): number[] {
  const all = sortDistinctBelow(pairs, pairs.length, 1);
  const common: number[] = [];
  for (let i = 0; i < Math.min(MIN_KEYS, all); i++) {
    if (counts.isStopPair(sorted[i] as number)) common.push(sorted[i] as number);
  }
  return common;
}

/** Append the smallest pairs of windows, when above `last`, to the sorted ones; gives the new number. */
function addWindows(size: number, last: number, from: number): number {
  let chosen = from;
  let at = -1;
  for (let end = WINDOW - 1; end < size; end++) {
    const start = end - WINDOW + 1;
    if (at >= start) {
      if ((usable[end] as number) > (usable[at] as number)) continue;
      at = end;
    } else {
      at = start;
      for (let i = start + 1; i <= end; i++) if ((usable[i] as number) <= (usable[at] as number)) at = i;
    }
    const key = usable[at] as number;
    if (key <= last) continue;
    let i = from;
    while (i < chosen && sorted[i] !== key) i++;
    if (i === chosen) sorted[chosen++] = key;
  }
  return chosen;
}

/** Write the first `size` of `keys` that lie below a share of all hashes into `sorted`, each once; gives how many. */
function sortDistinctBelow(keys: Uint32Array, size: number, share: number): number {
  const limit = share * 2 ** 32;
  let count = 0;
  for (let i = 0; i < size; i++) if ((keys[i] as number) <= limit) sorted[count++] = keys[i] as number;
  if (count > FEW) sorted.subarray(0, count).sort();
  else insertionSort(count);
  let all = 0;
  for (let i = 0; i < count; i++) {
    if (all === 0 || sorted[all - 1] !== sorted[i]) sorted[all++] = sorted[i] as number;
  }
  return all;
}

/** For few numbers much faster than a call of the built-in sort. */
function insertionSort(count: number): void {
  for (let i = 1; i < count; i++) {
    const key = sorted[i] as number;
    let at = i;
    for (; at > 0 && (sorted[at - 1] as number) > key; at--) sorted[at] = sorted[at - 1] as number;
    sorted[at] = key;
  }
}
