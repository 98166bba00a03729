import type { CopyKind } from '../../post.ts';
import { type TextFeatures, withoutSentences } from '../fingerprint/text-features.ts';
import type { TermStatistics } from '../index/term-statistics.ts';
import { alignSequences } from './align.ts';
import { differInSlots, measureOverlap, orderedBits, type TextOverlap, textBits } from './overlap.ts';
import { isSlotWord } from './slot-words.ts';

/**
 * How one text repeats another.
 *
 * exact: the same words, numbers and tags in sentences; case, spaces, punctuation, emoji, links and the trailer of
 * tags aside. template: the same but for what fills its slots (coin, number, handle, date). excerpt: nearly all of
 * the shorter is in the longer, which says much more. near: edited in any other way.
 */
export interface CopyMatch {
  kind: CopyKind;
  /** Share of the shorter text's words that stand in the same order in the other, 0 to 1. */
  score: number;
  /** Whether the first text is a `part` of the second, the `whole` around it, or as much as it: `same`. */
  role: 'same' | 'part' | 'whole';
  /** Share of the longer text's words that stand in the shorter. */
  ofLonger: number;
}

/** Below this length ("GM", "bullish $BTC") a text is a stock phrase and accuses nobody. */
export const MIN_TEXT_LENGTH = 6;
/** Bits that two texts must share; a text that says less is a stock phrase too, however long. */
const MIN_BITS = 30;
/** And so is one whose words, each told alone, say less ("Good morning everyone, have a nice day"). */
const MIN_WORD_BITS = 30;
/** Least shared bits of all bits; plus NOISE / bits, since a short text shares some by chance. */
const MIN_JACCARD = 0.15;
const JACCARD_NOISE_BITS = 4;
/** With less, words in order are not even looked for. */
const LEAST_JACCARD = 0.08;
const JACCARD_UNCERTAIN_BITS = 25;
/** With less than this of the shorter text shared, the words must stand in order too. */
const MIN_SURE_COVER = 0.6;
/** Without a shared run of this length too: two texts put together from the same phrases are no copies. */
const MIN_RUN_WORDS = 8;
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
const QUOTE_OWN_SHARE = 0.2;
const OWN_WORDS = 6;
const QUOTE_RUN_SHARE = 0.6;
/** Unless this much of what they say of their own is the same words in the same order: then it is rewritten. */
const REWRITTEN_SHARE = 0.2;

/**
 * How text `a` repeats text `b`, or `null` when it does not.
 *
 * Boilerplate that both texts have is left out before comparing. Symmetric but for `role`.
 */
export function classifyCopy(a: TextFeatures, b: TextFeatures, counts: TermStatistics): CopyMatch | null {
  if (a.length < MIN_TEXT_LENGTH || b.length < MIN_TEXT_LENGTH) return null;
  let [left, right] = withoutBoilerplate(a, b, counts);
  // A text of nothing but boilerplate is known by the whole of it.
  if (a.contentHash === b.contentHash || Math.min(left.length, right.length) < MIN_TEXT_LENGTH)
    [left, right] = [a, b];
  const pair = new TextComparison(left, right, counts);
  if (pair.shared.bits < MIN_BITS || pair.words < MIN_WORD_BITS) return null;
  if (a.contentHash === b.contentHash) return pair.toMatch(differInSlots(a, b) ? 'template' : 'exact', 1);

  const { coverShort, coverLong } = pair;
  const excerpt = pair.isExcerpt();
  if (excerpt && coverShort >= PART_COVER && coverLong < WHOLE_COVER)
    return pair.toMatch('excerpt', coverShort);
  if (pair.isQuotation()) return null;
  const { jaccard, bits } = pair.shared;
  const sure = coverShort >= MIN_SURE_COVER && jaccard >= MIN_JACCARD + JACCARD_NOISE_BITS / bits;
  if (excerpt || (sure && pair.hasRun())) return pair.toWholeMatch(coverShort);
  if (jaccard < LEAST_JACCARD) return null;
  const orderedShare = pair.orderedShare();
  if (orderedShare === null)
    return jaccard >= MIN_JACCARD + JACCARD_UNCERTAIN_BITS / bits ? pair.toWholeMatch(coverShort) : null;
  return orderedShare >= MIN_ORDER ? pair.toWholeMatch(Math.max(coverShort, orderedShare)) : null;
}

/** Both texts without the sentences that they share with each other and with many strangers. */
function withoutBoilerplate(
  a: TextFeatures,
  b: TextFeatures,
  counts: TermStatistics,
): [TextFeatures, TextFeatures] {
  const common = a.sentenceHashes.filter((sentence) => sentence !== 0 && counts.isBoilerplate(sentence));
  if (common.length === 0) return [a, b];
  const shared = new Set(common.filter((sentence) => b.sentenceHashes.includes(sentence)));
  const isShared = (sentence: number) => shared.has(sentence);
  return shared.size === 0 ? [a, b] : [withoutSentences(a, isShared), withoutSentences(b, isShared)];
}

/** Loosest likeness of two texts that both match a third, to stand in one group with it. */
const GROUP_THRESHOLDS = { bits: 20, cover: 0.3, quoted: 0.5, orderedShare: 0.25 };

