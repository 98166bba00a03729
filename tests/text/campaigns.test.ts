import { describe, expect, test } from 'vitest';
import { matchHandlesToCodes, namePattern } from '../../lib/text/roles/project-handles.ts';
import { campaignKeys } from '../../lib/text/summary/campaign-keys.ts';
import { Campaign, TickerRow } from '../../lib/text/summary/summary-schema.ts';
import { toPost } from '../../lib/text/to-post.ts';
import { rawPost } from './raw.ts';
import { buildCampaigns, tickerTable } from './summaries.ts';

const by = (author: string | null, text: string, postedAt: string | null = null) =>
  toPost(rawPost(text, { author: { name: author, handle: null }, postedAt }));

describe('campaignKeys', () => {
  test.each([
    ['mention, pair and riders', '@OpenGradient $OPG #OPG $RE $O', ['@opengradient OPG']],
    ['the pair in front, in small letters', '#opg $OPG a text of @OpenGradient', ['@opengradient OPG']],
    ['riders mixed in', '$SYN $OPG #OPG @OpenGradient / $RE #rewardearn', ['@opengradient OPG']],
    ['no twin but the name', 'a text @NewtonProtocol $NEWT $M', ['@newtonprotocol NEWT']],
    ['twin without mention', 'a text #opg $OPG', ['null OPG']],
    ['twins of a great coin', 'a text #ETH $ETH #BTC $BTC', []],
    ['twin and account of a great coin', 'a text @ethereum #ETH $ETH', ['@ethereum ETH']],
    [
      'two campaigns',
      '@OpenGradient #OPG $OPG @NewtonProtocol #NEWT $NEWT',
      ['@opengradient OPG', '@newtonprotocol NEWT'],
    ],
    ['mention only', 'a text of @OpenGradient', []],
    ['letters by chance', 'ask @luonijiepan about $LUNA', []],
  ])('%s', (_what, text, keys) =>
    expect(campaignKeys(by('a', text)).map(({ handle, code }) => `${handle} ${code}`)).toEqual(keys),
  );
});

describe('linkHandles', () => {
  const none = new Set<string>();
  test.each([
    ['OPG of OpenGradient', ['@OpenGradient'], ['OPG'], none, ['OPG']],
    ['BB of bounce_bit', ['@bounce_bit'], ['BB'], none, ['BB']],
    ['BNB of BNBCHAIN', ['@BNBCHAIN'], ['BNB'], none, ['BNB']],
    ['OSMO of osmosis', ['@osmosis'], ['OSMO'], none, ['OSMO']],
    ['the twin before a letter', ['@OpenGradient'], ['O', 'OPG'], new Set(['OPG']), ['OPG']],
    ['one letter without a twin', ['@OpenGradient'], ['O'], none, []],
    ['letters in order need a twin', ['@OrderlyNetwork'], ['ORK'], none, []],
    ['letters in order with a twin', ['@OrderlyNetwork'], ['ORK'], new Set(['ORK']), ['ORK']],
    ['another first letter', ['@OpenGradient'], ['PG'], new Set(['PG']), []],
    ['the platform', ['@BinanceSquareCN', '@Square-Creator-BTC'], ['BSC', 'SC'], new Set(['BSC', 'SC']), []],
  ])('%s', (_what, mentions, codes, twins, linked) =>
    expect(matchHandlesToCodes(mentions, codes, twins).map(({ code }) => code)).toEqual(linked),
  );
});

test.each([
  ['@OpenGradient', 'Open Gradient', true],
  ['@OpenGradient', 'opengradient', true],
  ['@OpenGradient', 'OpenGradients', false],
  ['@NewtonProtocol', 'Newton', true],
  ['@NewtonProtocol', 'newton', false],
  ['@NewtonProtocol', 'Newtonian', false],
  ['@Render', 'We render', false],
  ['@Render', 'Render grows', true],
  ['@bounce_bit', 'Bounce-Bit', true],
  ['@a.*b', 'axxb', false],
])('the name of %s in "%s": %s', (handle, text, named) =>
  expect(namePattern(handle)?.test(text) ?? false).toBe(named),
);

