import { BIT, wordWeight } from '../fingerprint/common-words.ts';
import { hash32, hashChain } from '../fingerprint/hash.ts';
import type { TextFeatures } from '../fingerprint/text-features.ts';

/**
 * The keys a text is found by: a pure function of the text, so that two posts share the same keys in every library.
 *
 * A key is the hash of a run of two or three words that weigh at least eleven bits together. Some of all runs are chosen
 * by hash value (bottom-k and FracMinHash: Broder 1997, Brown & Irber 2016), so that two texts choose the same of the
 * runs they share, and the smallest of every window (winnowing: Schleimer, Wilkerson & Aiken 2003), so that every shared
 * passage a little longer than a window has a key.
 * Rare numbers are keys of their own: a reworded or translated trade call shares nothing else. All keys are even.
 */
export interface IndexKeys {
  /** Distinct; the keys of word runs first. */
  keys: Uint32Array;
  /** How many of them are word runs. */
  runs: number;
}

/** Least weight of a run of words, and its maximum length in words. */
const MIN_WEIGHT = 11 * BIT;
const MAX_RUN = 3;
/** At least so many runs are keys (all, when there are fewer), and this share of all hash values. */
const MIN_KEYS = 20;
const SHARE = 0.08;
/** Of so many neighboring runs one is a key. */
const WINDOW = 16;
/** Maximum number of keys of rare numbers. */
const MAX_FIGURES = 12;
/** Maximum number of keys of a text. */
const MAX_KEYS = 4096;
/** Numbers up to which sorting by insertion is quickest. */
const FEW = 64;
const RUN_SEED = 0x2f0b4a1d | 0;
const FIGURE_SEED = 0x3c6ef372;

/** Scratch for one text at a time. */
let runs = new Uint32Array(2048);
let sorted = new Uint32Array(2048);

/** The keys of a text. Linear in the text, but for sorting the chosen. */
export function indexKeys({ words, figures }: Pick<TextFeatures, 'words' | 'figures'>): IndexKeys {
  if (runs.length < words.length) {
    runs = new Uint32Array(2 * words.length);
    sorted = new Uint32Array(2 * words.length + MAX_FIGURES);
  }
  const size = readRuns(words);
  let all = sortDistinct(size, Math.max(SHARE, (1.5 * MIN_KEYS) / size));
  if (all < MIN_KEYS) all = sortDistinct(size, 1);
  let chosen = Math.min(MIN_KEYS, all);
  if (all > MIN_KEYS) {
    const last = Math.max(SHARE * 2 ** 32, sorted[MIN_KEYS - 1] as number);
    while (chosen < all && (sorted[chosen] as number) <= last) chosen++;
    chosen = addWindows(size, last, chosen);
  }
  chosen = Math.min(MAX_KEYS - MAX_FIGURES, chosen);
  const keys = sorted.slice(0, chosen + Math.min(MAX_FIGURES, figures.length));
  const total = addFigures(figures, keys, chosen);
  return { keys: total < keys.length ? keys.slice(0, total) : keys, runs: chosen };
}

/** Hash the runs of the text into `runs`; returns how many. */
function readRuns(words: Uint32Array): number {
  let size = 0;
  for (let i = 0; i + 1 < words.length; i++) {
    let hash = hashChain(RUN_SEED, words[i] as number);
    let weight = wordWeight(words[i] as number);
    const end = Math.min(words.length, i + MAX_RUN);
    for (let j = i + 1; j < end; j++) {
      hash = hashChain(hash, words[j] as number);
      weight += wordWeight(words[j] as number);
      if (weight >= MIN_WEIGHT) break;
    }
    // The end of the text cuts a run of common words short.
    if (weight >= MIN_WEIGHT || end === i + MAX_RUN || size === 0) runs[size++] = (hash32(hash) & ~1) >>> 0;
  }
  return size;
}

/** Append the smallest runs of windows, when above `last`, to the sorted ones; returns the new number. */
function addWindows(size: number, last: number, from: number): number {
  let chosen = from;
  let at = -1;
  for (let end = WINDOW - 1; end < size; end++) {
    const start = end - WINDOW + 1;
    if (at >= start) {
      if ((runs[end] as number) > (runs[at] as number)) continue;
      at = end;
    } else {
      at = start;
      for (let i = start + 1; i <= end; i++) if ((runs[i] as number) <= (runs[at] as number)) at = i;
    }
    const key = runs[at] as number;
    if (key <= last) continue;
    let i = from;
    while (i < chosen && sorted[i] !== key) i++;
    if (i === chosen) sorted[chosen++] = key;
  }
  return chosen;
}

/** Append the keys of the numbers with the smallest hashes, each once; returns the number of all keys. */
function addFigures(figures: readonly number[], keys: Uint32Array, from: number): number {
  if (figures.length === 0) return from;
  const hashes = figures.map((figure) => (hash32(figure ^ FIGURE_SEED) & ~1) >>> 0).sort((a, b) => a - b);
  let size = from;
  for (const hash of hashes) {
    if (size === keys.length) break;
    if (size === from || keys[size - 1] !== hash) keys[size++] = hash;
  }
  return size;
}

/** Write the runs that lie below a share of all hashes into `sorted`, ascending, each once; returns how many. */
function sortDistinct(size: number, share: number): number {
  const limit = share * 2 ** 32;
  let count = 0;
  for (let i = 0; i < size; i++) if ((runs[i] as number) <= limit) sorted[count++] = runs[i] as number;
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
