/** Finds codes written as bare words: BTC, ETHUSDT. */

import { isUnambiguousCoin } from '../tags/known-coins.ts';
import { tradingPairBase } from '../tags/ticker-code.ts';
import type { Prose } from './prose.ts';

/** A word in capitals (`BTC`, `2Z`, `COINon`, `stETH`) that is not part of a tag, a handle or an address. */
const CAPITALS =
  /(?<![A-Za-z0-9_$#@])(?:[a-z]{0,2}[A-Z0-9]*[A-Z][A-Z0-9]+[a-z]{0,2}|\d+[A-Z])(?![A-Za-z0-9_])/g;
const SHOUTED_WORD = /(?<![A-Za-z])[A-Z]{2,}(?![A-Za-z])/g;

/**
 * First offset of each word in capitals, by code. In a line all in capitals (`THE NEXT MOVE IS HERE`) only
 * well-known coins count.
 * @param prose the prose, without tag runs
 */
export function findBareCodes(prose: Prose): Map<string, number> {
  const places = new Map<string, number>();
  let shoutedUntil = -1;
  let checkedUntil = -1;
  for (const { 0: word, index } of prose.text.matchAll(CAPITALS)) {
    const code = tradingPairBase(word.toUpperCase());
    if (places.has(code)) continue;
    if (index > checkedUntil) {
      const end = prose.text.indexOf('\n', index);
      checkedUntil = end < 0 ? prose.text.length : end;
      const start = prose.text.lastIndexOf('\n', index) + 1;
      if (isAllCaps(prose.text.slice(start, checkedUntil))) shoutedUntil = checkedUntil;
    }
    if (index > shoutedUntil || isUnambiguousCoin(code)) places.set(code, index);
  }
  return places;
}

function isAllCaps(line: string): boolean {
  return !/[\p{Ll}\p{Lo}]/u.test(line) && (line.match(SHOUTED_WORD)?.length ?? 0) >= 4;
}
