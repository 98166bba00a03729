import { Counts } from './counts.ts';
import { decide } from './decide.ts';
import type { TextFeatures } from './features.ts';

/**
 * Version of what `classify` answers: raised whenever two texts could get another verdict. Matches found by
 * another version must be found again.
 */
export const VERDICT_VERSION = 2;

export type MatchKind = 'exact' | 'near' | 'excerpt' | 'template' | 'figures';

/** What two texts are to each other. */
export interface Verdict {
  kind: MatchKind;
  /** Share of the shorter text that stands in the other, 0 to 1. */
  score: number;
  /**
   * Of an excerpt: whether the first text is a `part` of the second or the `whole` around it. Else `same`.
   * The only thing that changes when the texts are given in the other order.
   */
  role: 'same' | 'part' | 'whole';
}

const unlearned = new Counts();

/**
 * The verdict on two texts, or `null` when they are no match. A pure function of both and of the table of common
 * words; `kind` and `score` are the same in either order.
 */
export function classify(a: TextFeatures, b: TextFeatures): Verdict | null {
  const found = decide(a.sketch, b.sketch, unlearned);
  return found && { kind: found.kind, score: found.score, role: found.role };
}
