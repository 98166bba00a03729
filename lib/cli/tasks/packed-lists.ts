/** Lists of numbers one after the other, to be given to another thread at once. */
export interface PackedLists<T extends Uint8Array | Uint32Array> {
  values: T;
  /** Where each list ends. */
  ends: Uint32Array;
}

/** Joins lists. */
export function packLists<T extends Uint8Array | Uint32Array>(
  lists: readonly T[],
  Type: new (length: number) => T,
): PackedLists<T> {
  let length = 0;
  const ends = Uint32Array.from(lists, (list) => {
    length += list.length;
    return length;
  });
  const values = new Type(length);
  for (const [i, list] of lists.entries()) values.set(list, i === 0 ? 0 : (ends[i - 1] as number));
  return { values, ends };
}

/** One of the lists, as a view. */
export function listAt<T extends Uint8Array | Uint32Array>({ values, ends }: PackedLists<T>, i: number): T {
  return values.subarray(i === 0 ? 0 : (ends[i - 1] as number), ends[i] as number) as T;
}
