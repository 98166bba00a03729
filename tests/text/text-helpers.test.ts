import { describe, expect, test } from 'vitest';
import { contentId } from '../../lib/text/content-id.ts';
import { detectLanguage } from '../../lib/text/detect-language.ts';
import { buildLayout } from '../../lib/text/roles/post-layout.ts';
import { splitTagRuns } from '../../lib/text/roles/tag-runs.ts';
import { findTags } from '../../lib/text/tags/find-tags.ts';

describe('contentId', () => {
  test('has one form', () => expect(contentId(null, 'x')).toMatch(/^text:[0-9a-f]{32}$/));
  test('stays what it was: ids are stored', () =>
    expect([contentId(null, ''), contentId('Title', 'A text.')]).toEqual([
      'text:027ae52ecfc796215593990d4b41437c',
      'text:3e004c06384aed838305dc0d1b3db445',
    ]));
  test.each([
    ['line breaks', 'a b\nc', 'a\n\nb c'],
    ['spaces', ' a  b ', 'a b'],
    ['invisible characters', 'a\u200bb', 'ab'],
    ['composition', 'e\u0301', 'é'],
  ])('does not see %s', (_what, a, b) => expect(contentId(null, a)).toBe(contentId(null, b)));
  test.each([
    ['case', 'a', 'A'],
    ['a sign', '$BTC', '#BTC'],
    ['order', 'ab', 'ba'],
    ['a figure', '1', '2'],
  ])('sees %s', (_what, a, b) => expect(contentId(null, a)).not.toBe(contentId(null, b)));
  test('reads the title as the beginning, as flattened dumps do', () =>
    expect(contentId('Title', 'Text')).toBe(contentId(null, 'TitleText')));
  test('gives 50,000 similar texts different ids', () => {
    const ids = new Set(Array.from({ length: 50_000 }, (_, n) => contentId(null, `Entry ${n} of $BTC`)));
    expect(ids.size).toBe(50_000);
  });
});

test.each([
  ['The market is quiet and nobody knows what to do with $BTC', 'en'],
  ['El mercado está tranquilo y nadie sabe qué es lo que viene', 'es'],
  ['O mercado está calmo e não se sabe o que vem com uma queda', 'pt'],
  ['Le marché est calme et on ne sait pas ce que les gens font', 'fr'],
  ['Der Markt ist ruhig und wir wissen nicht, was die Bären tun', 'de'],
  ['Il mercato è calmo e non si sa che cosa viene dopo questo', 'it'],
  ['Thị trường đang rất yên và không ai biết điều này sẽ ra sao', 'vi'],
  ['Pasar tidak bergerak dan kita bisa menunggu dengan sabar', 'id'],
  ['Piyasa çok sakin ve kimse ne olduğunu bilmiyor ama bu iyi', 'tr'],
  ['Rynek jest spokojny, ale nie wiadomo, czy tak zostanie', 'pl'],
  ['市场很安静，没有人知道BTC会怎样', 'zh'],
  ['市場はとても静かで、誰にもわかりません', 'ja'],
  ['시장은 아주 조용하고 아무도 모른다', 'ko'],
  ['Рынок спокоен, и никто не знает, что будет', 'ru'],
  ['Ринок спокійний, і ніхто не знає, що буде', 'uk'],
  ['السوق هادئ ولا أحد يعرف ما سيحدث', 'ar'],
  ['بازار آرام است و هیچ کس نمی‌داند چه می‌شود', 'fa'],
  ['ตลาดเงียบมากและไม่มีใครรู้', 'th'],
  ['बाज़ार शांत है और कोई नहीं जानता', 'hi'],
  ['$BTC $ETH #SOL @name https://a.io/the-and-of', null],
  ['BTC LONG TP SL', null],
  ['🚀🚀🚀', null],
  ['', null],
])('guessLang %j is %s', (text, lang) => expect(detectLanguage(text)).toBe(lang));

describe('splitRuns', () => {
  const runs = (text: string) => {
    const { body } = buildLayout({ text, tags: findTags(text) }, null);
    return body.split.runs.map((run) => text.slice(run.start, run.end));
  };
  test.each([
    ['Seen upstream. $NEWT #Newt $M $BTW', ['$NEWT #Newt $M $BTW']],
    ['differently?#opg $OPG', ['#opg $OPG']],
    ['@OpenGradient $OPG #OPG $ARX $RE', ['@OpenGradient $OPG #OPG $ARX $RE']],
    ['#opg $OPG Why it matters.', ['#opg $OPG']],
    ['#opg $OPG is what matters.', ['#opg']],
    ['#newt $NEWT @NewtonProtocol decides', ['#newt $NEWT']],
    ['$BTC $ETH are up', []],
    ['$BTC 🔥 $ETH 🔥', ['$BTC 🔥 $ETH']],
    ['I like $BTC and $ETH', []],
    ['When I look at @OpenGradient , I see', []],
    ['Tags: $BTC $ETH', ['$BTC $ETH']],
    ['One. #a $A Two. #b $B', ['#a $A', '#b $B']],
    ['', []],
  ])('%j', (text, expected) => expect(runs(text)).toEqual(expected));

  test('pieces and runs cover the lines, in order and apart', () => {
    const text = '#a $A One\n\n two $B three. $C $D #e\n$F';
    const { body } = buildLayout({ text, tags: findTags(text) }, null);
    const spans = [...body.split.pieces, ...body.split.runs].sort((a, b) => a.start - b.start);
    expect(spans.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text.replaceAll('\n', ''));
    expect(spans.map(({ paragraph }) => paragraph)).toEqual([1, 1, 2, 2, 3]);
  });

  test('no tags, one piece', () =>
    expect(splitTagRuns('a\nb', []).pieces).toEqual([
      { start: 0, end: 1, paragraph: 1 },
      { start: 2, end: 3, paragraph: 2 },
    ]));
});
