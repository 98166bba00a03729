import { hash32 } from '../fingerprint/hash.ts';

/** Posts a segment can number: the upper 16 bits of a slot, 0 meaning empty. */
const MAX_POSTS = 0xfffe;
const MAX_LOAD = 0.8;
/** Slots that share a cache line. Keys with many posts fill lines of their own, not their neighbours'. */
const SLOTS_PER_LINE = 16;
const FIRST_SLOTS = 2 ** 14;
const LAST_SLOTS = 2 ** 20;

export const FLAG = { dead: 1, partial: 2 } as const;

/** What a segment keeps, as it is stored: flat arrays, read back as they are. */
export interface SegmentData {
  /** (post + 1) << 16 | tag, by open addressing in lines. */
  slots: Uint32Array;
  /** 64 bits a line, one for each sixty-fourth of the keys: set when one of them was put. Few are, of those asked. */
  bloom: Uint32Array;
  used: number;
  posts: number;
  live: number;
  /** Per post: the ids as Latin-1 or UTF-8 bytes, one after another, and where each ends. */
  ids: Uint8Array;
  idEnds: Uint32Array;
  skeletons: Uint32Array;
  /** Words (at most 65,535). */
  sizes: Uint16Array;
  /** Which share of all hashes the post's sample covers, in 255ths. */
  rates: Uint8Array;
  flags: Uint8Array;
}

/**
 * A stretch of the index: postings from 32-bit keys to posts, and what is known of each post. It has a fixed
 * number of slots: when they are full the next segment begins, four times as large up to a limit, so nothing is
 * ever hashed again, no insert waits for a growth, and a full segment never changes on disk but for `flags`.
 */
export class Segment {
  readonly data: SegmentData;

  constructor(source: { after?: Segment } | { data: SegmentData }) {
    if ('data' in source) {
      this.data = source.data;
      return;
    }
    const slots = source.after ? Math.min(LAST_SLOTS, source.after.data.slots.length * 4) : FIRST_SLOTS;
    this.data = {
      slots: new Uint32Array(slots),
      bloom: new Uint32Array((slots / SLOTS_PER_LINE) * 2),
      used: 0,
      posts: 0,
      live: 0,
      ids: new Uint8Array(1024),
      idEnds: new Uint32Array(64),
      skeletons: new Uint32Array(64),
      sizes: new Uint16Array(64),
      rates: new Uint8Array(64),
      flags: new Uint8Array(64),
    };
  }

  /** Whether a post with so many keys still fits. */
  hasRoom(keys: number): boolean {
    const { used, slots, posts } = this.data;
    return posts < MAX_POSTS && used + keys <= slots.length * MAX_LOAD;
  }

  /** Number a new post; its keys follow by `put`. */
  add(id: Uint8Array, skeleton: number, size: number, rate: number): number {
    const { data } = this;
    const post = data.posts++;
    data.live++;
    if (post >= data.flags.length) this.growPosts();
    const start = post === 0 ? 0 : (data.idEnds[post - 1] as number);
    if (start + id.length > data.ids.length) data.ids = grown(data.ids, start + id.length);
    data.ids.set(id, start);
    data.idEnds[post] = start + id.length;
    data.skeletons[post] = skeleton;
    data.sizes[post] = Math.min(size, 0xffff);
    data.rates[post] = rate;
    return post;
  }

  private growPosts(): void {
    const { data } = this;
    const size = Math.min(data.flags.length + 1, MAX_POSTS);
    data.idEnds = grown(data.idEnds, size);
    data.skeletons = grown(data.skeletons, size);
    data.sizes = grown(data.sizes, size);
    data.rates = grown(data.rates, size);
    data.flags = grown(data.flags, size);
  }

  addPosting(key: number, post: number): void {
    const { slots, bloom } = this.data;
    const mask = slots.length / SLOTS_PER_LINE - 1;
    const label = keyTag(key);
    const home = hash32(key) & mask;
    const bit = home * 64 + (label & 63);
    bloom[bit >>> 5] = (bloom[bit >>> 5] as number) | (1 << (bit & 31));
    for (let line = home; ; line = (line + (label | 1)) & mask) {
      for (let at = line * SLOTS_PER_LINE; at < (line + 1) * SLOTS_PER_LINE; at++) {
        if (slots[at] !== 0) continue;
        slots[at] = (((post + 1) << 16) | label) >>> 0;
        this.data.used++;
        return;
      }
    }
  }

  /** Write the living posts that hold `key` into `into` from `count` on, at most to its end. Gives the new count. */
  find(key: number, into: Uint32Array, count: number): number {
    const { slots, bloom, flags } = this.data;
    const mask = slots.length / SLOTS_PER_LINE - 1;
    const label = keyTag(key);
    const home = hash32(key) & mask;
    const bit = home * 64 + (label & 63);
    if ((((bloom[bit >>> 5] as number) >>> (bit & 31)) & 1) === 0) return count;
    let n = count;
    for (let line = home; ; line = (line + (label | 1)) & mask) {
      for (let at = line * SLOTS_PER_LINE; at < (line + 1) * SLOTS_PER_LINE; at++) {
        const slot = slots[at] as number;
        if (slot === 0) return n;
        if ((slot & 0xffff) !== label || n === into.length) continue;
        const post = (slot >>> 16) - 1;
        if (((flags[post] as number) & FLAG.dead) === 0) into[n++] = post;
      }
    }
  }

  hasId(post: number, id: Uint8Array): boolean {
    const { ids, idEnds } = this.data;
    const start = post === 0 ? 0 : (idEnds[post - 1] as number);
    if ((idEnds[post] as number) - start !== id.length) return false;
    for (let i = 0; i < id.length; i++) if (ids[start + i] !== id[i]) return false;
    return true;
  }

  idOf(post: number): Uint8Array {
    const { ids, idEnds } = this.data;
    return ids.subarray(post === 0 ? 0 : (idEnds[post - 1] as number), idEnds[post] as number);
  }
}

/** Sixteen bits of the key that its place in the table does not tell. */
function keyTag(key: number): number {
  return Math.imul(key ^ 0x2545f491, 0x9e3779b1) >>> 16;
}

function grown<T extends Uint8Array | Uint16Array | Uint32Array>(array: T, size: number): T {
  const bigger = new (array.constructor as new (n: number) => T)(
    Math.max(size, Math.ceil(array.length * 1.5)),
  );
  bigger.set(array);
  return bigger;
}
