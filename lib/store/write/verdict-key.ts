/** Sorts two ids: a verdict is stored under this key. */
export function verdictKey(a: string, b: string): [string, string] {
  return a < b ? [a, b] : [b, a];
}
