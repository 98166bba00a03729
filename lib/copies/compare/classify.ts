import { BIT } from '../fingerprint/common-words.ts';
import type { TextFeatures } from '../fingerprint/text-features.ts';
import { hasEvidence, kindOf } from './kind-rules.ts';
import { sameFigures } from './same-figures.ts';
import { compareTexts, sharedRunWeight, sharedWeight, type TextComparison } from './text-comparison.ts';
import type { MatchKind, Verdict } from './verdict.ts';

const MIN_LENGTH = 6;
/** True for a short text ("GM", "bullish $BTC"): it is compared with none. */
export const isStockPhrase = ({ length }: TextFeatures): boolean => length < MIN_LENGTH;

/** Least weight, in sixteenths of a bit, of the distinct bigrams that two texts share … */
const MIN_SHARED = 30 * BIT;
/** … and least share of the weight of the lighter text, or least weight of one run of them. */
const MIN_SHARED_PART = 0.35;
const MIN_SHARED_RUN = 80 * BIT;

/**
 * The verdict on two texts, or `null` when they are no match. A pure function of both and of the table of common
 * words. `kind`, `score` and `closeness` are the same in either order.
 *
 * Most pairs are excluded by the bigrams they share, in time linear in the second text when the first is the same as in
 * the call before; the others are aligned word by word.
 */
export function classify(a: TextFeatures, b: TextFeatures): Verdict | null {
  if (isStockPhrase(a) || isStockPhrase(b)) return null;
  return (shareEnough(a, b) ? byWords(a, b) : null) ?? byFigures(a, b);
}

/** What every match by words has, and most pairs of texts have not. */
function shareEnough(a: TextFeatures, b: TextFeatures): boolean {
  const weight = sharedWeight(a, b);
  if (weight < MIN_SHARED) return false;
  return (
    weight >= MIN_SHARED_PART * Math.min(a.weight, b.weight) ||
    (weight >= MIN_SHARED_RUN && sharedRunWeight(a, b) >= MIN_SHARED_RUN)
  );
}

function byWords(a: TextFeatures, b: TextFeatures): Verdict | null {
  const c = compareTexts(a, b);
  if (a.contentHash === b.contentHash) {
    if (!hasEvidence(c)) return null;
    return verdict(c.otherSlots > 0 ? 'template' : 'exact', 1, closeness(c, a.words.length));
  }
  const kind = kindOf(c);
  if (!kind) return null;
  const sharedWords = Math.max(c.passageWords, Math.min(c.coveredX, c.coveredY));
  return {
    ...verdict(kind, c.ofShorter, closeness(c, sharedWords)),
    role: kind !== 'excerpt' ? 'same' : c.x === a ? 'part' : 'whole',
  };
}

function byFigures(a: TextFeatures, b: TextFeatures): Verdict | null {
  const found = sameFigures(a, b);
  if (!found) return null;
  // A list of prices has only its prices: with equal words and equal prices it is the same text.
  if (a.contentHash === b.contentHash && haveSameSlots(a, b)) return verdict('exact', 1, a.words.length);
  return verdict('figures', found.share, found.count);
}

function haveSameSlots(a: TextFeatures, b: TextFeatures): boolean {
  return a.slots.length === b.slots.length && a.slots.every((value, i) => value === b.slots[i]);
}

/** Words that a slot filled alike counts for: a coin or a price says more than a word. */
const SLOT_WORDS = 2;

const closeness = ({ sameSlots }: TextComparison, sharedWords: number): number =>
  sharedWords + SLOT_WORDS * sameSlots;

function verdict(kind: MatchKind, score: number, closeness: number): Verdict {
  return { kind, score, closeness, role: 'same' };
}
