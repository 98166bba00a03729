import { afterEach, describe, expect, test } from 'vitest';
import { toSearchDocument } from '../../lib/search/document.ts';
import { EMPTY_FILTER } from '../../lib/search/filter.ts';
import { createMatcher, NO_GROUPS } from '../../lib/search/matcher.ts';
import { parseTags } from '../../lib/tag-list.ts';
import { storedPost } from './posts.ts';

const ID = '330020877222706';
const finds = (text: string, query: string, own: object = {}) =>
  createMatcher(
    { ...EMPTY_FILTER, query },
    NO_GROUPS,
  )(toSearchDocument(storedPost({ id: ID, text, ...own })));

describe('a search finds a word however it is written', () => {
  test.each([
    ['accents', 'The café in São Paulo', 'cafe sao'],
    ['accents in the query', 'sao paulo miners', 'são'],
    ['Vietnamese without marks', 'Thị trường hôm nay đỏ rực, tôi đứng ngoài', 'thi truong dung ngoai'],
    ['Vietnamese, decomposed', 'Thị trường hôm nay'.normalize('NFD'), 'thị trường'],
    ['dotted capital I', 'İSTANBUL borsası', 'istanbul'],
    ['dotless i', 'IŞIKLAR söndü', 'ışıklar'],
    ['dotless i, without accents', 'ışıklar', 'ISIKLAR'],
    ['sharp s', 'GROSSE STRASSE', 'straße'],
    ['sharp s, the other way', 'Die Straße', 'strasse'],
    ['Polish l', 'kurs złoty', 'zloty'],
    ['Danish letters', 'Ærlig smørrebrød', 'aerlig smorrebrod'],
    ['curly apostrophe', 'Don’t buy', "don't"],
    ['acute as apostrophe', 'Don´t buy', "don't"],
    ['no apostrophe', "it's late", 'its'],
    ['curly quotes make a phrase', 'the market is open', '“market is”'],
    ['CJK quotes make a phrase', '今天 比特币 上涨', '「比特币 上涨」'],
    ['guillemets make a phrase', 'курс биткоина растёт', '«биткоина растет»'],
    ['a phrase across quotes', 'he said "to the moon" again', '"the moon again"'],
    ['zero-width space', 'Bit\u200bcoin mining', 'bitcoin'],
    ['soft hyphen', 'Bit\u00adcoin', 'bitcoin'],
    ['tag characters', 'Bit\u{e0061}coin', 'bitcoin'],
    ['variation selectors', 'Bi\u{e0121}tcoin', 'bitcoin'],
    ['word joiner in the query', 'bitcoin', 'bit\u2060coin'],
    ['half-width kana', 'ﾋﾞｯﾄｺｲﾝ', 'ビットコイン'],
    ['full-width letters', 'ＢＴＣ　ＥＴＨ', '"btc eth"'],
    ['Arabic vowel marks', 'البِتكوين يرتفع', 'البتكوين'],
    ['Arabic alef', 'إيثريوم اليوم', 'ايثريوم'],
    ['Arabic tatweel', 'بيتكـــوين', 'بيتكوين'],
    ['Persian digits', 'قیمت ۱۲۳', '123'],
    ['Russian yo', 'Ещё один рост', 'еще'],
    ['bold letters', '𝗕𝗶𝘁𝗰𝗼𝗶𝗻 to the moon', 'bitcoin'],
    ['circled letters', 'Ⓑⓘⓣⓒⓞⓘⓝ', 'bitcoin'],
    ['Cyrillic look-alikes', 'Вitcоin', 'bitcoin'],
    ['Greek final sigma', 'ΟΔΟΣ', 'οδος'],
    ['ligature', 'ﬁnance', 'finance'],
    ['Korean, decomposed', '비트코인'.normalize('NFD'), '비트코인'],
    ['no-break space', 'to\u00a0the moon', '"to the moon"'],
    ['line break', 'to the\nmoon', '"the moon"'],
    ['two spaces', 'to the  moon', '"the moon"'],
    ['no-break hyphen', 'layer‑2 rollups', 'layer-2'],
    ['minus sign', 'fell −9% today', '-9%'],
    ['a negative number', 'Solana fell -9% today', '-9%'],
    ['a negative decimal', 'funding at -.05', '-.05'],
    ['full-width dollar', '＄ＳＯＬ', '$sol'],
    ['id', 'x', ID],
    ['address', 'x', `https://www.binance.com/en/square/post/${ID}`],
    [
      'address in another language, with parameters',
      'x',
      `https://www.binance.com/zh-CN/square/post/${ID}?sqb=1`,
    ],
    ['leet stays apart', 'g0ld', 'g0ld'],
  ])('%s', (_, text, query) => expect(finds(text, query)).toBe(true));

  test.each([
    ['l is not i', 'bill', 'biil'],
    ['0 is not o', 'g0ld', 'gold'],
    ['another number', 'fell 9% today', '-9%'],
    ['a phrase over two fields', 'the moon', '"moon mina"'],
    ['a short number is no id', 'x', '3300'],
    ['another post', 'x', 'https://www.binance.com/en/square/post/330020877222707'],
    ['excluded, with an accent', 'the café', '-cafe the'],
    ['an excluded phrase', 'to the\nmoon', 'to -“the moon”'],
  ])('but %s', (_, text, query) => expect(finds(text, query)).toBe(false));
});

describe('days are those of the reader', () => {
  const zone = process.env.TZ;
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });
  const times = ['2026-06-03T17:34:00.000Z', '2026-06-03T22:30:00.000Z', '2026-06-04T03:00:00.000Z'];
  const found = (from: string, to: string) => {
    const matches = createMatcher({ ...EMPTY_FILTER, from, to }, NO_GROUPS);
    return times.filter((postedAt) => matches(toSearchDocument(storedPost({ postedAt })))).length;
  };

  test.each([
    ['Asia/Tokyo', '2026-06-04', '2026-06-04', 3],
    ['Asia/Tokyo', '2026-06-03', '2026-06-03', 0],
    ['UTC', '2026-06-03', '2026-06-03', 2],
    ['America/Los_Angeles', '2026-06-03', '2026-06-03', 3],
    ['America/Los_Angeles', '2026-06-04', '', 0],
    ['Asia/Kolkata', '', '2026-06-03', 1],
    ['Pacific/Kiritimati', '2026-06-04', '2026-06-04', 3],
    ['UTC', 'nonsense', '', 3],
  ])('%s, %s to %s: %i', (place, from, to, count) => {
    process.env.TZ = place;
    expect(found(from, to)).toBe(count);
  });
});

test.each([
  ['比特币，以太坊，新手', ['比特币', '以太坊', '新手']],
  ['a, b ,c', ['a', 'b', 'c']],
  ['عملات، أخبار', ['عملات', 'أخبار']],
  ['仮想通貨、初心者', ['仮想通貨', '初心者']],
  ['ｱ､ｲ', ['ｱ', 'ｲ']],
  ['ሀ፣ለ', ['ሀ', 'ለ']],
  ['a,,a, ', ['a']],
  ['hot take', ['hot take']],
  ['', []],
])('tags of %j', (text, tags) => expect(parseTags(text)).toEqual(tags));
