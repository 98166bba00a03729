import type { PostTable } from './index/post-table.ts';
import type { PostingLists } from './index/posting-lists.ts';
import { FLAG, type Link } from './index/posting-segment.ts';
import type { RejectedPairs } from './rejected-pairs.ts';
import type { SourceLinks } from './source-links.ts';

/**
 * What rejected pairs mean for sources: no post may stand below a post that it was rejected with. That holds for trees:
 * when a tree changes, posts outside of it may get another source. This finds them.
 */
export class RejectionWatch {
  /** The sources that changed posts had before. */
  readonly #formerSources = new Map<number, number[]>();
  /** Posts of rejected pairs that came or left. */
  readonly #moved = new Set<string>();

  readonly #rejected: RejectedPairs;
  readonly #posts: PostTable;
  readonly #lists: PostingLists;
  readonly #links: SourceLinks;

  constructor(rejected: RejectedPairs, posts: PostTable, lists: PostingLists, links: SourceLinks) {
    this.#rejected = rejected;
    this.#posts = posts;
    this.#lists = lists;
    this.#links = links;
  }

  /** A post came or left. */
  noteMove(id: string): void {
    if (this.#rejected.of(id)) this.#moved.add(id);
  }

  get hasMoves(): boolean {
    return this.#moved.size > 0;
  }

  /** A post gets another source than this. */
  noteFormerSource(number: number, former: Link | null): void {
    if (!former || this.#rejected.isEmpty) return;
    const known = this.#formerSources.get(number);
    if (known) known.push(former.source);
    else this.#formerSources.set(number, [former.source]);
  }

  /** The posts that one must not stand below; `null` when there are none. */
  blockedFor(number: number): Set<number> | null {
    if (this.#rejected.isEmpty) return null;
    const others = this.#rejected.of(this.#posts.idOf(number));
    if (!others) return null;
    const blocked = new Set<number>();
    for (const id of others) {
      const other = this.#lists.locate(id);
      if (other < 0) continue;
      blocked.add(other);
      if (this.#posts.hasFlag(other, FLAG.hidden)) blocked.add(this.#links.earliestSame(other));
    }
    blocked.delete(number);
    return blocked;
  }

  /**
   * Ids of the posts whose source may be another because of changes in trees that they are not in, since the last call.
   * @param changes numbers of the posts that got another source
   */
  takeConcerned(changes: ReadonlySet<number>): Set<string> {
    const concerned = this.#concerned(changes);
    this.#formerSources.clear();
    this.#moved.clear();
    return concerned;
  }

  #concerned(changes: ReadonlySet<number>): Set<string> {
    const concerned = new Set<string>();
    if (this.#rejected.isEmpty) return concerned;
    const partners = new Map<number, string[]>();
    for (const [id, others] of this.#rejected) {
      if (this.#moved.has(id)) for (const other of others) concerned.add(other);
      const number = this.#lists.locate(id);
      if (number < 0) continue;
      for (const post of this.#posts.hasFlag(number, FLAG.hidden)
        ? [number, this.#links.earliestSame(number)]
        : [number]) {
        partners.set(post, [...(partners.get(post) ?? []), ...others]);
      }
    }
    for (const changed of changes) {
      for (const start of [changed, ...(this.#formerSources.get(changed) ?? [])]) {
        for (let at = start; this.#posts.isLive(at); ) {
          for (const id of partners.get(at) ?? []) concerned.add(id);
          const link = this.#links.linkOf(at);
          if (!link) break;
          at = link.source;
        }
      }
    }
    return concerned;
  }
}
