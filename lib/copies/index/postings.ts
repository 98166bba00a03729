import { hash32 } from '../fingerprint/hash.ts';
import { MAX_KEYS } from './sample-pairs.ts';
import { FLAG, Segment, type SegmentData } from './segment.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Posts that hold one key, at most: more say no more. */
const MAX_HOLDERS = 255;
/** A full segment with a smaller share of living posts is worth emptying. */
const MIN_LIVE_SHARE = 0.4;

/** What is known of a post besides its text. */
export interface PostStats {
  skeleton: number;
  /** Words. */
  size: number;
  /** Share of the hashes its sample covers, in 255ths. */
  rate: number;
  /** It is indexed whole, not only by what it adds to another post. */
  owner: boolean;
}

/** A segment as it is stored, under its serial number, with the revision of its last change. */
export interface StoredSegment {
  serial: number;
  revision: number;
  data: SegmentData;
}

/** From keys to posts, over all segments. A post is known by number: segment << 16 | place in it. */
export class Postings {
  /** `null` where a segment was dropped. */
  private readonly segments: (Segment | null)[] = [];
  private readonly revisions: number[] = [];
  /** The keys to `meet`, and how many posts hold each. */
  readonly queryKeys = new Uint32Array(MAX_KEYS + 32);
  readonly holderCounts = new Uint8Array(MAX_KEYS + 32);
  /** What `meet` found: post numbers, and the index of the key each of them holds. */
  numbers = new Uint32Array(1024);
  keyIndexes = new Uint32Array(1024);
  private readonly found = new Uint32Array(MAX_HOLDERS);

  constructor(stored: readonly StoredSegment[] = []) {
    for (const { serial, revision, data } of stored) {
      this.segments[serial] = new Segment({ data });
      this.revisions[serial] = revision;
    }
    for (let i = 0; i < this.segments.length; i++) this.segments[i] ??= null;
  }

  stored(): StoredSegment[] {
    return this.segments.flatMap((segment, serial) =>
      segment ? [{ serial, revision: this.revisions[serial] ?? 0, data: segment.data }] : [],
    );
  }

  /** Living posts. */
  get size(): number {
    let sum = 0;
    for (const segment of this.segments) sum += segment?.data.live ?? 0;
    return sum;
  }

  /**
   * Find the living posts that hold any of the first `n` keys in `asking`, into `numbers` and `byKey`; gives how
   * many. Segment by segment, so that the memory is asked for many places at once.
   */
  lookupAll(n: number): number {
    const { queryKeys, holderCounts, found } = this;
    holderCounts.fill(0, 0, n);
    let size = 0;
    for (let serial = 0; serial < this.segments.length; serial++) {
      const segment = this.segments[serial];
      if (!segment) continue;
      for (let k = 0; k < n; k++) {
        const count = segment.find(queryKeys[k] as number, found, 0);
        if (size + count > this.numbers.length) this.grow();
        for (let i = 0; i < count && (holderCounts[k] as number) < MAX_HOLDERS; i++) {
          this.numbers[size] = (serial << 16) | (found[i] as number);
          this.keyIndexes[size++] = k;
          holderCounts[k] = (holderCounts[k] as number) + 1;
        }
      }
    }
    return size;
  }

  private grow(): void {
    const { numbers, keyIndexes } = this;
    this.numbers = new Uint32Array(numbers.length * 2);
    this.keyIndexes = new Uint32Array(numbers.length * 2);
    this.numbers.set(numbers);
    this.keyIndexes.set(keyIndexes);
  }

  /** Numbers of the living posts that hold a key. */
  postsWithKey(key: number): number[] {
    const numbers: number[] = [];
    for (let serial = 0; serial < this.segments.length; serial++) {
      const count = this.segments[serial]?.find(key, this.found, 0) ?? 0;
      for (let i = 0; i < count; i++) numbers.push((serial << 16) | (this.found[i] as number));
    }
    return numbers;
  }

  /** The number of the post with an id; -1 when there is none. */
  locate(id: string): number {
    const bytes = encoder.encode(id);
    const same = (number: number) => this.segments[number >>> 16]?.hasId(number & 0xffff, bytes);
    return this.postsWithKey(idKey(bytes)).find(same) ?? -1;
  }

  idOf(number: number): string {
    return decoder.decode((this.segments[number >>> 16] as Segment).idOf(number & 0xffff));
  }

  known(number: number): PostStats {
    const { skeletons, sizes, rates, flags } = (this.segments[number >>> 16] as Segment).data;
    const post = number & 0xffff;
    return {
      skeleton: skeletons[post] as number,
      size: sizes[post] as number,
      rate: rates[post] as number,
      owner: ((flags[post] as number) & FLAG.partial) === 0,
    };
  }

  /** Add a post, found by its id and by `keys`. */
  add(id: string, { skeleton, size, rate, owner }: PostStats, keys: Uint32Array, revision: number): void {
    const bytes = encoder.encode(id);
    const last = this.segments.at(-1);
    let segment = last;
    if (!segment?.hasRoom(keys.length + 1)) {
      segment = new Segment({ after: last ?? undefined });
      this.segments.push(segment);
    }
    const post = segment.add(bytes, skeleton, size, rate);
    if (!owner) segment.data.flags[post] = FLAG.partial;
    segment.addPosting(idKey(bytes), post);
    for (let i = 0; i < keys.length; i++) segment.addPosting(keys[i] as number, post);
    this.revisions[this.segments.length - 1] = revision;
  }

  /** Take a post out. A segment with nothing left in it goes, unless it is the one written to. */
  markDeleted(number: number, revision: number): void {
    const serial = number >>> 16;
    const { data } = this.segments[serial] as Segment;
    data.flags[number & 0xffff] = (data.flags[number & 0xffff] as number) | FLAG.dead;
    data.live--;
    this.revisions[serial] = revision;
    if (data.live === 0 && serial < this.segments.length - 1) this.segments[serial] = null;
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

function idKey(id: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (const byte of id) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash32(hash ^ 0x1d1d1d1d);
}
