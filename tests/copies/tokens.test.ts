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
  ['numbers', 'from 1,204.50 to $3 in 24h', 'from 9 to 17% in 3d'],
  ['zero-width and soft hyphen', 'mar\u200bket is\u2060 up to\u00adday', 'market is up today'],
  ['grapheme joiners', 't͏h͏a͏n͏h͏', 'thanh'],
  ['look-alike Cyrillic', 'Неllо wоrld', 'Hello world'],
  ['look-alike Vietnamese', 'Hɪệп тгườпɡ', 'Hiện trường'],
  ['full width', 'ＢＩＴ ｃｏｉｎ', 'bit coin'],
  ['mathematical letters', '𝐁𝐢𝐭 𝒸𝑜𝒾𝓃', 'bit coin'],
  ['boxed letters', '🅱🅸🆃', 'bit'],
  ['composed or not', 'a\u0302\u0301 é', '\u1ea5 e\u0301'],
  ['apostrophes', 'don’t', "don't"],
  ['harakat and tatweel', 'السُّوق الـــيوم', 'السوق اليوم'],
  ['attached chart', 'up $ETH\n{future}(ETHUSDT)\nnow', 'up $ETH\nnow'],
  ['hashtag inside a sentence', 'the #market fell', 'the market fell'],
];

test.each(same)('%s: the same words', (_name, a, b) => {
  expect([...tokenize(a).words]).toEqual([...tokenize(b).words]);
  expect(tokenize(a).skeleton).toBe(tokenize(b).skeleton);
});

const lengths: [string, number, number][] = [
  ['', 0, 0],
  ['GM', 1, 1],
  ['bullish $BTC', 1, 1],
  ['比特币今天大涨', 7, 4.2],
  ['ตลาด', 4, 2.4],
  ['한국어 문장', 2, 2],
  ['#one #two #three', 0, 0],
  ['$1000PEPE and $5 and $1INCH pump', 4, 4],
  ['𠀀𠀁', 2, 1.2],
];

test.each(lengths)('%j has %i words, length %f', (text, words, units) => {
  const found = tokenize(text);
  expect(found.words.length).toBe(words);
  expect(found.length).toBeCloseTo(units);
});

test('other words, another skeleton', () => {
  expect(tokenize('the price will rise').skeleton).not.toBe(tokenize('the price will fall').skeleton);
  expect(tokenize('a b').skeleton).not.toBe(tokenize('b a').skeleton);
});

test('sentences begin where they do', () => {
  expect(tokenize('One two three. Four v.five? Six\nseven').sentences).toEqual([0, 3, 6, 7]);
  expect(tokenize('第一句。第二句！').sentences).toEqual([0, 3]);
});
