import { IndexLog, type LoggedChanges } from './index-log.ts';
import {
  compareBytes,
  FLAG,
  type Identity,
  type Link,
  PostingSegment,
  type PostingSegmentData,
} from './posting-segment.ts';

const decoder = new TextDecoder();

/** What the index stores of a post besides its keys. */
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
 * What is known of each post of the index, over all segments: id, time, source, flags. A post is named by its number:
 * segment << 16 | place in it. Every change is logged.
 */
export class PostTable {
  /** `null` where a segment was dropped. */
  readonly segments: (PostingSegment | null)[] = [];
  readonly log = new IndexLog();
  readonly #revisions: { postings: number; links: number }[] = [];
  #revision = 0;
  readonly compare = (a: number, b: number): number => this.#order(a, b);

  constructor(stored: readonly StoredSegment[] = []) {
    for (const { serial, postings, links, data } of stored) {
      this.segments[serial] = new PostingSegment({ data });
      this.#revisions[serial] = { postings, links };
      this.#revision = Math.max(this.#revision, postings, links);
    }
    for (let i = 0; i < this.segments.length; i++) this.segments[i] ??= null;
  }

  stored(): StoredSegment[] {
    return this.segments.flatMap((segment, serial) =>
      segment ? [{ serial, ...this.#revisionsOf(serial), data: segment.data }] : [],
    );
  }

  /** The changes since the last call, for `PostingLists.replay`. */
  takeLog(): LoggedChanges {
    return this.log.take();
  }

  #revisionsOf(serial: number): { postings: number; links: number } {
    const known = this.#revisions[serial] ?? { postings: 0, links: 0 };
    this.#revisions[serial] = known;
    return known;
  }

  #touchLinks(number: number): void {
    this.#revisionsOf(number >>> 16).links = ++this.#revision;
  }

  /** Living posts. */
  get size(): number {
    let sum = 0;
    for (const segment of this.segments) sum += segment?.data.live ?? 0;
    return sum;
  }

  /** Earlier post first: by time, then by id; unknown times last. Zero for the same post only. */
  #order(a: number, b: number): number {
    if (a === b) return 0;
    const [one, other] = [this.segmentOf(a), this.segmentOf(b)];
    const [timeA, timeB] = [one.data.times[a & 0xffff] as number, other.data.times[b & 0xffff] as number];
    if (timeA !== timeB) return timeA < timeB ? -1 : 1;
    return compareBytes(one.idOf(a & 0xffff), other.idOf(b & 0xffff)) || a - b;
  }

  segmentOf(number: number): PostingSegment {
    return this.segments[number >>> 16] as PostingSegment;
  }

  /** The arrays that hold a post's data, to be read at `number & 0xffff`. */
  dataOf(number: number): PostingSegmentData {
    return this.segmentOf(number).data;
  }

  idOf(number: number): string {
    return decoder.decode(this.segmentOf(number).idOf(number & 0xffff));
  }

  identityOf(number: number): Identity {
    const { identities } = this.dataOf(number);
    const at = 2 * (number & 0xffff);
    return [identities[at] as number, identities[at + 1] as number];
  }

  /** True for a post that was not removed. */
  isLive(number: number): boolean {
    const segment = this.segments[number >>> 16];
    return !!segment && ((segment.data.flags[number & 0xffff] as number) & FLAG.dead) === 0;
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

  hasFlag(number: number, flag: number): boolean {
    return ((this.dataOf(number).flags[number & 0xffff] as number) & flag) !== 0;
  }

  setFlag(number: number, flag: number, on: boolean): void {
    this.log.flag(number, flag, on);
    const { flags } = this.dataOf(number);
    const at = number & 0xffff;
    flags[at] = on ? (flags[at] as number) | flag : (flags[at] as number) & ~flag;
    this.#touchLinks(number);
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
    this.#touchLinks(number);
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
    this.#touchLinks(number);
    this.log.qualified(number, most);
  }

  /** Append a post, not yet found by any key, to the newest segment, or to a new one if it has no room for `keys`. */
  append(id: Uint8Array, { time, identity, runs }: PostStats, keys: number): number {
    let serial = this.segments.length - 1;
    let segment = this.segments[serial];
    if (!segment?.hasRoom(keys)) {
      serial++;
      segment = new PostingSegment({ serial });
      this.segments.push(segment);
    }
    const number = ((serial << 16) | segment.add(id, time, identity, runs)) >>> 0;
    this.#revisionsOf(serial).postings = ++this.#revision;
    this.#touchLinks(number);
    return number;
  }

  /** Mark a post as removed. */
  bury(number: number): void {
    const { data } = this.segmentOf(number);
    data.flags[number & 0xffff] = (data.flags[number & 0xffff] as number) | FLAG.dead;
    data.live--;
    this.#touchLinks(number);
    this.log.bury(number);
  }

  /** Drop full segments without a living post. */
  dropEmpty(): void {
    let dropped = false;
    for (let serial = 0; serial < this.segments.length - 1; serial++) {
      if (this.segments[serial]?.data.live !== 0) continue;
      this.segments[serial] = null;
      dropped = true;
    }
    if (dropped) this.log.dropEmpty();
  }
}

const NO_LINK: Link = { source: 0, kind: 0, score: 0 };
