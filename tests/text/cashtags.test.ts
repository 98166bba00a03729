import { describe, expect, test } from 'vitest';
import { findCashtags } from '../../lib/text/tags/cashtags.ts';
import { foldWidth } from '../../lib/text/tags/fold-width.ts';
import { codesIn } from './raw.ts';

describe('what stands beside the sign', () => {
  test.each([
    ['🚀$BTC', 'BTC'],
    ['1️⃣$PEPE and 2️⃣$WIF', 'PEPE WIF'],
    ['①$PEPE', 'PEPE'],
    ['【$BTC】《$ETH》（$BNB）「$SOL」', 'BTC ETH BNB SOL'],
    ['[$BTC] {$ETH} <$BNB> «$SOL» “$XRP”', 'BTC ETH BNB SOL XRP'],
    ['買$BTC吧', 'BTC'],
    ['비트코인$BTC를 샀다', 'BTC'],
    ['ราคา$BTCวันนี้', 'BTC'],
    ['आज$BTC में', 'BTC'],
    ['على$ETHالآن', 'ETH'],
    ['\u2067$BTC\u2069', 'BTC'],
    ['$BTC\u00a0$ETH\t$SOL\r\n$BNB', 'BTC ETH SOL BNB'],
    ['$BTC–$ETH—$SOL|$BNB&$XRP;$ADA', 'BTC ETH SOL BNB XRP ADA'],
    ['$BTC✅$ETH→$SOL…', 'BTC ETH SOL'],
    ['\\$BTC __$ETH__ ~~$SOL~~', 'BTC ETH SOL'],
    ['#$BTC @$ETH', 'BTC ETH'],
  ])('%j gives %s', (text, codes) => expect(codesIn(text)).toBe(codes));
});

describe('glued in front', () => {
  test.each([
    ['a major before a space or the end', 'BinanceSquare$ETH and 2220$BTC', 'ETH BTC'],
    ['a major before other words', 'BinanceSquare$ETHs or 3$BTC!', ''],
    ['an unknown code', 'text$NO and more', ''],
    ['a Cyrillic word before a major', 'купил$TON сегодня', 'TON'],
    ['a hashtag or a mention', '#Bitcoin$BTC @Name$PEPE', 'BTC PEPE'],
    ['another cashtag', '$FOO$BAR$BAZ', 'FOO BAR BAZ'],
    ['a pair', '$FOO_USDT$BAR', 'FOO BAR'],
    ['money', '$500k$BTC 100$ $ETH', 'BTC ETH'],
    ['a letter with combining marks', 'e\u0301\u0302$NO here', ''],
    ['names with a dollar', 'Ke$ha A$AP Micro$oft ca$h', ''],
  ])('%s: %j gives "%s"', (_what, text, codes) => expect(codesIn(text)).toBe(codes));
});

describe('several signs', () => {
  test.each([
    ['$$ETH ', 'ETH'],
    ['$$ETH', 'ETH'],
    ['$$FOO$$BAR', ''],
    ['$$$BTC', ''],
    ['$$ETH$$', ''],
    ['$BTC$', 'BTC'],
  ])('%j gives "%s"', (text, codes) => expect(codesIn(text)).toBe(codes));
});

describe('money is no coin', () => {
  test.each([
    '$100 $1,000.50 $.50 $0.000012 $ 5 -$500 +$47M ~$2325',
    '$5k $300K $2Mn $5bn $50Bn $100MM $250MILLION $1TRILLION $12.5million $3Billion',
    '$100USD $100USDT $50eur $5BUSD $80KBTC $100MUSDT $1000PER $20PM $500OFF',
    '$2XXX $8XK $1k-$2k $2,100–$2,200 $2500/$2600 $5-10 $20K/day $10x $100X $3D $1D $1e6',
    '$100万 $5亿 $5000萬 US$100 HK$50 NT$100 R$5 A$20 C$ 96.6$ 3$',
    'Entry: $2,300 TP1: $2,400 TP2: $2,450 SL: $2,200',
    '#ETFsSee$131MNetInflows #Widensto$1.3BillioninQ1',
    '$一百 $美元 $人民币 $两千万',
    '$USD $EUR $TRY $EURUSD $USDJPY $EUR/USD',
  ])('%j', (text) => expect(codesIn(text)).toBe(''));
});

describe('codes that begin with a digit', () => {
  test.each([
    ['$0G $2Z $1INCH $1inch', '0G 2Z 1INCH'],
    ['$1000SATS $1000pepe $1MBABYDOGE $1000000MOG', '1000SATS 1000PEPE 1MBABYDOGE 1000000MOG'],
    ['$1000CATUSDT $42 $4', '1000CAT'],
  ])('%j gives %s', (text, codes) => expect(codesIn(text)).toBe(codes));

  test('the shape alone leaves a doubt, the great coins and the short list do not', () => {
    const doubts = findCashtags(foldWidth('$123ABC $1000SATS $1000PEPE $0G')).map(({ code, unsure }) => [
      code,
      unsure,
    ]);
    expect(doubts).toEqual([
      ['123ABC', true],
      ['1000SATS', false],
      ['1000PEPE', false],
      ['0G', false],
    ]);
  });
});

