import { hash32 } from '../fingerprint/hash.ts';
import { type Change, IndexLog, type LoggedChanges, readLog } from './index-log.ts';
import { OrderedList } from './ordered-list.ts';
import {
  compareBytes,
  FLAG,
  type Identity,
  type Link,
  PostingSegment,
  type PostingSegmentData,
} from './posting-segment.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A full segment with a smaller share of living posts is worth emptying. */
const MIN_LIVE_SHARE = 0.4;
/** More posts than that never hold a key that is not kept in order. */
const MAX_UNORDERED = 64;

/** What the index is told of a post besides its keys. */
export interface PostStats {
  /** Milliseconds since 1970; infinity when unknown. */
  time: number;
  identity: Identity;
  /** Keys that are word runs. */
  runs: number;
}

/**
 * A segment as it is stored, under its serial number, with the revisions of the last changes of its postings (done when
 * it is full) and of its links.
 */
export interface StoredSegment {
  serial: number;
  postings: number;
  links: number;
  data: PostingSegmentData;
}

/**
 * From keys to the posts that hold them, over all segments. A post is known by number: segment << 16 | place in it.
 *
 * A key that more than `head` posts hold is kept in the order of posts (time, then id), and answers with the
 * earliest: what a key gives depends on the set of posts alone, not on the order in which they came.
 */
export class PostingLists {
  /** `null` where a segment was dropped. */
  private readonly segments: (PostingSegment | null)[] = [];
  private readonly revisions: { postings: number; links: number }[] = [];
  private revision = 0;
  private readonly log = new IndexLog();
  private readonly ordered = new Map<number, OrderedList>();
  private readonly found: Uint32Array;
  readonly compare = (a: number, b: number): number => this.order(a, b);

  /** @param head holders a key answers with, at most. */
  constructor(
    readonly head: number,
    stored: readonly StoredSegment[] = [],
  ) {
    this.found = new Uint32Array(Math.max(MAX_UNORDERED, 2 * head));
    for (const { serial, postings, links, data } of stored) {
      this.segments[serial] = new PostingSegment({ data });
      this.revisions[serial] = { postings, links };
      this.revision = Math.max(this.revision, postings, links);
    }
    for (let i = 0; i < this.segments.length; i++) this.segments[i] ??= null;
    this.readLong();
  }

  /** Puts the keys that many posts hold in order again. */
  private readLong(): void {
    const holders = new Map<number, number[]>();
    this.segments.forEach((segment, serial) => {
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
      for (const number of this.scan(key)) list.push(number);
      this.ordered.set(key, new OrderedList(list.sort(this.compare)));
    }
  }

  stored(): StoredSegment[] {
    return this.segments.flatMap((segment, serial) =>
      segment ? [{ serial, ...this.revisionsOf(serial), data: segment.data }] : [],
    );
  }

  /** The changes since the last call, for `replay`. */
  takeLog(): LoggedChanges {
    return this.log.take();
  }

  /** Make logged changes again, on lists that are as they were before them. */
  replay(changes: LoggedChanges): void {
    for (const change of readLog(changes)) this.apply(change);
    this.log.take();
  }

  private apply(change: Change): void {
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
        this.setFlag(change.number, change.flag, change.on);
        break;
      case 'link':
        this.setLink(change.number, change.link);
        break;
      case 'qualified':
        this.setQualified(change.number, change.qualified);
        break;
      case 'dropEmpty':
        this.dropEmpty();
        break;
    }
  }

  private revisionsOf(serial: number): { postings: number; links: number } {
    const known = this.revisions[serial] ?? { postings: 0, links: 0 };
    this.revisions[serial] = known;
    return known;
  }

  private touchPostings(serial: number): void {
    this.revisionsOf(serial).postings = ++this.revision;
  }

  private touchLinks(number: number): void {
    this.revisionsOf(number >>> 16).links = ++this.revision;
  }

  /** Living posts. */
  get size(): number {
    let sum = 0;
    for (const segment of this.segments) sum += segment?.data.live ?? 0;
    return sum;
  }

  /** Earlier post first: by time, then by id; unknown times last. Zero for the same post only. */
  private order(a: number, b: number): number {
    if (a === b) return 0;
    const [one, other] = [this.segment(a), this.segment(b)];
    const [timeA, timeB] = [one.data.times[a & 0xffff] as number, other.data.times[b & 0xffff] as number];
    if (timeA !== timeB) return timeA < timeB ? -1 : 1;
    return compareBytes(one.idOf(a & 0xffff), other.idOf(b & 0xffff)) || a - b;
  }

