import { describe, expect, test } from 'vitest';
import { findSlots, slotKind } from '../../lib/copies/compare/template-slots.ts';
import { InMemoryCopies } from '../../lib/copies/in-memory-copies.ts';

const row = (texts: string[]) =>
  findSlots(texts.map((text, i) => ({ id: `${i}`, text }))).map(({ kind, values }) => [
    kind,
    ...values.map(([, v]) => v),
  ]);

const tables: [string, string[], string[][]][] = [
  [
    'coin and price',
    ['Buy $PEPE now at 0.012!', 'Buy $WIF now at 3,400!'],
    [
      ['ticker', '$PEPE', '$WIF'],
      ['number', '0.012', '3,400'],
    ],
  ],
  [
    'link, handle, hashtag, emoji',
    ['Join @anna 🚀 here https://a.b/1 #one', 'Join @bob 🔥 here https://a.b/2 #two'],
    [
      ['mention', '@anna', '@bob'],
      ['emoji', '🚀', '🔥'],
      ['link', 'https://a.b/1', 'https://a.b/2'],
      ['hashtag', '#one', '#two'],
    ],
  ],
  [
    'dates',
    ['Listing on March 5, be ready', 'Listing on April 9, be ready'],
    [
      ['date', 'March', 'April'],
      ['number', '5', '9'],
    ],
  ],
  ['words', ['The cat sat down', 'The big dog sat down'], [['words', 'cat', 'big dog']]],
  ['nothing in one', ['Up again today', 'Up 5% again today'], [['number', '', '5%']]],
  ['no difference', ['same text', 'same text'], []],
  ['three of them, one alike', ['at 1 now', 'at 2 now', 'at 1 now'], [['number', '1', '2', '1']]],
  ['without spaces', ['比特币突破80000美元', '比特币突破90000美元'], [['number', '80000', '90000']]],
];

test.each(tables)('%s', (_name, texts, expected) => expect(row(texts)).toEqual(expected));

const kinds: [string, string][] = [
  ['$BTC', 'ticker'],
  ['PEPE', 'ticker'],
  ['$1000PEPE', 'ticker'],
  ['$12.50', 'number'],
  ['1,204', 'number'],
  ['50%', 'number'],
  ['20x', 'number'],
  ['2026-01-05', 'date'],
  ['Jan 5', 'date'],
  ['5月3日', 'date'],
  ['1.5', 'number'],
  ['t.me/abc', 'link'],
  ['🚀🚀', 'emoji'],
  ['@a.b', 'mention'],
  ['hello there', 'words'],
];

test.each(kinds)('%s is a %s', (value, kind) => expect(slotKind(value)).toBe(kind));

describe('a template', () => {
  const coins = Array.from({ length: 50 }, (_, i) => `C${String.fromCharCode(65 + (i % 26))}${i}X`);
  const fill = (coin: string, i: number) =>
    `$${coin} just broke its resistance and looks ready for the next leg 🚀 I took a small position at ${i}.${i}5 and my target is ${i * 3}. Do not sleep on $${coin} this week!\n#${coin} $${coin}`;

  test('of 50 coins is one group with a row of 50 coins', () => {
    const copies = new InMemoryCopies();
    for (const [i, coin] of coins.entries()) copies.add({ id: coin, text: fill(coin, i) });
    const groups = copies.groups();
    expect(groups.map((group) => [group.kind, group.members.length])).toEqual([['template', 50]]);
    const tickers = groups[0]?.slots?.find((slot) => slot.kind === 'ticker');
    expect(new Map(tickers?.values)).toEqual(new Map(coins.map((coin) => [coin, `$${coin}`])));
    expect(groups[0]?.slots?.map((slot) => slot.kind)).toContain('number');
  });

  test('with the coin as a bare code is a template too', () => {
    const copies = new InMemoryCopies();
    for (const [i, coin] of ['BTC', 'SOL', 'PEPE'].entries()) {
      const text = `Whales are loading ${coin} quietly before the announcement, and ${coin} holders know it well, so watch the ${i + 2} level.`;
      copies.add({ id: coin, text });
    }
    expect(copies.groups().map((group) => [group.kind, group.members.length])).toEqual([['template', 3]]);
  });

  test('is not what a member that keeps every slot is', () => {
    const copies = new InMemoryCopies();
    copies.add({ id: 'a', text: fill('BTC', 4), postedAt: '2026-01-01T00:00:00.000Z' });
    copies.add({ id: 'b', text: fill('BTC', 4), postedAt: '2026-01-02T00:00:00.000Z' });
    copies.add({ id: 'c', text: fill('ETH', 5), postedAt: '2026-01-03T00:00:00.000Z' });
    expect(copies.groups()[0]?.members.map((m) => m.kind)).toEqual(['exact', 'exact', 'template']);
  });
});
