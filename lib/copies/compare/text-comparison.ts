import { evidenceOf, isCommonBigram, wordWeight } from '../fingerprint/common-words.ts';
import type { TextFeatures } from '../fingerprint/text-features.ts';
import { SLOT } from '../fingerprint/tokenize.ts';
import { alignWords } from './align-words.ts';
import { BigramTable } from './bigram-table.ts';

/**
 * A passage that occurs in both texts: words aligned to words, with no more than BRIDGE words of either text between
 * one aligned pair of neighbors and the next.
 */
interface Passage {
  /** Index of its first word in the shorter, and in the longer text. */
  x: number;
  y: number;
  /** Index of the first word after it in each. */
  xEnd: number;
  yEnd: number;
  /** Its aligned words. */
  size: number;
  /** Information content of all its words, in sixteenths of a bit. */
  weight: number;
  /** The same of the words that are evidence: not labels, numbers or very common words. */
  evidence: number;
  /** Slots in it that the two texts fill alike, and differently. */
  kept: number;
  refilled: number;
  /** Words in it that begin a line in both texts. */
  lines: number;
}

/** What two texts share, and where. `x` is the shorter. */
export interface TextComparison {
  x: TextFeatures;
  y: TextFeatures;
  /** For each word of `x`, the index of its counterpart in `y`, or -1. */
  to: Int32Array;
  /** In order, ascending in both. */
  passages: Passage[];
  /** Aligned words. */
  aligned: number;
  /** Words of each text in runs of three or more that occur anywhere in the other. */
  coveredX: number;
  coveredY: number;
  /** Weight of each text outside of passages. */
  ownX: number;
  ownY: number;
  /** Weight of the distinct bigrams both have. */
  shared: number;
  /** Slots (numbers, tickers, mentions) at the same place: filled alike, and differently. */
  sameSlots: number;
  otherSlots: number;
  /** Share of the words of the shorter, and of the longer text, that occur in the other, in order or in runs. */
  ofShorter: number;
  ofLonger: number;
  /** Share of the weight of both that is in the same order: 2 × aligned / (both). */
  byWeight: number;
  /** Sums over passages. */
  evidence: number;
  passageWords: number;
  refilled: number;
  longest: Passage | undefined;
}

/** Words between two aligned runs of one passage: a coin's name, "long" for "short". */
const BRIDGE = 2;
/** Words of the shortest run that counts in any place. */
const MIN_RUN = 3;

/** The table of the text that is compared with several in turn, and that of the other. */
const queryTable = new BigramTable();
const otherTable = new BigramTable();

/**
 * Weight of the distinct bigrams that two texts share, in sixteenths of a bit: linear, and the same in either order.
 * Quickest when the first text is the same as last time.
 */
export function sharedWeight(a: TextFeatures, b: TextFeatures): number {
  return queryTable.fill(a).sharedWeight(b);
}

/** Weight of the heaviest run of such bigrams in the shorter of the two texts last given to `sharedWeight`. */
export function sharedRunWeight(a: TextFeatures, b: TextFeatures): number {
  return queryTable.heaviestRun(isInOrder(a, b) ? a : b);
}

/** Order two texts the same way whichever comes first: the shorter, then by content. */
function isInOrder(a: TextFeatures, b: TextFeatures): boolean {
  if (a.words.length !== b.words.length) return a.words.length < b.words.length;
  if (a.contentHash !== b.contentHash) return a.contentHash < b.contentHash;
  for (let i = 0; i < a.words.length; i++) {
    if (a.words[i] !== b.words[i]) return (a.words[i] as number) < (b.words[i] as number);
  }
  return true;
}

/** Compare two texts word by word; the same whichever comes first. */
export function compareTexts(a: TextFeatures, b: TextFeatures): TextComparison {
  const shared = queryTable.fill(a).sharedWeight(b);
  const [x, y] = isInOrder(a, b) ? [a, b] : [b, a];
  const to = alignWords(x, y, x === a ? queryTable : otherTable.fill(x));
  const states = slotStates(x, y, to);
  let aligned = 0;
  let alignedWeight = 0;
  for (let i = 0; i < to.length; i++) {
    if ((to[i] as number) < 0) continue;
    aligned++;
    alignedWeight += wordWeight(x.words[i] as number);
  }
  let [sameSlots, otherSlots] = [0, 0];
  for (let i = 0; i < states.length; i++) {
    const state = states[i] as number;
    sameSlots += state & 15;
    otherSlots += state >> 4;
  }
  const passages = passagesOf(x, y, to, states);
  const [coveredX, coveredY] = [covered(x), covered(y)];
  let [evidence, passageWords, refilled] = [0, 0, 0];
  let longest: Passage | undefined;
  let [ownX, ownY, endX, endY] = [0, 0, 0, 0];
  for (const passage of passages) {
    ownX += weightBetween(x, endX, passage.x);
    ownY += weightBetween(y, endY, passage.y);
    [endX, endY] = [passage.xEnd, passage.yEnd];
    evidence += passage.evidence;
    passageWords += passage.size;
    refilled += passage.refilled;
    if (!longest || passage.size > longest.size) longest = passage;
  }
  ownX += weightBetween(x, endX, x.words.length);
  ownY += weightBetween(y, endY, y.words.length);
  return {
    x,
    y,
    to,
    passages,
    ownX,
    ownY,
    aligned,
    shared,
    coveredX,
    coveredY,
    sameSlots,
    otherSlots,
    ofShorter: Math.max(aligned, coveredX) / (x.words.length || 1),
    ofLonger: Math.max(aligned, coveredY) / (y.words.length || 1),
    byWeight: (2 * alignedWeight) / (x.weight + y.weight || 1),
    evidence,
    passageWords,
    refilled,
    longest,
  };
}

