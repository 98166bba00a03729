import { describe, expect, test } from 'vitest';
import { MAX_TEXT, Post, type RawMark } from '../../lib/post.ts';
import { cleanText } from '../../lib/text/tags/clean-text.ts';
import { toPost } from '../../lib/text/to-post.ts';
import { codesIn, rawPost } from './raw.ts';

const mark = (kind: RawMark['kind'], start: number, end: number, value: string): RawMark => ({
  kind,
  start,
  end,
  value,
});

describe('the stored text', () => {
  test.each([
    ['as displayed', 'Two  spaces,\n\na “line” – …', 'Two  spaces,\n\na “line” – …'],
    ['controls go, tab and line feed stay', 'a\0b\x07c\td\ne\x7f', 'abc\td\ne'],
    ['line ends of other systems', 'a\r\nb\rc', 'a\nb\nc'],
    ['half a pair becomes the replacement sign', 'a\ud83db\ude00c', 'a\ufffdb\ufffdc'],
    ['whole pairs stay', '👩‍👩‍👧 𝐁', '👩‍👩‍👧 𝐁'],
    [
      'charts go, with their line',
      '$ETH \n{future}(ETHUSDT)\nText {spot}(BTCUSDT) here',
      '$ETH \nText  here',
    ],
    ['a chart at the end', 'Text\n{future}(ETHUSDT)', 'Text'],
    ['no chart', 'set {past}(x) and {future}(a(b)', 'set {past}(x) and {future}(a(b)'],
    ['space at the end', 'Text \n ', 'Text'],
    ['nothing', '', ''],
  ])('%s', (_what, text, kept) => expect(cleanText(text).text).toBe(kept));

  test('charts by coin, contracts without one', () => {
    const text =
      '{future}(BTCUSDT){spot}(ETHUSDC)\n{future}(1000SATSUSDT) {alpha}(560xdf24f8c21cb404b3031a450d8e049d6e39fc1fa5) {alpha}(币安人生USDT)';
    expect(cleanText(text).widgets).toEqual(['BTC', 'ETH', '1000SATS', null, '币安人生']);
  });
});

describe('length', () => {
  test.each([
    ['just fits', 'a'.repeat(MAX_TEXT), MAX_TEXT, false],
    ['one too many', 'a'.repeat(MAX_TEXT + 1), MAX_TEXT, true],
    ['much too many', 'a'.repeat(MAX_TEXT * 30), MAX_TEXT, true],
    ['a family across the border', `${'a'.repeat(MAX_TEXT - 3)}👩‍👩‍👧b`, MAX_TEXT - 3, true],
    ['a flag across the border', `${'a'.repeat(MAX_TEXT - 2)}🇻🇳b`, MAX_TEXT - 2, true],
    ['an accent behind the border', `${'a'.repeat(MAX_TEXT)}\u0301b`, MAX_TEXT - 1, true],
    ['endless accents give way', `a${'\u0301'.repeat(MAX_TEXT + 10)}`, MAX_TEXT, true],
    ['what was cleaned away does not count', `${'\0'.repeat(100)}${'a'.repeat(MAX_TEXT)}`, MAX_TEXT, false],
  ])('%s', (_what, text, length, cut) => {
    const cleaned = cleanText(text);
    expect([cleaned.text.length, cleaned.cut]).toEqual([length, cut]);
    const post = toPost(rawPost(text));
    expect(post.cut ?? false).toBe(cut);
    expect(Post.safeParse(post).success).toBe(true);
  });
});

describe('marks', () => {
  const covered = (text: string, marks: RawMark[]) => {
    const cleaned = cleanText(text, marks);
    return cleaned.marks.map(({ start, end }) => cleaned.text.slice(start, end));
  };

  test('move with the text', () => {
    const text = '\0\0A $BTC \n{future}(BTCUSDT)\n\x07and #x and $ETH ';
    const marks = ['$BTC ', '#x', '$ETH '].map((words) =>
      mark('cashtag', text.indexOf(words), text.indexOf(words) + words.length, words),
    );
    expect(covered(text, marks)).toEqual(['$BTC ', '#x', '$ETH']);
  });

  test.each([
    ['behind the end', [mark('cashtag', 2, 99, 'X')]],
    ['backwards', [mark('cashtag', 4, 2, 'X')]],
    ['empty', [mark('cashtag', 2, 2, 'X')]],
    ['inside a chart', [mark('cashtag', 6, 9, 'X')]],
  ])('%s is dropped', (_what, marks) => expect(covered('text\n{future}(X)\n', marks)).toEqual([]));
});

