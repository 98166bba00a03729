import type { Limits } from '../limits.ts';
import type { IndexKeys } from './index-keys.ts';
import type { PostTable } from './post-table.ts';
import type { PostingLists } from './posting-lists.ts';
import type { PostingSegmentData } from './posting-segment.ts';
import { VoteTable } from './vote-table.ts';

/** Keys two posts must share to be compared, and the least share of the keys of the one that has fewer. */
export const MIN_SHARED = 2;
const MIN_SHARE = 0.08;

/** Later posts to be checked, because a post came before them or left; plain data. */
export interface Scan {
  /** The post's number, and those of its keys that return it, or did. */
  at: number;
  keys: Uint32Array;
  runs: number;
  /** Posts that some key no longer returns. */
  lost: number[];
}

/** Which posts are worth comparing with one: they share enough of its keys. Posts are named by number. */
export class CandidateSearch {
  readonly #votes = new VoteTable();
  readonly #found: Uint32Array;

  readonly #posts: PostTable;
  readonly #lists: PostingLists;
  readonly #limits: Limits;

  constructor(posts: PostTable, lists: PostingLists, limits: Limits) {
    this.#posts = posts;
    this.#lists = lists;
    this.#limits = limits;
    this.#found = new Uint32Array(Math.max(256, 4 * limits.head));
  }

  /** Posts to compare a text with, the likeliest first. With `before`: those earlier than that post. */
  earlier({ keys, runs }: IndexKeys, before: number | null, self: number): number[] {
    const posts = this.#posts;
    const lists = this.#lists;
    const votes = this.#votes;
    const found = this.#found;
    votes.clear();
    const head = found.subarray(0, this.#limits.head);
    for (const key of keys) {
      const size = lists.earliest(key, head);
      for (let i = 0; i < size; i++) votes.add(head[i] as number);
    }
    const ranked: { post: number; votes: number; least: number }[] = [];
    votes.forEach((post, count) => {
      if (count < MIN_SHARED && count < runs) return;
      const own = posts.dataOf(post).runs[post & 0xffff] as number;
      if (count < threshold(runs, own) || post === self) return;
      if (before !== null && posts.compare(post, before) > 0) return;
      ranked.push({ post, votes: count, least: Math.min(runs, own) || 1 });
    });
    if (before !== null) posts.setQualified(before, ranked.length);
    if (ranked.length > 1) {
      ranked.sort((a, b) => b.votes - a.votes || a.least - b.least || posts.compare(a.post, b.post));
    }
    return ranked.slice(0, this.#limits.candidates).map(({ post }) => post);
  }

  /**
   * Later posts whose source a change may have changed: those that only have one candidate more, and all others; the
   * earliest first.
   */
  affected(scan: Scan): { gained: number[]; unsure: number[] } {
    const lost = new Set(scan.lost);
    const { candidates } = this.#limits;
    const gained: number[] = [];
    const unsure = this.#later(scan, Number.POSITIVE_INFINITY, (post, votes, data, at) => {
      const source = (data.sources[at] as number) - 1;
      if (source >= 0 && lost.has(source)) return true;
      const qualifies = votes >= threshold(scan.runs, data.runs[at] as number);
      if ((data.qualified[at] as number) + Number(qualifies) > candidates) return true;
      if (qualifies) gained.push(post);
      return false;
    });
    return { gained: gained.sort(this.#posts.compare), unsure };
  }

  /** Later posts that a post qualifies for, among the first of each key. */
  nearest(scan: Scan): number[] {
    return this.#later(scan, this.#limits.head, (_, votes, data, at) => {
      return votes >= threshold(scan.runs, data.runs[at] as number);
    });
  }

  #later(
    { at: number, keys }: Scan,
    most: number,
    counts: (post: number, votes: number, data: PostingSegmentData, at: number) => boolean,
  ): number[] {
    const posts = this.#posts;
    const lists = this.#lists;
    const votes = this.#votes;
    const found = this.#found;
    votes.clear();
    for (const key of keys) {
      if (lists.isLong(key)) {
        let left = most;
        for (const post of lists.holdersAfter(key, number)) {
          if (left-- === 0) break;
          votes.add(post);
        }
      } else {
        const size = lists.earliest(key, found);
        for (let i = 0; i < size; i++) {
          const post = found[i] as number;
          if (posts.compare(post, number) > 0) votes.add(post);
        }
      }
    }
    const later: number[] = [];
    votes.forEach((post, n) => {
      if (counts(post, n, posts.dataOf(post), post & 0xffff)) later.push(post);
    });
    return later.sort(posts.compare);
  }
}

/** Keys that two posts with so many must share to be compared. */
export function threshold(runs: number, others: number): number {
  const least = Math.min(runs, others);
  return Math.max(Math.min(MIN_SHARED, least), MIN_SHARE * least);
}
