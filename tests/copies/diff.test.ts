import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DiffRun, diff } from '../../lib/copies/compare/diff.ts';
import { processorTime } from '../setup/processor-time.ts';
import { SCRIPTS } from './scripts.ts';

/** `same`, `-only in the first-`, `+only in the second+`. */
const show = (runs: DiffRun[]) =>
  runs.map(({ op, text }) => (op === 'same' ? text : op === 'here' ? `-${text}-` : `+${text}+`)).join('');

const golden: [string, string, string][] = [
  ['I like $PEPE today', 'I like $WIF today', 'I like -$PEPE-+$WIF+ today'],
  ['at 3.50 now', 'at 4,000 now', 'at -3.50-+4,000+ now'],
  ['one two three four', 'one five six four', 'one -two three-+five six+ four'],
  ['one\n\ntwo', 'one two', 'one\n\ntwo'],
  ['比特币今天大涨', '以太坊今天大跌', '-比特币-+以太坊+今天大-涨-+跌+'],
  ['السوق اليوم صاعد', 'السوق اليوم هابط', 'السوق اليوم -صاعد-+هابط+'],
  ['Giá hôm nay tăng', 'Giá hôm nay giảm', 'Giá hôm nay -tăng-+giảm+'],
  ['цена растёт', 'цена падает', 'цена -растёт-+падает+'],
  ['go 👨‍👩‍👧 go', 'go 🇻🇳 go', 'go -👨‍👩‍👧-+🇻🇳+ go'],
  [
    'see https://a.b/c?d=1 now',
    'see https://a.b/c?d=2 now',
    'see -https://a.b/c?d=1-+https://a.b/c?d=2+ now',
  ],
  ['ตลาดขึ้น', 'ตลาดลง', 'ตลาด-ขึ้น-+ลง+'],
  ['', 'new', '+new+'],
  ['old', '', '-old-'],
  ['', '', ''],
];

test.each(golden)('%j against %j', (a, b, expected) => expect(show(diff(a, b))).toBe(expected));

test.each(SCRIPTS)('%s is compared word by word as readers segment it', (_script, a, b, difference) => {
  const marked = diff(a, b).map(({ op, text }) => {
    if (op === 'same') return text;
    return op === 'here' ? `[-${text}-]` : `{+${text}+}`;
  });
  expect(marked.join('')).toBe(difference);
});

const word = fc.constantFrom('a', 'b', 'the', '$X', '比', '特', ' ', '\n', '.', '👀', 'é', '\u200d');
const text = fc.oneof(
  fc.array(word).map((words) => words.join('')),
  fc.string({ unit: 'binary' }),
);

test('the runs restore both texts, except for spaces in the second', () => {
  fc.assert(
    fc.property(text, text, (a, b) => {
      const runs = diff(a, b);
      const without = (op: DiffRun['op']) => runs.map((run) => (run.op === op ? '' : run.text)).join('');
      expect(without('there')).toBe(a);
      expect(without('here').replace(/\s+/g, ' ')).toBe(b.replace(/\s+/g, ' '));
      expect(runs.every((run) => run.text !== '')).toBe(true);
    }),
  );
});

test('a text compared with itself is one run', () => {
  fc.assert(
    fc.property(text.filter(Boolean), (a) => {
      expect(diff(a, a)).toEqual([{ op: 'same', text: a }]);
    }),
  );
});

const hostile: [string, string, string][] = [
  ['one word', 'spam '.repeat(20_000), 'ham '.repeat(25_000)],
  ['the same word, more often', 'a '.repeat(50_000), 'a '.repeat(30_000)],
  ['shuffled', 'x y z '.repeat(16_000), 'z x y y '.repeat(12_000)],
  ['combining marks', '\u0301'.repeat(100_000), '\u0302\u0301'.repeat(50_000)],
  ['no spaces', '比特'.repeat(50_000), '特比币'.repeat(33_000)],
];

test.each(hostile)('100 kB of %s takes bounded time', (_name, a, b) => {
  const started = processorTime();
  diff(a, b);
  expect(processorTime() - started).toBeLessThan(3000);
});
