import { expect, test } from 'vitest';
import { tokenize } from '../../lib/copies/fingerprint/tokenize.ts';

const same: [string, string, string][] = [
  ['case and punctuation', 'Hello, World! It is done.', 'hello world — it IS done'],
  ['line breaks', 'one two\n\nthree  four', 'one two three four'],
  ['emoji', 'buy 🚀 the 👨‍👩‍👧 dip 🇻🇳', 'buy the dip'],
  ['keycap digits', '1️⃣ first thing', 'first thing'],
  ['links', 'read https://a.b/c?d=e#f now t.me/xyz', 'read now'],
  ['link glued to Arabic', 'اقرأ https://bit.ly/3xالآن', 'اقرأ الآن'],
  ['trailer', 'all is well\n$BTC #btc @binance $ETH', 'all is well'],
  ['glued trailer', 'all is well? #opg $OPG', 'all is well?'],
  ['tag line on top', '$BTC $ETH\nall is well', 'all is well'],
  ['tickers and handles inside', 'why $PEPE and @bob fell', 'why and fell'],
  ['wide signs of tickers, tags and handles', 'why ＄PEPE and ＠bob fell ＃opg', 'why and fell'],
  ['numbers', 'from 1,204.50 to $3 in 24h', 'from 9 to 17% in 3d'],
  ['a number after a sign of multiplication', 'up x0.50 then X12.3 and ×7', 'up 2 then 3 and 4'],
  ['zero-width and soft hyphen', 'mar\u200bket is\u2060 up to\u00adday', 'market is up today'],
  ['invisible characters beyond U+FFFF', 'mar\u{e0061}ket i\u{e0101}s up\u{1d173} now', 'market is up now'],
  ['grapheme joiners', 't͏h͏a͏n͏h͏', 'thanh'],
  ['look-alike Cyrillic', 'Неllо wоrld', 'Hello world'],
  ['look-alike Vietnamese', 'Hɪệп тгườпɡ', 'Hiện trường'],
  ['capital i for l and l for i', 'BlTCOlN is stiII rising', 'bitcoin is still rising'],
  ['zero and one in words', 'b1tc0in m00n 0rder 1iquidity', 'bitcoin moon order liquidity'],
  [
    'digits for letters',
    'h3ll0 w0rld, 7h3r3 the m4rket tr4d3 5t1ll',
    'hello world, there the market trade still',
  ],
  ['spelled with dots', 'hold b.i.t.c.o.i.n and w-a-i-t', 'hold bitcoin and wait'],
  ['spelled with spaces', 't h e  q u e u e  i s  l o n g', 'the queue is long'],
  ['regional indicators apart', '🇧 🇹 🇨 🇺 🇵', 'b t c u p'],
  ['upside down', 'ʎɐpoʇ ƃuᴉsᴉɹ sᴉ uᴉoɔʇᴉq', 'bitcoin is rising today'],
  ['full width', 'ＢＩＴ ｃｏｉｎ', 'bit coin'],
  ['mathematical letters', '𝐁𝐢𝐭 𝒸𝑜𝒾𝓃', 'bit coin'],
  ['boxed letters', '🅱🅸🆃', 'bit'],
  ['composed or not', 'a\u0302\u0301 é', '\u1ea5 e\u0301'],
  ['Thai vowel composed or not', 'ทำงานทุกวัน', 'ท\u0e4d\u0e32งานทุกวัน'],
  ['invisible characters in Thai', 'ตลาด\u200bวัน\u2060นี้', 'ตลาดวันนี้'],
  ['apostrophes', 'don’t', "don't"],
  ['harakat and tatweel', 'السُّوق الـــيوم', 'السوق اليوم'],
  ['attached chart', 'up $ETH\n{future}(ETHUSDT)\nnow', 'up $ETH\nnow'],
  ['hashtag inside a sentence', 'the #market fell', 'the market fell'],
];

test.each(same)('%s: the same words', (_name, a, b) => {
  expect([...tokenize(a).words]).toEqual([...tokenize(b).words]);
  expect(tokenize(a).contentHash).toBe(tokenize(b).contentHash);
});

const numbers: [string, string][] = [
  ['a time', 'wait 4h30 or 5m30s'],
  ['ordinals and units', 'the 3rd, 1st, 4th, 24h, 5x, 7d, 1month'],
  ['a moving average', 'above EMA144'],
];
test.each(numbers)('%s stays what it is', (_name, text) => {
  const digits = (text.match(/(?<![A-Z])\d+/g) ?? []).length;
  expect(tokenize(text).slots.filter((_, i) => i % 3 === 1).length).toBeLessThanOrEqual(digits);
  expect(tokenize(text).slots.length).toBe(text.includes('EMA') ? 0 : 3 * text.split(/\d\S*/).length - 3);
});

const lengths: [string, number, number][] = [
  ['', 0, 0],
  ['GM', 1, 1],
  ['bullish $BTC', 1, 1],
  ['比特币今天大涨', 7, 4.2],
  ['ตลาด', 1, 1],
  ['한국어 문장', 2, 2],
  ['#one #two #three', 0, 0],
  ['$1000PEPE and $5 and $1INCH pump', 4, 4],
  ['𠀀𠀁', 2, 1.2],
];

test.each(lengths)('%j has %i words, length %f', (text, words, length) => {
  const tokens = tokenize(text);
  expect(tokens.words.length).toBe(words);
  expect(tokens.length).toBeCloseTo(length);
});

test('other words, another content hash', () => {
  expect(tokenize('the price will rise').contentHash).not.toBe(tokenize('the price will fall').contentHash);
  expect(tokenize('a b').contentHash).not.toBe(tokenize('b a').contentHash);
});

test('lines begin where they do', () => {
  expect(tokenize('One two three. Four\n\n$BTC #tags\nfive? Six\nseven').lines).toEqual([0, 4, 6]);
});

test('passages in quotation marks', () => {
  const quotes = (text: string) => tokenize(text).quotes;
  expect(quotes('He said "one two three four" and left')).toEqual([2, 6]);
  expect(quotes('Er rief: „eins zwei drei vier fünf“ und ging')).toEqual([2, 7]);
  expect(quotes('He said “one two three four five”')).toEqual([2, 7]);
  expect(quotes('Elle dit « un deux trois quatre » puis rien')).toEqual([2, 6]);
  expect(quotes('他说「一二三四五」然后走了')).toEqual([2, 7]);
  expect(quotes('a "name" and an open "quotation that never ends')).toEqual([]);
});
