import { wordWeight } from './common-words.ts';
import { hash32, hashChain, hashPair } from './hash.ts';
import { type Tokens, tokenize } from './tokenize.ts';

/** A text made ready for comparison and for the index. Made from the text alone; nothing is learned. */
export interface TextFeatures extends Tokens {
  /** Hash of each two neighboring words; one shorter than `words`. */
  bigrams: Uint32Array;
  /** What all its words tell, in sixteenths of a bit. */
  weight: number;
  /** Hash of each sentence; 0 for one too short to tell. Only the index of version 1 asks for it. */
  sentenceHashes: Uint32Array;
}

/** Words of the shortest sentence that can be learned as boilerplate. */
const MIN_SENTENCE = 4;

/** Read a text, and its title unless the text begins with it. Pure; linear in the text. */
export function extractFeatures(text: string, title?: string | null): TextFeatures {
  const whole = title && !text.startsWith(title) ? `${title}\n${text}` : text;
  const tokens = tokenize(whole);
  const { words } = tokens;
  const bigrams = new Uint32Array(Math.max(0, words.length - 1));
  let weight = 0;
  for (let i = 0; i < words.length; i++) {
    weight += wordWeight(words[i] as number);
    if (i > 0) bigrams[i - 1] = hashPair(words[i - 1] as number, words[i] as number);
  }
  return { ...tokens, bigrams, weight, sentenceHashes: sentencesOf(tokens) };
}

/**
 * The features without some sentences; the same object when it has none of them.
 *
 * @param isOut Asked for the hash of each sentence that is long enough to have one.
 */
export function withoutSentences(whole: TextFeatures, isOut: (sentence: number) => boolean): TextFeatures {
  const { words, sentences, sentenceHashes } = whole;
  let drop: boolean[] | undefined;
  for (let s = 0; s < sentenceHashes.length; s++) {
    const hash = sentenceHashes[s] as number;
    if (hash === 0 || !isOut(hash)) continue;
    drop ??= new Array(sentenceHashes.length).fill(false);
    drop[s] = true;
  }
  if (!drop) return whole;

  const kept: number[] = [];
  let units = 0;
  for (let s = 0; s < sentences.length; s++) {
    if (drop[s]) continue;
    const stop = sentences[s + 1] ?? words.length;
    for (let i = sentences[s] as number; i < stop; i++) {
      const word = words[i] as number;
      kept.push(word);
      units += word & 1 ? 0.6 : 1;
    }
  }
  const left = Uint32Array.from(kept);
  return { ...whole, words: left, bigrams: bigramsOf(left), length: units, codes: [] };
}

function bigramsOf(words: Uint32Array): Uint32Array {
  const bigrams = new Uint32Array(Math.max(0, words.length - 1));
  for (let i = 0; i < bigrams.length; i++) bigrams[i] = hashPair(words[i] as number, words[i + 1] as number);
  return bigrams;
}

function sentencesOf({ words, sentences }: Tokens): Uint32Array {
  const hashes = new Uint32Array(sentences.length);
  for (let s = 0; s < sentences.length; s++) {
    const start = sentences[s] as number;
    const stop = sentences[s + 1] ?? words.length;
    if (stop - start < MIN_SENTENCE) continue;
    let hash = 1;
    for (let i = start; i < stop; i++) hash = hashChain(hash, words[i] as number);
    hashes[s] = hash32(hash);
  }
  return hashes;
}