describe('campaigns', () => {
  const day = (n: number) => `2026-06-0${n}T10:00:00.000Z`;
  const posts = [
    by('An', 'OpenGradient works. @OpenGradient $OPG #OPG $RE $XCX', day(3)),
    by('Bo', 'I like OpenGradient. #opg $OPG $RE', day(1)),
    by('An', 'Newton acts. @NewtonProtocol $NEWT #newt $M', day(2)),
    by('An', 'Open Gradient explained at length', null),
    by('Ce', 'Nothing here. $SOL $BNB', day(2)),
  ];
  const found = buildCampaigns(posts, (id) => id === posts[1]?.id);

  test('posts, authors, times, riders and their rotation, copies', () => {
    expect(found[0]).toEqual({
      handle: '@opengradient',
      code: 'OPG',
      twin: '#opg',
      enough: true,
      posts: [posts[0]?.id, posts[1]?.id],
      related: [posts[3]?.id],
      authors: 2,
      firstAt: day(1),
      lastAt: day(3),
      riders: [
        { code: 'RE', posts: 2 },
        { code: 'XCX', posts: 1 },
      ],
      days: [
        { day: '2026-06-01', posts: 1, riders: ['RE'] },
        { day: '2026-06-03', posts: 1, riders: ['RE', 'XCX'] },
      ],
      copies: 0.5,
    });
    for (const campaign of found) expect(Campaign.safeParse(campaign).success).toBe(true);
  });

  test.each([
    ['one post', [by('An', 'x @NewtonProtocol $NEWT #newt')], false],
    ['two posts of one author', [by('An', 'x $NEWT #newt'), by('An', 'y $NEWT #newt')], false],
    ['two posts of unknown authors', [by(null, 'x $NEWT #newt'), by(null, 'y $NEWT #newt')], false],
    ['two authors', [by('An', 'x $NEWT #newt'), by('Bo', 'y $NEWT #newt')], true],
    ['three posts of one author', ['x', 'y', 'z'].map((text) => by('An', `${text} $NEWT #newt`)), true],
  ])('enough: %s', (_what, those, enough) => expect(buildCampaigns(those)[0]?.enough).toBe(enough));

  test('a pair #X $X without an account stays separate when two accounts share the code', () => {
    const keys = buildCampaigns([
      by('An', 'x @NewtonProtocol $NEWT #newt'),
      by('Bo', 'y @NewtownLabs $NEWT #newt'),
      by('Ce', 'z $NEWT #newt'),
    ]).map(({ handle }) => handle);
    expect(keys).toEqual(['@newtonprotocol', '@newtownlabs', null]);
  });

  test('copies are null if they were not computed', () =>
    expect(buildCampaigns(posts)[0]?.copies).toBeNull());

  test('codes named like parts of an object', () => {
    const odd = ['__proto__', 'constructor', 'toString'];
    const those = odd.map((code) => by('An', `I sell $${code} now. #${code}`, day(1)));
    const rows = tickerTable([...those, ...those]);
    expect(rows.map(({ code, posts, discussed }) => [code, posts, discussed])).toEqual([
      ['CONSTRUCTOR', 2, 2],
      ['TOSTRING', 2, 2],
      ['__PROTO__', 2, 2],
    ]);
    expect(buildCampaigns(those).map(({ code }) => code)).toEqual(['CONSTRUCTOR', 'TOSTRING', '__PROTO__']);
    expect(JSON.parse(JSON.stringify(rows))).toEqual(rows);
  });
});

test('tickerTable: roles, authors and days of what the texts write', () => {
  const rows = tickerTable([
    by('An', 'SOL rises.\n$SOL $XRP', '2026-06-01T23:59:59.999Z'),
    by('Bo', 'Sold my $SOL', '2026-06-02T00:00:00.000Z'),
    by('Bo', 'Morning. $SOL'),
    toPost(rawPost('Sold my $SOL', { attached: [{ code: 'BTC', via: 'trade' }] })),
    by('Bo', 'Morning\n{future}(LABUSDT)'),
  ]);
  expect(rows).toEqual([
    {
      code: 'SOL',
      posts: 4,
      authors: 2,
      discussed: 3,
      appended: 0,
      unsupported: 0,
      topic: 1,
      days: [
        { day: '2026-06-01', about: 1, riding: 0 },
        { day: '2026-06-02', about: 1, riding: 0 },
        { day: null, about: 2, riding: 0 },
      ],
    },
    {
      code: 'XRP',
      posts: 1,
      authors: 1,
      discussed: 0,
      appended: 1,
      unsupported: 0,
      topic: 0,
      days: [{ day: '2026-06-01', about: 0, riding: 1 }],
    },
  ]);
  for (const row of rows) expect(TickerRow.safeParse(row).success).toBe(true);
});
