/** Changes of the copy index as one record: a few flat arrays are read much faster than thousands of small ones. */
import type { IndexChange } from '../../copies/copy-index.ts';

/** The changes of one transaction. */
export interface PackedChanges {
  /** Each change with the lengths of its arrays in place of the arrays: `{ u32: 17 }`, `{ u16: 40 }`. */
  plain: Record<string, unknown>[];
  /** The numbers of all 32-bit arrays, one after another in the order of the fields; and of all 16-bit ones. */
  u32: Uint32Array;
  u16: Uint16Array;
}

export function packChanges(changes: readonly IndexChange[]): PackedChanges {
  const u32: number[] = [];
  const u16: number[] = [];
  const plain = changes.map((change) => {
    const fields = Object.entries(change).map(([name, value]): [string, unknown] => {
      if (value instanceof Uint32Array) {
        for (const number of value) u32.push(number);
        return [name, { u32: value.length }];
      }
      if (value instanceof Uint16Array) {
        for (const number of value) u16.push(number);
        return [name, { u16: value.length }];
      }
      return [name, value];
    });
    return Object.fromEntries(fields);
  });
  return { plain, u32: Uint32Array.from(u32), u16: Uint16Array.from(u16) };
}

/** The changes of a record, in order; their arrays are views into it. */
export function* unpackChanges({ plain, u32, u16 }: PackedChanges): Generator<IndexChange> {
  let wide = 0;
  let narrow = 0;
  for (const change of plain) {
    const whole: Record<string, unknown> = { ...change };
    for (const [name, value] of Object.entries(change)) {
      if (typeof value !== 'object' || value === null) continue;
      if ('u32' in value) {
        const end = wide + Number(value.u32);
        whole[name] = u32.subarray(wide, end);
        wide = end;
      } else if ('u16' in value) {
        const end = narrow + Number(value.u16);
        whole[name] = u16.subarray(narrow, end);
        narrow = end;
      }
    }
    yield whole as IndexChange;
  }
}
