/** 32-bit mixing of integers; nothing here is secret or safe against an adversary, only fast and even. */

/** Scramble one 32-bit value (murmur3's finalizer). */
export function hash32(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Hash of an ordered pair. */
export function hashPair(a: number, b: number): number {
  return hash32(Math.imul(a, 0x9e3779b1) ^ ((b << 15) | (b >>> 17)));
}

/** Hash of a sequence, one more value at a time: for equality only, its bits are not even. */
export function hashChain(hash: number, value: number): number {
  return Math.imul(((hash << 5) | (hash >>> 27)) ^ value, 0x9e3779b1);
}