  private segment(number: number): PostingSegment {
    return this.segments[number >>> 16] as PostingSegment;
  }

  /** The arrays that hold a post's data, to be read at `number & 0xffff`. */
  dataOf(number: number): PostingSegmentData {
    return this.segment(number).data;
  }

  /** True for a post that was not removed. */
  isLive(number: number): boolean {
    const segment = this.segments[number >>> 16];
    return !!segment && ((segment.data.flags[number & 0xffff] as number) & FLAG.dead) === 0;
  }

  /** The source of a post as it was set last; `null` when there is none, or it was removed. */
  linkOf(number: number): Link | null {
    const { sources, kinds, scores } = this.dataOf(number);
    const at = number & 0xffff;
    const source = (sources[at] as number) - 1;
    if (source < 0 || !this.isLive(source)) return null;
    return { source, kind: kinds[at] as number, score: scores[at] as number };
  }

  /** Set the source of a post; false when it had the same. */
  setLink(number: number, link: Link | null): boolean {
    const { sources, kinds, scores } = this.dataOf(number);
    const at = number & 0xffff;
    const { source, kind, score } = link ? { ...link, source: link.source + 1 } : NO_LINK;
    if (sources[at] === source && scores[at] === score && kinds[at] === kind) return false;
    sources[at] = source;
    scores[at] = score;
    kinds[at] = kind;
    this.touchLinks(number);
    this.log.link(number, link);
    return true;
  }

  /** How many earlier posts qualified as candidates, as far as is known. */
  qualifiedOf(number: number): number {
    return this.dataOf(number).qualified[number & 0xffff] as number;
  }

  setQualified(number: number, qualified: number): void {
    const most = Math.min(255, qualified);
    if (this.qualifiedOf(number) === most) return;
    this.dataOf(number).qualified[number & 0xffff] = most;
    this.touchLinks(number);
    this.log.qualified(number, most);
  }

  /** Numbers of the living posts, for work that may go through all. */
  *living(): Generator<number> {
    for (const [serial, segment] of this.segments.entries()) {
      if (!segment) continue;
      const { posts, flags } = segment.data;
      for (let post = 0; post < posts; post++) {
        if (((flags[post] as number) & FLAG.dead) === 0) yield ((serial << 16) | post) >>> 0;
      }
    }
  }

  isLong(key: number): boolean {
    return this.ordered.has(key);
  }

  /**
   * Write the earliest holders of a key into `into`, at most to its end. In order when the key is long, else in any
   * order, and all of them. Gives how many.
   */
  earliest(key: number, into: Uint32Array): number {
    const list = this.ordered.get(key);
    return list ? list.first(into) : this.collect(key, into);
  }

  /** The holders of a long key that come after a post. */
  holdersAfter(key: number, number: number): Iterable<number> {
    return this.ordered.get(key)?.after(number, this.compare) ?? [];
  }

  /** How many posts hold a long key; 0 for others. */
  holdersOfLong(key: number): number {
    return this.ordered.get(key)?.size ?? 0;
  }

  private collect(key: number, into: Uint32Array): number {
    const without = blocking(key);
    let size = 0;
    for (let serial = 0; serial < this.segments.length; serial++) {
      const start = size;
      size = this.segments[serial]?.find(key, without, into, size) ?? size;
      if (serial > 0)
        for (let i = start; i < size; i++) into[i] = ((into[i] as number) | (serial << 16)) >>> 0;
    }
    return size;
  }

  private scan(key: number): number[] {
    return Array.from(this.found.subarray(0, this.collect(key, this.found)));
  }

  /** The number of the post with an id; -1 when there is none. */
  locate(id: string): number {
    const bytes = encoder.encode(id);
    const key = idKey(bytes);
    for (const number of this.scan(key)) {
      if (this.segment(number).hasId(number & 0xffff, bytes)) return number;
    }
    return -1;
  }

  idOf(number: number): string {
    return decoder.decode(this.segment(number).idOf(number & 0xffff));
  }

  /** The posts with the same features, hidden ones too, the earliest first: the first is the one that is found. */
  same([first, second]: Identity, into: Uint32Array): number {
    if (first === 0 && second === 0) return 0;
    const key = identityKey(first);
    const list = this.ordered.get(key);
    let size = 0;
    if (list) size = list.first(into);
    else {
      size = this.collect(key, into);
      into.subarray(0, size).sort(this.compare);
    }
    let kept = 0;
    for (let i = 0; i < size; i++) {
      const number = into[i] as number;
      if (this.identityOf(number)[1] === second) into[kept++] = number;
    }
    return kept;
  }

