import type { TextFeatures } from './text-features.ts';

/** Numbers before the lists: length and weight (two each), hash of the content, lengths of the lists. */
const LENGTHS_AT = 5;
const HEAD = LENGTHS_AT + 8;

const floats = new Float64Array(2);
const halves = new Uint32Array(floats.buffer);

/** Features as 32-bit numbers, to be kept in a file or given to another thread: `unpackFeatures` gives them back. */
export function packFeatures(features: TextFeatures): Uint32Array {
  const { words, bigrams, lines, slots, figures, cashtags, codes, quotes } = features;
  const lists = [words, bigrams, lines, slots, figures, cashtags, codes, quotes];
  let size = HEAD;
  for (const list of lists) size += list.length;
  const packed = new Uint32Array(size);
  floats[0] = features.length;
  floats[1] = features.weight;
  packed.set(halves);
  packed[LENGTHS_AT - 1] = features.contentHash;
  let at = HEAD;
  for (const [i, list] of lists.entries()) {
    packed[LENGTHS_AT + i] = list.length;
    packed.set(list, at);
    at += list.length;
  }
  return packed;
}

/** The features that `packFeatures` packed; words and bigrams are views of the numbers. */
export function unpackFeatures(packed: Uint32Array): TextFeatures {
  halves.set(packed.subarray(0, LENGTHS_AT - 1));
  const [length, weight] = floats as unknown as [number, number];
  let at = HEAD;
  let list = LENGTHS_AT;
  const next = () => {
    const start = at;
    at += packed[list++] as number;
    return packed.subarray(start, at);
  };
  const [words, bigrams] = [next(), next()];
  const numbers = () => Array.from(next());
  const [lines, slots, figures] = [numbers(), numbers(), numbers()];
  const [cashtags, codes, quotes] = [numbers(), numbers(), numbers()];
  const contentHash = packed[LENGTHS_AT - 1] as number;
  return { words, length, lines, slots, figures, cashtags, codes, quotes, contentHash, bigrams, weight };
}
