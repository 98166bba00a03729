import { expect, test } from 'vitest';
import { findTags } from '../../lib/text/tags/find-tags.ts';
import { toPost } from '../../lib/text/to-post.ts';
import { rawPost } from './raw.ts';

test.each<[string, string[]]>([
  ['$Ethereum could explode', ['ETH']],
  ['$Bitcoin and $BTC', ['BTC']],
  ['$SOLANA $solana $Solana', ['SOL']],
  ['I like $dogecoin', ['DOGE']],
  ['$FLOKI is its own code', ['FLOKI']],
  ['$Ether is no name we alias', ['ETHER']],
  ['this is $hit, real $hitcoin and $hitty', []],
  ['$HIT in capitals can be a code', ['HIT']],
])('%j has the tickers %j', (text, codes) =>
  expect(toPost(rawPost(text)).cashtags.map(({ code }) => code)).toEqual(codes),
);

test.each<[string, string[]]>([
  ['#BinanceLaunchesGoldvs.BTCTradingCompetition now', ['#BinanceLaunchesGoldvs.BTCTradingCompetition']],
  ["#Strategy'sBTCPurchase today", ["#Strategy'sBTCPurchase"]],
  ['#Strategy’sBTCPurchase today', ['#Strategy’sBTCPurchase']],
  ['#ETFsSee$1.3BNetInflows', ['#ETFsSee$1.3BNetInflows']],
  ['#USChinaTradeTalks/TariffsPaused', ['#USChinaTradeTalks/TariffsPaused']],
  ['#BTC/USDT', ['#BTC']],
  ['#eth.This is', ['#eth']],
  ["#ETH's price", ['#ETH']],
  ['#cryptotrading.', ['#cryptotrading']],
  ['#BTC. Another one', ['#BTC']],
])('%j has the hashtags %j', (text, hashtags) =>
  expect(findTags(text).hashtags.map((tag) => tag.text)).toEqual(hashtags),
);
