/**
 * Text rules for `$CODE`. Where the page marks a cashtag, its mark has priority (find-tags.ts); these rules
 * are for text dumps and for unmarked text.
 */

import { type Span, spanTester } from './excluded-spans.ts';
import type { FoldedText } from './fold-width.ts';
import { isKnownCoin } from './known-coins.ts';
import { parseTickerCode } from './ticker-code.ts';

/** A cashtag in the text; offsets are UTF-16 code units of the original text, including the sign. */
export interface Cashtag extends Span {
  code: string;
  unsure: boolean;
}

/** `__proto__` and similar names are valid tokens and must be harmless. */
const DUNDER = /__[A-Za-z0-9]+__/y;
/** Chinese and Japanese codes exist (币安人生), but only a list could tell where such a code ends. */
const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+/uy;
const MAX_CJK = 12;
const CJK_MONEY =
  /^[一二三四五六七八九十百千万萬亿億兆零两兩几幾多]*(?:$|美元|美金|美刀|人民币|人民幣|港币|日元|欧元|[元块刀]$)/u;
const UNDERSCORE_QUOTE = /_(?:USDT|USDC|FDUSD|BUSD|USD|PERP)(?![A-Za-z0-9_])/iy;
/** Letters of alphabets with spaces between words: a cashtag cannot follow or precede one directly. */
const LETTER = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u;
const ATTACHED_LETTER = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Nd}]/u;
const COMBINING_MARK = /\p{Mn}/u;
const isMark = (unit: string): boolean => !isAscii(unit) && COMBINING_MARK.test(unit);
const isAscii = (unit: string): boolean => unit < '\x80';
const WORD = /[\p{L}\p{M}\p{N}_-]/u;
const PATH = /(?:[a-z0-9-]+\.)+[a-z]{2,24}(?::\d+)?\//iy;

/**
 * Finds the cashtags of a text.
 * @param scan result of `foldWidth`
 * @param skip spans to leave out (the page's hashtags and links), in order of start
 * @returns every cashtag in order, including repeats. Linear in the length of the text.
 */
export function findCashtags(scan: FoldedText, skip: readonly Span[] = []): Cashtag[] {
  if (!scan.text.includes('$')) return [];
  const inMask = spanTester(scan.masked);
  const inSkip = spanTester(skip);
  const found: Cashtag[] = [];
  let chainEnd = -1;
  for (let at = scan.text.indexOf('$'); at >= 0; at = scan.text.indexOf('$', at + 1)) {
    if (inMask(at) || inSkip(scan.toSourceOffset(at))) continue;
    const tag = parseAt(scan, at, chainEnd);
    if (!tag) continue;
    chainEnd = tag.end;
    found.push({ ...tag, start: scan.toSourceOffset(at), end: scan.toSourceOffset(tag.end - 1) + 1 });
  }
  return found;
}

/**
 * Parses the cashtag whose sign is at `at`; `null` if there is none. Offsets are those of the folded text.
 */
function parseAt({ text }: FoldedText, at: number, chainEnd: number): Cashtag | null {
  const tag = latinAt(text, at) ?? cjkAt(text, at);
  if (!tag) return null;
  if (at === chainEnd || at === 0) return tag;
  const closed = tag.end === text.length || /\s/.test(text[tag.end] as string);
  if (text[at - 1] === '$') {
    const lone = at < 2 || !(text[at - 2] === '$' || ATTACHED_LETTER.test(charBefore(text, at - 1)));
    return lone && closed ? tag : null;
  }
  if (text[at - 1] === '/' && inAddress(text, at)) return null;
  if (!ATTACHED_LETTER.test(charBefore(text, at))) return tag;
  return (closed && isKnownCoin(tag.code)) || followsTag(text, at) ? tag : null;
}

function latinAt(text: string, at: number): Cashtag | null {
  let end = tokenEnd(text, at + 1);
  const token = text.slice(at + 1, end);
  const code = token === '' ? null : parseTickerCode(token);
  if (!code) return null;
  const next = text[end] ?? '';
  if (next === '_') {
    UNDERSCORE_QUOTE.lastIndex = end;
    const quote = UNDERSCORE_QUOTE.exec(text)?.[0];
    if (!quote && /[A-Za-z0-9]/.test(text[end + 1] ?? '')) return null;
    end += quote?.length ?? 0;
  } else if (isAscii(next) ? isFormula(text, end, token) : LETTER.test(next) || COMBINING_MARK.test(next))
    return null;
  return { ...code, unsure: code.unsure || isUnit(text, at, end), start: at, end };
}

/** `($M)`: may mean millions as well as a coin. */
function isUnit(text: string, at: number, end: number): boolean {
  return text[at - 1] === '(' && text[end] === ')' && /^[KMBT]$/i.test(text.slice(at + 1, end));
}

/**
 * Where the letters and digits starting at an offset end. A loop instead of a regular expression, because it
 * runs for every amount of money too.
 */
function tokenEnd(text: string, start: number): number {
  if (text[start] === '_') {
    DUNDER.lastIndex = start;
    return start + (DUNDER.exec(text)?.[0].length ?? 0);
  }
  let end = start;
  while (isAlphanumeric(text.charCodeAt(end))) end++;
  return end;
}

const isAlphanumeric = (unit: number): boolean =>
  (unit >= 48 && unit <= 57) || (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90);

function cjkAt(text: string, at: number): Cashtag | null {
  if (isAscii(text[at + 1] ?? '')) return null;
  CJK.lastIndex = at + 1;
  const code = CJK.exec(text)?.[0];
  if (!code || code.length > MAX_CJK || CJK_MONEY.test(code)) return null;
  return { code, unsure: true, start: at, end: at + 1 + code.length };
}

/** `$x^2`, `$x$`, `$this->`, `$arr[`, `{$name}`: formulas or program code. */
function isFormula(text: string, end: number, token: string): boolean {
  const next = text[end];
  if (next === '^') return true;
  if (token.length > 1 && token !== token.toLowerCase()) return false;
  if (next === '$') return !/[\p{L}\p{N}]/u.test(text[end + 1] ?? '');
  return (
    next === '\\' || next === '[' || next === '{' || next === '}' || (next === '-' && text[end + 1] === '>')
  );
}

/** The character before an offset, ignoring combining marks and emphasis (`__$ETH__`); '' at the start. */
function charBefore(text: string, at: number): string {
  let i = at - 1;
  while (i >= 0 && (text[i] === '_' || isMark(text[i] as string))) i--;
  const unit = text[i] ?? '';
  return unit >= '\udc00' && unit <= '\udfff' && i > 0 ? text.slice(i - 1, i + 1) : unit;
}

/** True if the word directly before is a hashtag or a mention: `#Bitcoin$BTC`. */
function followsTag(text: string, at: number): boolean {
  let i = at - 1;
  while (i >= 0 && WORD.test(text[i] as string)) i--;
  return text[i] === '#' || text[i] === '@';
}

/** True if the word so far is a URL without a scheme: `x.com/$ETH`. */
function inAddress(text: string, at: number): boolean {
  let start = at;
  while (start > 0 && /[\w.:/-]/.test(text[start - 1] as string)) start--;
  PATH.lastIndex = start;
  return PATH.test(text);
}
