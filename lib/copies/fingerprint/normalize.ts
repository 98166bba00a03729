/**
 * Folds letters: differences of case, width, accents, invisible characters and look-alike letters are removed.
 * Uses a table over UTF-16 code units, filled when a code unit first occurs.
 */

/** Changes whenever the same text could give other words: an index made by another version must be rebuilt. */
export const NORMALIZER_VERSION = 2;

/** What a character is to the tokenizer. */
export const CHAR = {
  gap: 0,
  letter: 1,
  digit: 2,
  /** A character that is a word: Han, Kana. */
  ideograph: 3,
  /** Nothing at all: invisible, or a mark that only decorates. */
  ignorable: 4,
  /** The end of a sentence. */
  stop: 5,
  /** A letter of a script whose words are found by a dictionary: Thai, Lao, Khmer, Burmese. */
  unspaced: 6,
} as const;

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
  // i, l and 1 pass for one another, and so do their twins: all are read as i.
  i: 'ιіɪıɩӏlłʟƚ',
  j: 'јᴊϳ',
  k: 'κкᴋ',
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
};

const lookAlike = new Map<string, string>();
for (const [latin, others] of Object.entries(LOOKS_LIKE)) for (const c of others) lookAlike.set(c, latin);

const MARK = /[\p{Mn}\p{Me}]/u;
/** Marks that only decorate: dropped. Marks of Indic and South-East Asian scripts spell and are kept. */
const DECORATION =
  /[[\p{Mn}\p{Me}]&&[\p{Script=Inherited}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Cyrillic}\p{Script=Syriac}]]/v;
const IGNORABLE = /\p{Cf}|\p{Default_Ignorable_Code_Point}|\u0640/u;
const IDEOGRAPH = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u30fc]/u;
const UNSPACED = /[[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]&&[\p{L}\p{M}]]/v;
const DIGIT = /\p{Nd}/u;
const STOP = /[.!?\n…。！？؟।॥။៕]/;

const UNKNOWN = 0xffffffff;
const table = new Uint32Array(0x10000).fill(UNKNOWN);

/** Class and folded form of a UTF-16 code unit: `class << 16 | folded`. Half a surrogate pair is a gap. */
export function foldCodeUnit(code: number): number {
  const cell = table[code] as number;
  return cell === UNKNOWN ? classifyAndCache(code) : cell;
}

/** Class (`CHAR`) of the code unit at an index; a gap beyond the end. */
export function kindAt(text: string, index: number): number {
  return index < text.length ? foldCodeUnit(text.charCodeAt(index)) >>> 16 : CHAR.gap;
}

/** Class of the first code unit from an index on that is not ignorable. */
export function kindFrom(text: string, index: number): number {
  let i = index;
  while (kindAt(text, i) === CHAR.ignorable) i++;
  return kindAt(text, i);
}

function classifyAndCache(code: number): number {
  const cell = classifyCodeUnit(code);
  table[code] = cell;
  return cell;
}

function classifyCodeUnit(code: number): number {
  const char = String.fromCharCode(code);
  if (IGNORABLE.test(char) || DECORATION.test(char)) return CHAR.ignorable << 16;
  if (STOP.test(char)) return CHAR.stop << 16;
  if (DIGIT.test(char)) return (CHAR.digit << 16) | (0x30 + digitOf(code));
  if (UNSPACED.test(char)) return (CHAR.unspaced << 16) | code;
  // Hangul stays whole: decomposed it would be three letters a syllable.
  const base =
    code >= 0xac00 && code <= 0xd7a3 ? char : ([...char.toLowerCase().normalize('NFKD')][0] ?? char);
  const folded = (lookAlike.get(base) ?? base).charCodeAt(0);
  if (IDEOGRAPH.test(char)) return (CHAR.ideograph << 16) | folded;
  if (/\p{L}/u.test(char) || MARK.test(char) || /\p{Mc}/u.test(char)) return (CHAR.letter << 16) | folded;
  return CHAR.gap << 16;
}

/** The value of a digit of any script: Unicode has them in rows of ten. */
function digitOf(code: number): number {
  let zero = code;
  while (DIGIT.test(String.fromCharCode(zero - 1))) zero--;
  return code - zero;
}

