import { BIT } from '../fingerprint/common-words.ts';
import type { TextFeatures } from '../fingerprint/text-features.ts';
import { differAsForm, isFormWithFreeText, isRefilled } from './form-rules.ts';
import { isEdge, type TextComparison } from './text-comparison.ts';
import type { MatchKind } from './verdict.ts';

/** The rules of docs/copies.md, by which two compared texts get their kind. */

/** Least weight, in sixteenths of a bit, of shared passages; texts that share less are no match. */
const MIN_EVIDENCE = 30 * BIT;

/** Sentences in another order: least weight of what is shared, and least share of both texts in shared runs … */
const MOVED_SHARED = 60 * BIT;
const MOVED_COVER = 0.6;
/** … of which at most this share is in the same order. */
const MOVED_ORDERED = 0.85;

/** A repetition of the whole: least share of the shorter and of the longer text that occurs in the other … */
const WHOLE_OF_SHORTER = 0.6;
const WHOLE_OF_LONGER = 0.5;
/** … or least share of the weight of both that is in the same order; of a short text more, as few words are often alike. */
const WHOLE_BY_WEIGHT = 0.5;
const SHORT_LENGTH = 12;
const WHOLE_OF_SHORT = 0.75;

/** Texts that share only opening and closing lines: least share of each that is its own … */
const OWN_SHARE = 0.15;
/** … and of the rest, less than this share is in both. */
const MIDDLE_SHARE = 0.25;
/** Where such lines are most of both texts: a larger own share is the free text of a form, a smaller one an edit. */
const FREE_TEXT = 0.25;
/** A signature has no slots. */
const EDGE_SLOTS = 2;

/** An excerpt: least share of the shorter text that occurs in the longer … */
const PART_OF_SHORTER = 0.8;
/** … where at most this share of the longer occurs in the shorter, and the longer is so many times as long … */
const PART_OF_LONGER = 0.75;
const PART_TIMES = 1.2;
/** … in passages of so many words, which are at least this share of the shorter … */
const PART_RUN = 4;
const PART_IN_RUNS = 0.55;
/** … one of them so long, or most of a very short text; and least weight of what is shared. */
const PART_LONGEST = 10;
const PART_LONGEST_SHARE = 0.8;
const PART_SHARED = 80 * BIT;

/** Pasted into another text: least share of the shorter text that one passage is, and its least weight. */
const PASTED_SHARE = 0.25;
const PASTED_EVIDENCE = 100 * BIT;
/** A passage is a quotation if at least this share of it is in quotation marks. */
const QUOTED_SHARE = 0.7;

/** Partly in the same words: so many equal numbers at the same places, no unequal ones, so many of them rare. */
const RETOLD_NUMBERS = 4;
const RETOLD_FIGURES = 2;
const RETOLD_SHARE = 0.6;
const RETOLD_BY_WEIGHT = 0.3;

/** The kind of two texts whose words differ, or `null` when they are no match. */
export function kindOf(c: TextComparison): Exclude<MatchKind, 'exact'> | null {
  if (isMoved(c)) return 'near';
  if (!hasEvidence(c)) return null;
  const isMostly = Math.min(c.ofShorter, c.ofLonger) >= WHOLE_OF_SHORTER;
  const edges = sharedEdges(c);
  if (edges === 'alone' && !isMostly) return null;
  if (isPart(c)) return c.otherSlots > 1 && isRefilled(c) ? 'template' : 'excerpt';
  if (isMostly || (edges === null && isWhole(c))) {
    return (edges !== null && ownShare(c) >= FREE_TEXT) || differAsForm(c) ? 'template' : 'near';
  }
  if (isFormWithFreeText(c)) return 'template';
  if (edges === null && isRetold(c)) return 'figures';
  return isPasted(c) ? 'excerpt' : null;
}

/** Whether two texts share more than labels, numbers and stock phrases. */
export function hasEvidence({ evidence }: TextComparison): boolean {
  return evidence >= MIN_EVIDENCE;
}

