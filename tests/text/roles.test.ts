import { describe, expect, test } from 'vitest';
import { toPost } from '../../lib/text/to-post.ts';
import { othersOf, rawPost, rolesOf } from './raw.ts';

const post = (text: string, more = {}) => toPost(rawPost(text, more));

describe('discussed', () => {
  test.each([
    ['in a sentence', 'Sold my $SOL for $XRP today.', 'SOL:discussed XRP:discussed'],
    [
      'several coins in one sentence',
      '$BTC and $ETH rise while $SOL, $BNB fall.',
      'BTC:discussed ETH:discussed SOL:discussed BNB:discussed',
    ],
    [
      'as the subject of a line',
      '$UB 正在测试 0.1447 附近。\n#BTC #ETH $BTC $ETH',
      'UB:discussed BTC:appended ETH:appended',
    ],
    ['two as the subject', '$BTC $ETH are up again', 'BTC:discussed ETH:discussed'],
    ['as a bare code', 'LAB broke out, volume is real.\n$LAB $ETH', 'LAB:discussed ETH:appended'],
    ['as a bare pair', 'Long LABUSDT from here.\n$LAB $ETH', 'LAB:discussed ETH:appended'],
    [
      'as a bare code that begins with a digit',
      'Now 2Z and 0G run.\n$2Z $0G $ETH',
      '2Z:discussed 0G:discussed ETH:appended',
    ],
    [
      'as a bare code of mixed letters',
      'COINon follows stETH.\n$COINon $stETH $ETH',
      'COINON:discussed STETH:discussed ETH:appended',
    ],
    [
      'as a hashtag in a sentence',
      'Everybody talks of #lab these days.\n$LAB $ETH',
      'LAB:discussed ETH:appended',
    ],
    [
      'in brackets behind the name',
      'Osmosis ($OSMO) and Request ($REQ)\n$BTC',
      'OSMO:discussed REQ:discussed BTC:appended',
    ],
    ['behind a preposition', 'I am still long $SOL $XRP', 'SOL:discussed XRP:discussed'],
    ['behind a colon', 'Strong today: $SOL $XRP $ADA', 'SOL:discussed XRP:discussed ADA:discussed'],
    ['by its English name, in any case', 'bitcoin holds the line.\n$BTC $SOL', 'BTC:discussed SOL:appended'],
    ['by its Chinese name', '以太坊再度走强。$ETH $SOL', 'ETH:discussed SOL:appended'],
    [
      'by its Russian name, inflected',
      'Рынок ждёт биткоина и эфириума.\n$BTC $ETH $SOL',
      'BTC:discussed ETH:discussed SOL:appended',
    ],
    ['by its Arabic name, with its article', 'سعر البيتكوين يرتفع.\n$BTC $SOL', 'BTC:discussed SOL:appended'],
    [
      'by a name that is a word, with its capital',
      'Polygon ships again.\n$POL $SOL',
      'POL:discussed SOL:appended',
    ],
  ])('%s', (_what, text, roles) => expect(rolesOf(post(text))).toBe(roles));
});

describe('not discussed', () => {
  test.each([
    [
      'a code inside a word',
      'The re-proofing is not replayed.\n$OPG $RE #OPG @OpenGradient',
      'OPG:unsupported RE:unsupported',
    ],
    [
      'a code as a small word',
      'We beat the cap and re sell.\n$BEAT $CAP $RE',
      'BEAT:unsupported CAP:unsupported RE:unsupported',
    ],
    [
      'words of a shouted line',
      'THE NEXT BIG MOVE IS HERE NOW\n$MOVE $HERE',
      'MOVE:unsupported HERE:unsupported',
    ],
    [
      'a name that is a word, without its capital',
      'We render the avalanche of jupiter.\n$RENDER $JUP',
      'RENDER:unsupported JUP:unsupported',
    ],
    ['a name inside a word', 'The electronics and patrons.\n$TRX $SOL', 'TRX:unsupported SOL:unsupported'],
    [
      'a code in an address',
      'See https://www.binance.com/en/trade/LAB_USDT now.\n$LAB $ETH',
      'LAB:unsupported ETH:unsupported',
    ],
    ['a code in an amount', 'Raised $623M last week.\n$M $SOL', 'M:unsupported SOL:unsupported'],
    ['a suffix after a full stop', 'Good morning. $BTC $SOL', 'BTC:unsupported SOL:unsupported'],
    ['a suffix after an emoji', 'Good morning everybody 🚀 $BTC $SOL', 'BTC:unsupported SOL:unsupported'],
    [
      'three tags without a stop',
      'patience is a virtue $BTC $SOL $BNB',
      'BTC:unsupported SOL:unsupported BNB:unsupported',
    ],
    ['two tags without a stop', '耐心就是一切 $BTC $SOL', 'BTC:unsupported SOL:unsupported'],
    ['a prefix of tags', '#btc $BTC $SOL The market sleeps.', 'BTC:unsupported SOL:unsupported'],
    ['tags between sentences', 'One thing. #btc $BTC $SOL Another thing.', 'BTC:unsupported SOL:unsupported'],
    ['lines of tags', 'Good morning\n\n$BTC\n$SOL\n#crypto', 'BTC:unsupported SOL:unsupported'],
    ['a question that asks no choice', 'Are you ready?\n$BTC\n$SOL', 'BTC:unsupported SOL:unsupported'],
  ])('%s', (_what, text, roles) => expect(rolesOf(post(text))).toBe(roles));
});

