import { hash32 } from '../fingerprint/hash.ts';
import { GROWTH, grown, resized } from './grow-array.ts';

/** Maximum number of posts of a segment: the upper 16 bits of a slot, 0 meaning empty. */
const MAX_POSTS = 0xfffe;
/** Lines of a segment: the upper 16 bits of a key's hash are the line's number, the lower ones are stored in the slot. */
const LINES = 2 ** 16;
/** Slots of a line in the first segment, the second and so on, and in all others. */
const WIDTHS = [1, 4, 8, 8, 8, 8, 16];
/** Places for postings whose line is full, and how many may be taken. */
const SPILL = 2 ** 15;
const MAX_SPILL = 0.8 * SPILL;

export const FLAG = {
  /** Removed. */
  dead: 1,
  /** Not found by its text: an earlier post has the same, and is its source. */
  hidden: 2,
  /** Hidden, but with a source of its own: the user said that it is no copy of the earlier post. */
  apart: 4,
} as const;

/** Two halves of a hash that posts with the same features share; zeros for a post that is compared with none. */
export type Identity = readonly [number, number];

/** A link from a post to its source, by number. */
export interface Link {
  source: number;
  kind: number;
  /** In thousandths. */
  score: number;
}

/** What a segment keeps, as it is stored: flat arrays, read back as they are. */
export interface PostingSegmentData {
  /** (post + 1) << 16 | lower half of the key's hash, by lines. */
  slots: Uint32Array;
  /** Postings that found their line full, by open addressing: whole hashes, and post + 1. */
  spilledKeys: Uint32Array;
  spilledPosts: Uint16Array;
  spilled: number;
  /** Keys of posts that many posts hold, post by post, and how many each post has. */
  longKeys: Uint32Array;
  longs: number;
  longCounts: Uint16Array;
  posts: number;
  live: number;
  /** Per post: the ids as UTF-8 bytes, one after another, and where each ends. */
  ids: Uint8Array;
  idEnds: Uint32Array;
  /** Milliseconds since 1970; infinity when unknown. */
  times: Float64Array;
  /** Two halves of the hash that posts with the same features share, one after the other. */
  identities: Uint32Array;
  /** Keys that are word runs. */
  runs: Uint16Array;
  flags: Uint8Array;
  /** Per post, what the source forest keeps: number of the source + 1 (0: none), score in thousandths, kind. */
  sources: Uint32Array;
  scores: Uint16Array;
  kinds: Uint8Array;
  /** Earlier posts that qualified as candidates, at most 255. */
  qualified: Uint8Array;
}

/**
 * A part of the index: postings from 32-bit keys to posts, and what is known of each post. Keys are compared whole,
 * so that what is found does not depend on the segment a post is in. A segment has a fixed number of slots: when
 * they are full the next begins, larger up to a limit, so nothing is ever hashed again and no insert
 * waits for a growth.
 */
export class PostingSegment {
  readonly data: PostingSegmentData;
  readonly #width: number;

  constructor(source: { serial: number } | { data: PostingSegmentData }) {
    if ('data' in source) {
      this.data = source.data;
    } else {
      const width = WIDTHS[Math.min(source.serial, WIDTHS.length - 1)] as number;
      this.data = {
        slots: new Uint32Array(LINES * width),
        spilledKeys: new Uint32Array(SPILL),
        spilledPosts: new Uint16Array(SPILL),
        spilled: 0,
        longKeys: new Uint32Array(64),
        longs: 0,
        longCounts: new Uint16Array(64),
        posts: 0,
        live: 0,
        ids: new Uint8Array(1024),
        idEnds: new Uint32Array(64),
        times: new Float64Array(64),
        identities: new Uint32Array(128),
        runs: new Uint16Array(64),
        flags: new Uint8Array(64),
        sources: new Uint32Array(64),
        scores: new Uint16Array(64),
        kinds: new Uint8Array(64),
        qualified: new Uint8Array(64),
      };
    }
    this.#width = this.data.slots.length / LINES;
  }

  /** Whether a post with so many keys still fits. */
  hasRoom(keys: number): boolean {
    return this.data.posts < MAX_POSTS && this.data.spilled + keys <= MAX_SPILL;
  }