/** Most of both is the same, its sentences in another order. */
function isMoved({ shared, coveredX, coveredY, aligned, x, y }: TextComparison): boolean {
  return (
    shared >= MOVED_SHARED &&
    coveredX >= MOVED_COVER * x.words.length &&
    coveredY >= MOVED_COVER * y.words.length &&
    aligned < MOVED_ORDERED * coveredX
  );
}

/** Nearly all of the shorter text occurs in the longer, which has more. */
function isPart({ ofShorter, ofLonger, shared, passages, longest, x, y }: TextComparison): boolean {
  const [n, m] = [x.words.length, y.words.length];
  if (ofShorter < PART_OF_SHORTER || ofLonger >= PART_OF_LONGER || m < PART_TIMES * n) return false;
  const inRuns = passages.reduce((sum, { size }) => sum + (size >= PART_RUN ? size : 0), 0);
  const isLong = (longest?.size ?? 0) >= Math.min(PART_LONGEST, PART_LONGEST_SHARE * n);
  return shared >= PART_SHARED && inRuns >= PART_IN_RUNS * n && isLong;
}

/** Most of both is the same, in order. */
function isWhole({ x, ofShorter, ofLonger, byWeight }: TextComparison): boolean {
  if (x.length < SHORT_LENGTH) return ofShorter >= WHOLE_OF_SHORT && ofLonger >= WHOLE_OF_LONGER;
  return (ofShorter >= WHOLE_OF_SHORTER && ofLonger >= WHOLE_OF_LONGER) || byWeight >= WHOLE_BY_WEIGHT;
}

/**
 * For two texts with the same opening and closing lines, without refilled slots, and text of their own between them:
 * `alone` if they share nearly nothing else (lines that one author puts under every text), `apart` if most of the rest
 * differs. `null` for other texts.
 */
function sharedEdges(c: TextComparison): 'alone' | 'apart' | null {
  if (ownShare(c) < OWN_SHARE) return null;
  let [weight, evidence] = [0, 0];
  for (const passage of c.passages) {
    if (!isEdge(c, passage)) {
      weight += passage.weight;
      evidence += passage.evidence;
    } else if (passage.refilled >= EDGE_SLOTS) return null;
  }
  if (evidence < MIDDLE_SHARE * c.evidence) return 'alone';
  const isUnlike = weight < MIDDLE_SHARE * Math.min(c.ownX, c.ownY);
  return isUnlike && c.otherSlots < EDGE_SLOTS ? 'apart' : null;
}

/** The smaller of the weights of the texts' own parts, as a share of the weight of the lighter text. */
function ownShare({ x, y, ownX, ownY }: TextComparison): number {
  return Math.min(ownX, ownY) / (Math.min(x.weight, y.weight) || 1);
}

/**
 * A retelling: some of the words, and in two passages or more all numbers at the same places are the same, rare ones
 * among them that are most of those of either text.
 */
function isRetold({ sameSlots, otherSlots, byWeight, passages, x, y }: TextComparison): boolean {
  if (sameSlots < RETOLD_NUMBERS || otherSlots > 0 || byWeight < RETOLD_BY_WEIGHT) return false;
  if (passages.filter(({ kept }) => kept > 0).length < 2) return false;
  const shared = new Set(x.figures.filter((figure) => y.figures.includes(figure))).size;
  const fewer = Math.min(new Set(x.figures).size, new Set(y.figures).size);
  return shared >= RETOLD_FIGURES && shared >= RETOLD_SHARE * fewer;
}

/** One long passage of either text was put into the other. Where both put it in quotation marks, both quote. */
function isPasted(c: TextComparison): boolean {
  const { longest, x, y } = c;
  if (!longest || longest.size < PASTED_SHARE * x.words.length || longest.evidence < PASTED_EVIDENCE)
    return false;
  if (isEdge(c, longest) || longest.refilled >= EDGE_SLOTS) return false;
  return !isQuoted(x, longest.x, longest.xEnd) || !isQuoted(y, longest.y, longest.yEnd);
}

function isQuoted({ quotes }: TextFeatures, start: number, end: number): boolean {
  for (let q = 0; q < quotes.length; q += 2) {
    const inside = Math.min(end, quotes[q + 1] as number) - Math.max(start, quotes[q] as number);
    if (inside >= QUOTED_SHARE * (end - start)) return true;
  }
  return false;
}
