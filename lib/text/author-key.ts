/**
 * Identity of authors, and grouping of posts by code and day. Codes and names can be any strings (`__proto__`
 * too), so only Maps are used.
 */
import type { Author, Post } from '../post.ts';

/**
 * Key of an author, independent of spelling: the handle if there is one, else the name; `null` if unknown.
 */
export function authorKey({ handle, name }: Author): string | null {
  return handle === null ? name : `@${handle.toLowerCase()}`;
}

/** True unless both authors are known and differ in handle and name. */
export function couldBeSameAuthor(a: Author, b: Author): boolean {
  const [one, other] = [authorKey(a), authorKey(b)];
  return one === null || other === null || one === other || (!!a.name && a.name === b.name);
}

/** The day of posting in UTC; `null` if unknown. */
export function dayOf({ postedAt }: Pick<Post, 'postedAt'>): string | null {
  return postedAt?.slice(0, 10) ?? null;
}

/** Each code with its number of occurrences, most first. */
export function countCodes(codes: readonly string[]): { code: string; posts: number }[] {
  const counts = new Map<string, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts]
    .map(([code, posts]) => ({ code, posts }))
    .sort((a, b) => b.posts - a.posts || (a.code < b.code ? -1 : 1));
}

/** Groups items by day, sorted by day; items without a day last. */
export function groupByDay<T>(items: readonly T[], day: (item: T) => string | null): [string | null, T[]][] {
  const days = new Map<string | null, T[]>();
  for (const item of items) {
    const key = day(item);
    const items = days.get(key);
    if (items) items.push(item);
    else days.set(key, [item]);
  }
  return sortByDay(days);
}

/** Entries sorted by day; items without a day last. */
export function sortByDay<T>(days: ReadonlyMap<string | null, T>): [string | null, T][] {
  return [...days].sort(([a], [b]) => (a ?? '\uffff').localeCompare(b ?? '\uffff'));
}
