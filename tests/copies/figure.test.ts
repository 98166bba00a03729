import { describe, expect, test } from 'vitest';
import { readFigure } from '../../lib/copies/fingerprint/figure.ts';

const value = (digits: string, unit = '') => readFigure(digits, unit).value;

test.each([
  ['1,204.50', '1204.5'],
  ['1.204,50', '1204.5'],
  ['80,500', '80500'],
  ['0.1730', '0.173'],
  ['1,234,567', '1234567'],
  ['0,7314', '0.7314'],
])('%s is %s', (a, b) => expect(value(a)).toBe(value(b)));

test('units multiply', () => {
  expect(value('80.5', 'k')).toBe(value('80500'));
  expect(value('1.2', 'm')).toBe(value('1200000'));
});

describe('rare', () => {
  test.each([
    ['2316', ''],
    ['80,500', ''],
    ['0.173', ''],
    ['80.5', 'k'],
    ['78.58', ''],
  ])('%s%s', (digits, unit) => expect(readFigure(digits, unit).rare).toBe(true));
  test.each([
    ['100', ''],
    ['144', ''],
    ['5000', ''],
    ['80,000', ''],
    ['2026', ''],
    ['0.5', ''],
    ['12:30', ''],
    ['1/2', ''],
    ['24', 'h'],
    ['20', 'x'],
  ])('not %s%s', (digits, unit) => expect(readFigure(digits, unit).rare).toBe(false));
});
