import { expect, test } from 'vitest';
import { letterTriples, unspacedWords } from '../../lib/copies/fingerprint/unspaced-words.ts';

test('words by the dictionary of the platform', () => {
  expect(unspacedWords('ตลาดวันนี้')[0]).toBe('ตลาด');
  // Where a word ends is the platform's matter: dictionaries differ.
  for (const run of ['ตลาดวันนี้ขึ้นแรงมาก', 'ສະບາຍດີຕອນເຊົ້າ', 'តម្លៃថ្ងៃនេះឡើងខ្លាំង', 'ဒီနေ့ဈေးနှုန်းတက်တယ်']) {
    const words = unspacedWords(run);
    expect(words.join('')).toBe(run.normalize('NFC'));
    expect(words.length).toBeGreaterThan(1);
    expect(words.length).toBeLessThan(run.length / 2);
  }
});

test('without a dictionary, each three letters', () => {
  expect(letterTriples('กขคง')).toEqual(['กขค', 'ขคง']);
  expect(letterTriples('วันนี้')).toEqual(['วันนี้']);
  expect(letterTriples('')).toEqual([]);
});
