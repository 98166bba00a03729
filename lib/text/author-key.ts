/** Counting posts by author and day. Codes and names are any strings (`__proto__` too): Maps only. */
import type { Author, Post } from '../post.ts';

/** One author, however spelt: by handle where there is one, else by name; `null` when nothing is known. */
export function authorKey({ handle, name }: Author): string | null {
  return handle === null ? name : `@${handle.toLowerCase()}`;
}

/** Nothing speaks against one author: two that are known do not differ, or go by the same name. */
export function couldBeSameAuthor(a: Author, b: Author): boolean {
  const [one, other] = [authorKey(a), authorKey(b)];
  return one === null || other === null || one === other || (!!a.name && a.name === b.name);
}

/** The day of posting, UTC; `null` when unknown. */
export function dayOf({ postedAt }: Pick<Post, 'postedAt'>): string | null {
  return postedAt?.slice(0, 10) ?? null;
}

/** Each code with the number of its appearances, most first. */
export function countCodes(codes: readonly string[]): { code: string; posts: number }[] {
  const counts = new Map<string, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts]
    .map(([code, posts]) => ({ code, posts }))
    .sort((a, b) => b.posts - a.posts || (a.code < b.code ? -1 : 1));
}

/** Items by day, in order of the days; those of no day last. */
export function groupByDay<T>(items: readonly T[], day: (item: T) => string | null): [string | null, T[]][] {
  const days = new Map<string | null, T[]>();
  for (const item of items) {
    const key = day(item);
    const those = days.get(key);
    if (those) those.push(item);
    else days.set(key, [item]);
  }
  return sortByDay(days);
}

/** What belongs to days, in order of the days; that of no day last. */
export function sortByDay<T>(days: ReadonlyMap<string | null, T>): [string | null, T][] {
  return [...days].sort(([a], [b]) => (a ?? '\uffff').localeCompare(b ?? '\uffff'));
}
