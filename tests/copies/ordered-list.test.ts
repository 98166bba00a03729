import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OrderedList } from '../../lib/copies/index/ordered-list.ts';

/** Descending, so that no built-in order gives it by chance. */
const order = (a: number, b: number) => b - a;

test('keeps numbers in order through insertions and removals, in chunks or not', () => {
  const numbers = fc.uniqueArray(fc.nat(5000), { maxLength: 1500, size: 'max' });
  fc.assert(
    fc.property(numbers, numbers, fc.nat(5000), (start, more, pivot) => {
      const list = new OrderedList([...start].sort(order));
      const kept = new Set(start);
      for (const number of more) {
        if (kept.delete(number)) list.remove(number, order);
        else {
          kept.add(number);
          const rank = [...kept].filter((other) => order(other, number) < 0).length;
          expect(list.add(number, order, 8)).toBe(Math.min(8, rank));
        }
      }
      const sorted = [...kept].sort(order);
      const first = new Uint32Array(20);
      expect([...first.subarray(0, list.first(first))]).toEqual(sorted.slice(0, 20));
      expect([...list.after(pivot, order)]).toEqual(sorted.filter((number) => order(pivot, number) < 0));
      expect(list.size).toBe(kept.size);
      for (const rank of [0, 7, 600]) expect(list.at(rank)).toBe(sorted[rank] ?? -1);
    }),
    { numRuns: 15 },
  );
});
