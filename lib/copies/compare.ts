import type { Sketch } from './sketch.ts';

/** What a word tells, in bits. */
export type Bits = (word: number) => number;

/** What two texts share. "Shared" words stand in a pair of neighbours that both texts have. */
export interface Overlap {
  /** Information in the shared pairs, in bits. */
  bits: number;
  /** Shared bits of all bits. */
  jaccard: number;
  /** Shared words of the first, and of the second text, 0 to 1. */
  coverA: number;
  coverB: number;
  /** Words of the second text in shared runs of four words or more. */
  runWords: number;
  /** Words of the longest shared run. */
  longest: number;
}

/** No pair tells more than this, however rare its words. */
const MAX_PAIR_BITS = 20;
const MIN_RUN = 4;

/** Scratch: an open-addressing table of pairs, cleared by raising the stamp. */
let keys = new Uint32Array(1024);
let stamps = new Uint32Array(1024);
let sides = new Uint8Array(1024);
let weights = new Float32Array(1024);
let stamp = 0;

/** Measure what two texts share. Linear in both. */
export function overlap(a: Sketch, b: Sketch, bits: Bits): Overlap {
  reserve(a.pairs.length + b.pairs.length);
  let [onlyA, onlyB, shared] = [0, 0, 0];

  for (let i = 0; i < a.pairs.length; i++) {
    const at = seat(a.pairs[i] as number);
    if (stamps[at] === stamp) continue;
    onlyA += take(at, a, i, 1, bits);
  }

  let [wordsB, runWords, longest, run] = [0, 0, 0, 0];
  for (let i = 0; i < b.pairs.length; i++) {
    const at = seat(b.pairs[i] as number);
    if (stamps[at] !== stamp) onlyB += take(at, b, i, 2, bits);
    const side = sides[at] as number;
    if (side === 1) {
      sides[at] = 3;
      const weight = weights[at] as number;
      shared += weight;
      onlyA -= weight;
    }
    if (side === 2) {
      run = 0;
      continue;
    }
    run++;
    wordsB += run === 1 ? 2 : 1;
    if (run + 1 === MIN_RUN) runWords += MIN_RUN;
    else if (run + 1 > MIN_RUN) runWords++;
    if (run + 1 > longest) longest = run + 1;
  }

  let wordsA = 0;
  let joined = false;
  for (let i = 0; i < a.pairs.length; i++) {
    const hit = sides[seat(a.pairs[i] as number)] === 3;
    if (hit) wordsA += joined ? 1 : 2;
    joined = hit;
  }
  return {
    bits: shared,
    jaccard: shared / (onlyA + onlyB + shared || 1),
    coverA: wordsA / (a.words.length || 1),
    coverB: wordsB / (b.words.length || 1),
    runWords,
    longest,
  };
}

function reserve(pairs: number): void {
  let size = 1024;
  while (size < pairs * 2) size *= 2;
  // Give a giant's table back once a text of usual size comes.
  if (size > keys.length || (keys.length > 65_536 && size <= 1024)) {
    keys = new Uint32Array(size);
    stamps = new Uint32Array(size);
    sides = new Uint8Array(size);
    weights = new Float32Array(size);
    stamp = 0;
  }
  stamp++;
}

function seat(key: number): number {
  const mask = keys.length - 1;
  let at = (key ^ (key >>> 16)) & mask;
  while (stamps[at] === stamp && keys[at] !== key) at = (at + 1) & mask;
  return at;
}

function take(at: number, from: Sketch, index: number, side: number, bits: Bits): number {
  const weight = Math.min(
    MAX_PAIR_BITS,
    bits(from.words[index] as number) + bits(from.words[index + 1] as number),
  );
  keys[at] = from.pairs[index] as number;
  stamps[at] = stamp;
  sides[at] = side;
  weights[at] = weight;
  return weight;
}

/** Words in the exact alignment at most: beyond, pairs tell enough. */
const MAX_CELLS = 250_000;

/**
 * Share of both texts, by bits, that stands in the same order (longest common subsequence, Dice); `null` for
 * texts too long for it. Sees rewritten short texts of which few word pairs survive.
 */
export function inOrder(a: Sketch, b: Sketch, bits: Bits): number | null {
  const n = a.words.length;
  const m = b.words.length;
  if (n * m > MAX_CELLS || n === 0 || m === 0) return null;
  const weight = Array.from(a.words, bits);
  const row = new Float64Array(m + 1);
  for (let i = 0; i < n; i++) {
    let diagonal = 0;
    const word = a.words[i] as number;
    const gain = weight[i] as number;
    for (let j = 1; j <= m; j++) {
      const above = row[j] as number;
      if (b.words[j - 1] === word) row[j] = Math.max(above, diagonal + gain);
      else if ((row[j - 1] as number) > above) row[j] = row[j - 1] as number;
      diagonal = above;
    }
  }
  let total = 0;
  for (const w of weight) total += w;
  for (const word of b.words) total += bits(word);
  return (2 * (row[m] as number)) / (total || 1);
}

/** True when two texts of the same words fill a number, ticker or mention differently. */
export function differInSlots(a: Sketch, b: Sketch): boolean {
  const filled = new Map<number, number>();
  const key = (slots: number[], i: number) => (slots[i] as number) * 4 + (slots[i + 1] as number);
  for (let i = 0; i < a.slots.length; i += 3) filled.set(key(a.slots, i), a.slots[i + 2] as number);
  for (let i = 0; i < b.slots.length; i += 3) {
    const other = filled.get(key(b.slots, i));
    if (other !== undefined && other !== b.slots[i + 2]) return true;
  }
  return false;
}
