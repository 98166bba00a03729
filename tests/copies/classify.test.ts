import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classify } from '../../lib/copies/compare/classify.ts';
import { byCloseness, type Verdict } from '../../lib/copies/compare/verdict.ts';
import { extractFeatures } from '../../lib/copies/fingerprint/text-features.ts';
import { POSTS } from './invented-posts.ts';

const verdict = (a: string, b: string): Verdict | null => classify(extractFeatures(a), extractFeatures(b));
const kind = (a: string, b: string) => verdict(a, b)?.kind ?? null;
const languages = Object.entries(POSTS);
const isUnspaced = (text: string) =>
  /[\u0e00-\u0eff\u3040-\u30ff\u4e00-\u9fff]/.test(text) && !/[\uac00-\ud7a3]/.test(text);

/** Every sixth word (or tenth character) replaced by one of another text. */
function reworded(text: string, by: string): string {
  if (!isUnspaced(text)) {
    const fresh = by.split(' ').filter((word) => /^\p{L}{3,}$/u.test(word));
    return text
      .split(' ')
      .map((word, i) => (i % 6 === 3 && /^\p{L}+$/u.test(word) ? (fresh[i % fresh.length] as string) : word))
      .join(' ');
  }
  const fresh = [...by].filter((c) => /\p{L}/u.test(c));
  return [...text].map((c, i) => (i % 12 === 7 && /\p{Lo}/u.test(c) ? fresh[i % fresh.length] : c)).join('');
}

describe.each(languages)('%s', (_language, { text, other, signature, quotation }) => {
  test('exact: spaces, emoji, links and the trailer of tags aside', () => {
    const { words, slots } = extractFeatures(text);
    expect(verdict(text, `🔥 ${text.replace(/ /g, '  ')} https://t.co/x1 🚀\n$XRP #xrp @someone`)).toEqual({
      kind: 'exact',
      score: 1,
      closeness: words.length + (2 * slots.length) / 3,
      role: 'same',
    });
  });

  test('template: the same words, other numbers and another coin', () => {
    const refilled = text
      .replaceAll('ARB', 'TIA')
      .replace(/0([.,])7314/, '5$12093')
      .replace(/0([.,])6982/, '4$18817');
    expect(kind(text, refilled)).toBe('template');
  });

  test('near: some words replaced', () => expect(kind(text, reworded(text, other))).toBe('near'));

  test('excerpt: the first half, as a preview shows it', () => {
    const half = text.slice(0, Math.ceil(text.length * 0.55));
    expect(verdict(half, text)).toMatchObject({ kind: 'excerpt', role: 'part' });
    expect(verdict(text, half)).toMatchObject({ kind: 'excerpt', role: 'whole' });
  });

  test('excerpt: put between two passages of a longer text', () => {
    expect(kind(text, `${other}\n${text}\n${quotation}. ${signature}`)).toBe('excerpt');
  });

  test('nothing: another text on the same subject', () => expect(kind(text, other)).toBeNull());

  test('nothing: a signature, before or after', () => {
    expect(kind(`${text}\n${signature}`, `${other}\n${signature}`)).toBeNull();
    expect(kind(`${signature}\n${text}`, `${signature}\n${other}`)).toBeNull();
  });

  test('nothing: both quote a third', () => {
    const half = Math.floor(text.length / 2);
    const quoting = (t: string) => `${t.slice(0, half)}\n“${quotation}”\n${t.slice(half)}`;
    expect(kind(quoting(text), quoting(other))).toBeNull();
  });
});

test('nothing: the same subject in any two languages', () => {
  for (const [nameA, a] of languages) {
    for (const [nameB, b] of languages)
      if (nameA !== nameB) expect([nameA, nameB, kind(a.text, b.other)]).toEqual([nameA, nameB, null]);
  }
});

