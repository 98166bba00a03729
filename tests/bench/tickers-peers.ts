/** What others take for a cashtag. Each gives the codes of a text in capitals, repeats included. */
import { CASHTAG_REGEX } from '@atproto/api';
import twitter from 'twitter-text';
import { findCashtags } from '../../lib/text/tags/cashtags.ts';
import { foldWidth } from '../../lib/text/tags/fold-width.ts';

export interface Extractor {
  name: string;
  /** Where the pattern comes from. */
  source: string;
  codes(text: string): string[];
}

/** Every first group of a pattern's matches. */
const by =
  (pattern: RegExp, group: number) =>
  (text: string): string[] =>
    Array.from(text.matchAll(pattern), (match) => (match[group] ?? '').toUpperCase());

/** StockTwits is no npm package; its pattern as published, `.A` and `_F` included. */
const STOCKTWITS =
  /(^|[\s,.\-+(]\$?|^\$)(\$([a-z1-9]{1}[a-z]{1,3}_F|(?!\d+[bmkts]{1}?(il(lion)?)?\b|[\d]+\b)[a-z0-9]{1,9}(?:[-.]{1}[a-z]{1,2})?(?:[-.]{1}[a-z]{1,2})?))\b(?!\$)/gi;

export const ours: Extractor = {
  name: 'Feedglass',
  source: 'lib/text/tags/cashtags.ts, text rules only',
  codes: (text) => findCashtags(foldWidth(text)).map(({ code }) => code),
};

export const peers: readonly Extractor[] = [
  {
    name: 'twitter-text',
    source: 'npm twitter-text 3.1.0, extractCashtags',
    codes: (text) => twitter.extractCashtags(text).map((code) => code.toUpperCase()),
  },
  {
    name: 'Bluesky',
    source: 'npm @atproto/api 0.19.19, CASHTAG_REGEX',
    codes: by(CASHTAG_REGEX, 2),
  },
  {
    name: 'StockTwits',
    source: 'github.com/stocktwits/stocktwits-text-js 83f1621, regexen.cashtag',
    codes: by(STOCKTWITS, 3),
  },
  { name: 'capitals', source: 'the pattern most bots use', codes: by(/\$([A-Z]{2,10})\b/g, 1) },
  { name: 'letters and digits', source: 'the loosest pattern', codes: by(/\$([A-Za-z0-9]+)/g, 1) },
];
