import { hash32 } from '../fingerprint/hash.ts';
import { PRIOR_IDEOGRAPH_POSTS, PRIOR_POSTS, priorShares } from './word-frequency-prior.ts';

/** A sentence that this many unrelated posts share is boilerplate. */
const BOILERPLATE_POSTS = 6;
const SENTENCE_BITS = 20;
const STOP_BITS = 20;
/** No word says more than this. */
const MAX_BITS = 16;

/** The arrays of a `Counts`, as they are stored. */
export interface TermStatisticsData {
  posts: number;
  words: Uint16Array;
  sentences: Uint8Array;
  stops: Uint8Array;
}

const LOG2 = Float32Array.from({ length: 0x10001 }, (_, count) => Math.log2(count));

let priorWords: Uint16Array | undefined;

/** How common words, sentences and word pairs are, learned from posts that copy no other. Fixed size. */
export class TermStatistics {
  readonly data: TermStatisticsData;
  private logPosts: number;

  constructor(data?: TermStatisticsData) {
    this.data = data ?? {
      posts: PRIOR_POSTS,
      words: initialCounts().slice(),
      // Two counters of four bits in a byte.
      sentences: new Uint8Array(2 ** (SENTENCE_BITS - 1)),
      stops: new Uint8Array(2 ** (STOP_BITS - 3)),
    };
    this.logPosts = Math.log2(this.data.posts);
  }

  /** What a word tells, in bits: minus the logarithm of the share of posts that hold it. */
  informationBits(word: number): number {
    const informationBits = this.logPosts - (LOG2[(this.data.words[word & 0xffff] as number) + 1] as number);
    return Math.min(informationBits, MAX_BITS);
  }

  /** Count the distinct words of one more post. */
  addWords(buckets: Uint16Array): void {
    this.logPosts = Math.log2(++this.data.posts);
    for (const bucket of buckets) {
      const seen = this.data.words[bucket] as number;
      if (seen < 0xffff) this.data.words[bucket] = seen + 1;
    }
  }

  addSentence(hash: number): void {
    for (const at of this.sketchCells(hash)) {
      const byte = this.data.sentences[at >>> 1] as number;
      const shift = (at & 1) << 2;
      if (((byte >>> shift) & 15) < 15) this.data.sentences[at >>> 1] = byte + (1 << shift);
    }
  }

  /** True when at least six unrelated posts hold the sentence. */
  isBoilerplate(hash: number): boolean {
    return this.sketchCells(hash).every((at) => {
      const byte = this.data.sentences[at >>> 1] as number;
      return ((byte >>> ((at & 1) << 2)) & 15) >= BOILERPLATE_POSTS;
    });
  }

  private sketchCells(hash: number): [number, number] {
    return [hash >>> (32 - SENTENCE_BITS), hash32(hash ^ 0x5bd1e995) >>> (32 - SENTENCE_BITS)];
  }

  /** A pair so many unrelated posts hold that it finds nothing. */
  addStopPair(hash: number): void {
    const [a, b] = stopCells(hash);
    this.data.stops[a >>> 3] = (this.data.stops[a >>> 3] as number) | (1 << (a & 7));
    this.data.stops[b >>> 3] = (this.data.stops[b >>> 3] as number) | (1 << (b & 7));
  }

  isStopPair(hash: number): boolean {
    const { stops } = this.data;
    const a = Math.imul(hash, 0x9e3779b1) >>> (32 - STOP_BITS);
    if ((((stops[a >>> 3] as number) >>> (a & 7)) & 1) === 0) return false;
    const b = stopCells(hash)[1];
    return (((stops[b >>> 3] as number) >>> (b & 7)) & 1) === 1;
  }
}

function stopCells(hash: number): [number, number] {
  return [Math.imul(hash, 0x9e3779b1) >>> (32 - STOP_BITS), hash32(hash) >>> (32 - STOP_BITS)];
}

/** The distinct buckets in which the words of a post are counted, ascending. */
export function wordBuckets(words: Uint32Array): Uint16Array {
  const all = new Uint16Array(words).sort();
  let size = 0;
  for (let i = 0; i < all.length; i++) {
    if (size === 0 || all[size - 1] !== all[i]) all[size++] = all[i] as number;
  }
  return all.slice(0, size);
}

/** Odd hashes are single characters: each starts at one post in fifty. */
function initialCounts(): Uint16Array {
  if (priorWords) return priorWords;
  priorWords = new Uint16Array(65_536);
  for (let i = 1; i < priorWords.length; i += 2) priorWords[i] = PRIOR_IDEOGRAPH_POSTS;
  for (const [word, share] of priorShares()) priorWords[word & 0xffff] = Math.round(share * PRIOR_POSTS);
  return priorWords;
}
