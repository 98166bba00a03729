/** Words of scripts that put no space between them: Thai, Lao, Khmer and Burmese. */

/** Created for the first such text; `null` where the platform has none (Firefox before 125). */
let segmenter: Intl.Segmenter | null | undefined;

/** The vowel sign AM in two parts, as NFKC leaves it: dictionaries have it as one. */
const SPLIT_AM = /\u0e4d\u0e32|\u0ecd\u0eb2/g;
/** A letter with the marks that belong to it. */
const CLUSTER = /\P{M}\p{M}*|\p{M}+/gu;

/**
 * Cut a run of letters into words, by the platform's dictionary. Without one, each three neighboring letters (with
 * their marks) count as a word: they carry about as much information.
 */
export function unspacedWords(run: string): string[] {
  if (segmenter === undefined) {
    segmenter =
      typeof Intl.Segmenter === 'function' ? new Intl.Segmenter('th', { granularity: 'word' }) : null;
  }
  const text = run.replace(SPLIT_AM, (parts) => (parts[0] === '\u0e4d' ? '\u0e33' : '\u0eb3'));
  return segmenter ? Array.from(segmenter.segment(text), ({ segment }) => segment) : letterTriples(text);
}

/** The words of a run where there is no dictionary. */
export function letterTriples(run: string): string[] {
  const letters = run.match(CLUSTER) ?? [];
  if (letters.length < 4) return letters.length === 0 ? [] : [run];
  return letters.slice(2).map((letter, i) => `${letters[i]}${letters[i + 1]}${letter}`);
}
