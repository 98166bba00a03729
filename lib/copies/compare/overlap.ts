import type { TextFeatures } from '../fingerprint/text-features.ts';
import type { TermStatistics } from '../index/term-statistics.ts';

/** What two texts share. "Shared" words stand in a pair of neighbours that both texts have. */
export interface TextOverlap {
  /** Information in the distinct shared pairs, in bits. */
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
  /** Information in the first text's shared words, each told alone, in bits. */
  wordBits: number;
}

/** No pair tells more than this, however rare its words. */
const MAX_PAIR_BITS = 20;
/** A pair known to be a phrase of many posts tells no more than this. */
const PHRASE_BITS = 6;
const MIN_RUN = 4;

/**
 * The pairs of the first text of the last comparison, as an open-addressing table cleared by raising a stamp:
 * one text is compared with several in turn, and its table is made once.
 */
let cached: { for: TextFeatures; posts: number; total: number } | null = null;
let keys = new Uint32Array(1024);
let stamps = new Uint32Array(1024);
let weights = new Float32Array(1024);
/** How often the first text has the pair, and the second so far. */
let counts = new Uint16Array(1024);
let matchCounts = new Uint16Array(1024);
let generation = 0;
/** The seat of each of the first text's pairs. */
let slots = new Uint32Array(256);

/** Measure what two texts share. Linear in both. A pair counts as often as both have it. */
export function measureOverlap(a: TextFeatures, b: TextFeatures, known: TermStatistics): TextOverlap {
  const totalA = buildTable(a, known);
  for (let i = 0; i < a.bigrams.length; i++) matchCounts[slots[i] as number] = 0;

  let [totalB, shared, bits] = [0, 0, 0];
  let [wordsB, runWords, longest, run] = [0, 0, 0, 0];
  for (let i = 0; i < b.bigrams.length; i++) {
    const at = seat(b.bigrams[i] as number);
    if (stamps[at] !== generation) {
      totalB += pairBits(b, i, known);
      run = 0;
      continue;
    }
    const weight = weights[at] as number;
    totalB += weight;
    const times = (matchCounts[at] as number) + 1;
    matchCounts[at] = times;
    if (times === 1) bits += weight;
    if (times <= (counts[at] as number)) shared += weight;
    run++;
    wordsB += run === 1 ? 2 : 1;
    if (run + 1 === MIN_RUN) runWords += MIN_RUN;
    else if (run + 1 > MIN_RUN) runWords++;
    if (run + 1 > longest) longest = run + 1;
  }

  let wordsA = 0;
  let wordBits = 0;
  let joined = false;
  for (let i = 0; i < a.bigrams.length; i++) {
    const hit = (matchCounts[slots[i] as number] as number) > 0;
    if (hit) {
      wordsA += joined ? 1 : 2;
      wordBits += known.informationBits(a.words[i + 1] as number);
      if (!joined) wordBits += known.informationBits(a.words[i] as number);
    }
    joined = hit;
  }
  return {
    bits,
    jaccard: shared / (totalA + totalB - shared || 1),
    coverA: wordsA / (a.words.length || 1),
    coverB: wordsB / (b.words.length || 1),
    runWords,
    longest,
    wordBits,
  };
}

/** Make the table of a text's pairs, unless it is the last one made; gives the sum of their bits. */
function buildTable(a: TextFeatures, known: TermStatistics): number {
  const { bigrams: pairs } = a;
  if (cached?.for === a && cached.posts === known.data.posts) return cached.total;
  let size = 1024;
  while (size < pairs.length * 2) size *= 2;
  // Give a giant's table back once a text of usual size comes.
  if (size > keys.length || (keys.length > 65_536 && size === 1024)) {
    keys = new Uint32Array(size);
    stamps = new Uint32Array(size);
    weights = new Float32Array(size);
    counts = new Uint16Array(size);
    matchCounts = new Uint16Array(size);
    generation = 0;
  }
  if (pairs.length > slots.length) slots = new Uint32Array(size);
  generation++;

  let total = 0;
  for (let i = 0; i < pairs.length; i++) {
    const at = seat(pairs[i] as number);
    slots[i] = at;
    if (stamps[at] !== generation) {
      keys[at] = pairs[i] as number;
      stamps[at] = generation;
      weights[at] = pairBits(a, i, known);
      counts[at] = 0;
    }
    counts[at] = (counts[at] as number) + 1;
    total += weights[at] as number;
  }
  cached = { for: a, posts: known.data.posts, total };
  return total;
}

function seat(key: number): number {
  const mask = keys.length - 1;
  let at = (key ^ (key >>> 16)) & mask;
  while (stamps[at] === generation && keys[at] !== key) at = (at + 1) & mask;
  return at;
}

function pairBits({ words, bigrams: pairs }: TextFeatures, index: number, known: TermStatistics): number {
  const bits =
    known.informationBits(words[index] as number) + known.informationBits(words[index + 1] as number);
  if (bits > PHRASE_BITS && known.isStopPair(pairs[index] as number)) return PHRASE_BITS;
  return Math.min(bits, MAX_PAIR_BITS);
}

/** Product of lengths up to which words are aligned exactly: beyond, pairs tell enough. */
const MAX_CELLS = 30_000;

/**
 * Information in the words that stand in both texts in the same order (longest common subsequence), in bits;
 * `null` for texts too long for it. Sees rewritten short texts of which few word pairs survive.
 */
export function orderedBits(a: TextFeatures, b: TextFeatures, known: TermStatistics): number | null {
  const n = a.words.length;
  const m = b.words.length;
  if (n * m > MAX_CELLS) return null;
  const row = new Float64Array(m + 1);
  for (let i = 0; i < n; i++) {
    let diagonal = 0;
    let left = 0;
    const word = a.words[i] as number;
    const gain = known.informationBits(word);
    for (let j = 1; j <= m; j++) {
      const above = row[j] as number;
      let best = Math.max(above, left);
      if (b.words[j - 1] === word && diagonal + gain > best) best = diagonal + gain;
      row[j] = best;
      left = best;
      diagonal = above;
    }
  }
  return row[m] as number;
}

/** Information in all words of a text, each told alone, in bits. */
export function textBits({ words }: TextFeatures, known: TermStatistics): number {
  let sum = 0;
  for (let i = 0; i < words.length; i++) sum += known.informationBits(words[i] as number);
  return sum;
}

/** True when two texts of the same words fill a number, ticker or mention differently. */
export function differInSlots(a: TextFeatures, b: TextFeatures): boolean {
  const filled = new Map<number, number>();
  const key = (slots: number[], i: number) => (slots[i] as number) * 4 + (slots[i + 1] as number);
  for (let i = 0; i < a.slots.length; i += 3) filled.set(key(a.slots, i), a.slots[i + 2] as number);
  for (let i = 0; i < b.slots.length; i += 3) {
    const other = filled.get(key(b.slots, i));
    if (other !== undefined && other !== b.slots[i + 2]) return true;
  }
  return false;
}
