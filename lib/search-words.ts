/** Normalizes width and case for a search, so that `ＢＴＣ` matches `btc`. */
export const foldCase = (text: string): string => text.normalize('NFKC').toLowerCase();
