import { type Sketch, sketch } from './sketch.ts';

/** A text made ready for comparison and for the index. Made from the text alone; nothing is learned. */
export interface TextFeatures {
  /** Hash of each word in reading order. All numbers are one word. Tickers and mentions are no words. */
  words: Uint32Array;
  /** Hash of each two neighboring words; one shorter than `words`. */
  bigrams: Uint32Array;
  /** Length of the text in words; a character that is a word counts 0.6. */
  length: number;
  /** Index of the first word of each line, ascending. */
  lines: Uint32Array;
  /**
   * Hash of the value of each rare number (at least three significant digits, no year, not round), in reading
   * order: equal for "1,204.50" and "1204.5".
   */
  figures: Uint32Array;
  /** Hash of each distinct ticker, ascending; the trailer's too. */
  tickers: Uint32Array;
  /** Hash of the words: equal for texts that differ only in numbers, tags, links, emoji, case, spaces. */
  contentHash: number;
  /** @internal What the first version of `classify` needs. */
  sketch: Sketch;
}

/** Read a text, and its title unless the text begins with it. Pure; linear in the text. */
export function extractFeatures(text: string, title?: string | null): TextFeatures {
  const read = sketch(text, title);
  return {
    words: read.words,
    bigrams: read.pairs,
    length: read.units,
    lines: Uint32Array.from(read.sentences),
    figures: new Uint32Array(0),
    tickers: new Uint32Array(0),
    contentHash: read.skeleton,
    sketch: read,
  };
}
