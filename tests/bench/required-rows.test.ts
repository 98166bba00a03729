import { expect, test } from 'vitest';
import { check } from './required-rows.ts';
import type { Row } from './table.ts';

/** `npm test` runs the bench to see that it measures; it must notice when it does not. */
const row = (more: Partial<Row> = {}): Row => ({
  area: 'tickers',
  what: 'cashtags of a text, by its characters',
  unit: 'µs',
  better: 'less',
  ours: [1, 2],
  sizes: [10, 20],
  beside: { name: 'a peer', value: 3 },
  ...more,
});

test('a whole row passes, however slow', () => {
  expect(() => check('tickers', [row({ ours: [1e12, 1e15] })])).not.toThrow();
});

test.each<[string, Row[]]>([
  ['no row at all', []],
  ['another row in its place', [row({ what: 'something else' })]],
  ['a row without a number', [row({ ours: [] })]],
  ['a number that is none', [row({ ours: [1, Number.NaN] })]],
  ['a size that was not measured', [row({ ours: [1] })]],
  ['a peer that was not measured', [row({ beside: { name: 'a peer', value: Number.POSITIVE_INFINITY } })]],
])('%s is a broken bench', (_, rows) => {
  expect(() => check('tickers', rows)).toThrow(/not measured|no row for/);
});
