/**
 * One meaning for every letter: case, width, accents, invisible characters and look-alike letters are put aside.
 * Done by a table over UTF-16 units, filled as they are met.
 */

/** Changes whenever the same text could give other tokens: an index made by another version must be rebuilt. */
export const NORMALISER_VERSION = 1;

/** What a character is to the tokeniser. */
export const CHAR = { gap: 0, letter: 1, digit: 2, ideograph: 3, ignorable: 4, stop: 5 } as const;

/** Letters that are drawn alike, by the Latin letter they pass for. Sources: Unicode confusables, real spam. */
const LOOKS_LIKE: Record<string, string> = {
  a: 'αаɑᴀ',
  b: 'βвʙɓь',
  c: 'сϲᴄҫ',
  d: 'đԁᴅɗ',
  e: 'εеҽᴇ',
  f: 'ƒꜰ',
  g: 'ɡᶃɢց',
  h: 'һнʜհ',
  i: 'ιіɪıɩӏ',
  j: 'јᴊϳ',
  k: 'κкᴋ',
  l: 'łʟƚ',
  m: 'мᴍ',
  n: 'ηпɴո',
  o: 'οоøᴏօσ',
  p: 'ρрᴘ',
  q: 'ԛզ',
  r: 'гʀ',
  s: 'ѕꜱ',
  t: 'τтᴛ',
  u: 'υᴜս',
  v: 'νѵᴠʋ',
  w: 'ωԝᴡ',
  x: 'χх',
  y: 'γуʏү',
  z: 'ᴢ',
}; // prettier-ignore

const lookAlike = new Map<string, string>();
for (const [latin, others] of Object.entries(LOOKS_LIKE)) for (const c of others) lookAlike.set(c, latin);

const MARK = /[\p{Mn}\p{Me}]/u;
/** Marks that only decorate: dropped. Marks of Indic and South-East Asian scripts spell and are kept. */
const DECORATION =
  /[[\p{Mn}\p{Me}]&&[\p{Script=Inherited}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Cyrillic}\p{Script=Syriac}]]/v;
const NOTHING = /\p{Cf}|\p{Default_Ignorable_Code_Point}|\u0640/u;
const SINGLE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u30fc]/u;
const DIGIT = /\p{Nd}/u;
const STOP = /[.!?\n…。！？؟।॥]/;

const UNKNOWN = 0xffffffff;
const table = new Uint32Array(0x10000).fill(UNKNOWN);

/** Class and folded form of a UTF-16 unit: `class << 16 | folded`. Half a surrogate pair is a gap. */
export function foldCodeUnit(code: number): number {
  const cell = table[code] as number;
  return cell === UNKNOWN ? classifyAndCache(code) : cell;
}

function classifyAndCache(code: number): number {
  const cell = classify(code);
  table[code] = cell;
  return cell;
}

function classify(code: number): number {
  const char = String.fromCharCode(code);
  if (NOTHING.test(char) || DECORATION.test(char)) return CHAR.ignorable << 16;
  if (STOP.test(char)) return CHAR.stop << 16;
  if (DIGIT.test(char)) return (CHAR.digit << 16) | (0x30 + digitOf(code));
  // Hangul stays whole: decomposed it would be three letters a syllable.
  const base =
    code >= 0xac00 && code <= 0xd7a3 ? char : ([...char.toLowerCase().normalize('NFKD')][0] ?? char);
  const folded = (lookAlike.get(base) ?? base).charCodeAt(0);
  if (SINGLE.test(char)) return (CHAR.ideograph << 16) | folded;
  if (/\p{L}/u.test(char) || MARK.test(char) || /\p{Mc}/u.test(char)) return (CHAR.letter << 16) | folded;
  return CHAR.gap << 16;
}

/** What a digit of any script says: they stand in rows of ten. */
function digitOf(code: number): number {
  let zero = code;
  while (DIGIT.test(String.fromCharCode(zero - 1))) zero--;
  return code - zero;
}

/**
 * What the table cannot fold alone: several letters in one sign, half surrogates, syllables in parts. Most texts
 * have none of it and need no normalisation by the platform.
 */
const COMPOUND =
  /[\u0900-\u0fff\u1100-\u11ff\u2100-\u214f\u2460-\u24ff\u3130-\u318f\u3200-\u33ff\ufb00-\ufdff\ufe70-\ufefc]|\ud835|\ud83c[\udd00-\udd89]/;
/** No script stacks more than four marks; a longer pile costs NFKC quadratic time. */
const STACKED_MARKS = /(\p{M}{4})\p{M}+/gu;
/** Letters in boxes and circles that NFKC leaves alone: U+1F150 to 1F189. */
const ENCLOSED_LETTERS = /\ud83c[\udd50-\udd69\udd70-\udd89]/g;
const WEB = /(?:https?:\/\/|www\.)[\x21-\x7e]+/gi;
/** A bare address with a path, `t.me/x`; lengths are bounded to keep hostile `a.a.a.` linear. */
const BARE_URL = /(?<![\w.-])[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,4}\.[a-z]{2,10}\/[\x21-\x7e]*/gi;
/** How Square's own data writes an attached chart. */
const WIDGET = /\{(?:future|spot|alpha)\}\([^()\n]{0,80}\)/g;

/** Unicode made plain, and web addresses taken out. */
export function cleanText(text: string): string {
  let out = text;
  if (COMPOUND.test(out)) {
    out = out.replace(STACKED_MARKS, '$1').normalize('NFKC');
    out = out.replace(ENCLOSED_LETTERS, (c) => String.fromCharCode(97 + ((c.charCodeAt(1) - 0xdd50) % 32)));
  }
  if (out.includes('://') || out.includes('www.') || out.includes('WWW.')) out = out.replace(WEB, ' ');
  if (out.includes('/')) out = out.replace(BARE_URL, ' ');
  if (out.includes('{')) out = out.replace(WIDGET, ' ');
  return out;
}
