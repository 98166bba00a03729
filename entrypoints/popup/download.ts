export async function saveJson(
  _s: string,
  _p: (n: number) => void,
  _a: AbortSignal,
): Promise<{ name: string; count: number }> {
  throw new Error('not yet');
}
