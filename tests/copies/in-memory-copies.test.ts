import { describe, expect, test } from 'vitest';
import { InMemoryCopies } from '../../lib/copies/in-memory-copies.ts';
import { processorTime } from '../setup/processor-time.ts';
import seeds from '../truth/seeds-truth.json' with { type: 'json' };

const ORIGINAL =
  'The validator queue grew again this week, and nobody in the committee explained why the exit fee was doubled. ' +
  'I asked twice and got a link to a page that was empty. My guess is that they wait for the audit before they talk.';

/** What the second text is to the first, in a library that holds nothing else. */
function kindOf(text: string, original = ORIGINAL) {
  const copies = new InMemoryCopies();
  copies.add({ id: 'original', text: original });
  const [found] = copies.find({ text });
  return found ? found.kind : null;
}

const kinds: [name: string, text: string, kind: string | null, original?: string][] = [
  ['the same text', ORIGINAL, 'exact'],
  ['other spaces and breaks', ORIGINAL.replace(/\. /g, '.\n\n'), 'exact'],
  ['another trailer', `${ORIGINAL}\n$XRP #xrp @someone`, 'exact'],
  ['a link', `${ORIGINAL} https://t.co/abc`, 'exact'],
  ['emoji', ORIGINAL.replace(/\. /g, ' 🔥🚀. '), 'exact'],
  ['upper case', ORIGINAL.toUpperCase(), 'exact'],
  ['look-alike letters', ORIGINAL.replace(/o/g, 'о').replace(/e/g, 'е'), 'exact'],
  ['zero-width characters', ORIGINAL.replace(/t/g, 't\u200b'), 'exact'],
  ['digits of another script', `${ORIGINAL} It costs ٤١.٥ now.`, 'exact', `${ORIGINAL} It costs 41.5 now.`],
  [
    'wide letters and digits',
    `${ORIGINAL} Ｉｔ ｃｏｓｔｓ ４１.５ ｎｏｗ.`,
    'exact',
    `${ORIGINAL} It costs 41.5 now.`,
  ],
  [
    'nothing inside a number',
    `${ORIGINAL} It costs 4\u200b1.\u200b5 now.`,
    'exact',
    `${ORIGINAL} It costs 41.5 now.`,
  ],
  ['a title', `What they hide from you\n\n${ORIGINAL}`, 'near'],
  ['a clause less', ORIGINAL.replace(' and got a link to a page that was empty', ''), 'near'],
  ['a long sentence less', ORIGINAL.replace(/I asked twice.*empty\. /, ''), 'excerpt'],
  [
    'a few other words',
    ORIGINAL.replace('week', 'month').replace('empty', 'blank').replace('guess', 'bet'),
    'near',
  ],
  ['sentences in another order', ORIGINAL.split('. ').reverse().join('. '), 'near'],
  ['only its beginning', `${ORIGINAL.slice(0, 112)}…`, 'excerpt'],
  [
    'the text quoted in a longer one',
    `Some people never learn. Last spring we had exactly this story with another chain, and it ended in tears for everybody who believed the first answer. Read this: "${ORIGINAL}" Now you know what I think of fees, committees, and of empty pages that are called documentation by those who never wrote any.`,
    'excerpt',
  ],
  [
    'a different text',
    'Nothing here has anything to do with queues; I just cooked rice and watched the rain for an hour.',
    null,
  ],
  [
    'another language',
    'La cola de validadores creció otra vez esta semana y nadie explicó por qué se duplicó la tarifa.',
    null,
  ],
];

test.each(kinds)('%s', (_name, text, kind, original) => expect(kindOf(text, original)).toBe(kind));

const stock = [
  'GM',
  'bullish $BTC',
  'To the moon 🚀🚀🚀',
  'gm everyone ☀️',
  '大家早上好',
  'buy the dip #btc',
  'Good morning everyone, have a nice day!',
  '',
  '🚀',
];

test.each(stock)('a stock phrase accuses nobody: %j', (text) => {
  const copies = new InMemoryCopies();
  for (const id of ['a', 'b', 'c']) expect(copies.add({ id, text })).toBeNull();
  expect(copies.groups()).toEqual([]);
});