/**
 * What the table cannot fold alone: several letters in one sign, half surrogates, syllables in parts. Most texts
 * have none of it and need no normalization by the platform.
 */
const COMPOUND =
  /[\u0900-\u0fff\u1100-\u11ff\u2100-\u214f\u2460-\u24ff\u3130-\u318f\u3200-\u33ff\ufb00-\ufdff\ufe70-\ufefc]|\ud835|\ud83c[\udd00-\udd89\udde6-\uddff]|\udb40|\ud82f[\udca0-\udca3]|\ud834[\udd73-\udd7a]/;
/** Invisible characters beyond U+FFFF: tags, variation selectors, format controls of shorthand and music. */
const ASTRAL_IGNORABLE = /\udb40[\udc00-\udfff]|\ud82f[\udca0-\udca3]|\ud834[\udd73-\udd7a]/g;
/** No script stacks more than four marks; a longer pile costs NFKC quadratic time. */
const STACKED_MARKS = /(\p{M}{4})\p{M}+/gu;
/** Letters in boxes and circles that NFKC leaves alone: U+1F150 to 1F189. */
const ENCLOSED_LETTERS = /\ud83c[\udd50-\udd69\udd70-\udd89]/g;
/** A regional indicator that is no half of a flag means its letter: U+1F1E6 to 1F1FF. */
const LONE_INDICATOR = /(?<!\ud83c[\udde6-\uddff])\ud83c[\udde6-\uddff](?!\ud83c[\udde6-\uddff])/g;
const WEB = /(?:https?:\/\/|www\.)[\x21-\x7e]+/gi;
/** A bare address with a path, `t.me/x`; lengths are bounded to keep hostile `a.a.a.` linear. */
const BARE_URL = /(?<![\w.-])[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,4}\.[a-z]{2,10}\/[\x21-\x7e]*/gi;
/** How Square's own data writes an attached chart. */
const WIDGET = /\{(?:future|spot|alpha)\}\([^()\n]{0,80}\)/g;

/** Replaces characters that mean several letters, or one in another form, by these letters. */
export function toPlainLetters(text: string): string {
  if (!COMPOUND.test(text)) return text;
  return text
    .replace(ASTRAL_IGNORABLE, '')
    .replace(STACKED_MARKS, '$1')
    .normalize('NFKC')
    .replace(ENCLOSED_LETTERS, (c) => String.fromCharCode(97 + ((c.charCodeAt(1) - 0xdd50) % 32)))
    .replace(LONE_INDICATOR, (c) => String.fromCharCode(97 + c.charCodeAt(1) - 0xdde6));
}

/** Plain letters (`toPlainLetters`), without web addresses and chart widgets. */
export function withoutAddresses(text: string): string {
  let out = toPlainLetters(text);
  if (out.includes('://') || out.includes('www.') || out.includes('WWW.')) out = out.replace(WEB, ' ');
  if (out.includes('/')) out = out.replace(BARE_URL, ' ');
  if (out.includes('{')) out = out.replace(WIDGET, ' ');
  return out;
}

/** Letters turned upside down, with the letters they mean; the others look like themselves or are among these. */
const TURNED: Record<string, string> = {
  ɐ: 'a',
  q: 'b',
  ɔ: 'c',
  p: 'd',
  ǝ: 'e',
  ɟ: 'f',
  ƃ: 'g',
  ɓ: 'g',
  ɥ: 'h',
  ᴉ: 'i',
  ı: 'i',
  ɾ: 'j',
  ʞ: 'k',
  ɯ: 'm',
  u: 'n',
  d: 'p',
  b: 'q',
  ɹ: 'r',
  ʇ: 't',
  n: 'u',
  ʌ: 'v',
  ʍ: 'w',
  ʎ: 'y',
};
const TURNED_ONLY = /[ɐɔǝɟɥᴉɾʞɯɹʇʌʍʎ]/g;

/** A text written upside down is turned back: its letters, and their order. */
export function turnUpright(text: string): string {
  if (!text.includes('ǝ') && !text.includes('ɐ')) return text;
  const turned = text.match(TURNED_ONLY)?.length ?? 0;
  if (turned * 4 < (text.match(/\p{L}/gu)?.length ?? 0)) return text;
  return [...text]
    .reverse()
    .map((c) => TURNED[c] ?? c)
    .join('');
}
