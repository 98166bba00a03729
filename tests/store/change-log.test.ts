import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { IndexChange } from '../../lib/copies/copy-index.ts';
import { packChanges, unpackChanges } from '../../lib/store/copy-index/change-log.ts';

const u32 = fc
  .array(fc.integer({ min: 0, max: 2 ** 32 - 1 }), { maxLength: 5 })
  .map((list) => Uint32Array.from(list));
const change: fc.Arbitrary<IndexChange> = fc.oneof(
  fc.record({ op: fc.constant('remove' as const), id: fc.string() }),
  fc.record({
    op: fc.constant('insert' as const),
    id: fc.string(),
    skeleton: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
    size: fc.nat(100_000),
    rate: fc.nat(255),
    owner: fc.boolean(),
    keys: u32,
    stops: u32,
    words: fc.array(fc.nat(65_535), { maxLength: 5 }).map((list) => Uint16Array.from(list)),
    sentences: u32,
  }),
);

test('unpackChanges restores what packChanges packed', () => {
  fc.assert(
    fc.property(fc.array(change), (changes) => {
      expect([...unpackChanges(structuredClone(packChanges(changes)))]).toEqual(changes);
    }),
  );
});
