import { isWordFromDigit, letterForDigit, standsForLetterAnywhere } from './digit-letters.ts';
import { readFigure } from './figure.ts';
import { hash32, hashChain } from './hash.ts';
import { CHAR, foldCodeUnit, kindAt, kindFrom, turnUpright, withoutAddresses } from './normalize.ts';
import { Quotations } from './quotations.ts';
import { unspacedWords } from './unspaced-words.ts';

/** A text as words. */
export interface Tokens {
  /**
   * Hash of each word. The hash of a character that is a word (Han, Kana) is odd, any other even. All numbers are
   * one word, so that a template with other prices has the same words. Tickers and mentions are no words.
   */
  words: Uint32Array;
  /** Length of the text in words, a character that is a word counting 0.6. */
  length: number;
  /** Index of the first word of each line, ascending. */
  lines: number[];
  /** What fills places in sentences, in threes: index of the next word (of the number itself), kind, hash. */
  slots: number[];
  /** Hash of the value of each rare number, in reading order. */
  figures: number[];
  /** Hash of each cashtag, in reading order, also of those in tag runs. */
  cashtags: number[];
  /** Indices of words that may be a coin's code: two capitals or more. */
  codes: number[];
  /** Passages in quotation marks, in twos: index of the first word and of the first after it. */
  quotes: number[];
  /** Hash of the words: equal for texts that differ only in numbers, tags, links, emoji, case, spaces. */
  contentHash: number;
}

/** Kinds of slots. */
export const SLOT = { number: 0, ticker: 1, mention: 2 } as const;
/** The word for every number. */
export const NUMBER_TOKEN = (hash32(0x4e554d) & ~1) >>> 0;

const NEWLINE = 0x0a;
const DOT = 0x2e;
const COMMA = 0x2c;
const KEYCAP = 0x20e3;
const UNDERSCORE = 0x5f;
const LETTER_X = 0x78;
/** Length a character of an unsegmented script counts. */
const IDEOGRAPH_LENGTH = 0.6;
/** One-letter words in a row that are a word spelled out. */
const SPELLED_LETTERS = 4;
const SEED = 0x811c9dc5 | 0;
const PRIME = 0x01000193;

const isApostrophe = (code: number) => code === 0x27 || code === 0x2019 || code === 0x60 || code === 0xb4;
/** `$`, `#` or `@` in any width; 0 for another sign. */
function tagSign(code: number): number {
  if (code === 0x24 || code === 0xff04 || code === 0xfe69) return 0x24;
  if (code === 0x23 || code === 0xff03) return 0x23;
  return code === 0x40 || code === 0xff20 || code === 0xfe6b ? 0x40 : 0;
}
const HASH = 0x23;
const DOLLAR = 0x24;
const AT = 0x40;

/** One letter, a separator, a letter, and so on, with the same separator. */
const SPELLED = /(?<![\p{L}\p{N}\p{M}])\p{L}([ .\-_*·•|])(?:\p{L}\1)*\p{L}(?![\p{L}\p{N}\p{M}])/gu;

/**
 * Split a text into words.
 *
 * Ignored: case, accents, invisible and look-alike letters, links, emoji, punctuation, `$TICKER` and
 * `@mention`. A `#hashtag` inside a sentence is a word; in a run of tags, on a line of tags or at the end it is
 * ignored too. Time is linear in the text.
 */
export function tokenize(text: string): Tokens {
  const clean = turnUpright(withoutAddresses(text));
  const reader = new Tokenizer(clean);
  const tokens = reader.read();
  if (!reader.isSpelledOut) return tokens;
  const joined = clean.replace(SPELLED, (letters, separator: string) => letters.replaceAll(separator, ''));
  return joined === clean ? tokens : new Tokenizer(joined).read();
}

interface Tag {
  hash: number;
  sign: number;
}

/** Scratch for the words of the text being read. */
let buffer = new Uint32Array(1024);

class Tokenizer {
  private size = 0;
  private readonly lines: number[] = [];
  private readonly slots: number[] = [];
  private readonly figures: number[] = [];
  private readonly cashtags: number[] = [];
  private readonly codes: number[] = [];
  private readonly quotations = new Quotations();
  /** Tags since the last plain word; those still here at the end are the tag run that closes the text. */
  private readonly run: Tag[] = [];
  private lineHasWords = false;
  private ideographs = 0;
  private hash = 0;
  private capitals = 0;
  private letters = 0;
  private oneLetterWords = 0;
  /** Whether a digit stands for a letter in the word being read. */
  private hasDigitLetter = false;
  isSpelledOut = false;