describe('polls and lists', () => {
  test.each([
    ['which, in a line', 'Which one do you hold? $BTC $SOL', 'BTC:discussed SOL:discussed'],
    [
      'which, in lines',
      'Which will moon first?\n$BTC\n$SOL\n$BNB',
      'BTC:discussed SOL:discussed BNB:discussed',
    ],
    ['which, in Chinese', '你选哪个？$BTC $SOL', 'BTC:discussed SOL:discussed'],
    ['lettered answers', 'Best buy?\nA. $BTC\nB. $SOL', 'BTC:discussed SOL:discussed'],
    ['an announced list', 'My picks this week:\n$LAB\n$UB', 'LAB:discussed UB:discussed'],
    ['a list under a text about another', 'LAB is my pick.\n$LAB $UB', 'LAB:discussed UB:appended'],
    ['where', 'Where does the money flow first? $BNB $SOL', 'BNB:discussed SOL:discussed'],
    [
      'one code over the text, others under it',
      '$LAB\nEntry 4.1, target 5\n$BTC $ETH',
      'LAB:discussed BTC:appended ETH:appended',
    ],
    [
      'one code in the first line',
      'New and strong 🔥 $LAB\nWatching it.\n$BTC $ETH',
      'LAB:discussed BTC:appended ETH:appended',
    ],
    [
      'one code further down',
      'Patience.\nCourage. $LAB\nLuck.\n$BTC $ETH',
      'LAB:unsupported BTC:unsupported ETH:unsupported',
    ],
    [
      'several codes over the text',
      '$LAB $BTC\nEntry 4.1, target 5\n$ETH',
      'LAB:unsupported BTC:unsupported ETH:unsupported',
    ],
  ])('%s', (_what, text, roles) => expect(rolesOf(post(text))).toBe(roles));
});

describe('an only ticker is never a rider', () => {
  test.each([
    ['Good morning. $LAB', 'LAB:topic'],
    ['$LAB', 'LAB:topic'],
    ['Bitcoin and ETH fall again. $LAB', 'LAB:topic'],
    ['$LAB flies', 'LAB:discussed'],
  ])('%j', (text, roles) => expect(rolesOf(post(text))).toBe(roles));

  test('nor a lone hashtag or attached coin', () => {
    expect(othersOf(post('Good morning #ETH'))).toBe('ETH:topic:hashtag');
    expect(othersOf(post('Good morning', { attached: [{ code: 'SOL', via: 'trade' }] }))).toBe(
      'SOL:topic:attached',
    );
  });
});

