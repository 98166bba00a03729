/** Folds width and case as searches do, so that `ＢＴＣ` and `btc` meet. */
export const foldCase = (text: string): string => text.normalize('NFKC').toLowerCase();