function weightBetween({ words }: TextFeatures, start: number, end: number): number {
  let sum = 0;
  for (let i = start; i < end; i++) sum += wordWeight(words[i] as number);
  return sum;
}

function passagesOf(x: TextFeatures, y: TextFeatures, to: Int32Array, states: Uint8Array): Passage[] {
  const { words, bigrams } = x;
  const passages: Passage[] = [];
  let [lineX, lineY] = [0, 0];
  let open: Passage | undefined;
  for (let i = 0; i < to.length; i++) {
    const at = to[i] as number;
    if (at < 0) continue;
    const joinsNext = i + 1 < to.length && to[i + 1] === at + 1;
    const joinsLast = i > 0 && to[i - 1] === at - 1;
    // A single word does not begin a passage, but may be inside one.
    const fits = open !== undefined && i - open.xEnd <= BRIDGE && at - open.yEnd <= BRIDGE;
    if (!fits) {
      if (!joinsNext) continue;
      open = {
        x: i,
        y: at,
        xEnd: i,
        yEnd: at,
        size: 0,
        weight: 0,
        evidence: 0,
        kept: 0,
        refilled: 0,
        lines: 0,
      };
      passages.push(open);
    }
    const passage = open as Passage;
    passage.xEnd = i + 1;
    passage.yEnd = at + 1;
    passage.size++;
    passage.weight += wordWeight(words[i] as number);
    while ((x.lines[lineX] as number) < i) lineX++;
    while ((y.lines[lineY] as number) < at) lineY++;
    if (x.lines[lineX] === i && y.lines[lineY] === at) passage.lines++;
    passage.kept += (states[i] as number) & 15;
    passage.refilled += (states[i] as number) >> 4;
    const isPhrase =
      (joinsLast && isCommonBigram(bigrams[i - 1] as number)) ||
      (joinsNext && isCommonBigram(bigrams[i] as number));
    if (!isPhrase) passage.evidence += evidenceOf(words[i] as number);
  }
  return passages;
}

/** Words of a text in runs of MIN_RUN or more whose bigrams all occur in the other. */
function covered({ bigrams }: TextFeatures): number {
  let words = 0;
  let run = 0;
  for (let i = 0; i <= bigrams.length; i++) {
    if (i < bigrams.length && queryTable.isShared(bigrams[i] as number)) run++;
    else {
      if (run + 1 >= MIN_RUN) words += run + 1;
      run = 0;
    }
  }
  return words;
}

/**
 * Slots at the same place of both texts, by the index of their word in `x`: how many are filled alike (lower four
 * bits), how many differently (upper four).
 */
function slotStates(x: TextFeatures, y: TextFeatures, to: Int32Array): Uint8Array {
  const states = new Uint8Array(to.length + 1);
  let other = 0;
  for (let s = 0; s < x.slots.length; s += 3) {
    const index = x.slots[s] as number;
    const kind = x.slots[s + 1] as number;
    // A ticker is no word: its place is known by the word after it or the one before.
    let at = index < to.length ? (to[index] as number) : -1;
    if (at < 0 && kind !== SLOT.number && index > 0 && (to[index - 1] as number) >= 0) {
      at = (to[index - 1] as number) + 1;
    }
    if (at < 0) continue;
    while ((y.slots[other] as number) < at) other += 3;
    for (let o = other; y.slots[o] === at; o += 3) {
      if (y.slots[o + 1] !== kind) continue;
      states[index] = (states[index] as number) + (y.slots[o + 2] === x.slots[s + 2] ? 1 : 16);
      break;
    }
  }
  return states;
}

/** Words by which an opening or closing passage may miss the end of the text. */
const EDGE = 2;

/** Whether a passage opens both texts, or closes both. */
export function isEdge({ x, y }: TextComparison, passage: Passage): boolean {
  if (passage.x <= EDGE && passage.y <= EDGE) return true;
  return x.words.length - passage.xEnd <= EDGE && y.words.length - passage.yEnd <= EDGE;
}
