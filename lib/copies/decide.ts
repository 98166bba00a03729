import type { CopyKind } from '../post.ts';
import { paired } from './align.ts';
import { differInSlots, inOrder, type Overlap, overlap } from './compare.ts';
import type { Counts } from './counts.ts';
import { isName } from './names.ts';
import { type Sketch, strip } from './sketch.ts';

/** How one text repeats another. */
export interface Likeness {
  kind: CopyKind;
  /** Share of the shorter text's words that stand in the same order in the other, 0 to 1. */
  score: number;
  /** Whether the first text is a `part` of the second, the `whole` around it, or as much as it: `same`. */
  role: 'same' | 'part' | 'whole';
  /** Share of the longer text's words that stand in the shorter. */
  ofLonger: number;
}

/** Below this length ("GM", "bullish $BTC") a text is a stock phrase and accuses nobody. */
export const MIN_UNITS = 6;
/** Bits that two texts must share; a text that says less is a stock phrase too, however long. */
const MIN_BITS = 30;
/** Least shared bits of all bits; plus NOISE / bits, since a short text shares some by chance. */
const MIN_JACCARD = 0.15;
const NOISE = 4;
/** With less, words in order are not even looked for. */
const LEAST_JACCARD = 0.08;
const DOUBT = 25;
/** With less than this of the shorter text shared, the words must stand in order too. */
const SURE_COVER = 0.6;
/** Least share of both texts in the same order that makes a rewritten text a copy. */
const MIN_ORDER = 0.45;
/** An excerpt: runs of four words or more make up this share of the shorter text … */
const EXCERPT_RUNS = 0.55;
/** … with this many bits … */
const EXCERPT_BITS = 80;
/** … one run as long as this, or as most of a very short text. */
const EXCERPT_RUN = 10;
/** Part and whole: this much of the shorter is in the longer, and no more than this of the longer in the shorter. */
const PART_COVER = 0.8;
const WHOLE_COVER = 0.75;
/** A quotation both share is one run; beside it, each says this much of its own. */
const OWN_SHARE = 0.3;
const OWN_WORDS = 8;

/**
 * How text `a` repeats text `b`, or `null` when it does not.
 *
 * Boilerplate sentences are left out on both sides before comparing. Symmetric but for `role`.
 */
export function decide(a: Sketch, b: Sketch, counts: Counts): Likeness | null {
  if (a.units < MIN_UNITS || b.units < MIN_UNITS) return null;
  const boilerplate = (sentence: number) => counts.isBoilerplate(sentence);
  const [left, right] = [strip(a, boilerplate), strip(b, boilerplate)];

  const shared = overlap(left, right, counts);
  if (shared.bits < MIN_BITS) return null;
  const [n, m] = [left.words.length, right.words.length];
  const [short, long] = n <= m ? [shared.coverA, shared.coverB] : [shared.coverB, shared.coverA];
  const give = (kind: CopyKind, role: Likeness['role'] = 'same', score = short): Likeness => {
    return { kind, score, role, ofLonger: long };
  };

  if (a.skeleton === b.skeleton) return give(differInSlots(a, b) ? 'template' : 'exact', 'same', 1);
  const excerpt = isExcerpt(shared, Math.min(n, m));
  if (excerpt && short >= PART_COVER && long < WHOLE_COVER) return give('excerpt', n < m ? 'part' : 'whole');
  if (isQuotation(shared, n, m)) return null;
  if (excerpt || (short >= SURE_COVER && shared.jaccard >= MIN_JACCARD + NOISE / shared.bits)) {
    return give(onlySlotsDiffer(left, right) ? 'template' : 'near');
  }
  if (shared.jaccard < LEAST_JACCARD) return null;
  const order = inOrder(left, right, counts);
  if (order === null) return shared.jaccard >= MIN_JACCARD + DOUBT / shared.bits ? give('near') : null;
  if (order < MIN_ORDER) return null;
  return give(onlySlotsDiffer(left, right) ? 'template' : 'near', 'same', Math.max(short, order));
}

/** Loosest likeness of two texts that both match a third, to stand in one group with it. */
const KIN = { bits: 20, cover: 0.3, order: 0.25 };

/** As `decide`, or at least kin: alike enough to stand in one group when a third text matches both. */
export function kinship(a: Sketch, b: Sketch, counts: Counts): Likeness | null {
  const sure = decide(a, b, counts);
  if (sure || a.units < MIN_UNITS || b.units < MIN_UNITS) return sure;
  const shared = overlap(a, b, counts);
  const [n, m] = [a.words.length, b.words.length];
  if (isQuotation(shared, n, m)) return null;
  const [short, long] = n <= m ? [shared.coverA, shared.coverB] : [shared.coverB, shared.coverA];
  const kin = { kind: 'near', score: short, role: 'same', ofLonger: long } as const;
  if (shared.bits < KIN.bits) return null;
  if (short >= KIN.cover) return kin;
  const order = shared.jaccard < LEAST_JACCARD / 2 ? null : inOrder(a, b, counts);
  return order !== null && order >= KIN.order ? { ...kin, score: Math.max(short, order) } : null;
}

function isExcerpt(shared: Overlap, shorter: number): boolean {
  return (
    shared.bits >= EXCERPT_BITS &&
    shared.runWords >= EXCERPT_RUNS * shorter &&
    shared.longest >= Math.min(EXCERPT_RUN, 0.8 * shorter)
  );
}

/** All that is shared is one run, and both texts say something else beside it: two people quote a third. */
function isQuotation({ coverA, coverB, longest }: Overlap, n: number, m: number): boolean {
  const own = (cover: number, size: number) => cover <= 1 - OWN_SHARE && size * (1 - cover) >= OWN_WORDS;
  return own(coverA, n) && own(coverB, m) && longest >= 0.75 * Math.max(coverA * n, coverB * m);
}

/** Both texts are one template when every word that differs is a coin's code or name, or a date. */
function onlySlotsDiffer(a: Sketch, b: Sketch): boolean {
  const to = paired(a.words, b.words);
  const slotA = new Set(a.codes);
  const slotB = new Set(b.codes);
  if (slotA.size > a.words.length / 2 || slotB.size > b.words.length / 2) return false;
  const met = new Uint8Array(b.words.length);
  for (let i = 0; i < to.length; i++) {
    const j = to[i] as number;
    if (j >= 0) met[j] = 1;
    else if (!slotA.has(i) && !isName(a.words[i] as number)) return false;
  }
  for (let j = 0; j < met.length; j++) {
    if (!met[j] && !slotB.has(j) && !isName(b.words[j] as number)) return false;
  }
  return true;
}
