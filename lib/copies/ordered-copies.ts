import { byCloseness, type MatchKind, type Verdict } from './compare/verdict.ts';
import { OrderedIndex } from './index/ordered-index.ts';
import { LIMITS, type Limits } from './limits.ts';
import { membersByRoot } from './members-by-root.ts';
import { identityText, type PostKeys } from './post-keys.ts';
import { RejectedPairs } from './rejected-pairs.ts';
import type { Source } from './source.ts';

/** An earlier post that another matches. */
export interface Match {
  rank: number;
  verdict: Verdict;
}

/** The source of a post, by rank; the score in thousandths. */
interface RankedSource {
  rank: number;
  kind: MatchKind;
  score: number;
}

export interface OrderedOptions {
  limits?: Limits;
  /** Ids of the posts to compare one with, found elsewhere (docs/large-collections.md); the index finds them if not given. */
  pairsOf?: (id: string) => Iterable<string>;
}

/**
 * All copies among posts that are known from the start and come in the order of posts: by time, then by id. The answer is that of
 * `InMemoryCopies`. It has no texts: `add` tells which posts to compare, and `decide` takes the verdicts, so that others may
 * compare them meanwhile. Posts are named by their rank in that order.
 */
export class OrderedCopies {
  readonly #ids: readonly string[];
  readonly #ranks: ReadonlyMap<string, number>;
  readonly #pairsOf: OrderedOptions['pairsOf'];
  readonly #index: OrderedIndex;
  /** The earliest post of each identity, and for each later one that post. */
  readonly #firsts = new Map<string, number>();
  readonly #firstOf = new Map<number, number>();
  readonly #rejected = new RejectedPairs();
  readonly #sources = new Map<number, RankedSource>();
  #size = 0;

  /** @param ids of all posts, in order */
  constructor(ids: readonly string[], { limits = LIMITS, pairsOf }: OrderedOptions = {}) {
    this.#ids = ids;
    this.#ranks = new Map(ids.map((id, rank) => [id, rank]));
    this.#pairsOf = pairsOf;
    this.#index = new OrderedIndex(limits);
  }

  /** Store the user's verdict that two texts are no copies (`copy` false); before either is added. */
  setVerdict(a: string, b: string, copy: boolean): void {
    this.#rejected.set(a, b, !copy);
  }

  /**
   * Add the next post.
   * @returns ranks of the earlier posts to compare it with
   */
  add({ identity: halves, ...keys }: PostKeys): number[] {
    const rank = this.#size++;
    const identity = identityText(halves);
    const first = identity === null ? undefined : this.#firsts.get(identity);
    if (first !== undefined) {
      // Found by the first of its identity, and compared only if it may be no copy of that one.
      this.#firstOf.set(rank, first);
      if (!this.#rejected.of(this.#ids[rank] as string)) return [];
    } else if (identity !== null) this.#firsts.set(identity, rank);
    if (keys.keys.length === 0) return [];
    if (this.#pairsOf) return this.#paired(rank, this.#pairsOf);
    const candidates = this.#index.earlier(keys);
    if (first === undefined) this.#index.add(rank, keys);
    return candidates;
  }

  /**
   * Find the source of a post, in the order of posts.
   * @param matches of the posts that `add` gave, those with a verdict
   */
  decide(rank: number, matches: readonly Match[]): void {
    const blocked = this.#blockedFor(rank);
    const first = this.#firstOf.get(rank);
    if (first !== undefined && !this.#standsBelow(first, blocked)) {
      this.#sources.set(rank, { rank: first, kind: 'exact', score: 1000 });
      return;
    }
    let best: Match | null = null;
    for (const match of matches) {
      if (this.#standsBelow(match.rank, blocked)) continue;
      if (best === null || (byCloseness(match.verdict, best.verdict) || match.rank - best.rank) < 0)
        best = match;
    }
    if (best === null) return;
    const { kind, score } = best.verdict;
    this.#sources.set(rank, { rank: best.rank, kind, score: Math.round(score * 1000) });
  }

  /** The ids of each group by that of its root, ordered by it. */
  members(): Map<string, string[]> {
    return membersByRoot(this.#copies(), (id) => this.#rootOf(id));
  }

  /** The earlier post that a post repeats most closely; `null` when there is none. */
  sourceOf(id: string): Source | null {
    const source = this.#sources.get(this.#ranks.get(id) ?? -1);
    if (!source) return null;
    return { id: this.#ids[source.rank] as string, kind: source.kind, score: source.score / 1000 };
  }

  /** Ids of the posts that have a source, in order. */
  *#copies(): Generator<string> {
    for (const rank of this.#sources.keys()) yield this.#ids[rank] as string;
  }

  #rootOf(id: string): string {
    let root = this.#ranks.get(id) as number;
    for (let at = this.#sources.get(root); at; at = this.#sources.get(root)) root = at.rank;
    return this.#ids[root] as string;
  }

  #paired(rank: number, pairsOf: (id: string) => Iterable<string>): number[] {
    const candidates = new Set<number>();
    const first = this.#firstOf.get(rank);
    for (const one of first === undefined ? [rank] : [rank, first]) {
      for (const id of pairsOf(this.#ids[one] as string)) {
        const given = this.#ranks.get(id) ?? rank;
        // Of posts with the same features the earliest is compared.
        const other = this.#firstOf.get(given) ?? given;
        if (given < rank && other !== rank) candidates.add(other);
      }
    }
    return [...candidates];
  }

  /** The earlier posts that one must not stand below. */
  #blockedFor(rank: number): Set<number> {
    const blocked = new Set<number>();
    for (const id of this.#rejected.of(this.#ids[rank] as string) ?? []) {
      const other = this.#ranks.get(id) ?? rank;
      if (other >= rank) continue;
      blocked.add(other);
      blocked.add(this.#firstOf.get(other) ?? other);
    }
    blocked.delete(rank);
    return blocked;
  }

  #standsBelow(rank: number, blocked: ReadonlySet<number>): boolean {
    if (blocked.size === 0) return false;
    for (let at: number | undefined = rank; at !== undefined; at = this.#sources.get(at)?.rank)
      if (blocked.has(at)) return true;
    return false;
  }
}
