/** What an author's posts repeat, and what repeats them: facts about texts. Values in, values out. */
import type { GroupWithPosts } from './list-rows.ts';
import type { StoredPost } from './post.ts';
import { authorKey } from './text/author-key.ts';

/** Posts that repeat another author's posts. */
export interface Partner {
  /** Identity of the other author; `null` if unknown. */
  key: string | null;
  author: StoredPost['author'];
  posts: number;
  /** Median time between a post and the one that repeats it, in ms (`lowerMedian`); `null` if no times are known. */
  medianLag: number | null;
}

interface AuthorTicker {
  code: string;
  posts: number;
  /** Posts in equal parts of the time from the first to the last post. */
  counts: number[];
}

export interface AuthorFacts {
  /** Posts that repeat an earlier post of the same author. */
  ownRepeats: number;
  /** Authors of the earlier posts that this author's posts repeat, most posts first. */
  repeats: Partner[];
  /** Authors whose posts repeat this author's, most posts first. */
  repeatedBy: Partner[];
  /** Most posts first. */
  tickers: AuthorTicker[];
  firstAt: string | null;
  lastAt: string | null;
}

/** Parts of the time line of a ticker. */
export const PARTS = 24;

/**
 * @param key the author, as given by `authorKey`
 * @param posts the author's posts
 * @param groups the copy groups of these posts
 */
export function authorFacts(
  key: string,
  posts: readonly StoredPost[],
  groups: readonly GroupWithPosts[],
): AuthorFacts {
  const repeats = new Partners();
  const repeatedBy = new Partners();
  let ownRepeats = 0;
  for (const { post, source } of groups.flatMap(sourcePairs)) {
    const isOurs = authorKey(post.author) === key;
    const isOfOurs = authorKey(source.author) === key;
    if (isOurs && isOfOurs) ownRepeats++;
    else if (isOurs) repeats.add(source.author, post, source);
    else if (isOfOurs) repeatedBy.add(post.author, post, source);
  }
  const times = posts.flatMap((post) => post.postedAt ?? []).sort();
  return {
    ownRepeats,
    repeats: repeats.list(),
    repeatedBy: repeatedBy.list(),
    tickers: tickersOf(posts, times),
    firstAt: times[0] ?? null,
    lastAt: times.at(-1) ?? null,
  };
}

/** The members of a group that repeat an earlier post, each with that post. */
function sourcePairs({ group, posts }: GroupWithPosts): { post: StoredPost; source: StoredPost }[] {
  const byId = new Map(posts.map((post) => [post.id, post]));
  return group.members.flatMap((member) => {
    const post = byId.get(member.id);
    const source = byId.get(member.source ?? '');
    return post && source ? [{ post, source }] : [];
  });
}

class Partners {
  readonly #found = new Map<string | null, { author: StoredPost['author']; lags: number[]; posts: number }>();

  add(author: StoredPost['author'], post: StoredPost, source: StoredPost): void {
    const key = authorKey(author);
    const entry = this.#found.get(key) ?? { author, lags: [], posts: 0 };
    entry.posts++;
    if (post.postedAt !== null && source.postedAt !== null)
      entry.lags.push(Date.parse(post.postedAt) - Date.parse(source.postedAt));
    this.#found.set(key, entry);
  }

  list(): Partner[] {
    return [...this.#found]
      .map(([key, { author, lags, posts }]) => ({ key, author, posts, medianLag: lowerMedian(lags) }))
      .sort((a, b) => b.posts - a.posts);
  }
}

/** The median; of two middle values the lower, so that it is the lag of a real post. `null` for no values. */
function lowerMedian(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}

/** @param times posting times, sorted */
function tickersOf(posts: readonly StoredPost[], times: readonly string[]): AuthorTicker[] {
  const start = Date.parse(times[0] ?? '');
  const length = Date.parse(times.at(-1) ?? '') - start;
  const found = new Map<string, AuthorTicker>();
  for (const { cashtags, otherTickers, postedAt } of posts) {
    for (const code of new Set([...cashtags, ...otherTickers].map((ticker) => ticker.code))) {
      const ticker = found.get(code) ?? { code, posts: 0, counts: Array<number>(PARTS).fill(0) };
      found.set(code, ticker);
      ticker.posts++;
      if (postedAt === null) continue;
      const part = length > 0 ? Math.floor(((Date.parse(postedAt) - start) / length) * PARTS) : 0;
      const at = Math.min(PARTS - 1, part);
      ticker.counts[at] = (ticker.counts[at] ?? 0) + 1;
    }
  }
  return [...found.values()].sort((a, b) => b.posts - a.posts || (a.code < b.code ? -1 : 1));
}
