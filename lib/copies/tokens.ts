import { mix, pair } from './hash.ts';
import { CHAR, clean, unit } from './normalise.ts';

/** All numbers are one word, so that a template with other prices has the same words. */
export const NUMBER = mix(0x4e554d);

/** A text as words. */
export interface Tokens {
  /** Hash of each word; one character is a word in scripts written without spaces. */
  words: Uint32Array;
  /** Length of the text in words, an unsegmented character counting 0.6. */
  units: number;
  /** Index of the first word of each sentence, ascending; begins with 0 when there are words. */
  sentences: number[];
  /** Hash of the words: equal for texts that differ only in numbers, tags, links, emoji, case, spaces. */
  skeleton: number;
  /** Hash of words, numbers and the tags inside sentences: equal only for the same text. */
  whole: number;
}

const HASH = 0x23;
const DOLLAR = 0x24;
const AT = 0x40;
const NEWLINE = 0x0a;
/** Length a character of an unsegmented script counts. */
const SINGLE_UNIT = 0.6;

/** Kinds of entries while reading; a tag's words are numbered so that its run can be cut again. */
const WORD = 0;
const TAG = 1;

/**
 * Split a text into words.
 *
 * Put aside: case, accents, invisible and look-alike letters, links, emoji, punctuation, `$TICKER` and
 * `@mention`. A `#hashtag` inside a sentence is a word; in a run of tags or at the end it is put aside too.
 * Linear in the text.
 */
export function tokens(text: string): Tokens {
  const source = clean(text);
  return new Reader(source).read();
}

class Reader {
  private readonly words: number[] = [];
  private readonly sentences: number[] = [];
  /** Pending tags since the last plain word: hash, and whether it is a word when it stands alone. */
  private readonly run: { hash: number; isWord: boolean }[] = [];
  private lineHasWords = false;
  private sentenceOpen = false;
  private units = 0;
  private whole = 0x811c9dc5;

  constructor(private readonly text: string) {}

  read(): Tokens {
    const { text } = this;
    const { length } = text;
    let i = 0;
    while (i < length) {
      const code = text.charCodeAt(i);
      const cell = unit(code);
      const kind = cell >>> 16;
      if (kind === CHAR.letter) i = this.word(i, WORD);
      else if (kind === CHAR.single) {
        this.push(mix(cell & 0xffff), SINGLE_UNIT);
        i++;
      } else if (kind === CHAR.digit) i = this.number(i);
      else if (code === HASH || code === DOLLAR || code === AT || code === 0xff03) i = this.tag(i, code);
      else {
        if (code === NEWLINE) this.endLine();
        if (kind === CHAR.stop) this.endSentence(i);
        if (code >= 0xd840 && code <= 0xd88f) {
          // A rare Han character, in two halves.
          this.push(mix((code << 16) | text.charCodeAt(i + 1)), SINGLE_UNIT);
          i++;
        }
        i++;
      }
    }
    // What is still pending is the trailer.
    const words = Uint32Array.from(this.words);
    let skeleton = 0x811c9dc5;
    for (const word of words) skeleton = pair(skeleton, word);
    while (this.sentences.length > 0 && (this.sentences.at(-1) as number) >= words.length)
      this.sentences.pop();
    return { words, units: this.units, sentences: this.sentences, skeleton, whole: this.whole };
  }

  /** Read a word from `i`; its hash is pushed as a word, or returned through `run` for a tag. */
  private word(start: number, entry: number, isWord = true): number {
    const { text } = this;
    let i = start;
    let hash = 0x811c9dc5;
    let size = 0;
    for (; i < text.length; i++) {
      const code = text.charCodeAt(i);
      const cell = unit(code);
      const kind = cell >>> 16;
      if (kind === CHAR.nothing) continue;
      const inTag = entry === TAG && (kind === CHAR.single || code === 0x5f);
      if (kind === CHAR.letter || kind === CHAR.digit || inTag) {
        hash = Math.imul(hash ^ (cell & 0xffff), 0x01000193);
        size++;
      } else if (
        (code === 0x27 || code === 0x2019 || code === 0x60 || code === 0xb4) &&
        i + 1 < text.length &&
        unit(text.charCodeAt(i + 1)) >>> 16 === CHAR.letter
      ) {
        // An apostrophe inside a word is nothing: don't, don’t and dont are one.
      } else break;
    }
    if (size > 0) {
      if (entry === TAG) this.run.push({ hash: mix(hash), isWord });
      else this.push(mix(hash), 1);
    }
    return i;
  }

