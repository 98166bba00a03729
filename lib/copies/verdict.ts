import { BIT } from './common-words.ts';
import type { TextFeatures } from './features.ts';
import { sameFigures } from './same-figures.ts';
import { isSlotWord } from './slot-words.ts';
import { compareTexts, type Passage, sharedBigrams, type TextComparison } from './text-comparison.ts';

/**
 * Version of what `classify` answers, table of common words included: raised whenever two texts could get another
 * verdict. Matches found by another version must be found again.
 */
export const VERDICT_VERSION = 2;

/** How two texts repeat one another; docs/copies.md defines each. */
export type MatchKind = 'exact' | 'near' | 'excerpt' | 'template' | 'figures';

/** What two texts are to each other. */
export interface Verdict {
  kind: MatchKind;
  /**
   * Share of the shorter text's words that stand in the other, 0 to 1: in the same order, or in runs of three or
   * more. Of `figures`: the same of rare numbers.
   */
  score: number;
  /** Words in shared passages (of `figures`: shared numbers). A post's source is the match with the most. */
  sharedWords: number;
  /**
   * Of an excerpt: whether the first text is a `part` of the second or the `whole` around it. Else `same`.
   * The only thing that changes when the texts are given in the other order.
   */
  role: 'same' | 'part' | 'whole';
}

/** Below this length ("GM", "bullish $BTC") a text is a stock phrase and repeats nobody. */
const MIN_LENGTH = 6;
/** Two texts share at least this; one that tells less is a stock phrase too, however long. */
const MIN_EVIDENCE = 30 * BIT;
/** Their shared bigrams tell this much of what the lighter text tells, or one run of them tells this. */
const MIN_SHARED_PART = 0.35;
const MIN_SHARED_RUN = 80 * BIT;
/** Sentences in another order are known by sharing this much. */
const MOVED_SHARED = 60 * BIT;

/** A repetition of the whole: this much of the shorter and of the longer text stands in the other … */
const WHOLE_OF_SHORTER = 0.6;
const WHOLE_OF_LONGER = 0.5;
/** … or this much of what both tell stands in the same order. */
const WHOLE_BY_WEIGHT = 0.5;
/** Opening and closing lines that are less than this of either text are a signature. */
const SIGNATURE_SHARE = 0.6;
/** Passages between opening and closing lines that tell less than this of all shared are chance. */
const MIDDLE_SHARE = 0.25;
/** Words by which an opening or closing passage may miss the end of the text. */
const EDGE = 2;

/** An excerpt: this much of the shorter stands in the longer, and no more than this of the longer in the shorter … */
const PART_OF_SHORTER = 0.8;
const PART_OF_LONGER = 0.75;
/** … in passages of this many words that make up this much of the shorter … */
const PART_RUN = 4;
const PART_IN_RUNS = 0.55;
/** … one of them this long, or most of a very short text; and they share this much. */
const PART_LONGEST = 10;
const PART_LONGEST_SHARE = 0.8;
const PART_SHARED = 80 * BIT;
/** Pasted into something else: one passage is this much of the shorter text, and tells this. */
const PASTED_SHARE = 0.25;
const PASTED_EVIDENCE = 100 * BIT;

/** A form with free text. Its fixed lines are this much of the shorter and of the longer, with slots refilled … */
const FIXED_OF_SHORTER = 0.4;
const FIXED_OF_LONGER = 0.25;
const FIXED_SLOTS = 3;
const FIXED_EVIDENCE = 50 * BIT;
/** … or one block of at least three lines with two slots refilled, or of four slots refilled, tells this … */
const BLOCK_LINES = 3;
const BLOCK_SLOTS = 2;
const BLOCK_EVIDENCE = 60 * BIT;
const UNLINED_SLOTS = 4;
const UNLINED_EVIDENCE = 100 * BIT;
/** … or lines in several places begin alike, with slots refilled, and tell this … */
const SLOT_LINES = 4;
const SLOT_LINE_EVIDENCE = 15 * BIT;
const SLOT_LINES_EVIDENCE = 80 * BIT;
/** … or three passages apart tell this, with this much of what both texts tell in the same order. */
const SCATTERED_PASSAGES = 3;
const SCATTERED_EVIDENCE = 60 * BIT;
const SCATTERED_PASSAGE_EVIDENCE = 10 * BIT;
const SCATTERED_BY_WEIGHT = 0.4;
/** The last is enough with less when three lines or more begin alike. */
const LINED_BY_WEIGHT = 0.3;

