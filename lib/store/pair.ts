/** Two ids in the order their verdict is kept under. */
export function pair(a: string, b: string): [string, string] {
  return a < b ? [a, b] : [b, a];
}