  /** A number with its separators and a short unit ("1,204.50", "2.3M", "100x", "3rd"). */
  private number(start: number): number {
    const { text } = this;
    let i = start;
    let value = 0x811c9dc5;
    let letters = 0;
    for (; i < text.length; i++) {
      const code = text.charCodeAt(i);
      const cell = unit(code);
      const kind = cell >>> 16;
      if (kind === CHAR.nothing) {
        if (code === 0x20e3) return i + 1; // a keycap: decoration, not a number
        continue;
      }
      if (kind === CHAR.digit && letters === 0) value = Math.imul(value ^ (cell & 0xf), 0x01000193);
      else if (kind === CHAR.letter || kind === CHAR.digit) {
        letters++;
        value = Math.imul(value ^ (cell & 0xffff), 0x01000193);
      } else if (letters === 0 && (code === 0x2e || code === 0x2c || code === 0x3a || code === 0x2f)) {
        // . , : / between digits; a thousands comma says nothing, a point does
        if (i + 1 >= text.length || unit(text.charCodeAt(i + 1)) >>> 16 !== CHAR.digit) break;
        if (code !== 0x2c) value = Math.imul(value ^ code, 0x01000193);
      } else break;
    }
    this.push(NUMBER, 1, mix(value));
    return i;
  }

  private tag(start: number, sign: number): number {
    const { text } = this;
    if (start + 1 >= text.length) return start + 1;
    const next = unit(text.charCodeAt(start + 1)) >>> 16;
    if (sign === DOLLAR && next === CHAR.digit) {
      // $100 is money; $1INCH and $1000PEPE are coins
      let i = start + 1;
      while (i < text.length && unit(text.charCodeAt(i)) >>> 16 === CHAR.digit) i++;
      let letters = 0;
      while (letters < 3 && unit(text.charCodeAt(i + letters) || 0) >>> 16 === CHAR.letter) letters++;
      return letters === 3 ? this.word(start + 1, TAG, false) : this.number(start + 1);
    }
    if (next !== CHAR.letter && next !== CHAR.digit && next !== CHAR.single && next !== CHAR.nothing) {
      return start + 1;
    }
    return Math.max(start + 1, this.word(start + 1, TAG, sign === HASH || sign === 0xff03));
  }

  private push(hash: number, units: number, value = hash): void {
    if (this.run.length > 0) this.settleRun();
    if (!this.sentenceOpen) {
      this.sentences.push(this.words.length);
      this.sentenceOpen = true;
    }
    this.lineHasWords = true;
    this.words.push(hash);
    this.units += units;
    this.whole = pair(this.whole, value);
  }

  /** Words follow after tags: one tag alone is part of the sentence, several are a trailer that was flattened. */
  private settleRun(): void {
    const only = this.run.length === 1 ? this.run[0] : undefined;
    this.run.length = 0;
    if (!only) return;
    if (only.isWord) this.push(only.hash, 1);
    else this.whole = pair(this.whole, only.hash);
  }

  private endLine(): void {
    if (!this.lineHasWords) this.run.length = 0;
    this.lineHasWords = false;
  }

  private endSentence(at: number): void {
    const next = this.text.charCodeAt(at + 1);
    const inside = this.text.charCodeAt(at) === 0x2e && unit(next || 0) >>> 16 !== CHAR.gap;
    if (!inside || Number.isNaN(next)) this.sentenceOpen = false;
  }
}
