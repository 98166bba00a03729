// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import { h, type Press } from '../../entrypoints/square.content/dom/elements.ts';
import { copyPanel } from '../../entrypoints/square.content/strip/copy-panel.ts';
import type { Response } from '../../lib/messages.ts';
import { copyNote } from './overlay-page.ts';

const press: Press = (look, act, ...children) => {
  const button = h('button', look, ...children);
  button.addEventListener('click', act);
  return button;
};

const member = (id: string, url: string | null, handle: string, postedAt: string | null) => ({
  id,
  url,
  author: { name: null, handle },
  postedAt,
  title: null,
});
const square = (id: string) => `https://www.binance.com/en/square/post/${id}`;
const OWN = '337000000000002';
const FIRST = '337000000000001';

const explained: Response<'explain'> = {
  group: { id: 'g1', kind: 'near', first: FIRST, members: [] },
  members: [
    member('337000000000004', 'javascript:alert(1)', 'third', null),
    member(OWN, square(OWN), 'second', '2026-06-03T13:00:00.000Z'),
    member(FIRST, square(FIRST), 'first', '2026-06-03T10:00:00.000Z'),
    member('337000000000003', 'https://www.binance.com@evil.example/', 'fourth', '2026-06-03T14:00:00.000Z'),
  ],
  diff: [
    { op: 'same', text: `a${'x'.repeat(900)}b ` },
    { op: 'there', text: '$PEPE' },
    { op: 'here', text: '$WIF <b>' },
  ],
  otherId: FIRST,
};

function shown(change: Partial<Response<'explain'>> = {}) {
  const judge = vi.fn();
  const root = h(
    'div',
    {},
    ...copyPanel(OWN, copyNote({ kind: 'near', score: 0.93 }), { ...explained, ...change }, press, judge),
  );
  return { root, judge };
}

test('differences are marked in the text, long common runs are shortened, text is never markup', () => {
  const { root } = shown();
  expect(root.querySelector('.diff ins')?.textContent).toBe('$WIF <b>');
  expect(root.querySelector('.diff del')?.textContent).toBe('$PEPE');
  expect(root.querySelector('.diff bdi')?.textContent?.length).toBe(160 + 3 + 160);
  expect(root.querySelector('b')).toBeNull();
});

test('differences of white space are not marked', () => {
  const { root } = shown({
    diff: [
      { op: 'here', text: 'Breaking\n\n' },
      { op: 'same', text: 'The bridge' },
      { op: 'there', text: '\n' },
      { op: 'here', text: ' ' },
    ],
  });
  expect([...root.querySelectorAll('.diff ins, .diff del')].map((mark) => mark.textContent)).toEqual([
    'Breaking',
  ]);
  expect(root.querySelector('.diff')?.textContent).toBe('Breaking\n\nThe bridge ');
});

test('describes the likeness, and what is unknown', () => {
  expect(shown().root.querySelector('.soft')?.textContent).toBe(
    '93% of the words match, in the same order. “First” means the earliest post you’ve seen.',
  );
});

test.each([
  ['seen', 'The earlier post was on your screen before the later one was created.'],
  ['posted', 'The earlier post was published first.'],
  ['created', 'The order follows the creation times contained in the post IDs'],
  [null, null],
] as const)('says how the order is known: %s', (order, words) => {
  const note = copyNote({ kind: 'near', score: 0.93, order });
  const root = h('div', {}, ...copyPanel(OWN, note, explained, press, vi.fn()));
  const said = root.querySelector('.soft')?.textContent ?? '';
  if (words === null) expect(said).not.toMatch(/created|published/);
  else expect(said).toContain(words);
});

test('a form with sentences of its own is not called the same text', () => {
  const panel = (score: number) =>
    h('div', {}, ...copyPanel(OWN, copyNote({ kind: 'template', score }), explained, press, vi.fn()));
  expect(panel(0.38).textContent).toMatch(/the same fixed lines, .* 38% of the words match/);
  expect(panel(0.38).textContent).not.toContain('Same text');
  expect(panel(1).textContent).toContain('Same text with different tickers');
});

test('members are sorted oldest first, unknown times last; only addresses of Square are links', () => {
  const items = [...shown().root.querySelectorAll('li')].map((item) => [
    item.querySelector('bdi')?.textContent,
    item.querySelector('a')?.getAttribute('href') ?? null,
    item.lastElementChild?.textContent,
  ]);
  expect(items).toEqual([
    ['@first', square(FIRST), 'first'],
    ['@second', square(OWN), 'this post'],
    ['@fourth', null, ''],
    ['@third', null, ''],
  ]);
  const link = shown().root.querySelector('a');
  expect([link?.rel, link?.target]).toEqual(['noopener noreferrer', '_blank']);
});

test('the user can reject a copy; without another post there is no button', () => {
  const { root, judge } = shown();
  root.querySelector<HTMLElement>('.act')?.click();
  expect(judge.mock.calls).toEqual([[FIRST, false]]);
  expect(shown({ otherId: null }).root.querySelector('.act')).toBeNull();
});
