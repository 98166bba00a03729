/** Texts made to slow a reader down: each rule of lib/text meets the repetition it would like least. */
import type { RawMark } from '../../lib/post.ts';

export interface Adversary {
  name: string;
  /** The text, about `length` UTF-16 units. */
  text(length: number): string;
  /** Marks of the page on that text. */
  marks?(length: number): RawMark[];
}

const fill =
  (unit: string, before = '', after = '') =>
  (length: number): string =>
    before + unit.repeat(Math.ceil((length - before.length - after.length) / unit.length)) + after;

/** Codes that are all different: A0, A1, … */
const numbered =
  (make: (n: number) => string) =>
  (length: number): string => {
    let text = '';
    for (let n = 0; text.length < length; n++) text += make(n);
    return text;
  };

const nested = (length: number): RawMark[] =>
  Array.from({ length: length / 20 }, (_, n) => ({
    kind: 'cashtag',
    start: n,
    end: length - n,
    value: 'BTC',
  }));
const beside = (length: number): RawMark[] =>
  Array.from({ length: length / 10 }, (_, n) => ({
    kind: 'hashtag',
    start: n * 10,
    end: n * 10 + 9,
    value: `#T${n}`,
  }));

export const adversaries: readonly Adversary[] = [
  { name: '$', text: fill('$') },
  { name: '$A$B', text: fill('$A$B') },
  { name: '$A1 $A2 …', text: numbered((n) => `$A${n} `) },
  { name: '$A1 A1 …', text: numbered((n) => `$A${n} A${n} go `) },
  { name: '$ and one long code', text: fill('A', '$') },
  { name: '$1', text: fill('$1') },
  { name: 'long number', text: fill('1', '$') },
  { name: '$ CJK', text: fill('币', '$') },
  { name: 'a$', text: fill('a$') },
  { name: 'word$', text: fill('a', '', '$BTC ') },
  { name: '#a$b', text: fill('#a$b') },
  { name: '#', text: fill('#') },
  { name: '# and one long tag', text: fill('x', '#') },
  { name: '#x1 #x2 …', text: numbered((n) => `#X${n} `) },
  { name: '@', text: fill('@') },
  { name: '@x1 @x2 …', text: numbered((n) => `@Name${n} `) },
  { name: '@x $x', text: numbered((n) => `@Xy${n}Za $X${n} #X${n} `) },
  { name: '$A1 #B1 …', text: numbered((n) => `$A${n} #B${n} `) },
  { name: '#A1 $B1 @c1 …', text: numbered((n) => `#A${n} $B${n} @Cd${n}E `) },
  { name: 'names', text: fill('OpenGradient ', '$OPG $OPE $OPX $RE #RE ') },
  { name: 'a@a.', text: fill('a@a.') },
  { name: '@a.a.a.', text: fill('a.', 'x@') },
  { name: 'a-a- handle', text: fill('a-', '@') },
  { name: 'combining marks', text: fill('\u0301', 'a', '$BTC') },
  { name: '$ and combining marks', text: fill('\u0301$') },
  { name: 'letter, marks, $', text: fill(`a${'\u0301'.repeat(20)}$B`) },
  { name: 'zero width', text: fill('$B\u200bTC ') },
  { name: 'full width', text: fill('＄ＢＴＣ ') },
  { name: 'backticks', text: fill('`') },
  { name: 'backtick pairs', text: fill('`$A` ') },
  { name: 'open fence', text: fill('``` $A ') },
  { name: '{future}(', text: fill('{future}(') },
  { name: '{future}(X)', text: fill('{future}(XUSDT)\n') },
  { name: 'http://', text: fill('http://') },
  { name: 'www.', text: fill('www.$A/') },
  { name: 'a/$a', text: fill('a/$a') },
  { name: 'a.a./', text: fill('a.', '', '/$A') },
  { name: 'lines', text: fill('$A\n') },
  { name: 'lines of questions', text: fill('Which?\n$A\n$B\n') },
  { name: 'empty lines', text: fill('\n') },
  { name: 'spaces', text: fill(' ') },
  { name: 'full stops', text: fill('.', '', '$A $B') },
  { name: 'capitals', text: fill('A') },
  { name: 'capital words', text: fill('BTC ') },
  { name: 'digits', text: fill('1') },
  { name: 'bitcoin', text: fill('bitcoin', '$BTC $ETH ') },
  { name: 'NUL', text: fill('\0') },
  { name: 'half pairs', text: fill('\ud83d') },
  { name: 'emoji chain', text: fill('👩\u200d') },
  { name: 'nested marks', text: fill('$BTC '), marks: nested },
  { name: 'marks side by side', text: fill('#tag text '), marks: beside },
  { name: 'prose', text: fill('Bitcoin holds while $SOL moves, and #ETH with @OpenGradient waits. ') },
];
