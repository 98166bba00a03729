/** Folds texts so that a search finds words however they are written. */
import { CHAR, foldCodeUnit, toPlainLetters } from '../copies/fingerprint/normalize.ts';

/** Spacing accents typed as apostrophes: NFKC would make a space of them. */
const TYPED_APOSTROPHE = /[\u0060\u00b4]/g;
const APOSTROPHES = new Set("'’‘ʼʻʹ′‛");
const QUOTES = new Set('"“”„‟«»″「」『』〝〞〟');
const DASHES = new Set('‐‑‒–—―−﹣');
/** Letters that are two letters in another spelling. */
const EXPANSIONS: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'],
  ['ẞ', 'ss'],
  ['æ', 'ae'],
  ['Æ', 'ae'],
  ['œ', 'oe'],
  ['Œ', 'oe'],
  // For the copy finder i, l and 1 are one letter; a search distinguishes them.
  ['ӏ', 'l'],
  ['ł', 'l'],
  ['Ł', 'l'],
  ['ʟ', 'l'],
  ['ƚ', 'l'],
]);

/** Folds width and case only, so that `ＢＴＣ` and `btc` are equal: for names that must be the same. */
export const foldCase = (text: string): string => text.normalize('NFKC').toLowerCase();

/**
 * Folds a text for searching, with the copy finder's table: case in any language (İ and ı are i), accents, Arabic
 * vowel marks and alef forms, width, look-alike letters of other scripts; invisible characters and apostrophes are
 * removed, white space is one space, and quotes and dashes have one form each. Latin letters and digits stay
 * themselves: unlike the copy finder, a search distinguishes l from i and o from 0.
 */
export function foldForSearch(text: string): string {
  const plain = toPlainLetters(text.replace(TYPED_APOSTROPHE, "'")).normalize('NFKC');
  let out = '';
  let wasSpace = false;
  for (let i = 0; i < plain.length; i++) {
    const code = plain.charCodeAt(i);
    folds[code] ??= foldCharacter(plain[i] as string, code);
    const folded = folds[code];
    const isSpace = folded === ' ';
    if (!isSpace || !wasSpace) out += folded;
    if (folded !== '') wasSpace = isSpace;
  }
  return out;
}

/** What each UTF-16 code unit met so far becomes: a library has a hundred million characters. */
const folds: (string | undefined)[] = new Array(0x10000);

function foldCharacter(char: string, code: number): string {
  if (code >= 0x61 && code <= 0x7a) return char;
  if (APOSTROPHES.has(char)) return '';
  if (/\s/.test(char)) return ' ';
  if (code < 0x80) return code < 0x20 || code === 0x7f ? '' : char.toLowerCase();
  if (QUOTES.has(char)) return '"';
  if (DASHES.has(char)) return '-';
  const expansion = EXPANSIONS.get(char);
  if (expansion !== undefined) return expansion;
  // Greek has two forms of small sigma.
  const cell = foldCodeUnit(char === 'ς' ? 0x3c3 : code);
  const kind = cell >>> 16;
  if (kind === CHAR.ignorable) return '';
  return kind === CHAR.gap || kind === CHAR.stop ? char : String.fromCharCode(cell & 0xffff);
}
