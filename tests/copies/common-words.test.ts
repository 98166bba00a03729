import { expect, test } from 'vitest';
import {
  BIT,
  bigramWeight,
  evidenceOf,
  isCommonBigram,
  wordWeight,
} from '../../lib/copies/fingerprint/common-words.ts';
import { extractFeatures } from '../../lib/copies/fingerprint/text-features.ts';

const bits = (text: string) => [...extractFeatures(text).words].map((word) => wordWeight(word) / BIT);

test('what a word tells', () => {
  expect(bits('the about market lighthouse')).toEqual([1.3125, 3, 4.625, 9]);
  expect(bits('的 来 涨 鲸')).toEqual([1.3125, 3, 4.625, 5.5]);
  expect(bits('Entry 23.5 вход hedef')).toEqual([2, 1, 2, 2]);
});

test('a weight is a whole number of sixteenths, so that sums are exact in any order', () => {
  for (const text of ['the because market lighthouse 4', '的来涨鲸', 'ตลาดวันนี้']) {
    for (const word of extractFeatures(text).words) expect(Number.isInteger(wordWeight(word))).toBe(true);
  }
});

test('labels, numbers and the commonest words are no evidence', () => {
  const evidence = [...extractFeatures('the entry 4 lighthouse').words].map(evidenceOf);
  expect(evidence).toEqual([0, 0, 0, 9 * BIT]);
});

test('a listed phrase tells little, wherever it stands', () => {
  const { words, bigrams } = extractFeatures('Lantern: this is not financial advice, lantern keeper');
  const common = [...bigrams].map(isCommonBigram);
  expect(common).toEqual([false, true, true, true, true, false, false]);
  expect(bigramWeight(words[3] as number, words[4] as number, bigrams[3] as number)).toBe(2 * BIT);
  expect(bigramWeight(words[6] as number, words[7] as number, bigrams[6] as number)).toBe(16 * BIT);
});