  /** Number a new post; its keys follow by `put`. */
  add(id: Uint8Array, time: number, identity: readonly [number, number], runs: number): number {
    const { data } = this;
    const post = data.posts++;
    data.live++;
    if (post >= data.flags.length) this.#growPosts();
    const start = post === 0 ? 0 : (data.idEnds[post - 1] as number);
    if (start + id.length > data.ids.length) data.ids = grown(data.ids, start + id.length);
    data.ids.set(id, start);
    data.idEnds[post] = start + id.length;
    data.times[post] = time;
    data.identities[2 * post] = identity[0];
    data.identities[2 * post + 1] = identity[1];
    data.runs[post] = Math.min(runs, 0xffff);
    return post;
  }

  #growPosts(): void {
    const { data } = this;
    // One size for all: arrays that grow each by its own rounding would end at different posts.
    const size = Math.min(Math.ceil(data.flags.length * GROWTH), MAX_POSTS);
    data.idEnds = resized(data.idEnds, size);
    data.longCounts = resized(data.longCounts, size);
    data.times = resized(data.times, size);
    data.identities = resized(data.identities, 2 * size);
    data.runs = resized(data.runs, size);
    data.flags = resized(data.flags, size);
    data.sources = resized(data.sources, size);
    data.scores = resized(data.scores, size);
    data.kinds = resized(data.kinds, size);
    data.qualified = resized(data.qualified, size);
  }

  put(key: number, post: number): void {
    const { slots } = this.data;
    const hash = hash32(key);
    const start = (hash >>> 16) * this.#width;
    for (let at = start; at < start + this.#width; at++) {
      if (slots[at] !== 0) continue;
      slots[at] = (((post + 1) << 16) | (hash & 0xffff)) >>> 0;
      return;
    }
    const { spilledKeys, spilledPosts } = this.data;
    let at = hash & (SPILL - 1);
    while (spilledPosts[at] !== 0) at = (at + 1) & (SPILL - 1);
    spilledKeys[at] = hash;
    spilledPosts[at] = post + 1;
    this.data.spilled++;
  }

  /** Note that the newest post holds a key that is kept in order elsewhere. */
  putLong(key: number): void {
    const { data } = this;
    if (data.longs === data.longKeys.length) data.longKeys = grown(data.longKeys, data.longs + 1);
    data.longKeys[data.longs++] = key;
    const newest = data.posts - 1;
    data.longCounts[newest] = (data.longCounts[newest] as number) + 1;
  }

  /**
   * Write the posts that hold `key` and have none of the flags in `without` into `into` from `count` on, at most to
   * its end. Returns the new count.
   */
  find(key: number, without: number, into: Uint32Array, count: number): number {
    const { slots, flags } = this.data;
    const hash = hash32(key);
    const low = hash & 0xffff;
    const start = (hash >>> 16) * this.#width;
    let n = count;
    for (let at = start; at < start + this.#width; at++) {
      const slot = slots[at] as number;
      if (slot === 0) return n;
      if ((slot & 0xffff) !== low || n === into.length) continue;
      const post = (slot >>> 16) - 1;
      if (((flags[post] as number) & without) === 0) into[n++] = post;
    }
    const { spilledKeys, spilledPosts } = this.data;
    for (let at = hash & (SPILL - 1); spilledPosts[at] !== 0; at = (at + 1) & (SPILL - 1)) {
      if (spilledKeys[at] !== hash || n === into.length) continue;
      const post = (spilledPosts[at] as number) - 1;
      if (((flags[post] as number) & without) === 0) into[n++] = post;
    }
    return n;
  }

  hasId(post: number, id: Uint8Array): boolean {
    return compareBytes(this.idOf(post), id) === 0;
  }

  idOf(post: number): Uint8Array {
    const { ids, idEnds } = this.data;
    return ids.subarray(post === 0 ? 0 : (idEnds[post - 1] as number), idEnds[post] as number);
  }
}

/** Order of two byte sequences: as the texts they spell are ordered by code points. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const size = Math.min(a.length, b.length);
  for (let i = 0; i < size; i++) {
    if (a[i] !== b[i]) return (a[i] as number) - (b[i] as number);
  }
  return a.length - b.length;
}
