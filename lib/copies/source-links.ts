import type { MatchKind, Verdict } from './compare/verdict.ts';
import type { PostTable } from './index/post-table.ts';
import type { PostingLists } from './index/posting-lists.ts';
import { FLAG, type Identity, type Link } from './index/posting-segment.ts';
import type { Source, SourceState } from './source.ts';

/** Kinds by number, as they are stored; number 0 is for no source. */
const KINDS: readonly (MatchKind | null)[] = [null, 'exact', 'template', 'near', 'excerpt', 'figures'];

/**
 * The links from posts to their sources, which form trees. A link is stored, except that of a post whose source is the
 * earliest post with the same features: this one is looked up. Posts are named by number.
 */
export class SourceLinks {
  readonly #found: Uint32Array;

  readonly #posts: PostTable;
  readonly #lists: PostingLists;

  constructor(posts: PostTable, lists: PostingLists) {
    this.#posts = posts;
    this.#lists = lists;
    this.#found = new Uint32Array(Math.max(256, 4 * lists.head));
  }

  /** The link of a post, as far as it is known. */
  linkOf(number: number): Link | null {
    if (this.repeatsEqual(number)) return { source: this.earliestSame(number), kind: 1, score: 1000 };
    return this.#posts.linkOf(number);
  }

  stateOf(number: number): SourceState {
    const equals = this.repeatsEqual(number) ? this.#posts.identityOf(number).join('-') : null;
    return { source: this.toSource(this.linkOf(number)), equals };
  }

  toSource(link: Link | null): Source | null {
    if (!link) return null;
    return {
      id: this.#posts.idOf(link.source),
      kind: KINDS[link.kind] as MatchKind,
      score: link.score / 1000,
    };
  }

  /** True for a post whose source is the earliest of those with its features. */
  repeatsEqual(number: number): boolean {
    return this.#posts.hasFlag(number, FLAG.hidden) && !this.#posts.hasFlag(number, FLAG.apart);
  }

  /** The posts with these features, the earliest first; valid until the next call. */
  same(identity: Identity): Uint32Array {
    return this.#found.subarray(0, this.#lists.same(identity, this.#found));
  }

  /** The earliest of the posts with the features of a post. */
  earliestSame(number: number): number {
    this.#lists.same(this.#posts.identityOf(number), this.#found);
    return this.#found[0] as number;
  }

  /** The first of the tree that a post is in. */
  root(number: number): number {
    let at = number;
    for (let link = this.linkOf(at); link; link = this.linkOf(at)) at = link.source;
    return at;
  }

  /** True if a post is one of others, or repeats one of them, directly or through its source. */
  standsBelow(number: number, others: ReadonlySet<number>): boolean {
    for (let at = number; ; ) {
      if (others.has(at)) return true;
      const link = this.linkOf(at);
      if (!link) return false;
      at = link.source;
    }
  }
}

export function toLink(source: number, { kind, score }: Verdict): Link {
  return { source, kind: KINDS.indexOf(kind), score: Math.round(score * 1000) };
}