/** Retold in part in the same words: so many numbers at the same places, so many of them rare, none other. */
const RETOLD_NUMBERS = 4;
const RETOLD_FIGURES = 2;
const RETOLD_BY_WEIGHT = 0.3;

/** Free text: both texts say something else for at least so many words, and this much of the shorter in all. */
const FREE_WORDS = 6;
const FREE_SHARE = 0.15;

/**
 * The verdict on two texts, or `null` when they are no match. A pure function of both and of the table of common
 * words. `kind`, `score` and `sharedWords` are the same in either order.
 *
 * Most pairs are told apart by the bigrams they share, in time linear in the second text when the first is the same
 * as in the call before; what is left is aligned word by word.
 */
export function classify(a: TextFeatures, b: TextFeatures): Verdict | null {
  if (a.length < MIN_LENGTH || b.length < MIN_LENGTH) return null;
  return (shareEnough(a, b) ? byWords(a, b) : null) ?? byFigures(a, b);
}

/** What every match but `figures` has; most pairs of texts have not. */
function shareEnough(a: TextFeatures, b: TextFeatures): boolean {
  const { weight, run } = sharedBigrams(a, b);
  if (weight < MIN_EVIDENCE) return false;
  return (
    weight >= MIN_SHARED_PART * Math.min(a.weight, b.weight) ||
    (weight >= MIN_SHARED_RUN && run() >= MIN_SHARED_RUN)
  );
}

/** Order of matches of one text: the closest first. Ties are for the caller to break, by time. */
export function byCloseness(a: Verdict, b: Verdict): number {
  return b.sharedWords - a.sharedWords || STRENGTH[a.kind] - STRENGTH[b.kind];
}

const STRENGTH = { exact: 0, template: 1, near: 2, excerpt: 3, figures: 4 } as const;

function byFigures(a: TextFeatures, b: TextFeatures): Verdict | null {
  const found = sameFigures(a, b);
  if (!found) return null;
  // A ladder of prices says nothing but its prices: word for word and price for price it is the same text.
  if (a.contentHash === b.contentHash && haveSameSlots(a, b)) return match('exact', 1, a.words.length);
  return match('figures', found.share, found.count);
}

function haveSameSlots(a: TextFeatures, b: TextFeatures): boolean {
  return a.slots.length === b.slots.length && a.slots.every((value, i) => value === b.slots[i]);
}

function match(kind: MatchKind, score: number, sharedWords: number): Verdict {
  return { kind, score, sharedWords, role: 'same' };
}

function byWords(a: TextFeatures, b: TextFeatures): Verdict | null {
  const pair = new TextPair(compareTexts(a, b));
  if (pair.evidence < MIN_EVIDENCE && !pair.isMoved()) return null;
  if (a.contentHash === b.contentHash)
    return match(pair.c.otherSlots > 0 ? 'template' : 'exact', 1, a.words.length);
  const kind = pair.kind();
  if (!kind) return null;
  const role = kind !== 'excerpt' ? 'same' : pair.c.x === a ? 'part' : 'whole';
  return { kind, score: pair.ofShorter, sharedWords: pair.sharedWords, role };
}

/** The rules, on two compared texts. */
class TextPair {
  private readonly sizeX: number;
  private readonly sizeY: number;
  /** Share of the shorter, and of the longer text that stands in the other. */
  readonly ofShorter: number;
  private readonly ofLonger: number;
  /** The same of what both tell, in order: 2 × shared / (both). */
  private readonly byWeight: number;
  /** What the words of shared passages tell, labels and phrases left out. */
  readonly evidence: number;
  private readonly fixedWords: number;
  private readonly refilled: number;
  private readonly longest: Passage | undefined;

  constructor(readonly c: TextComparison) {
    this.sizeX = c.x.words.length;
    this.sizeY = c.y.words.length;
    this.ofShorter = Math.max(c.aligned, Math.min(c.coveredX, this.sizeX)) / this.sizeX;
    this.ofLonger = Math.max(c.aligned, Math.min(c.coveredY, this.sizeY)) / this.sizeY;
    this.byWeight = (2 * c.alignedWeight) / (c.x.weight + c.y.weight || 1);
    let [evidence, words, refilled] = [0, 0, 0];
    for (const passage of c.passages) {
      evidence += passage.evidence;
      words += passage.size;
      refilled += passage.refilled;
      if (!this.longest || passage.size > this.longest.size) this.longest = passage;
    }
    this.evidence = evidence;
    this.fixedWords = words;
    this.refilled = refilled;
  }

