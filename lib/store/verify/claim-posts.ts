/** The posts of a document with what copies are computed from, kept until all claims are checked. */
import { comparePosts, orderPosts } from '../../copies/post-order.ts';
import { orderingTime } from '../../post-times.ts';
import type { ExportRecord } from '../export/export-schema.ts';

/** What text, order and author of a post follow from. */
export type ClaimPost = Pick<
  ExportRecord,
  | 'id'
  | 'kind'
  | 'url'
  | 'author'
  | 'title'
  | 'text'
  | 'postedAt'
  | 'postedAtSource'
  | 'label'
  | 'firstSeenAt'
>;

/** Keeps posts by number, counted from 0: in memory, or in a file. */
export interface PostList {
  add(post: ClaimPost): void;
  get(number: number): ClaimPost;
}

export class ClaimPosts {
  readonly #list: PostList;
  readonly #numbers = new Map<string, number>();
  readonly #times: number[] = [];

  constructor(list: PostList = inMemory()) {
    this.#list = list;
  }

  get size(): number {
    return this.#times.length;
  }

  /** Adds the next record of the document. */
  add(record: ExportRecord): void {
    const { id, kind, url, author, title, text, postedAt, postedAtSource, label, firstSeenAt } = record;
    this.#numbers.set(id, this.#times.length);
    this.#times.push(orderingTime(record) ?? Number.POSITIVE_INFINITY);
    this.#list.add({
      ...{ id, kind, url, author, title, text, postedAt, postedAtSource, firstSeenAt },
      ...(label && { label }),
    });
  }

  has(id: string): boolean {
    return this.#numbers.has(id);
  }

  /** The post with an id that `has` knows. */
  get(id: string): ClaimPost {
    return this.#list.get(this.#numbers.get(id) as number);
  }

  /** Whether one post is earlier than another; both are there. */
  isBefore(a: string, b: string): boolean {
    return comparePosts(this.#timeOf(a), a, this.#timeOf(b), b) < 0;
  }

  /** All ids, in the order of the document. */
  ids(): Iterable<string> {
    return this.#numbers.keys();
  }

  /** All ids in the order of posts, and the number of each in the list. */
  inOrder(): { ids: string[]; numbers: number[] } {
    return orderPosts(this.#numbers, this.#times);
  }

  #timeOf(id: string): number {
    return this.#times[this.#numbers.get(id) as number] as number;
  }
}

function inMemory(): PostList {
  const posts: ClaimPost[] = [];
  return { add: (post) => posts.push(post), get: (number) => posts[number] as ClaimPost };
}