/** Forms: fixed lines with slots, and a free text before, between or after. */
const FORMS: [name: string, form: (free: string, coin: string, a: string, b: string, c: string) => string][] =
  [
    [
      'free text before',
      (free, coin, a, b, c) =>
        `${free}\n$${coin}\nWHALE RADAR PING\nWallet cluster woke up near ${a}\nMoved ${b} coins to a fresh address\nHarbor score today ${c}\nWatch the drawbridge`,
    ],
    [
      'free text between',
      (free, coin, a, b, c) =>
        `Morning ledger of the salt merchant\n$${coin} opened at ${a}\n${free}\nCrates counted by noon: ${b}\nTide table says patience\n${free.split(' ').reverse().join(' ')}\nClosing lantern at ${c}, see you tomorrow`,
    ],
    [
      'Chinese, free text first and last',
      (free, coin, a, b, c) =>
        `${free}\n\n$${coin}\n🎯操盘方向：震荡\n⚡埋伏价位：${a}\n🛑撤退价位：${b}\n🚀收网价位：${c}\n🛡️纪律提醒：半仓起步，破位即走，切莫恋战\n${free.slice(0, 60)}\n\n持续追踪请看主页置顶航海图`,
    ],
    [
      'Russian, free text after',
      (free, coin, a, b, c) =>
        `Сводка дозорной башни\nМонета: $${coin}\nТуман рассеялся у отметки ${a}\nГружёных барж прошло ${b}\nСторожевой огонь погашен на ${c}\n${free}`,
    ],
    [
      'Arabic, free text before',
      (free, coin, a, b, c) =>
        `${free}\nنشرة برج المراقبة\nالعملة: $${coin}\nانقشع الضباب قرب ${a}\nعبرت القوارب المحملة وعددها ${b}\nأطفئت نار الحراسة عند ${c}`,
    ],
    [
      'Vietnamese, free text between',
      (free, coin, a, b, c) =>
        `Bản tin trạm gác bến cảng\nĐồng $${coin} cập bến mốc ${a}\n${free}\nSố thuyền chở đầy hàng: ${b}\nNgọn lửa canh đêm tắt tại ${c}`,
    ],
  ];
const frees = [POSTS.English, POSTS.German, POSTS.Spanish, POSTS.Turkish].map(
  (posts) => posts?.other as string,
);

describe.each(FORMS)('one form, %s', (_name, form) => {
  test('is a template, with unlike free texts', () => {
    const first = form(frees[0] as string, 'ARB', '0.7314', '48,170', '0.6982');
    const second = form(frees[1] as string, 'TIA', '5.2093', '9,316', '4.8817');
    const third = form(frees[2] as string, 'WIF', '1.1471', '2,655', '1.0929');
    expect([kind(first, second), kind(second, third), kind(first, third)]).toEqual([
      'template',
      'template',
      'template',
    ]);
  });
});

test('two different forms are nothing', () => {
  FORMS.forEach(([, form], i) => {
    for (const [, other] of FORMS.slice(i + 1)) {
      const [a, b] = [
        form(frees[0] as string, 'ARB', '0.7314', '48,170', '0.6982'),
        other(frees[1] as string, 'TIA', '5.2093', '9,316', '4.8817'),
      ];
      expect(kind(a, b)).toBeNull();
    }
  });
});

const LADDERS: [string, (p: string[]) => string][] = [
  [
    'English',
    (p) => `Entry: ${p[0]}\nTP1: ${p[1]}\nTP2: ${p[2]}\nTP3: ${p[3]}\nStop Loss: ${p[4]}\nLeverage: 10x`,
  ],
  [
    'Chinese',
    (p) => `入场：${p[0]}\n目标1：${p[1]}\n目标2：${p[2]}\n目标3：${p[3]}\n止损：${p[4]}\n方向：做多`,
  ],
  ['Russian', (p) => `Вход: ${p[0]}\nЦель 1: ${p[1]}\nЦель 2: ${p[2]}\nЦель 3: ${p[3]}\nСтоп лосс: ${p[4]}`],
  [
    'Turkish',
    (p) => `Giriş: ${p[0]}\nHedef 1: ${p[1]}\nHedef 2: ${p[2]}\nHedef 3: ${p[3]}\nZarar kes: ${p[4]}`,
  ],
  [
    'Spanish',
    (p) =>
      `Entrada: ${p[0]}\nObjetivo 1: ${p[1]}\nObjetivo 2: ${p[2]}\nObjetivo 3: ${p[3]}\nStop loss: ${p[4]}`,
  ],
  [
    'Arabic',
    (p) => `الدخول: ${p[0]}\nالهدف 1: ${p[1]}\nالهدف 2: ${p[2]}\nالهدف 3: ${p[3]}\nوقف الخسارة: ${p[4]}`,
  ],
];
const PRICES = ['2315.53', '2325.17', '2338.49', '2350.26', '2291.84'];
const OTHER_PRICES = ['0.7314', '0.7481', '0.7652', '0.7913', '0.6982'];

describe.each(LADDERS)('a price ladder, %s', (_name, ladder) => {
  test('alone is nothing', () => expect(kind(ladder(PRICES), ladder(OTHER_PRICES))).toBeNull());

  test('under two texts is nothing', () => {
    expect(kind(`${frees[0]}\n${ladder(PRICES)}`, `${frees[1]}\n${ladder(OTHER_PRICES)}`)).toBeNull();
  });

  test('price for price the same is the same text', () => {
    expect(kind(ladder(PRICES), `${ladder(PRICES)} 🔥\n#btc #eth`)).toBe('exact');
  });

  test('with the same prices under other words: the same figures', () => {
    expect(
      verdict(
        `${frees[0]}\n${ladder(PRICES)}`,
        `${frees[1]?.replace(/\d+,\d+/g, 'viele')}\n${ladder(PRICES)}`,
      )?.kind,
    ).toBe('figures');
  });
});

