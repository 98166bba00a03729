import { describe, expect, test } from 'vitest';
import { slotLabel, templateForm } from '../../lib/report/template-form.ts';
import { fillings } from './documents.ts';

/** The form that texts share, also when some of them depart from it. */
const named = (texts: string[]) => texts.map((text, i) => ({ id: String(i), text }));
const show = (texts: string[]) =>
  templateForm(named(texts))
    ?.parts.map(({ text, slot }) => (slot ? `[${text.trim()}]` : text))
    .join('');

test('the parts joined are the first text', () => {
  const texts = fillings(12);
  expect(
    templateForm(named(texts))
      ?.parts.map(({ text }) => text)
      .join(''),
  ).toBe(texts[0]);
});

test('slots of a template are named by what stands before them', () => {
  const form = templateForm(named(fillings(12)));
  const slots = form?.parts.flatMap(({ slot }, i) => (slot ? [[slot.kind, slotLabel(form.parts, i)]] : []));
  expect(slots).toEqual([
    ['ticker', null],
    ['number', 'Entry'],
    ['number', 'Target'],
    ['number', 'Stop'],
  ]);
});

test('one text that departs from the form does not break it', () => {
  const odd = 'Good morning everyone. A quiet day without any news, so let us wait and see what comes.';
  const form = templateForm(named([...fillings(9), odd]));
  expect(form?.followers).not.toContain('9');
  expect(form?.followers.length).toBe(9);
  expect(form?.parts.filter(({ slot }) => slot).length).toBe(4);
});

test('free text before fixed lines is one slot', () => {
  const tail = '\nEntry zone reached\nWatch the reaction here and manage your risk';
  const opening = [
    'The bulls came back with force over night.',
    'Nobody expected this candle after such a week.',
    'Another squeeze wiped late sellers out today.',
    'Liquidity below was taken before breakfast again.',
  ];
  expect(show(opening.map((words) => words + tail))).toBe(
    `[The bulls came back with force over night].${tail}`,
  );
});

describe('there is no form', () => {
  test.each([
    ['of one text', ['only one']],
    ['of none', []],
    [
      'of texts with nothing in common',
      ['one two three four five six', 'seven eight nine ten eleven twelve'],
    ],
    ['of texts with a few words in common', ['good morning my friends', 'good morning all of you']],
  ])('%s', (_what, texts) => {
    expect(templateForm(named(texts))).toBeNull();
  });
});

test('what each text says in a slot is its own, nothing twice', () => {
  const texts = [
    'alpha one beta two gamma three delta four epsilon five zeta',
    'alpha 1 beta 2 gamma 3 delta 4 epsilon 5 zeta',
    'alpha uno beta due gamma tre delta quattro epsilon cinque zeta',
    'alpha eins gamma drei delta vier epsilon fünf zeta',
  ];
  const form = templateForm(named(texts));
  for (const [i, text] of texts.entries()) {
    const values =
      form?.parts.flatMap(({ slot }) => slot?.values.find(([id]) => id === String(i))?.[1] ?? []) ?? [];
    const words = values.flatMap((value) => value.split(' ')).filter(Boolean);
    expect(words.every((word) => text.split(' ').includes(word))).toBe(true);
    expect(new Set(words).size).toBe(words.length);
  }
});
