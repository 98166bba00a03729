import { hash32 } from '../fingerprint/hash.ts';
import { type Change, type LoggedChanges, readLog } from './index-log.ts';
import { OrderedList } from './ordered-list.ts';
import type { PostStats, PostTable } from './post-table.ts';
import { FLAG, type Identity } from './posting-segment.ts';

const encoder = new TextEncoder();

/** A full segment with a smaller share of living posts is emptied. */
const MIN_LIVE_SHARE = 0.4;
/** Maximum number of posts that hold a key that is not kept in order. */
const MAX_UNORDERED = 64;

/**
 * From keys to the posts that hold them. Texts, ids and identities have keys.
 *
 * A key that more than `head` posts hold (a long key) is kept in the order of posts (time, then id), and answers with
 * the earliest: what a key returns depends on the set of posts alone, not on the order in which they came.
 */
export class PostingLists {
  readonly #ordered = new Map<number, OrderedList>();
  readonly #found: Uint32Array;

  /** @param head holders a key answers with, at most. */
  readonly #posts: PostTable;

  constructor(
    readonly head: number,
    posts: PostTable,
  ) {
    this.#posts = posts;
    this.#found = new Uint32Array(Math.max(MAX_UNORDERED, 2 * head));
    this.#readLong();
  }

  /** Puts the keys that many posts hold in order again. */
  #readLong(): void {
    const holders = new Map<number, number[]>();
    this.#posts.segments.forEach((segment, serial) => {
      if (!segment) return;
      const { longKeys, longCounts, posts, flags } = segment.data;
      let at = 0;
      for (let post = 0; post < posts; post++) {
        for (let left = longCounts[post] as number; left > 0; left--, at++) {
          const key = longKeys[at] as number;
          const list = holders.get(key) ?? [];
          holders.set(key, list);
          if (((flags[post] as number) & blocking(key)) === 0) list.push((serial << 16) | post);
        }
      }
    });
    for (const [key, list] of holders) {
      for (const number of this.#scan(key)) list.push(number);
      this.#ordered.set(key, new OrderedList(list.sort(this.#posts.compare)));
    }
  }

  /** Make logged changes again, on an index that is as it was before them. */
  replay(changes: LoggedChanges): void {
    for (const change of readLog(changes)) this.#apply(change);
    this.#posts.takeLog();
  }

  #apply(change: Change): void {
    const posts = this.#posts;
    switch (change.kind) {
      case 'add':
        this.add(change.id, change, change.keys);
        break;
      case 'key':
        this.addKey(change.key, change.number);
        break;
      case 'removeFrom':
        this.removeFrom(change.key, change.number);
        break;
      case 'bury':
        this.bury(change.number);
        break;
      case 'flag':
        posts.setFlag(change.number, change.flag, change.on);
        break;
      case 'link':
        posts.setLink(change.number, change.link);
        break;
      case 'qualified':
        posts.setQualified(change.number, change.qualified);
        break;
      case 'dropEmpty':
        posts.dropEmpty();
        break;
    }
  }

  isLong(key: number): boolean {
    return this.#ordered.has(key);
  }

  /**
   * Write the earliest holders of a key into `into`, at most to its end. In order when the key is long, else in any
   * order, and all of them. Returns how many.
   */
  earliest(key: number, into: Uint32Array): number {
    const list = this.#ordered.get(key);
    return list ? list.first(into) : this.#collect(key, into);
  }

  /** The holders of a long key that come after a post. */
  holdersAfter(key: number, number: number): Iterable<number> {
    return this.#ordered.get(key)?.after(number, this.#posts.compare) ?? [];
  }

  /** How many posts hold a long key; 0 for others. */
  holdersOfLong(key: number): number {
    return this.#ordered.get(key)?.size ?? 0;
  }

  /** Whether a post is among the holders that a key answers with, or was before it was removed. */
  isInHead(key: number, number: number): boolean {
    const list = this.#ordered.get(key);
    const last = list ? list.at(this.head - 1) : -1;
    return last < 0 || this.#posts.compare(number, last) <= 0;
  }

  /** The holder a long key would answer with if it answered with one more; -1 when there is none. */
  holderAt(key: number, rank: number): number {
    return this.#ordered.get(key)?.at(rank) ?? -1;
  }

  #collect(key: number, into: Uint32Array): number {
    const { segments } = this.#posts;
    const without = blocking(key);
    let size = 0;
    for (let serial = 0; serial < segments.length; serial++) {
      const start = size;
      size = segments[serial]?.find(key, without, into, size) ?? size;
      if (serial > 0)
        for (let i = start; i < size; i++) into[i] = ((into[i] as number) | (serial << 16)) >>> 0;
    }
    return size;
  }

  #scan(key: number): number[] {
    return Array.from(this.#found.subarray(0, this.#collect(key, this.#found)));
  }

  /** The number of the post with an id; -1 when there is none. */
  locate(id: string): number {
    const bytes = encoder.encode(id);
    const key = idKey(bytes);
    for (const number of this.#scan(key)) {
      if (this.#posts.segmentOf(number).hasId(number & 0xffff, bytes)) return number;
    }
    return -1;
  }

  /** The posts with the same features, hidden ones too, the earliest first: the first is the one that is found. */
  same([first, second]: Identity, into: Uint32Array): number {
    if (first === 0 && second === 0) return 0;
    const key = identityKey(first);
    const list = this.#ordered.get(key);
    let size = 0;
    if (list) size = list.first(into);
    else {
      size = this.#collect(key, into);
      into.subarray(0, size).sort(this.#posts.compare);
    }
    let kept = 0;
    for (let i = 0; i < size; i++) {
      const number = into[i] as number;
      if (this.#posts.identityOf(number)[1] === second) into[kept++] = number;
    }
    return kept;
  }

  /** Add a post, found by its id and by its identity; `addKey` makes it found by its text. */
  add(id: string, stats: PostStats, keys: number): number {
    const { time, identity, runs } = stats;
    this.#posts.log.add(id, time, identity, runs, keys);
    const bytes = encoder.encode(id);
    const number = this.#posts.append(bytes, stats, keys + 2);
    this.#posts.segmentOf(number).put(idKey(bytes), number & 0xffff);
    if (identity[0] !== 0 || identity[1] !== 0) this.#putKey(identityKey(identity[0]), number);
    return number;
  }

  /** Make the newest post found by a key; returns its rank among the holders of a long key, or -1. */
  addKey(key: number, number: number): number {
    this.#posts.log.key(key, number);
    return this.#putKey(key, number);
  }

  #putKey(key: number, number: number): number {
    const { compare } = this.#posts;
    const list = this.#ordered.get(key);
    const segment = this.#posts.segmentOf(number);
    if (list) {
      segment.putLong(key);
      return list.add(number, compare, this.head);
    }
    const holders = this.#scan(key);
    if (holders.length < this.head) {
      segment.put(key, number & 0xffff);
      return -1;
    }
    segment.putLong(key);
    holders.sort(compare);
    const started = new OrderedList(holders);
    this.#ordered.set(key, started);
    return started.add(number, compare, this.head);
  }

  removeFrom(key: number, number: number): void {
    const list = this.#ordered.get(key);
    if (!list) return;
    list.remove(number, this.#posts.compare);
    this.#posts.log.removeFrom(key, number);
  }

  /** Take a post out. Its keys must have been taken from the long lists by `removeFrom`. */
  bury(number: number): void {
    this.#ordered.get(identityKey(this.#posts.identityOf(number)[0]))?.remove(number, this.#posts.compare);
    this.#posts.bury(number);
  }

  /** Up to `limit` ids of posts in full segments of mostly removed posts: reinserting them empties these segments. */
  idsToReindex(limit: number): string[] {
    const ids: string[] = [];
    this.#posts.segments.slice(0, -1).forEach((segment, serial) => {
      if (!segment || segment.data.live > segment.data.posts * MIN_LIVE_SHARE) return;
      for (let post = 0; post < segment.data.posts && ids.length < limit; post++) {
        if (((segment.data.flags[post] as number) & FLAG.dead) === 0)
          ids.push(this.#posts.idOf((serial << 16) | post));
      }
    });
    return ids;
  }
}

function idKey(id: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (const byte of id) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash32(hash ^ 0x1d1d1d1d) | 1) >>> 0;
}

function identityKey(identity: number): number {
  return (hash32(identity ^ 0x5e5e5e5e) | 1) >>> 0;
}

/** Keys of texts are even and do not find hidden posts; keys of ids and identities are odd and do. */
function blocking(key: number): number {
  return key & 1 ? FLAG.dead : FLAG.dead | FLAG.hidden;
}