describe('projects learned from mentions', () => {
  test.each([
    [
      'its name in words',
      'Newton Protocol decides.\n@NewtonProtocol $NEWT #Newt $M',
      'NEWT:discussed M:appended',
    ],
    [
      'its name without the last word',
      'Newton decides.\n@NewtonProtocol $NEWT #Newt $M',
      'NEWT:discussed M:appended',
    ],
    [
      'its mention in a sentence',
      'I asked @OpenGradient about it.\n$OPG #OPG $RE',
      'OPG:discussed RE:appended',
    ],
    ['an underscore in the handle', 'BounceBit pays.\n@bounce_bit $BB $RE', 'BB:discussed RE:appended'],
    [
      'the pair in front',
      '#opg $OPG @OpenGradient Why OpenGradient matters. $RE',
      'OPG:discussed RE:appended',
    ],
    [
      'the twin takes the handle, not a letter',
      'OpenGradient works.\n@OpenGradient $O $OPG #OPG',
      'O:appended OPG:discussed',
    ],
    [
      'no twin and letters by chance',
      'Luoni explains.\n@luonijiepan $LUNA $RE',
      'LUNA:unsupported RE:unsupported',
    ],
    [
      'no mention, a name that spells the code',
      'Why OpenGradient matters.\n$OPG #OPG $RE',
      'OPG:discussed RE:appended',
    ],
    [
      'no mention, a name with its last word',
      'The Newton Protocol decides.\n$NEWT #newt $M',
      'NEWT:discussed M:appended',
    ],
    ['no mention and no twin', 'Why OpenGradient matters.\n$OPG $RE', 'OPG:discussed RE:appended'],
    ['two letters need a twin', 'Why BounceBit matters.\n$BB $RE', 'BB:unsupported RE:unsupported'],
    ['one word is no name of a project', 'Base case. Beat it.\n$BAS $BEA', 'BAS:unsupported BEA:unsupported'],
    [
      'a mention only in the run, the name nowhere',
      'It works.\n@OpenGradient $OPG #OPG $RE',
      'OPG:unsupported RE:unsupported',
    ],
    [
      "the platform's own handle",
      'Binance grows.\n@BinanceSquareCN $BAN $RE',
      'BAN:unsupported RE:unsupported',
    ],
  ])('%s', (_what, text, roles) => expect(rolesOf(post(text))).toBe(roles));
});

describe('the reason, as data', () => {
  const reasons = (text: string, more = {}) => post(text, more).cashtags.map(({ reason }) => reason);

  test.each([
    ['Hello.\n\nI sold $SOL today.', [{ why: 'in-sentence', paragraph: 2 }]],
    ['Hello.\nSOL falls.\n$SOL', [{ why: 'bare-code', paragraph: 2 }]],
    ['Look at #sol now.\n$SOL', [{ why: 'hashtag-in-sentence', paragraph: 1 }]],
    ['x\nSolana runs.\n$SOL', [{ why: 'named', paragraph: 2, name: 'Solana' }]],
    ['Hello. $SOL', [{ why: 'sole' }]],
    [
      'Which? $SOL $XRP',
      [
        { why: 'listed', paragraph: 1 },
        { why: 'listed', paragraph: 1 },
      ],
    ],
  ])('%j', (text, expected) => expect(reasons(text)).toEqual(expected));

  test('says which run', () => {
    const [first, inner, last] = reasons('$LAB $UB #x\nLABOUR.\n#y $RE\nMore text.\n$BAS');
    expect([first?.run, reasons('$LAB $UB\nText.\n#y $RE\nText.\n$BAS')[2]?.run, last?.run]).toEqual([
      'first',
      'inner',
      'inner',
    ]);
    expect(inner).toEqual({ why: 'only-in-tag-run', paragraph: 1, run: 'first' });
  });

  test('a title is paragraph 0', () => {
    const article = post('Nothing said here.\n$SOL $XRP', { kind: 'article', title: 'Why SOL leads' });
    expect(article.cashtags[0]).toMatchObject({
      role: 'discussed',
      reason: { why: 'bare-code', paragraph: 0 },
    });
    expect(article.cashtags[1]).toMatchObject({ role: 'appended' });
  });

  test('a cashtag of the title only has no place in the text', () => {
    const article = post('Nothing.', { kind: 'article', title: 'Why $SOL leads' });
    expect(article.cashtags).toEqual([
      {
        code: 'SOL',
        shown: '$SOL',
        role: 'discussed',
        reason: { why: 'in-sentence', paragraph: 0 },
        source: 'text',
        at: null,
      },
    ]);
  });
});

