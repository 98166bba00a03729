import type { Counts } from './counts.ts';
import { pair } from './hash.ts';
import type { Sketch } from './sketch.ts';

/** Share of a text's word pairs that are indexed, and how many of any text at least. */
const RATE = 0.15;
const FLOOR = 20;
/** Of so many neighbouring pairs one is indexed: no shared passage a little longer goes unseen. */
const WINDOW = 12;
/** A text with a smaller share of usable pairs is made of phrases; words that stand so far apart help out. */
const MIN_USABLE = 0.6;
const APART = 9;
/** No text, however long, takes more of the index than this. */
export const MAX_KEYS = 4096;

/** The word pairs that stand for a text in the index. */
export interface Sample {
  /** Distinct. */
  keys: Uint32Array;
  /** All pairs below this share of the hashes are in it, in 255ths. */
  rate: number;
  /** Pairs left out since too many posts hold them; older posts may be indexed by them still. */
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
export function sample({ pairs, words }: Sketch, counts: Counts): Sample {
  if (usable.length < 2 * pairs.length) {
    usable = new Uint32Array(4 * pairs.length);
    sorted = new Uint32Array(4 * pairs.length);
  }
  let size = 0;
  for (let i = 0; i < pairs.length; i++) {
    if (!counts.isStop(pairs[i] as number)) usable[size++] = pairs[i] as number;
  }
  const common = size < pairs.length ? commonest(pairs, counts) : [];
  if (size < FLOOR && size < pairs.length * MIN_USABLE) size = addWide(words, counts, size);

  sorted.set(usable.subarray(0, size));
  const all = distinct(sorted.subarray(0, size));
  if (all <= FLOOR) return { keys: sorted.slice(0, all), rate: 255, common };

  const last = Math.max(RATE * 2 ** 32, sorted[FLOOR - 1] as number);
  let chosen = 0;
  while (chosen < all && (sorted[chosen] as number) <= last) chosen++;
  chosen = addWindows(size, last, chosen);
  const keys = sorted.slice(0, Math.min(MAX_KEYS, chosen));
  return { keys, rate: Math.ceil((last / 2 ** 32) * 255), common };
}

/**
 * A text made of phrases that all others use too is known by how it puts them together: words that stand apart
 * take the place of the common pairs.
 */
function addWide(words: Uint32Array, counts: Counts, from: number): number {
  let size = from;
  for (let i = APART; i < words.length; i++) {
    const key = pair(words[i - APART] as number, (words[i] as number) ^ 0x77777777);
    if (!counts.isStop(key)) usable[size++] = key;
  }
  return size;
}

/** Of the pairs that would have been chosen before any was too common, those that are so by now. */
function commonest(pairs: Uint32Array, counts: Counts): number[] {
  sorted.set(pairs);
  const all = distinct(sorted.subarray(0, pairs.length));
  const common: number[] = [];
  for (let i = 0; i < Math.min(FLOOR, all); i++) {
    if (counts.isStop(sorted[i] as number)) common.push(sorted[i] as number);
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
    if (key > last && !sorted.subarray(from, chosen).includes(key)) sorted[chosen++] = key;
  }
  return chosen;
}

/** Sort and make distinct, in place; gives how many there are. */
function distinct(keys: Uint32Array): number {
  keys.sort();
  let size = 0;
  for (let i = 0; i < keys.length; i++) {
    if (size === 0 || keys[size - 1] !== keys[i]) keys[size++] = keys[i] as number;
  }
  return size;
}
