/** The ticker table: for each code, how many posts discuss it and how many only tag it. */
import type { Post, Role, Ticker } from '../../post.ts';
import { authorKey, dayOf, sortByDay } from '../author-key.ts';
import type { TickerRow } from './summary-schema.ts';

interface Counts {
  roles: Record<Role, number>;
  /** Authors by number. */
  authors: Set<number>;
  days: Map<string | null, { about: number; riding: number }>;
}

/** The table, built post by post: memory grows with codes, authors and days, not with posts. */
export class TickerTable {
  readonly #codes = new Map<string, Counts>();
  readonly #authors = new Map<string, number>();

  add(post: Pick<Post, 'author' | 'postedAt' | 'cashtags' | 'otherTickers'>): void {
    const name = authorKey(post.author);
    if (name !== null && !this.#authors.has(name)) this.#authors.set(name, this.#authors.size);
    const author = name === null ? undefined : this.#authors.get(name);
    const day = dayOf(post);
    for (const { code, role } of [...post.cashtags, ...post.otherTickers].filter(isInText)) {
      const counts = this.#codes.get(code) ?? noCounts();
      this.#codes.set(code, counts);
      counts.roles[role]++;
      if (author !== undefined) counts.authors.add(author);
      const days = counts.days.get(day) ?? { about: 0, riding: 0 };
      counts.days.set(day, days);
      if (role === 'discussed' || role === 'topic') days.about++;
      else days.riding++;
    }
  }

  /**
   * One row per code, most posts first. Counts the codes in texts: cashtags, hashtag tickers and bare codes; not coins
   * that only the page attaches, nor uncertain codes.
   */
  rows(): TickerRow[] {
    return [...this.#codes].map(([code, counts]) => rowOf(code, counts)).sort(mostPosts);
  }
}

const noCounts = (): Counts => ({
  roles: { discussed: 0, appended: 0, unsupported: 0, topic: 0 },
  authors: new Set(),
  days: new Map(),
});

/** True for a ticker that the text itself contains and that is not uncertain. */
export function isInText({ source, unsure }: Ticker): boolean {
  return source !== 'attached' && source !== 'widget' && !unsure;
}

function rowOf(code: string, { roles, authors, days }: Counts): TickerRow {
  return {
    code,
    posts: Object.values(roles).reduce((sum, count) => sum + count, 0),
    authors: authors.size,
    ...roles,
    days: sortByDay(days).map(([day, counts]) => ({ day, ...counts })),
  };
}

const mostPosts = (a: TickerRow, b: TickerRow): number => b.posts - a.posts || (a.code < b.code ? -1 : 1);