describe('same figures', () => {
  const english =
    'Trader 0x51c opened 20x longs again: 17,430 #ETH (~$40.17M) and 493.48 #BTC (~$40.31M). Liquidation sits at $2,227.81 and $78,009.69, closer than most would dare.';
  const russian =
    'Легендарный игрок 0x51c снова в лонге: 17 430 монет, то есть 17,430 ETH на $40.17M, и ещё 493.48 BTC на $40.31M. Цены ликвидации 2227.81 и 78009.69, рынок наблюдает.';
  const chinese =
    '巨鲸0x51c再度二十倍做多：17430枚ETH约4017万，即40.17M；493.48枚BTC约40.31M，强平价2227.81与78009.69，胆子真大。';

  test('a translation', () => {
    expect(kind(english, russian)).toBe('figures');
    expect(kind(english, chinese)).toBe('figures');
    expect(kind(russian, chinese)).toBe('figures');
  });

  test('a retelling, with other words between the same numbers', () => {
    const first =
      'HARBOR FUNDS JUST TURNED\nThe seven harbor funds drew $131M in net inflows on May 14, with Lantern leading at $144M, according to the pilots. Meanwhile, spot salt funds lost $5.65M, a fourth day of withdrawals in a row. Money is choosing lanterns while salt stays under pressure.';
    const second =
      'LANTERN LEADS AGAIN\nNet inflows of the seven harbor funds came to $131M in net inflows on May 14, Lantern alone taking $144M. Meanwhile, spot salt funds lost $5.65M, which nobody at the pier expected, and it was four straight days of withdrawals by then. Captains rotate and watch the tide tables.';
    expect(kind(first, second)).toBe('figures');
  });

  test('not in another order', () => {
    const numbers = ['17,430', '40.17', '493.48', '40.31', '2227.81', '78009.69'];
    expect(
      kind(
        `Ledger of harbor seven reads ${numbers.join(' then ')} today`,
        `Сторож маяка записал ${numbers.reverse().join(' и ')} вечером`,
      ),
    ).toBeNull();
  });

  test('not years, round numbers and small numbers', () => {
    const numbers = ['2024', '2025', '2026', '100', '5000', '80,000', '24', '50', '2023', '1,000,000'];
    expect(
      kind(
        `Harbor seven expects ${numbers.join(' then ')} by winter`,
        `Маяк ожидает ${numbers.join(' потом ')} к зиме`,
      ),
    ).toBeNull();
  });

  test('not of other coins', () => {
    const numbers = '0.4817 0.5093 0.5316 0.4470 0.6982';
    expect(
      kind(
        `Patient $ARB buyers wait near ${numbers} this evening`,
        `Терпение: $TIA может дойти до ${numbers} сегодня ночью`,
      ),
    ).toBeNull();
  });
});

const PHRASES = [
  'This is not financial advice. Always do your own research.',
  'Disclaimer: trading involves substantial risk of loss and is not suitable for every investor. Past performance does not guarantee future results.',
  '以上内容仅供参考，不构成任何投资建议。投资有风险，入市需谨慎。',
  'Не является инвестиционной рекомендацией. Проводите собственное исследование.',
  'Esto no es asesoramiento financiero. Haz tu propia investigación.',
  'Yatırım tavsiyesi değildir. Kendi araştırmanızı yapın.',
];
test.each(PHRASES)('a disclaimer accuses nobody: %s', (phrase) => {
  expect(kind(phrase, phrase.toUpperCase())).toBeNull();
  expect(kind(`${frees[0]}\n${phrase}`, `${frees[1]}\n${phrase}`)).toBeNull();
  expect(
    kind(`Short word on $ARB: patience pays.\n${phrase}`, `Brief note: $TIA sleeps again.\n${phrase}`),
  ).toBeNull();
});

test.each([
  'GM',
  'bullish $BTC',
  'To the moon 🚀🚀🚀',
  '大家早上好',
  'Good morning everyone, have a nice day!',
  '',
  '🚀',
])('a stock phrase repeats nobody: %j', (phrase) => expect(kind(phrase, phrase)).toBeNull());

