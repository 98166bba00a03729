import { hash32, hashChain } from './hash.ts';
import { CHAR, cleanText, foldCodeUnit } from './normalize.ts';

/** A text as words. */
export interface Tokens {
  /**
   * Hash of each word; one character is a word in scripts written without spaces, and its hash is odd, any
   * other even. All numbers are one word, so that a template with other prices has the same words.
   */
  words: Uint32Array;
  /** Length of the text in words, a character that is a word counting 0.6. */
  length: number;
  /** Index of the first word of each sentence, ascending. */
  sentences: number[];
  /** What was put aside inside sentences, in threes: index of the next word, kind, hash of the value. */
  slots: number[];
  /** Indices of words that may be a coin's code: two capitals or more. */
  codes: number[];
  /** Hash of the words: equal for texts that differ only in numbers, tags, links, emoji, case, spaces. */
  skeleton: number;
}

/** Kinds of slots. */
export const SLOT = { number: 0, ticker: 1, mention: 2 } as const;
/** The word that stands for every number. */
export const NUMBER_TOKEN = (hash32(0x4e554d) & ~1) >>> 0;

const HASH = 0x23;
const WIDE_HASH = 0xff03;
const DOLLAR = 0x24;
const AT = 0x40;
const NEWLINE = 0x0a;
const DOT = 0x2e;
const COMMA = 0x2c;
const KEYCAP = 0x20e3;
const UNDERSCORE = 0x5f;
/** Length a character of an unsegmented script counts. */
const SINGLE_UNIT = 0.6;
const SEED = 0x811c9dc5 | 0;
const PRIME = 0x01000193;

const isApostrophe = (code: number) => code === 0x27 || code === 0x2019 || code === 0x60 || code === 0xb4;
const isHash = (code: number) => code === HASH || code === WIDE_HASH;

/**
 * Split a text into words.
 *
 * Put aside: case, accents, invisible and look-alike letters, links, emoji, punctuation, `$TICKER` and
 * `@mention`. A `#hashtag` inside a sentence is a word; in a run of tags, on a line of tags or at the end it is
 * put aside too. Linear in the text.
 */
export function tokenize(text: string): Tokens {
  return new Tokenizer(cleanText(text)).read();
}

interface Tag {
  hash: number;
  sign: number;
}

/** Scratch for the words of the text being read. */
let buffer = new Uint32Array(1024);

class Tokenizer {
  private size = 0;
  private readonly sentences: number[] = [];
  private readonly slots: number[] = [];
  private readonly codes: number[] = [];
  /** Tags since the last plain word; what is still here at the end is the trailer. */
  private readonly run: Tag[] = [];
  private lineHasWords = false;
  private sentenceOpen = false;
  /** Words that are one character. */
  private ideographs = 0;
  private hash = 0;
  private capitals = 0;

  constructor(private readonly text: string) {}

  read(): Tokens {
    const { text } = this;
    const { length } = text;
    for (let i = 0; i < length; ) {
      const code = text.charCodeAt(i);
      const cell = foldCodeUnit(code);
      const kind = cell >>> 16;
      if (kind === CHAR.letter) {
        i = this.hashWord(i, false);
        this.push(hash32(this.hash) & ~1);
        if (this.capitals > 1) this.codes.push(this.size - 1);
      } else if (kind === CHAR.ideograph) {
        this.ideographs++;
        this.push(hash32(cell & 0xffff) | 1);
        i++;
      } else if (kind === CHAR.digit) i = this.number(i);
      else if (isHash(code) || code === DOLLAR || code === AT) i = this.tag(i, code);
      else {
        if (code === NEWLINE) this.endLine();
        if (kind === CHAR.stop) this.endSentence(i);
        if (code >= 0xd840 && code <= 0xd88f) {
          // A rare Han character, in two halves.
          this.ideographs++;
          this.push(hash32((code << 16) | text.charCodeAt(i + 1)) | 1);
          i++;
        }
        i++;
      }
    }
    return this.result();
  }

  private result(): Tokens {
    const words = buffer.slice(0, this.size);
    let skeleton = SEED;
    for (let i = 0; i < words.length; i++) skeleton = hashChain(skeleton, words[i] as number);
    const { sentences, slots, codes, size, ideographs } = this;
    const length = size - ideographs * (1 - SINGLE_UNIT);
    return { words, length, sentences, slots, codes, skeleton: hash32(skeleton) };
  }

