import { tokenize } from '../fingerprint/tokenize.ts';

/** Words that fill the slots of templates without a sign: coins by name, months, weekdays. Own list. */
const NAMES = `
bitcoin ethereum ether solana ripple cardano dogecoin doge shiba polkadot avalanche chainlink litecoin polygon
uniswap cosmos stellar monero tron toncoin near aptos sui arbitrum optimism filecoin hedera vechain algorand
render injective celestia pepe floki bonk binance coinbase bnb btc eth sol xrp ada
january february march april may june july august september october november december
monday tuesday wednesday thursday friday saturday sunday today tomorrow yesterday long short bullish bearish
比特币 以太坊 биткоин биткойн эфириум эфир солана بيتكوين إيثريوم
`;

let names: Set<number> | undefined;

/** True for a word that names a coin or a day. Unsegmented names are known by their characters. */
export function isSlotWord(word: number): boolean {
  names ??= new Set(tokenize(NAMES).words);
  return names.has(word);
}