/** As `decide`, or at least kin: alike enough to stand in one group when a third text matches both. */
export function classifyGroupMember(
  a: TextFeatures,
  b: TextFeatures,
  counts: TermStatistics,
): CopyMatch | null {
  const sure = classifyCopy(a, b, counts);
  if (sure || a.length < MIN_TEXT_LENGTH || b.length < MIN_TEXT_LENGTH) return sure;
  const pair = new TextComparison(a, b, counts);
  if (
    pair.shared.bits < GROUP_THRESHOLDS.bits ||
    (pair.coverShort < GROUP_THRESHOLDS.quoted && pair.isQuotation())
  )
    return null;
  if (pair.coverShort >= GROUP_THRESHOLDS.cover) return pair.toWholeMatch(pair.coverShort);
  const orderedShare = pair.shared.jaccard < LEAST_JACCARD / 2 ? null : pair.orderedShare();
  return orderedShare !== null && orderedShare >= GROUP_THRESHOLDS.orderedShare
    ? pair.toWholeMatch(orderedShare)
    : null;
}

const STRENGTH = { exact: 0, template: 1, near: 2, excerpt: 3, figures: 4 } as const;

/** Order of matches: the stronger kind first, then the higher score. */
export function byStrength(a: CopyMatch, b: CopyMatch): number {
  return STRENGTH[a.kind] - STRENGTH[b.kind] || b.score - a.score;
}

/** Two texts side by side. */
class TextComparison {
  readonly shared: TextOverlap;
  /** Share of the shorter, and of the longer text that stands in the other. */
  readonly coverShort: number;
  readonly coverLong: number;
  private readonly shorter: number;
  private inOrder: number | null | undefined;

  constructor(
    private readonly a: TextFeatures,
    private readonly b: TextFeatures,
    private readonly counts: TermStatistics,
  ) {
    this.shared = measureOverlap(a, b, counts);
    const { coverA, coverB } = this.shared;
    [this.coverShort, this.coverLong] =
      a.words.length <= b.words.length ? [coverA, coverB] : [coverB, coverA];
    this.shorter = Math.min(a.words.length, b.words.length);
  }

  /** What the words of the text that says less tell, in bits. */
  get words(): number {
    return Math.min(textBits(this.a, this.counts), textBits(this.b, this.counts));
  }

  toMatch(kind: CopyKind, score: number): CopyMatch {
    const size = Math.sign(this.a.words.length - this.b.words.length);
    const role = kind === 'excerpt' && size !== 0 ? (size < 0 ? 'part' : 'whole') : 'same';
    return { kind, score, role, ofLonger: this.coverLong };
  }

  /** A repetition of the whole text: a template, or edited. */
  toWholeMatch(score: number): CopyMatch {
    return this.toMatch(onlySlotsDiffer(this.a, this.b) ? 'template' : 'near', score);
  }

  /** Whether they share a run that is longer than a turn of phrase. */
  hasRun(): boolean {
    const { a, b } = this;
    const unit = (a.length + b.length) / (a.words.length + b.words.length);
    return this.shared.longest * unit >= MIN_RUN_WORDS;
  }

  isExcerpt(): boolean {
    const { bits, runWords, longest } = this.shared;
    return (
      bits >= EXCERPT_BITS &&
      runWords >= EXCERPT_RUNS * this.shorter &&
      longest >= Math.min(EXCERPT_RUN, 0.8 * this.shorter)
    );
  }

  /** Nearly all that is shared is one run, and both say something else beside it: two people quote a third. */
  isQuotation(): boolean {
    const { coverA, coverB, longest } = this.shared;
    const [n, m] = [this.a.words.length, this.b.words.length];
    const own = (cover: number, size: number) =>
      cover <= 1 - QUOTE_OWN_SHARE && size * (1 - cover) >= OWN_WORDS;
    if (!own(coverA, n) || !own(coverB, m)) return false;
    return longest >= QUOTE_RUN_SHARE * Math.max(coverA * n, coverB * m) && !this.isRewritten();
  }

  /** Beside the pairs they share, the texts go on with the same words in the same order. */
  private isRewritten(): boolean {
    const inOrder = this.bitsInOrder();
    if (inOrder === null) return false;
    const own = textBits(this.a, this.counts) - this.shared.wordBits;
    return inOrder - this.shared.wordBits >= REWRITTEN_SHARE * own;
  }

  /** Share of both texts, by bits, that stands in the same order (Dice); `null` for texts too long. */
  orderedShare(): number | null {
    const inOrder = this.bitsInOrder();
    if (inOrder === null) return null;
    return (2 * inOrder) / (textBits(this.a, this.counts) + textBits(this.b, this.counts));
  }

  private bitsInOrder(): number | null {
    if (this.inOrder === undefined) this.inOrder = orderedBits(this.a, this.b, this.counts);
    return this.inOrder;
  }
}

/** Both texts are one template when every word that differs is a coin's code or name, or a date. */
function onlySlotsDiffer(a: TextFeatures, b: TextFeatures): boolean {
  const slotA = new Set(a.codes);
  const slotB = new Set(b.codes);
  const [n, m] = [a.words.length, b.words.length];
  if (slotA.size > n / 2 || slotB.size > m / 2) return false;
  const fillsA = (i: number) => slotA.has(i) || isSlotWord(a.words[i] as number);
  const fillsB = (j: number) => slotB.has(j) || isSlotWord(b.words[j] as number);

  // Where they part, from the front and from the back, one of them has a slot: most edited texts end here.
  let from = 0;
  while (from < n && from < m && a.words[from] === b.words[from]) from++;
  if (from < n && from < m && !fillsA(from) && !fillsB(from)) return false;
  let [i, j] = [n - 1, m - 1];
  while (i >= from && j >= from && a.words[i] === b.words[j]) [i, j] = [i - 1, j - 1];
  if (i >= from && j >= from && !fillsA(i) && !fillsB(j)) return false;

  const to = alignSequences(a.words, b.words);
  const met = new Uint8Array(m);
  for (let k = 0; k < n; k++) {
    const at = to[k] as number;
    if (at >= 0) met[at] = 1;
    else if (!fillsA(k)) return false;
  }
  return met.every((hit, k) => hit === 1 || fillsB(k));
}
