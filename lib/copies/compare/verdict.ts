/**
 * Version of the results of `classify`, with the table of common words: raised whenever two texts could get another
 * verdict. Matches found by another version must be found again.
 */
export const VERDICT_VERSION = 3;

/** How two texts repeat one another; docs/copies.md defines each. */
export type MatchKind = 'exact' | 'near' | 'excerpt' | 'template' | 'figures';

/** How two texts match. */
export interface Verdict {
  kind: MatchKind;
  /**
   * Share of the shorter text's words that occur in the other, 0 to 1: in the same order, or in runs of three or
   * more. When only rare numbers are shared: their share.
   */
  score: number;
  /**
   * Words in shared passages (or shared rare numbers), plus two for each slot at the same place that is filled alike:
   * of a form's posts the one with the same coin and prices is the closest. A post's source is the closest earlier post.
   */
  closeness: number;
  /**
   * Of an excerpt: whether the first text is a `part` of the second or the `whole` around it. Else `same`.
   * The only thing that changes when the texts are given in the other order.
   */
  role: 'same' | 'part' | 'whole';
}

const STRENGTH = { exact: 0, template: 1, near: 2, excerpt: 3, figures: 4 } as const;

/** Order of matches of one text: the closest first. The caller breaks ties by time. */
export function byCloseness(a: Verdict, b: Verdict): number {
  return b.closeness - a.closeness || STRENGTH[a.kind] - STRENGTH[b.kind];
}
