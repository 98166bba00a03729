/** The order of posts in which copies are looked for: by time, then by id. */

/** Negative if the first of two posts comes first. Times in ms; infinite when unknown. */
export function comparePosts(aTime: number, aId: string, bTime: number, bId: string): number {
  return aTime === bTime ? compareIds(aId, bId) : aTime < bTime ? -1 : 1;
}

/**
 * Puts posts in order.
 * @param numbers the number of each post by its id
 * @param times the time of the post of each number, in ms; infinite when unknown
 */
export function orderPosts(
  numbers: ReadonlyMap<string, number>,
  times: readonly number[],
): { ids: string[]; numbers: number[] } {
  const posts = [...numbers].sort(([a, i], [b, j]) =>
    comparePosts(times[i] as number, a, times[j] as number, b),
  );
  return { ids: posts.map(([id]) => id), numbers: posts.map(([, number]) => number) };
}

/** By code points, as the index orders ids: units of a surrogate pair come after all others. */
function compareIds(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const [one, other] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (one === other) continue;
    const isPair = (unit: number) => Number(unit >= 0xd800 && unit < 0xe000);
    return isPair(one) - isPair(other) || one - other;
  }
  return a.length - b.length;
}
