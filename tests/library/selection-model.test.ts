import { expect, test } from 'vitest';
import {
  inListOrder,
  NOTHING_SELECTED,
  selectTo,
  toggle,
  toggleAll,
} from '../../entrypoints/library/posts/selection-model.ts';

const LIST = ['a', 'b', 'c', 'd', 'e'];
const ids = ({ ids: selected }: { ids: ReadonlySet<string> }) => [...selected].sort().join('');

test('a range goes from the last selected row to the clicked one, in both directions', () => {
  const one = toggle(NOTHING_SELECTED, 'c');
  expect(ids(selectTo(one, LIST, 'e'))).toBe('cde');
  expect(ids(selectTo(one, LIST, 'a'))).toBe('abc');
  expect(ids(selectTo(selectTo(one, LIST, 'e'), LIST, 'b'))).toBe('bcde');
});

test('without an anchor in the list, a range is the one row', () => {
  expect(ids(selectTo(NOTHING_SELECTED, LIST, 'd'))).toBe('d');
  expect(ids(selectTo({ ids: new Set(), anchor: 'gone' }, LIST, 'd'))).toBe('d');
});

test('all are selected, then none', () => {
  const all = toggleAll(toggle(NOTHING_SELECTED, 'b'), LIST);
  expect(ids(all)).toBe('abcde');
  expect(toggleAll(all, LIST)).toEqual(NOTHING_SELECTED);
  expect(ids(toggleAll(NOTHING_SELECTED, []))).toBe('');
});

test('the order is that of the list', () => {
  const some = toggle(toggle(toggle(NOTHING_SELECTED, 'd'), 'x'), 'a');
  expect(inListOrder(some, LIST)).toEqual(['a', 'd', 'x']);
});
