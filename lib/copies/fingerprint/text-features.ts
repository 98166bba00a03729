import { wordWeight } from './common-words.ts';
import { hashPair } from './hash.ts';
import { type Tokens, tokenize } from './tokenize.ts';

/** What a text is compared and indexed by. A function of the text alone; nothing is learned from other texts. */
export interface TextFeatures extends Tokens {
  /** Hash of each two neighboring words; one shorter than `words`. */
  bigrams: Uint32Array;
  /** Weight: the information content of all its words, in sixteenths of a bit. */
  weight: number;
}

/** Read a text, and its title unless the text begins with it. Pure; linear in the text. */
export function extractFeatures(text: string, title?: string | null): TextFeatures {
  const whole = title && !text.startsWith(title) ? `${title}\n${text}` : text;
  const { words, length, lines, slots, figures, cashtags, codes, quotes, contentHash } = tokenize(whole);
  const bigrams = new Uint32Array(Math.max(0, words.length - 1));
  let weight = 0;
  for (let i = 0; i < words.length; i++) {
    weight += wordWeight(words[i] as number);
    if (i > 0) bigrams[i - 1] = hashPair(words[i - 1] as number, words[i] as number);
  }
  // Named one by one: spreading `tokens` takes as long as reading the text.
  return {
    words,
    length,
    lines,
    slots,
    figures,
    cashtags,
    codes,
    quotes,
    contentHash,
    bigrams,
    weight,
  };
}