describe('other tickers', () => {
  test.each([
    ['a hashtag of a great coin', 'Good morning. #ETH $SOL $BNB', 'ETH:unsupported:hashtag'],
    ['a hashtag in a sentence', 'Buying #eth before $SOL and $BNB', 'ETH:discussed:hashtag'],
    ['a bare great coin', 'BTC falls again', 'BTC:discussed:text'],
    ['a chart', 'Good morning\n{future}(LABUSDT)', 'LAB:topic:widget'],
    ["a chart of the post's own ticker", '$LAB flies\n{future}(LABUSDT)', ''],
    ['a chart of a contract', 'Good morning\n{alpha}(560xdf24f8c21cb404b3031a450d8e049d6e39fc1fa5)', ''],
    ['words and topics', 'ONE more time, GO! #AI #DEFI #crypto #BTW', ''],
    ["a hashtag in a rider's place", 'It works.\n$OPG #OPG $RE #BTW', 'BTW:unsupported:hashtag'],
    ['a topic in that place', 'It works.\n$OPG #OPG $RE #AI', ''],
    ['the other half of a pair', 'ETH/USDT long', 'ETH:discussed:text'],
  ])('%s', (_what, text, others) => expect(othersOf(post(text))).toBe(others));

  test('a hashtag known as a ticker from elsewhere', () => {
    const known = new Set(['BTW', 'AI']);
    expect(othersOf(toPost(rawPost('OPG works. $OPG $RE\n#BTW #AI'), known))).toBe('BTW:appended:hashtag');
    expect(othersOf(toPost(rawPost('OPG works. $OPG $RE\n#BTW #AI')))).toBe('');
  });

  test('attached coins the text does not write', () => {
    const attached = [
      { code: 'BTC', via: 'trade' },
      { code: 'MRVLon', via: 'alpha' },
    ] as const;
    const found = post('Bitcoin and $SOL rise', { attached: [...attached] });
    expect(found.attached).toEqual(['BTC', 'MRVLon']);
    expect(found.otherTickers).toEqual([
      {
        code: 'BTC',
        shown: 'BTC',
        role: 'discussed',
        reason: { why: 'named', paragraph: 1, name: 'Bitcoin' },
        source: 'attached',
        at: null,
      },
      {
        code: 'MRVLON',
        shown: 'MRVLon',
        role: 'appended',
        reason: { why: 'only-attached' },
        source: 'attached',
        at: null,
      },
    ]);
  });
});

describe('tags that belong to no sentence, and lists that do', () => {
  test.each([
    [
      'glued to the end of a Chinese sentence',
      '$LAB 今天被砸得很惨，庄家在出货。\n群里的兄弟今天都安全下车$IRYS',
      'LAB:discussed IRYS:appended',
    ],
    ['the same behind a verb', 'LAB 今天被砸得很惨。\n我刚刚买入$IRYS', 'IRYS:discussed'],
    ['glued to emoji', 'ETH tăng mạnh, vui quá ý 🥲🥰$SAGA $BTC', 'SAGA:appended BTC:appended ETH:discussed'],
    [
      'codes without a sign behind tags',
      '$BEAT 站上均线，继续看多。\n#BTC #ETH BTC ETH BEAT',
      'BEAT:discussed BTC:appended ETH:appended',
    ],
    [
      'codes without a sign as the last line',
      'Bitcoin holds its range. $BTC\nSOL XRP ADA',
      'BTC:discussed SOL:appended',
    ],
    [
      'a line of codes inside a text is what it says',
      'Three to watch\nSOL, XRP, ADA\nAll of them hold support. $BTC',
      'BTC:topic SOL:discussed XRP:discussed ADA:discussed',
    ],
    [
      'dropped into a sentence that goes on without it',
      "For months,#SOL  Norway's fund ignored coins. Dogecoin changed that. $DOGE",
      'DOGE:discussed SOL:appended',
    ],
    [
      'the same with the spaces of a sentence',
      'For months, #SOL went up. $DOGE fell.',
      'DOGE:discussed SOL:discussed',
    ],
    [
      'a list after a colon, with another coin named later',
      'My bags for June:\n$SOL\n$XRP\n$ADA\nDOGE may join them.',
      'SOL:discussed XRP:discussed ADA:discussed DOGE:discussed',
    ],
    [
      'mixed signs as the subject',
      '#SOL $XRP #ADA $DOT are the strongest charts of the week.',
      'XRP:discussed DOT:discussed SOL:discussed ADA:discussed',
    ],
    ['a poll with marks', 'Poll: who runs first\n🅰️ $SOL\n🅱️ $XRP', 'SOL:discussed XRP:discussed'],
    ['a poll with a pointing hand', 'Vote for one 👇\n$PEPE 🐸\n$DOGE 🐕', 'PEPE:discussed DOGE:discussed'],
    ['a poll in Spanish', 'Encuesta del día\n$PEPE\n$DOGE', 'PEPE:discussed DOGE:discussed'],
    ['no poll', 'The poll of voters is out. Bitcoin fell.\n$PEPE $DOGE', 'PEPE:unsupported DOGE:unsupported'],
  ])('%s', (_what, text, roles) => {
    const { cashtags, otherTickers } = post(text);
    const all = [...cashtags, ...otherTickers].map(({ code, role }) => `${code}:${role}`).join(' ');
    expect(all.startsWith(roles) ? roles : all).toBe(roles);
  });
});