  get sharedWords(): number {
    return Math.max(this.fixedWords, Math.min(this.c.coveredX, this.c.coveredY));
  }

  kind(): MatchKind | null {
    if (this.isPart()) return this.isRefilled() && this.c.otherSlots > 1 ? 'template' : 'excerpt';
    if (this.isMoved()) return 'near';
    if (this.isSignature()) return null;
    if (this.isWhole()) return this.isForm() ? 'template' : 'near';
    if (this.hasFixedLines() || this.hasFixedBlock() || this.hasSlotLines() || this.hasScatteredLines())
      return 'template';
    if (this.hasSameNumbers()) return 'figures';
    return this.isPasted() ? 'excerpt' : null;
  }

  /** Nearly all of the shorter stands in the longer, which says more. */
  private isPart(): boolean {
    const { c, sizeX } = this;
    if (this.ofShorter < PART_OF_SHORTER || this.ofLonger >= PART_OF_LONGER || c.shared < PART_SHARED)
      return false;
    const inRuns = c.passages.reduce((sum, { size }) => sum + (size >= PART_RUN ? size : 0), 0);
    const longest = this.longest?.size ?? 0;
    return inRuns >= PART_IN_RUNS * sizeX && longest >= Math.min(PART_LONGEST, PART_LONGEST_SHARE * sizeX);
  }

  /** Most of both is the same, its sentences in another order. */
  isMoved(): boolean {
    const { c } = this;
    return (
      c.shared >= MOVED_SHARED &&
      c.coveredX >= WHOLE_OF_SHORTER * this.sizeX &&
      c.coveredY >= WHOLE_OF_SHORTER * this.sizeY &&
      c.aligned < (1 - FREE_SHARE) * c.coveredX
    );
  }

  /** Most of both is the same. */
  private isWhole(): boolean {
    return (
      (this.ofShorter >= WHOLE_OF_SHORTER && this.ofLonger >= WHOLE_OF_LONGER) ||
      this.byWeight >= WHOLE_BY_WEIGHT
    );
  }

  /** Only opening and closing lines are shared, with no slots refilled: what one author puts under all texts. */
  private isSignature(): boolean {
    if (this.ofShorter >= PART_OF_SHORTER || this.ofLonger >= SIGNATURE_SHARE) return false;
    let middle = 0;
    for (const passage of this.c.passages) {
      if (!this.isOpening(passage) && !this.isClosing(passage)) middle += passage.evidence;
      else if (passage.refilled >= BLOCK_SLOTS) return false;
    }
    return middle < MIDDLE_SHARE * this.evidence;
  }

  private isOpening({ x, y }: Passage): boolean {
    return x <= EDGE && y <= EDGE;
  }

  private isClosing({ xEnd, yEnd }: Passage): boolean {
    return this.sizeX - xEnd <= EDGE && this.sizeY - yEnd <= EDGE;
  }

  /** Of the slots at the same place at least a third is filled differently. */
  isRefilled(): boolean {
    return this.c.otherSlots > 0 && 2 * this.c.otherSlots >= this.c.sameSlots;
  }

  /** What differs are slots, or free text between lines that do not change. */
  private isForm(): boolean {
    return this.isRefilled() || this.differInSlotWords() || this.hasFreeText();
  }

  /** Every word that differs is a coin's code or name, or a date. */
  private differInSlotWords(): boolean {
    const { x, y, to } = this.c;
    if (
      this.ofLonger < WHOLE_OF_SHORTER ||
      2 * x.codes.length > this.sizeX ||
      2 * y.codes.length > this.sizeY
    ) {
      return false;
    }
    const [codesX, codesY] = [new Set(x.codes), new Set(y.codes)];
    const met = new Uint8Array(this.sizeY);
    for (let i = 0; i < to.length; i++) {
      if ((to[i] as number) >= 0) met[to[i] as number] = 1;
      else if (!codesX.has(i) && !isSlotWord(x.words[i] as number)) return false;
    }
    return met.every((hit, j) => hit === 1 || codesY.has(j) || isSlotWord(y.words[j] as number));
  }

