/** Arrays of numbers that grow. */

/** How much larger an array becomes that is full. */
export const GROWTH = 1.25;

type Numbers = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/** An array of this size with the same numbers. */
export function resized<T extends Numbers>(array: T, size: number): T {
  const bigger = new (array.constructor as new (n: number) => T)(size);
  bigger.set(array);
  return bigger;
}

/** An array with room for `least` numbers or more. */
export function grown<T extends Numbers>(array: T, least: number): T {
  return resized(array, Math.max(least, Math.ceil(array.length * GROWTH)));
}