  /** Hash the word that begins at `start` into `this.hash`; gives its end. In a tag, any letters belong. */
  private hashWord(start: number, inTag: boolean): number {
    const { text } = this;
    let i = start;
    let hash = SEED;
    let capitals = 0;
    for (; i < text.length; i++) {
      const code = text.charCodeAt(i);
      const cell = foldCodeUnit(code);
      const kind = cell >>> 16;
      if (
        kind === CHAR.letter ||
        kind === CHAR.digit ||
        (inTag && (kind === CHAR.ideograph || code === UNDERSCORE))
      ) {
        hash = Math.imul(hash ^ (cell & 0xffff), PRIME);
        if (code >= 0x41 && code <= 0x5a) capitals++;
      } else if (kind !== CHAR.ignorable && !(isApostrophe(code) && this.kindFrom(i + 1) === CHAR.letter))
        break;
    }
    this.hash = hash;
    this.capitals = capitals;
    return i;
  }

  private kindAt(index: number): number {
    return index < this.text.length ? foldCodeUnit(this.text.charCodeAt(index)) >>> 16 : CHAR.gap;
  }

  /** Kind of the first character from an index on that is something. */
  private kindFrom(index: number): number {
    let i = index;
    while (this.kindAt(i) === CHAR.ignorable) i++;
    return this.kindAt(i);
  }

  /** A number with its separators and unit: "1,204.50", "2.3M", "100x", "3rd". */
  private number(start: number): number {
    const { text } = this;
    let i = start;
    let value = SEED;
    let letters = false;
    for (; i < text.length; i++) {
      const code = text.charCodeAt(i);
      const cell = foldCodeUnit(code);
      const kind = cell >>> 16;
      if (code === KEYCAP) return i + 1; // decoration, not a number
      if (kind === CHAR.ignorable) continue;
      if (kind === CHAR.letter) letters = true;
      else if (kind !== CHAR.digit) {
        const separates = code === DOT || code === COMMA || code === 0x3a || code === 0x2f;
        if (letters || !separates || this.kindFrom(i + 1) !== CHAR.digit) break;
        if (code === COMMA) continue;
      }
      value = Math.imul(value ^ (cell & 0xffff || code), PRIME);
    }
    this.push(NUMBER_TOKEN);
    this.slots.push(this.size - 1, SLOT.number, hash32(value));
    return i;
  }

  /** `$CODE`, `#tag`, `@name`; a sign before anything else is nothing, and `$100` is money. */
  private tag(start: number, sign: number): number {
    const first = this.kindFrom(start + 1);
    if (first === CHAR.gap || first === CHAR.stop) return start + 1;
    if (sign === DOLLAR && first === CHAR.digit) {
      let i = start + 1;
      while (this.kindAt(i) === CHAR.digit || this.kindAt(i) === CHAR.ignorable) i++;
      for (let k = 0; k < 3; k++) if (this.kindAt(i + k) !== CHAR.letter) return this.number(start + 1);
    }
    const end = this.hashWord(start + 1, true);
    if (end > start + 1) this.run.push({ hash: hash32(this.hash), sign });
    return end;
  }

  private push(word: number): void {
    if (this.run.length > 0) this.flushTags();
    if (!this.sentenceOpen) {
      this.sentences.push(this.size);
      this.sentenceOpen = true;
    }
    this.lineHasWords = true;
    if (this.size === buffer.length) {
      const bigger = new Uint32Array(buffer.length * 2);
      bigger.set(buffer);
      buffer = bigger;
    }
    buffer[this.size++] = word;
  }

  /** Words follow after tags: one tag is part of the sentence, several are a trailer that was flattened. */
  private flushTags(): void {
    const [only, more] = this.run;
    this.run.length = 0;
    if (!only || more) return;
    if (isHash(only.sign)) this.push(only.hash & ~1);
    else this.slots.push(this.size, only.sign === AT ? SLOT.mention : SLOT.ticker, only.hash);
  }

  private endLine(): void {
    if (!this.lineHasWords) this.run.length = 0;
    this.lineHasWords = false;
  }

  private endSentence(at: number): void {
    const inWord = this.text.charCodeAt(at) === DOT && this.kindAt(at + 1) !== CHAR.gap;
    if (!inWord || at + 1 >= this.text.length) this.sentenceOpen = false;
  }
}