  /** Add a post, found by its id and by its identity; `addKeys` makes it found by its text. */
  add(id: string, { time, identity, runs }: PostStats, keys: number): number {
    this.log.add(id, time, identity, runs, keys);
    const bytes = encoder.encode(id);
    let serial = this.segments.length - 1;
    let segment = this.segments[serial];
    if (!segment?.hasRoom(keys + 2)) {
      serial++;
      segment = new PostingSegment({ serial });
      this.segments.push(segment);
    }
    const post = segment.add(bytes, time, identity, runs);
    const number = ((serial << 16) | post) >>> 0;
    segment.put(idKey(bytes), post);
    this.touchPostings(serial);
    this.touchLinks(number);
    if (identity[0] !== 0 || identity[1] !== 0) this.putKey(identityKey(identity[0]), number);
    return number;
  }

  /** Make the newest post found by a key; gives its rank among the holders of a long key, or -1. */
  addKey(key: number, number: number): number {
    this.log.key(key, number);
    return this.putKey(key, number);
  }

  private putKey(key: number, number: number): number {
    const list = this.ordered.get(key);
    const segment = this.segment(number);
    if (list) {
      segment.putLong(key);
      return list.add(number, this.compare, this.head);
    }
    const holders = this.scan(key);
    if (holders.length < this.head) {
      segment.put(key, number & 0xffff);
      return -1;
    }
    segment.putLong(key);
    holders.sort(this.compare);
    const started = new OrderedList(holders);
    this.ordered.set(key, started);
    return started.add(number, this.compare, this.head);
  }

  removeFrom(key: number, number: number): void {
    const list = this.ordered.get(key);
    if (!list) return;
    list.remove(number, this.compare);
    this.log.removeFrom(key, number);
  }

  /** Take a post out. Its keys must have been taken from the long lists by `removeFrom`. */
  bury(number: number): void {
    this.log.bury(number);
    const { data } = this.segment(number);
    this.ordered.get(identityKey(this.identityOf(number)[0]))?.remove(number, this.compare);
    data.flags[number & 0xffff] = (data.flags[number & 0xffff] as number) | FLAG.dead;
    data.live--;
    this.touchLinks(number);
  }

  /** Let go of full segments with no living post. */
  dropEmpty(): void {
    let dropped = false;
    for (let serial = 0; serial < this.segments.length - 1; serial++) {
      if (this.segments[serial]?.data.live !== 0) continue;
      this.segments[serial] = null;
      dropped = true;
    }
    if (dropped) this.log.dropEmpty();
  }

  hasFlag(number: number, flag: number): boolean {
    return ((this.dataOf(number).flags[number & 0xffff] as number) & flag) !== 0;
  }

  setFlag(number: number, flag: number, on: boolean): void {
    this.log.flag(number, flag, on);
    const { flags } = this.dataOf(number);
    const at = number & 0xffff;
    flags[at] = on ? (flags[at] as number) | flag : (flags[at] as number) & ~flag;
    this.touchLinks(number);
  }

  identityOf(number: number): Identity {
    const { identities } = this.dataOf(number);
    const at = 2 * (number & 0xffff);
    return [identities[at] as number, identities[at + 1] as number];
  }

  /** Whether a post is among the holders that a key answers with, or was before it was removed. */
  isInHead(key: number, number: number): boolean {
    const list = this.ordered.get(key);
    const last = list ? list.at(this.head - 1) : -1;
    return last < 0 || this.order(number, last) <= 0;
  }

  /** The holder a long key would answer with if it answered with one more; -1 when there is none. */
  holderAt(key: number, rank: number): number {
    return this.ordered.get(key)?.at(rank) ?? -1;
  }

  /** Up to `limit` ids of posts in full segments that are mostly dead: inserted again, they set them free. */
  idsToReindex(limit: number): string[] {
    const ids: string[] = [];
    this.segments.slice(0, -1).forEach((segment, serial) => {
      if (!segment || segment.data.live > segment.data.posts * MIN_LIVE_SHARE) return;
      for (let post = 0; post < segment.data.posts && ids.length < limit; post++) {
        if (((segment.data.flags[post] as number) & FLAG.dead) === 0)
          ids.push(this.idOf((serial << 16) | post));
      }
    });
    return ids;
  }
}

const NO_LINK: Link = { source: 0, kind: 0, score: 0 };

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
