import type { TextFeatures } from '../fingerprint/text-features.ts';

/** Distinct rare numbers that two texts must share. */
const MIN_FIGURES = 4;
/** Share of the rare numbers of the text with fewer, and of the one with more, that are in the same order. */
const MIN_SHARE = 0.6;
const MIN_SHARE_OF_MORE = 0.3;
/** Number of figures compared; a table of prices has more. */
const MAX_FIGURES = 100;

/** What `sameFigures` found. */
interface SharedFigures {
  /** Rare numbers in the same order in both. */
  count: number;
  /** Their share of the rare numbers of the text with fewer. */
  share: number;
}

/**
 * The rare numbers that are in the same order in both texts, or `null` when they are so few that chance explains them,
 * or when the texts name different coins. The words do not matter: a rewording and a translation have the same numbers.
 */
export function sameFigures(a: TextFeatures, b: TextFeatures): SharedFigures | null {
  const [n, m] = [Math.min(a.figures.length, MAX_FIGURES), Math.min(b.figures.length, MAX_FIGURES)];
  if (n < MIN_FIGURES || m < MIN_FIGURES) return null;
  if (!shareDistinct(a.figures, b.figures, n) || !nameSameCoins(a, b)) return null;

  const row = new Int32Array(m + 1);
  for (let i = 0; i < n; i++) {
    let diagonal = 0;
    for (let j = 1; j <= m; j++) {
      const above = row[j] as number;
      row[j] = a.figures[i] === b.figures[j - 1] ? diagonal + 1 : Math.max(above, row[j - 1] as number);
      diagonal = above;
    }
  }
  const count = row[m] as number;
  const isEnough = count >= MIN_FIGURES && count >= MIN_SHARE * Math.min(n, m);
  return isEnough && count >= MIN_SHARE_OF_MORE * Math.max(n, m)
    ? { count, share: count / Math.min(n, m) }
    : null;
}

/** Whether enough of the first `n` figures, each counted once, are among the others. */
function shareDistinct(figures: readonly number[], others: readonly number[], n: number): boolean {
  let distinct = 0;
  for (let i = 0; i < n && distinct < MIN_FIGURES; i++) {
    const figure = figures[i] as number;
    if (others.includes(figure) && figures.indexOf(figure) === i) distinct++;
  }
  return distinct >= MIN_FIGURES;
}

/** False when both name coins by cashtag and none is in both. */
function nameSameCoins(a: TextFeatures, b: TextFeatures): boolean {
  if (a.cashtags.length === 0 || b.cashtags.length === 0) return true;
  return a.cashtags.some((coin) => b.cashtags.includes(coin));
}