describe('the whole of it, edited', () => {
  const { text, other } = POSTS.English as (typeof POSTS)[string];
  const sentences = text.split(/(?<=\.) (?=[A-Z])/);
  test.each([
    ['sentences in another order', [...sentences].reverse().join(' '), 'near'],
    [
      'a sentence between',
      `${sentences[0]} ${other.split('. ')[0]}. ${sentences.slice(1).join(' ')}`,
      'near',
    ],
    ['a title', `What the harbor hides\n\n${text}`, 'near'],
    ['upper case', text.toUpperCase(), 'exact'],
    ['look-alike letters', text.replace(/o/g, 'о').replace(/e/g, 'е'), 'exact'],
    ['zeros and ones for letters', text.replace(/\bmoved\b/, 'm0ved').replace(/quick/, 'qu1ck'), 'exact'],
    ['invisible characters', text.replace(/t/g, 't\u200b').replace(/n/g, 'n\u{e0061}'), 'exact'],
    ['one number corrected', text.replace('4,817', '4,871'), 'template'],
  ])('%s', (_name, edited, expected) => expect(kind(text, edited)).toBe(expected));

  test('a passage of a third, pasted into another text', () => {
    const long = [text, other, POSTS.English?.signature, POSTS.English?.quotation].join(' ');
    const into = `${POSTS.Spanish?.other} ${other} ${POSTS.German?.other}`;
    expect(kind(long, into)).toBe('excerpt');
  });
});

describe('a verdict', () => {
  const parts = languages.flatMap(([, { text, other, signature, quotation }]) => [
    text,
    other,
    signature,
    quotation,
  ]);
  const anyText = fc
    .array(
      fc.tuple(
        fc.constantFrom(...parts),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.constantFrom('\n', ' ', ' 7.3146 '),
      ),
      {
        minLength: 1,
        maxLength: 4,
      },
    )
    .map((chosen) =>
      chosen.map(([part, share, gap]) => part.slice(0, Math.ceil(part.length * share)) + gap).join(''),
    );

  test('is the same in either order, and whatever was compared before', () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, (a, b, c) => {
        const [x, y] = [extractFeatures(a), extractFeatures(b)];
        const first = classify(x, y);
        classify(extractFeatures(c), y);
        classify(y, extractFeatures(c));
        const turned = classify(y, x);
        expect(classify(extractFeatures(a), extractFeatures(b))).toEqual(first);
        const role = first && { same: 'same', part: 'whole', whole: 'part' }[first.role];
        expect(turned).toEqual(first && { ...first, role });
      }),
      { numRuns: 300 },
    );
  });

  test('on a text and itself is exact, unless it says too little', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const found = verdict(text, text);
        expect(found === null || (found.kind === 'exact' && found.score === 1)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  test('of a form, the post with the same coin and prices is closer than one with as many words', () => {
    const form = (intro: string, coin: string, price: string) =>
      `${intro}\n$${coin} has left the accumulation range it kept for nine days\nEntry zone near ${price} on the daily candle\nThe invalidation sits below the weekly pivot at ${price}5`;
    const post = form('Buyers came back before lunch.', 'TIA', '4.831');
    const alike = verdict(post, form('Volume doubled overnight, quietly.', 'TIA', '4.831'));
    const refilled = verdict(post, form('Sellers gave up by noon.', 'ARB', '0.7314'));
    expect([alike?.kind, refilled?.kind]).not.toContain(undefined);
    expect(byCloseness(alike as Verdict, refilled as Verdict)).toBeLessThan(0);
  });

  test('puts the closest first, then the stronger kind', () => {
    const of = (kind: Verdict['kind'], closeness: number): Verdict => ({
      kind,
      score: 0.9,
      closeness,
      role: 'same',
    });
    const sorted = [of('figures', 5), of('near', 20), of('exact', 20), of('template', 30)].sort(byCloseness);
    expect(sorted.map((match) => match.kind)).toEqual(['template', 'exact', 'near', 'figures']);
  });
});

const hostile: [string, string][] = [
  ['one word', 'spam '.repeat(20_000)],
  ['two words', 'spam ham '.repeat(10_000)],
  ['tickers', '$A '.repeat(33_000)],
  ['combining marks', 'a\u0301\u0323'.repeat(33_000)],
  ['one long word', 'x'.repeat(100_000)],
  ['dots and letters', 'a.'.repeat(50_000)],
  ['spelled letters', 'a b '.repeat(25_000)],
  ['numbers', '1,2.'.repeat(25_000)],
  ['rare numbers', Array.from({ length: 15_000 }, (_, i) => `1${i}.37`).join(' ')],
  ['signs', '#$@'.repeat(33_000)],
  ['quotation marks', '"a'.repeat(50_000)],
  ['one Han character', '币'.repeat(100_000)],
  ['Thai letters', 'ก'.repeat(50_000)],
  ['zero-width characters', 'a\u200b\u2060'.repeat(33_000)],
  ['open widgets', '{future}('.repeat(11_000)],
];
test.each(hostile)('100 kB of %s: in linear time', (_name, text) => {
  const started = performance.now();
  const [a, b] = [extractFeatures(text), extractFeatures(`${text} lighthouse ${text.slice(0, 30_000)}`)];
  classify(a, b);
  classify(a, extractFeatures(POSTS.English?.text as string));
  // Some hundred milliseconds; quadratic work on 100,000 characters takes minutes on any machine.
  expect(performance.now() - started).toBeLessThan(10_000);
});