describe('marks of the page have priority', () => {
  const post = (text: string, marks: RawMark[]) => toPost(rawPost(text, { marks }));

  test.each([
    ['over money', '$42 is a coin', [mark('cashtag', 0, 4, '42')], '42'],
    ['over glue', 'text$NO here', [mark('cashtag', 4, 8, 'NO')], 'NO'],
    ['over the end of a Chinese code', '$币安人生涨了', [mark('cashtag', 0, 5, '币安人生')], '币安人生'],
    ['beside what it leaves unmarked', '$BTC and $PEPE', [mark('cashtag', 0, 5, 'BTC')], 'BTC PEPE'],
    ['a hashtag that holds a dollar', '#Foo$BAR now', [mark('hashtag', 0, 9, '#Foo$BAR')], ''],
    [
      'a link to a market',
      'see $4 now',
      [mark('link', 4, 6, 'https://www.binance.com/en/trade/4_USDT?contentId=1')],
      '4',
    ],
    [
      'a link to a price',
      'see $Four now',
      [mark('link', 4, 9, 'https://www.binance.com/en/price/four')],
      'FOUR',
    ],
    ['a link elsewhere', 'see $NO/x now', [mark('link', 4, 9, 'https://x.com/')], ''],
    [
      'names of an object',
      'a b',
      [mark('cashtag', 0, 1, '__proto__'), mark('cashtag', 2, 3, 'constructor')],
      '__PROTO__ CONSTRUCTOR',
    ],
    [
      'nested: the first counts',
      '$BTC$ETH',
      [mark('cashtag', 0, 8, 'BTC'), mark('cashtag', 4, 8, 'ETH')],
      'BTC',
    ],
    ['too long to be a code', '$ETH text', [mark('cashtag', 0, 4, 'X'.repeat(40))], 'ETH'],
  ])('%s', (_what, text, marks, codes) => expect(codesIn(text, { marks })).toBe(codes));

  test('and says so', () => {
    const { cashtags } = post('I sell $BTC and $PEPE today', [mark('cashtag', 7, 12, 'BTC')]);
    expect(cashtags.map(({ code, shown, source, at }) => [code, shown, source, at])).toEqual([
      ['BTC', '$BTC', 'mark', 7],
      ['PEPE', '$PEPE', 'text', 16],
    ]);
  });

  test('hashtags and mentions keep the spelling of the mark', () => {
    const found = post('About #Tom Lee谈BitMine by @Binance BiBi and @other #two', [
      mark('hashtag', 6, 20, '#Tom Lee谈BitMine '),
      mark('mention', 24, 37, '@Binance BiBi'),
    ]);
    expect([found.hashtags, found.mentions]).toEqual([
      ['#Tom Lee谈BitMine', '#two'],
      ['@Binance BiBi', '@other'],
    ]);
  });
});

describe('hashtags and mentions of the text', () => {
  const tags = (text: string) => {
    const { hashtags, mentions } = toPost(rawPost(text));
    return [...hashtags, ...mentions].join(' ');
  };

  test.each([
    ['differently?#opg $OPG', '#opg'],
    ['#BTC#ETH #币圈 #كريبتو #Крипта ＃ETH', '#BTC #ETH #币圈 #كريبتو #Крипта ＃ETH'],
    ['#one #one #ONE', '#one #ONE'],
    ['#Bitcoin$BTC #Widensto$1.3BillioninQ1.', '#Bitcoin #Widensto$1.3BillioninQ1'],
    ['#1 # ## #! &#x27; &#39;', ''],
    ['#3ALA2 #DYOR.', '#3ALA2 #DYOR'],
    [`#${'a'.repeat(10_000)}`, ''],
    ['@OpenGradient , @bounce_bit. @Square-Creator-76c2', '@OpenGradient @bounce_bit @Square-Creator-76c2'],
    ['Protocol@NewtonProtocol and me@mail.com, a.b+c@x.co.uk', '@NewtonProtocol'],
    ['@one @one', '@one @one'],
    [`@${'a'.repeat(100)} @ @@x`, '@x'],
    ['https://a.io/#frag https://medium.com/@who', ''],
  ])('%j', (text, expected) => expect(tags(text)).toBe(expected));
});