  /** The texts part for whole sentences, in two places or beside a refilled slot, more than they are edited. */
  private hasFreeText(): boolean {
    const { passages, otherSlots } = this.c;
    let [free, edited, places] = [0, 0, 0];
    let [endX, endY] = [0, 0];
    const gap = (x: number, y: number) => {
      const both = Math.min(x - endX, y - endY);
      if (both >= FREE_WORDS) {
        free += both;
        places++;
      } else edited += Math.max(x - endX, y - endY);
    };
    for (const passage of passages) {
      gap(passage.x, passage.y);
      edited += passage.xEnd - passage.x - passage.size;
      [endX, endY] = [passage.xEnd, passage.yEnd];
    }
    gap(this.sizeX, this.sizeY);
    return free > edited && free >= FREE_SHARE * this.sizeX && (places > 1 || otherSlots > 0);
  }

  /** A good part of both is fixed lines with refilled slots. */
  private hasFixedLines(): boolean {
    return (
      this.refilled >= FIXED_SLOTS &&
      this.evidence >= FIXED_EVIDENCE &&
      this.fixedWords >= FIXED_OF_SHORTER * this.sizeX &&
      this.fixedWords >= FIXED_OF_LONGER * this.sizeY
    );
  }

  /** One block of fixed lines with refilled slots stands in both, whatever is around it. */
  private hasFixedBlock(): boolean {
    return this.c.passages.some(
      ({ evidence, refilled, lines }) =>
        (evidence >= BLOCK_EVIDENCE && refilled >= BLOCK_SLOTS && lines >= BLOCK_LINES) ||
        (evidence >= UNLINED_EVIDENCE && refilled >= UNLINED_SLOTS),
    );
  }

  /** Several lines begin alike and have slots that are refilled, in one place or more. */
  private hasSlotLines(): boolean {
    let [lines, refilled, evidence] = [0, 0, 0];
    for (const passage of this.c.passages) {
      if (passage.lines === 0 || passage.evidence < SLOT_LINE_EVIDENCE) continue;
      lines += passage.lines;
      refilled += passage.refilled;
      evidence += passage.evidence;
    }
    return lines >= SLOT_LINES && refilled >= FIXED_SLOTS && evidence >= SLOT_LINES_EVIDENCE;
  }

  /** Several fixed lines stand apart in both, in the same order. */
  private hasScatteredLines(): boolean {
    const { passages, otherSlots, sameSlots } = this.c;
    if (this.evidence < SCATTERED_EVIDENCE || otherSlots < sameSlots) return false;
    const lines = passages.reduce((sum, passage) => sum + passage.lines, 0);
    const telling = passages.filter(({ evidence }) => evidence >= SCATTERED_PASSAGE_EVIDENCE).length;
    const least = lines >= BLOCK_LINES ? LINED_BY_WEIGHT : SCATTERED_BY_WEIGHT;
    return telling >= SCATTERED_PASSAGES && this.byWeight >= least;
  }

  /** A retelling: all numbers at the same places are the same, rare ones among them, and some of the words. */
  private hasSameNumbers(): boolean {
    const { sameSlots, otherSlots, x, y } = this.c;
    if (sameSlots < RETOLD_NUMBERS || otherSlots > 0 || this.byWeight < RETOLD_BY_WEIGHT) return false;
    return new Set(x.figures.filter((figure) => y.figures.includes(figure))).size >= RETOLD_FIGURES;
  }

  /** One long passage of either text was put into the other. Where both put it in quotation marks, both quote. */
  private isPasted(): boolean {
    const { longest } = this;
    if (!longest || longest.size < PASTED_SHARE * this.sizeX || longest.evidence < PASTED_EVIDENCE)
      return false;
    if (this.isOpening(longest) || this.isClosing(longest) || longest.refilled >= BLOCK_SLOTS) return false;
    const { x, y } = this.c;
    return !isQuoted(x, longest.x, longest.xEnd) || !isQuoted(y, longest.y, longest.yEnd);
  }
}

/** Words of a passage that must stand in quotation marks to make it a quotation. */
const QUOTED_SHARE = 0.7;

function isQuoted({ quotes }: TextFeatures, start: number, end: number): boolean {
  for (let q = 0; q < quotes.length; q += 2) {
    const inside = Math.min(end, quotes[q + 1] as number) - Math.max(start, quotes[q] as number);
    if (inside >= QUOTED_SHARE * (end - start)) return true;
  }
  return false;
}
