/**
 * A few well-known coins, for bare words, attached cashtags, dollar pairs and names. Not a filter: no list
 * contains all codes of a day (the best published one has 10 of the 20 in our seed dumps).
 */

/**
 * Code, then its names. A name in lower case matches in any case; a capitalized one ("Near", "Polygon") is
 * also an ordinary word and matches only as written. Names outside the Latin script also match inside words
 * (inflection, attached articles, no spaces).
 */
const MAJORS: readonly (readonly [code: string, ...names: string[]])[] = [
  [
    'BTC',
    'bitcoin',
    '比特币',
    '比特幣',
    '大饼',
    '大餅',
    'биткоин',
    'биткойн',
    'бітко',
    'بيتكوين',
    'بتكوين',
    'بیت کوین',
    'ビットコイン',
    '비트코인',
    'बिटकॉइन',
    'บิตคอยน์',
    'বিটকয়েন',
  ],
  [
    'ETH',
    'ethereum',
    'Ether',
    'ether',
    '以太',
    '姨太',
    '二饼',
    '二餅',
    'эфириум',
    'эфир',
    'ефір',
    'إيثيريوم',
    'ايثيريوم',
    'إيثريوم',
    'الإيثر',
    'اتریوم',
    'イーサリアム',
    '이더리움',
    'इथेरियम',
    'एथेरियम',
    'อีเธอเรียม',
  ],
  ['BNB', 'binance coin', 'build and build', '币安币', '幣安幣'],
  ['SOL', 'solana', '索拉纳', 'солана', 'سولانا', 'ソラナ', '솔라나', 'सोलाना'],
  ['XRP', 'ripple', '瑞波', 'рипл', 'ريبل', 'リップル', '리플'],
  ['DOGE', 'dogecoin', '狗狗币', '狗狗幣', 'догикоин', 'доджкоин', 'دوجكوين', 'دوج', '도지'],
  ['ADA', 'cardano', '艾达', 'кардано', 'كاردانو', '에이다'],
  ['TRX', 'tron', '波场', '波場', 'трон', 'ترون'],
  ['TON', 'toncoin', 'The Open Network', 'тонкоин'],
  ['AVAX', 'avalanche', '雪崩'],
  ['SHIB', 'shiba inu', 'Shiba', '柴犬', '屎币', 'شيبا'],
  ['LINK', 'chainlink', 'чейнлинк'],
  ['DOT', 'polkadot', '波卡', 'полкадот'],
  ['BCH', 'bitcoin cash', '比特现金'],
  ['LTC', 'litecoin', '莱特币', '萊特幣', 'лайткоин', 'لايتكوين', '라이트코인'],
  ['XLM', 'Stellar', '恒星币'],
  ['UNI', 'uniswap'],
  ['ATOM', 'Cosmos'],
  ['ETC', 'ethereum classic', '以太经典'],
  ['FIL', 'filecoin', '文件币'],
  ['APT', 'Aptos'],
  ['ARB', 'arbitrum'],
  ['OP', 'Optimism'],
  ['NEAR', 'Near Protocol', 'NEAR Protocol'],
  ['SUI', 'Sui'],
  ['PEPE', 'Pepe', '佩佩', 'пепе', 'بيبي'],
  ['BONK', 'Bonk'],
  ['FLOKI', 'floki'],
  ['WIF', 'dogwifhat'],
  ['HBAR', 'hedera'],
  ['ICP', 'Internet Computer'],
  ['INJ', 'Injective'],
  ['TIA', 'Celestia'],
  ['SEI', 'Sei Network'],
  ['AAVE', 'Aave'],
  ['MKR', 'MakerDAO'],
  ['CRV', 'Curve Finance'],
  ['LDO', 'lido'],
  ['RENDER', 'Render Network', 'Render'],
  ['TAO', 'bittensor'],
  ['FET', 'Fetch.ai', 'Artificial Superintelligence'],
  ['WLD', 'worldcoin', '世界币'],
  ['ENA', 'ethena'],
  ['ONDO', 'Ondo'],
  ['JUP', 'Jupiter'],
  ['PENDLE', 'Pendle'],
  ['STX', 'Stacks'],
  ['KAS', 'kaspa'],
  ['HYPE', 'hyperliquid'],
  ['ALGO', 'algorand'],
  ['VET', 'vechain'],
  ['SAND', 'The Sandbox'],
  ['MANA', 'decentraland'],
  ['AXS', 'axie infinity'],
  ['GALA', 'Gala Games'],
  ['XMR', 'monero', '门罗币', 'монеро'],
  ['ZEC', 'zcash', '大零币'],
  ['DASH'],
  ['LUNC', 'terra classic'],
  ['POL', 'Polygon'],
  ['CAKE', 'pancakeswap'],
  ['TRUMP', 'Official Trump'],
  ['USDT', 'tether', '泰达币'],
  ['USDC', 'usd coin'],
  ['XAU', 'Gold', '黄金'],
  ['XAG', 'Silver', '白银'],
];

/** Names of the known coins, by code. */
export const coinNames: ReadonlyMap<string, readonly string[]> = new Map(
  MAJORS.map(([code, ...all]) => [code, all]),
);

/** Codes by their names in one Latin word of five letters or more. Each coin that has such a code itself keeps it. */
const CODES_BY_NAME = new Map(
  MAJORS.flatMap(([code, ...names]) =>
    names.filter((name) => /^[a-z]{5,}$/.test(name) && name !== 'ether').map((name) => [name, code] as const),
  ).filter(([name]) => !coinNames.has(name.toUpperCase())),
);

/** The code that a coin's name stands for behind a `$`: `$Ethereum` is ETH; `null` for other words. */
export const codeOfName = (word: string): string | null => CODES_BY_NAME.get(word.toLowerCase()) ?? null;

/** True for the few coins whose code needs no sign. */
export const isKnownCoin = (code: string): boolean => coinNames.has(code);

/**
 * Majors whose code is ambiguous as a bare word in capitals: it counts only if the post also has its `$`, `#`
 * or chart.
 */
const AMBIGUOUS_CODES = new Set([
  'NEAR',
  'LINK',
  'DOT',
  'DASH',
  'SAND',
  'RENDER',
  'CAKE',
  'HYPE',
  'TRUMP',
  'OP',
  'UNI',
  'ATOM',
  'TON',
  'SEI',
  'FIL',
  'MANA',
  'GALA',
  'POL',
  'ETC',
  'PEPE',
  'JUP',
  'USDT', // most often the other half of a pair
  'USDC',
]);

/** True for a code that is a coin even as a bare word in capitals. */
export const isUnambiguousCoin = (code: string): boolean => coinNames.has(code) && !AMBIGUOUS_CODES.has(code);
