/** Finds hashtags and mentions that the page does not mark. */
import { type Span, spanTester } from './excluded-spans.ts';
import type { FoldedText } from './fold-width.ts';

export interface TextTag extends Span {
  /** With its sign, original spelling. */
  text: string;
}

/** Maximum length of a hashtag, our own choice: the longest of 2,491 real ones has 56 characters. */
const MAX_HASHTAG = 100;
/**
 * Letters, digits, marks; inside, a dot or dollar before a digit (`#ETFsSee$1.3BNetInflows`), and the apostrophe of a
 * genitive (`#Strategy'sBTCPurchase`). An official tag, which is long and in camel case, also holds a dot or slash
 * between two of its words (`#BinanceLaunchesGoldvs.BTCTradingCompetition`); a short tag ends there (`#BTC/USDT`,
 * `#eth.This`).
 */
const HASHTAG =
  /#((?:[\p{L}\p{M}\p{N}_]|[$.](?=\d)|['’](?=s\p{Lu})|[./](?=\p{Lu}\p{L}{5})(?<=\p{Lu}\p{Ll}+\p{Lu}\p{L}{6,}.))+)/uy;
/** Square's handles contain hyphens (`Square-Creator-76c2`). */
const MENTION = /@[A-Za-z0-9_]+(?:-+[A-Za-z0-9_]+)*/y;
const MAX_MENTION = 64;
const E_MAIL = /@[A-Za-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,24}(?![A-Za-z0-9])/y;

/**
 * Finds hashtags and mentions.
 * @param scan result of `foldWidth`
 * @param skip spans to leave out, in order of start
 * @returns hashtags and mentions in order. A number alone (`#1`) is not a hashtag; an e-mail address is not a
 * mention.
 */
export function findHashtagsAndMentions(
  scan: FoldedText,
  skip: readonly Span[] = [],
): { hashtags: TextTag[]; mentions: TextTag[] } {
  return {
    hashtags: findSigned(scan, skip, '#', hashtagAt),
    mentions: findSigned(scan, skip, '@', mentionAt),
  };
}

function findSigned(
  scan: FoldedText,
  skip: readonly Span[],
  sign: string,
  readAt: (text: string, at: number) => number,
): TextTag[] {
  if (!scan.text.includes(sign)) return [];
  const inMask = spanTester(scan.masked);
  const inSkip = spanTester(skip);
  const found: TextTag[] = [];
  for (let at = scan.text.indexOf(sign); at >= 0; at = scan.text.indexOf(sign, at + 1)) {
    if (inMask(at) || inSkip(scan.toSourceOffset(at))) continue;
    const length = readAt(scan.text, at);
    if (length === 0) continue;
    const start = scan.toSourceOffset(at);
    const end = scan.toSourceOffset(at + length - 1) + 1;
    found.push({ text: scan.source.slice(start, end), start, end });
    at += length - 1;
  }
  return found;
}

function hashtagAt(text: string, at: number): number {
  if (text[at - 1] === '&') return 0; // &#x27;
  HASHTAG.lastIndex = at;
  const hashtag = HASHTAG.exec(text)?.[0] ?? '';
  return hashtag.length <= MAX_HASHTAG && /\p{L}/u.test(hashtag) ? hashtag.length : 0;
}

function mentionAt(text: string, at: number): number {
  if (/[A-Za-z0-9]/.test(text[at - 1] ?? '')) {
    E_MAIL.lastIndex = at;
    if (E_MAIL.test(text)) return 0;
  }
  MENTION.lastIndex = at;
  const length = MENTION.exec(text)?.[0].length ?? 0;
  return length <= MAX_MENTION ? length : 0;
}
