/** Digits that stand for letters inside words: "0rder", "1iquidity", "7h3r3". */
import { CHAR, foldCodeUnit, kindAt, kindFrom } from './normalize.ts';

const ZERO = 0x30;
const ONE = 0x31;

/** The letter, folded, that a digit stands for, by code unit. */
const DIGIT_LETTERS: Record<number, number> = {
  [ZERO]: 0x6f,
  [ONE]: 0x69,
  51: 0x65,
  52: 0x61,
  53: 0x73,
  55: 0x74,
};
/** What may follow a single 1 without making it a letter: "1month". Folded as words are (l is i). */
const UNIT_AFTER_ONE = /^(?:hour|minute|month|week|year|time|miiiion|biiiion|doiiar|usdt|usdc|inch|coin)/;

/** The letter that a digit may stand for; `undefined` for a digit that looks like none. */
export const letterForDigit = (digit: number): number | undefined => DIGIT_LETTERS[digit];

/** True for 0 and 1, which stand for a letter anywhere in a word; other digits only beside letters. */
export const standsForLetterAnywhere = (digit: number): boolean => digit <= ONE;

/** True if the digit at `start` stands for the first letter of a word. */
export function isWordFromDigit(text: string, start: number): boolean {
  const digit = foldCodeUnit(text.charCodeAt(start)) & 0xffff;
  if (DIGIT_LETTERS[digit] === undefined || kindFrom(text, start + 1) !== CHAR.letter) return false;
  let letters = '';
  let isSpelled = false;
  for (let i = start + 1; letters.length < 8; i++) {
    const cell = foldCodeUnit(text.charCodeAt(i));
    const kind = kindAt(text, i);
    if (kind === CHAR.letter) letters += String.fromCharCode(cell & 0xffff);
    else if (kind === CHAR.digit) {
      const isAlone = kindAt(text, i - 1) !== CHAR.digit && kindAt(text, i + 1) !== CHAR.digit;
      // "5m30s" is a time.
      if (!isAlone || !DIGIT_LETTERS[cell & 0xffff]) return false;
      isSpelled = true;
    } else if (kind !== CHAR.ignorable) break;
  }
  if (isSpelled || digit === ZERO) return letters.length > 1;
  return digit === ONE && letters.length > 3 && !UNIT_AFTER_ONE.test(letters);
}