describe('pairs', () => {
  test.each([
    ['$BTCUSDT $ETHUSDC $SOLFDUSD $BNBPERP $XRPUSDTPERP $LAB_USDT $BAS-PERP', 'BTC ETH SOL BNB XRP LAB BAS'],
    ['$USDT $USDC $FDUSD $BUSD $PERP $USD1 $RLUSD $PYUSD', 'USDT USDC FDUSD BUSD PERP USD1 RLUSD PYUSD'],
    ['$USD1USDT $FDUSDUSDT', 'USD1 FDUSD'],
    ['$BTCUSD $XAUUSD $BTCTRY $XYZUSD', 'BTC XAU XYZUSD'],
    ['$ETH/USDT ETH/USDT $ETH/BTC', 'ETH'],
    ['$ETHBTC $WBTC $BTCB', 'ETHBTC WBTC BTCB'],
    ['$BTCUSDT.P $BTC1! $BTC.D', 'BTC BTC1'],
  ])('%j gives %s', (text, codes) => expect(codesIn(text)).toBe(codes));
});

describe('alphabets', () => {
  test.each([
    ['full width', '＄ＢＴＣ $ＥＴＨ ﹩SOL', 'BTC ETH SOL'],
    ['zero width inside', '$B\u200bT\u200dC \u2060$E\u00adTH', 'BTC ETH'],
    ['Cyrillic look-alikes, whole or in part', '$ВТС $BТC $BTС', ''],
    ['Greek', '$ΒΤΧ $Ω', ''],
    ['bold letters of mathematics', '$𝐁𝐓𝐂', ''],
    ['accents', '$CAFÉ $ETH\u0301', ''],
    ['other currencies', '€BTC £ETH ¥SOL ₿TC', ''],
    ['Chinese codes', '$币安人生 $龙虾，$雪球。$元宇宙', '币安人生 龙虾 雪球 元宇宙'],
    ['a sentence is no code', '$今天行情非常好大家一起冲冲冲', ''],
    ['longest code', '$ABCDEFGHIJKLMNO $ABCDEFGHIJKLMNOP', 'ABCDEFGHIJKLMNO'],
  ])('%s: %j gives "%s"', (_what, text, codes) => expect(codesIn(text)).toBe(codes));

  test('a Chinese code is not sure, a Latin one is', () => {
    const found = findCashtags(foldWidth('$龙虾 $BTC $TP/SL ($M) $B'));
    expect(found.map(({ code, unsure }) => [code, unsure])).toEqual([
      ['龙虾', true],
      ['BTC', false],
      ['TP', true],
      ['M', true],
      ['B', false],
    ]);
  });
});

describe('programs, formulas, addresses', () => {
  test.each([
    `echo $${'{BTC}'} $(BTC) $user_name my_$VAR $_GET $1 $@ $# $? $!`,
    '$this->price $row[0] {$name} {{$value}}',
    'the line $x$ with $x^2 + y^2$ and $f\\cdot g$',
    '`$BTC` and ```\n$ETH\n```',
    'https://x.com/$BTC www.site.io/$ETH t.me/abc/$SOL binance.com/en/$BNB',
    'https://a.io/?q=$ETH&b=$BTC',
    '{future}(BTCUSDT) {spot}(ETHUSDT) {alpha}(560xdf24f8c21cb404b3031a450d8e049d6e39fc1fa5)',
  ])('%j', (text) => expect(codesIn(text)).toBe(''));

  test('an unclosed code span excludes nothing', () => expect(codesIn('it`s $BTC')).toBe('BTC'));
  test('a URL ends where other text begins', () =>
    expect(codesIn('https://a.io/x $BTC (https://b.io)$ETH')).toBe('BTC ETH'));
});

test('offsets refer to the original text in spite of removed characters', () => {
  const text = '\u200e\u200bA ＄ＢＴＣ and $E\u200bTH!';
  const spans = findCashtags(foldWidth(text)).map(({ start, end }) => text.slice(start, end));
  expect(spans).toEqual(['＄ＢＴＣ', '$E\u200bTH']);
});

test('codes named like object members are ordinary codes', () => {
  expect(codesIn('$__proto__ $constructor $toString $hasOwnProperty')).toBe(
    '__PROTO__ CONSTRUCTOR TOSTRING HASOWNPROPERTY',
  );
});