  constructor(private readonly text: string) {}

  read(): Tokens {
    const { text } = this;
    const { length } = text;
    for (let i = 0; i < length; ) {
      const code = text.charCodeAt(i);
      const cell = foldCodeUnit(code);
      const kind = cell >>> 16;
      if (kind === CHAR.letter) i = this.word(i);
      else if (kind === CHAR.ideograph) {
        this.ideographs++;
        this.push(hash32(cell & 0xffff) | 1);
        i++;
      } else if (kind === CHAR.digit) i = this.number(i);
      else if (kind === CHAR.unspaced) i = this.unspaced(i);
      else if (code > 0x22 && tagSign(code) !== 0) i = this.tag(i, tagSign(code));
      else {
        if (code === NEWLINE) this.endLine();
        else if (code === 0x22 || (code > 0xa0 && kind === CHAR.gap)) this.quotations.read(code, this.size);
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
    let content = SEED;
    for (let i = 0; i < words.length; i++) content = hashChain(content, words[i] as number);
    const { lines, slots, figures, cashtags, codes, size, ideographs } = this;
    const length = size - ideographs * (1 - IDEOGRAPH_LENGTH);
    return {
      words,
      length,
      lines,
      slots,
      figures,
      cashtags,
      codes,
      quotes: this.quotations.passages,
      contentHash: hash32(content),
    };
  }

  private word(start: number): number {
    const end = this.hashWord(start, false);
    const { text, letters } = this;
    // "x0.50": a sign of multiplication, not a word.
    if (letters === 1 && end === start + 1 && this.hash === X_HASH && kindAt(text, end) === CHAR.digit) {
      return this.number(end);
    }
    if (letters === 1 && text.charCodeAt(start) < 0x700) {
      if (++this.oneLetterWords >= SPELLED_LETTERS) this.isSpelledOut = true;
    } else this.oneLetterWords = 0;
    this.push(hash32(this.hash) & ~1);
    if (this.capitals > 1) this.codes.push(this.size - 1);
    return end;
  }

  /** Hash the word that begins at `start` into `this.hash`; gives its end. In a tag, any letters belong. */
  private hashWord(start: number, inTag: boolean, seed = SEED): number {
    const { text } = this;
    let i = start;
    let hash = seed;
    let capitals = 0;
    let letters = 0;
    this.hasDigitLetter = false;
    for (; i < text.length; i++) {
      const code = text.charCodeAt(i);
      const cell = foldCodeUnit(code);
      const kind = cell >>> 16;
      if (kind === CHAR.letter) {
        hash = Math.imul(hash ^ (cell & 0xffff), PRIME);
        letters++;
        if (code >= 0x41 && code <= 0x5a) capitals++;
      } else if (kind === CHAR.digit) {
        // "x12.3" is a number with a sign of multiplication before it.
        if (letters === 1 && i === start + 1 && hash === X_HASH && !inTag) break;
        hash = Math.imul(hash ^ this.letterOf(cell & 0xffff, i, inTag), PRIME);
        letters++;
      } else if (inTag && (kind === CHAR.ideograph || kind === CHAR.unspaced || code === UNDERSCORE)) {
        hash = Math.imul(hash ^ (cell & 0xffff || code), PRIME);
        letters++;
      } else if (kind !== CHAR.ignorable && !(isApostrophe(code) && kindFrom(text, i + 1) === CHAR.letter))
        break;
    }
    this.hash = hash;
    this.capitals = capitals;
    this.letters = letters;
    return i;
  }

  /**
   * A digit inside a word, or the letter it stands for: 0 and 1 anywhere, others before another letter, or at the
   * end of a word that has one already ("tr4d3").
   */
  private letterOf(digit: number, at: number, inTag: boolean): number {
    const letter = inTag ? undefined : letterForDigit(digit);
    if (letter === undefined) return digit;
    const next = kindFrom(this.text, at + 1);
    if (
      !standsForLetterAnywhere(digit) &&
      next !== CHAR.letter &&
      !(this.hasDigitLetter && next !== CHAR.digit)
    )
      return digit;
    if (next === CHAR.letter) this.hasDigitLetter = true;
    return letter;
  }

  /** A run of letters in which words are found by a dictionary. */
  private unspaced(start: number): number {
    const { text } = this;
    let run = '';
    let i = start;
    for (; i < text.length; i++) {
      const kind = kindAt(text, i);
      if (kind === CHAR.unspaced) run += text[i];
      else if (kind !== CHAR.ignorable) break;
    }
    for (const word of unspacedWords(run)) {
      let hash = SEED;
      for (let k = 0; k < word.length; k++) hash = Math.imul(hash ^ word.charCodeAt(k), PRIME);
      this.push(hash32(hash) & ~1);
    }
    return i;
  }

  /** A number with its separators and unit: "1,204.50", "2.3M", "100x", "3rd". */
  private number(start: number): number {
    const { text } = this;
    if (isWordFromDigit(text, start)) return this.wordFromDigit(start);
    let i = start;
    let digits = '';
    let unit = '';
    for (; i < text.length; i++) {
      const code = text.charCodeAt(i);
      const cell = foldCodeUnit(code);
      const kind = cell >>> 16;
      if (code === KEYCAP) return i + 1; // decoration, not a number
      if (kind === CHAR.ignorable) continue;
      if (kind === CHAR.letter) unit += String.fromCharCode(cell & 0xffff);
      else if (kind === CHAR.digit) {
        if (unit === '') digits += String.fromCharCode(cell & 0xffff);
        else unit += String.fromCharCode(cell & 0xffff);
      } else {
        const separator = separatorOf(code);
        if (unit !== '' || separator === '' || kindFrom(text, i + 1) !== CHAR.digit) break;
        digits += separator;
      }
    }
    const { value, rare } = readFigure(digits, unit);
    const hash = hashText(value);
    this.push(NUMBER_TOKEN);
    this.slots.push(this.size - 1, SLOT.number, unit === '' ? hash : hash32(hash ^ hashText(unit)));
    if (rare) this.figures.push(hash);
    return i;
  }

  private wordFromDigit(start: number): number {
    const first = letterForDigit(foldCodeUnit(this.text.charCodeAt(start)) & 0xffff) as number;
    const end = this.hashWord(start + 1, false, Math.imul(SEED ^ first, PRIME));
    this.push(hash32(this.hash) & ~1);
    return end;
  }

  /** `$CODE`, `#tag`, `@name`; a sign before anything else is ignored, and `$100` is a number. */
  private tag(start: number, sign: number): number {
    const { text } = this;
    const first = kindFrom(text, start + 1);
    if (first === CHAR.gap || first === CHAR.stop) return start + 1;
    if (sign === DOLLAR && first === CHAR.digit) {
      let i = start + 1;
      while (kindAt(text, i) === CHAR.digit || kindAt(text, i) === CHAR.ignorable) i++;
      for (let k = 0; k < 3; k++) if (kindAt(text, i + k) !== CHAR.letter) return this.number(start + 1);
    }
    const end = this.hashWord(start + 1, true);
    if (end > start + 1) {
      const hash = hash32(this.hash);
      this.run.push({ hash, sign });
      if (sign === DOLLAR) this.cashtags.push(hash);
    }
    return Math.max(end, start + 1);
  }

  private push(word: number): void {
    if (this.run.length > 0) this.flushTags();
    if (!this.lineHasWords) {
      this.lines.push(this.size);
      this.lineHasWords = true;
    }
    if (this.size === buffer.length) {
      const bigger = new Uint32Array(buffer.length * 2);
      bigger.set(buffer);
      buffer = bigger;
    }
    buffer[this.size++] = word;
  }

  /** For a word after tags: a single tag is part of the sentence; several are a tag run, which is ignored. */
  private flushTags(): void {
    const [only, more] = this.run;
    this.run.length = 0;
    if (!only || more) return;
    if (only.sign === HASH) this.push(only.hash & ~1);
    else this.slots.push(this.size, only.sign === AT ? SLOT.mention : SLOT.ticker, only.hash);
  }

  private endLine(): void {
    if (!this.lineHasWords) this.run.length = 0;
    this.lineHasWords = false;
    this.oneLetterWords = 0;
  }
}

const X_HASH = Math.imul(SEED ^ LETTER_X, PRIME);

/** `.`, `,`, `:` or `/` for a sign that separates digits, '' for another. */
function separatorOf(code: number): string {
  if (code === DOT || code === 0x066b) return '.';
  if (code === COMMA || code === 0x066c) return ',';
  return code === 0x3a ? ':' : code === 0x2f ? '/' : '';
}

function hashText(text: string): number {
  let hash = SEED;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), PRIME);
  return hash32(hash);
}
