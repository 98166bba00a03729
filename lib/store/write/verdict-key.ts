/** Two ids in the order their verdict is kept under. */
export function verdictKey(a: string, b: string): [string, string] {
  return a < b ? [a, b] : [b, a];
}