describe('the seeds', () => {
  const posts = seeds.dumps.flatMap(({ posts }, d) =>
    posts.map(({ title, paragraphs }, i) => ({ id: `${d}-${i}`, title, text: paragraphs.join('\n\n') })),
  );

  test('22 texts on two subjects are no copies', () => {
    const copies = new InMemoryCopies();
    for (const post of posts) expect(copies.add(post)).toBeNull();
    expect(posts.length).toBe(22);
    expect(copies.groups()).toEqual([]);
  });

  test.each(posts)('post $id flattened, with another trailer, is a copy', ({ id, title, text }) => {
    const copies = new InMemoryCopies();
    for (const post of posts) copies.add(post);
    const bare = text.replace(/(?:\s*[$#@][\p{L}\p{N}_]+)+\s*$/u, '');
    const copy = { id: 'copy', title, text: `${bare.replace(/\s+/g, ' ')} $XRP #xrp $DOGE` };
    const found = copies.find(copy);
    copies.add(copy);
    expect(found.map((match) => [match.id, match.kind])).toEqual([[id, 'exact']]);
    expect(copies.groups().map((group) => group.members.length)).toEqual([2]);
  });
});

describe('unrelated posts that share a sentence', () => {
  const disclaimer =
    'This is not financial advice. Always do your own research before you invest a single cent.';
  const texts = [
    'The bridge paused withdrawals at noon and the team posted a photo of a cat instead of a statement.',
    'Rain all day, so I finally read the vesting schedule of that game token, and it is worse than I thought.',
    'Our meetup moved to the library because the café raised its prices by forty percent over the summer.',
    'Funding flipped negative while spot kept climbing, which in my notes happened only twice before.',
    'A reader asked how I store my seed phrase. Not on paper, not in a photo, and never with a friend.',
    'Half of the blocks last night came from one pool, and the only person who noticed was my cousin.',
    'Gas was cheap enough to clean up forty dust positions, which took an evening and some black tea.',
    'They renamed the ticker for the third time this year. The chart looks the same under every name.',
  ];

  test('make no group', () => {
    const copies = new InMemoryCopies();
    for (const [i, text] of texts.entries()) {
      expect(copies.add({ id: `p${i}`, text: `${text}\n${disclaimer}` })).toBeNull();
    }
    expect(copies.groups()).toEqual([]);
  });

  test('are still found when they copy', () => {
    const copies = new InMemoryCopies();
    for (const [i, text] of texts.entries()) copies.add({ id: `p${i}`, text: `${text}\n${disclaimer}` });
    const found = copies.find({ text: `${texts[3]} ${disclaimer} $BTC #btc` });
    expect(found.map((match) => match.id)).toEqual(['p3']);
  });
});

test('find keeps nothing', () => {
  const copies = new InMemoryCopies();
  copies.add({ id: 'a', text: ORIGINAL });
  expect(copies.find({ text: ORIGINAL }).map((match) => match.id)).toEqual(['a']);
  expect(copies.size).toBe(1);
  expect(copies.find({ text: ORIGINAL }).map((match) => match.id)).toEqual(['a']);
});

const hostile: [string, string][] = [
  ['one word', 'spam '.repeat(20_000)],
  ['tickers', '$A '.repeat(33_000)],
  ['combining marks', 'a\u0301\u0323'.repeat(33_000)],
  ['marks without a letter', '\u0301\u0323'.repeat(50_000)],
  ['one long word', 'x'.repeat(100_000)],
  ['dots and letters', 'a.'.repeat(50_000)],
  ['numbers', '1,2.'.repeat(25_000)],
  ['signs', '#$@'.repeat(33_000)],
  ['emoji', '👨‍👩‍👧'.repeat(12_000)],
  ['one Han character', '币'.repeat(100_000)],
  ['zero-width characters', 'a\u200b\u2060'.repeat(33_000)],
  ['a number full of nothing', `$1${'\u200b'.repeat(50_000)}5.${'\u2060'.repeat(50_000)}7`],
  ['apostrophes and nothing', "a'\u200b".repeat(33_000)],
  ['open widgets', '{future}('.repeat(11_000)],
];

test.each(hostile)('100 kB of %s: linear time, no false copy', (_name, text) => {
  const copies = new InMemoryCopies();
  copies.add({ id: 'other', text: ORIGINAL });
  const started = processorTime();
  for (const id of ['a', 'b']) expect(copies.add({ id, text })).toBeNull();
  // A millisecond or two; quadratic work on 100,000 characters takes many seconds on any machine.
  expect(processorTime() - started).toBeLessThan(3000);
  expect(copies.groups()).toEqual([]);
});
