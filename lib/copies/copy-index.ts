import { Counts, type CountsData } from './counts.ts';
import { decide, kinship, type Likeness, MIN_UNITS } from './decide.ts';
import { mix } from './hash.ts';
import { NORMALISER_VERSION } from './normalise.ts';
import { MAX_KEYS, type Sample, sample } from './sample.ts';
import { FLAG, Segment, type SegmentData } from './segment.ts';
import type { Sketch } from './sketch.ts';
import { Votes } from './votes.ts';

/** Changes whenever an index written by other code could not be read on. */
export const INDEX_VERSION = NORMALISER_VERSION * 1000 + 1;

/** A post that may share text with the one asked for: fetch its text, sketch it, `compare`. */
export interface Candidate {
  id: string;
  /** Its words are the same, in the same order. */
  same: boolean;
  /** Found through its whole text, not only through what it adds to another. */
  owner: boolean;
}

/** A candidate whose text the caller has fetched. */
export interface Other extends Candidate {
  sketch: Sketch;
}

/** A post that repeats the one asked for, or that it repeats. */
export interface Found extends Likeness {
  id: string;
}

/** What an insert or a removal does to the index: plain data, to be stored with the post and replayed. */
export type Change =
  | {
      op: 'insert';
      id: string;
      skeleton: number;
      size: number;
      rate: number;
      owner: boolean;
      /** What finds the post: pairs no matched post owns, and its identity. */
      keys: Uint32Array;
      /** Pairs found to be too common to be keys. */
      stops: Uint32Array;
      /** Buckets of its distinct words, and its sentences, when it is a new text. */
      words: Uint16Array;
      sentences: Uint32Array;
    }
  | { op: 'remove'; id: string };

/** A part of a snapshot: store it under its name when its revision is not the stored one. */
export interface Part {
  name: string;
  revision: number;
  value: CountsData | SegmentData;
}

/**
 * Holders of a pair from which on it finds nothing, unless three of them are copies of the asker: this many at
 * first, and one more for every hundred posts, up to the limit.
 */
const FIRST_CAP = 8;
const CAP = 48;
const FLOOD = 3;
/** Least estimated share of the shorter text that must be common, rare pairs weighing more. */
const MIN_SHARE = 0.16;
/** Votes are counted in sixteenths of a key that one post alone holds. */
const WHOLE_VOTE = 16;
/** What a pair says that was rare once. */
const COMMON_VOTE = 4;
/** Least votes: one and a half of a rare key, so that one chance meeting is no candidate. */
const MIN_VOTES = 1.5 * WHOLE_VOTE;
/** Candidates at most. */
const MAX_CANDIDATES = 12;
/** A post with a smaller share of new pairs adds no keys. */
const MIN_NEW = 0.2;
/** A post with a smaller share of new pairs teaches nothing about how common words are. */
const MIN_LEARN = 0.5;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * Finds the texts that a text repeats, among any number of posts whose texts are kept elsewhere.
 *
 *     const asked = sketch(text, title);
 *     const others = await fetchTexts(index.candidates(asked));   // sketched
 *     const found = index.compare(asked, others);
 *     const change = index.insert(id, asked, others, found);      // store `change` with the post
 *
 * State is a few typed arrays: `snapshot` hands them out as they are, `restore` takes them as they are and
 * replays the changes made since. Equal changes in equal order give equal state.
 */
export class CopyIndex {
  /** `null` where a segment was dropped. */
  private readonly segments: (Segment | null)[];
  private readonly revisions: number[];
  private readonly counts: Counts;
  private revision = 0;
  private readonly votes = new Votes();
  private readonly holders = new Uint32Array(255);
  private voted: { asked: Sketch; sample: Sample; revision: number } | null = null;
  /** The keys asked for, how many posts hold each, and what each vote weighs. */
  private readonly asking = new Uint32Array(MAX_KEYS + 32);
  private readonly holding = new Uint8Array(MAX_KEYS + 32);
  private readonly weights = new Uint8Array(MAX_KEYS + 32);
  private numbers = new Uint32Array(1024);
  private byKey = new Uint32Array(1024);
  /** What a post that holds all of its keys would get. */
  private weight = 0;

  constructor(parts: readonly Part[] = []) {
    this.segments = [];
    this.revisions = [];
    let counts: CountsData | undefined;
    for (const { name, revision, value } of parts) {
      this.revision = Math.max(this.revision, revision);
      if ('slots' in value) {
        const serial = Number(name.slice('segment-'.length));
        this.segments[serial] = new Segment({ data: value });
        this.revisions[serial] = revision;
      } else counts = value;
    }
    for (let i = 0; i < this.segments.length; i++) this.segments[i] ??= null;
    this.counts = new Counts(counts);
  }

  /** An index as it was after the last of `changes`. The arrays in `parts` are used, not copied. */
  static restore(parts: readonly Part[], changes: Iterable<Change> = []): CopyIndex {
    const index = new CopyIndex(parts);
    for (const change of changes) index.apply(change);
    return index;
  }

  /** All state, by parts; the arrays are the live ones, so store them before the next change. */
  snapshot(): Part[] {
    const parts: Part[] = [{ name: 'counts', revision: this.revision, value: this.counts.data }];
    this.segments.forEach((segment, serial) => {
      const revision = this.revisions[serial] ?? 0;
      if (segment) parts.push({ name: `segment-${serial}`, revision, value: segment.data });
    });
    return parts;
  }

  /** Posts in the index. */
  get size(): number {
    let sum = 0;
    for (const segment of this.segments) sum += segment?.data.live ?? 0;
    return sum;
  }

  /** Bytes of all arrays. */
  get bytes(): number {
    const arrays = this.snapshot().flatMap(({ value }) => Object.values(value));
    return arrays.reduce((sum, array) => sum + (typeof array === 'number' ? 8 : array.byteLength), 0);
  }

  has(id: string): boolean {
    return this.locate(encoder.encode(id)) !== null;
  }

  /** Posts that may share text with this one, likeliest first; at most twelve and those with the same words. */
  candidates(asked: Sketch): Candidate[] {
    if (asked.units < MIN_UNITS) return [];
    const { keys, rate } = this.vote(asked);
    const ranked: { number: number; share: number }[] = [];
    this.votes.each((number, held, weight) => {
      if (weight < MIN_VOTES && held < keys.length / 3) return;
      const { sizes, rates } = (this.segments[number >>> 16] as Segment).data;
      const size = sizes[number & 0xffff] as number;
      const common = Math.min(1, (rates[number & 0xffff] as number) / rate);
      const most = this.weight * common * Math.min(1, size / asked.words.length);
      if (weight >= MIN_SHARE * most) ranked.push({ number, share: Math.min(1, weight / most) + held / 1e6 });
    });
    ranked.sort((a, b) => b.share - a.share || a.number - b.number);
    const numbers = new Set(this.sameWords(asked));
    for (const { number } of ranked.slice(0, MAX_CANDIDATES)) numbers.add(number);
    return [...numbers].map((number) => this.candidate(number, asked.skeleton));
  }

  /** Which of the others the asked text repeats: the same text first, then by score. */
  compare(asked: Sketch, others: readonly Other[]): Found[] {
    const found: Found[] = [];
    for (const { id, sketch } of others) {
      const likeness = decide(asked, sketch, this.counts);
      if (likeness) found.push({ id, ...likeness });
    }
    return found.sort(byStrength);
  }

  /** How two texts are alike, loosely: what members of one group must be to one another. */
  kinship(a: Sketch, b: Sketch): Likeness | null {
    return kinship(a, b, this.counts);
  }

  /**
   * Add a post (again: replaces it), and give the change to be stored.
   *
   * @param others The candidates with their sketches, and `found`, what `compare` made of them: what a matched
   *   post owns is not indexed again, so that a flood of copies does not drown its own traces.
   */
  insert(id: string, asked: Sketch, others: readonly Other[] = [], found: readonly Found[] = []): Change {
    const change = this.plan(id, asked, others, found);
    this.apply(change);
    return change;
  }

  /** Take a post out. If others matched it, insert them again: they may have leaned on it. */
  remove(id: string): Change {
    const change: Change = { op: 'remove', id };
    this.apply(change);
    return change;
  }

  /** Do a change: one just planned, or one read back. */
  apply(change: Change): void {
    this.revision++;
    const id = encoder.encode(change.id);
    const before = this.locate(id);
    if (before) this.bury(before.serial, before.post);
    if (change.op === 'remove') return;

    const { skeleton, size, rate, owner, keys, stops, words, sentences } = change;
    const [segment, serial] = this.open(keys.length + 1);
    const post = segment.add(id, skeleton, size, rate);
    if (!owner) segment.data.flags[post] = FLAG.leaning;
    segment.put(idKey(id), post);
    for (const key of keys) segment.put(key, post);
    for (const stop of stops) this.counts.addStop(stop);
    if (words.length > 0) this.counts.addWords(words);
    for (const sentence of sentences) this.counts.addSentence(sentence);
    this.revisions[serial] = this.revision;
  }

  private plan(id: string, asked: Sketch, others: readonly Other[], found: readonly Found[]): Change {
    const matched = new Set(found.map((match) => match.id));
    const owners = others.filter((other) => matched.has(other.id) && other.owner);
    const owned = new Set<number>();
    for (const { sketch } of owners) for (const pair of sketch.pairs) owned.add(pair);
    let share = 1;
    if (owners.length > 0) {
      let fresh = 0;
      for (const pair of asked.pairs) if (!owned.has(pair)) fresh++;
      share = fresh / (asked.pairs.length || 1);
    }

    const short = asked.units < MIN_UNITS;
    const { keys: pairs, rate } = this.vote(asked);
    const keys: number[] = [];
    const stops: number[] = [];
    if (!short && share >= MIN_NEW) {
      const cap = Math.min(CAP, FIRST_CAP + this.size / 100);
      pairs.forEach((pair, i) => {
        if (owned.has(pair)) return;
        if ((this.holding[i] as number) >= cap && !this.isFlood(pair, matched)) stops.push(pair);
        else keys.push(pair);
      });
    }
    if (!short && this.sameWords(asked).length === 0) keys.push(skeletonKey(asked.skeleton));
    const learns = !short && share >= MIN_LEARN;
    return {
      op: 'insert',
      id,
      skeleton: asked.skeleton,
      size: asked.words.length,
      rate,
      owner: share === 1 || owners.length === 0,
      keys: Uint32Array.from(keys),
      stops: Uint32Array.from(stops),
      words: learns ? buckets(asked.words) : new Uint16Array(),
      sentences: learns ? Uint32Array.from(new Set(asked.sentenceHashes.filter(Boolean))) : new Uint32Array(),
    };
  }

  /** Whether three of the posts that hold a pair are copies of the asker: a flood, not a phrase. */
  private isFlood(pair: number, matched: Set<string>): boolean {
    if (matched.size < FLOOD) return false;
    const count = this.hold(pair);
    let copies = 0;
    for (let i = 0; i < count && copies < FLOOD; i++) {
      if (matched.has(this.idOf(this.holders[i] as number))) copies++;
    }
    return copies === FLOOD;
  }

  /** Sample a text and let each of its keys vote for the posts that hold it; the same text again costs nothing. */
  private vote(asked: Sketch): Sample {
    if (this.voted?.asked === asked && this.voted.revision === this.revision) return this.voted.sample;
    const chosen = sample(asked, this.counts);
    const { keys, common } = chosen;
    const { asking, holding, weights } = this;
    asking.set(keys);
    asking.set(common, keys.length);
    const met = this.meet(keys.length + common.length);
    this.votes.clear();
    this.weight = 0;
    const logPosts = Math.log2(this.size + 8);
    for (let k = 0; k < keys.length; k++) {
      const count = holding[k] as number;
      weights[k] = count < 2 ? WHOLE_VOTE : Math.round(WHOLE_VOTE * (1 - Math.log2(count) / logPosts));
      this.weight += weights[k] as number;
    }
    weights.fill(COMMON_VOTE, keys.length, keys.length + common.length);
    for (let i = 0; i < met; i++) {
      this.votes.add(this.numbers[i] as number, weights[this.byKey[i] as number] as number);
    }
    this.voted = { asked, sample: chosen, revision: this.revision };
    return chosen;
  }

  /**
   * Find the living posts that hold any of the first `n` keys in `asking`: their numbers in `numbers`, which key
   * in `byKey`, how many a key in `holding`. Segment by segment, so that many places are asked for at once.
   */
  private meet(n: number): number {
    const { asking, holding, holders } = this;
    holding.fill(0, 0, n);
    let size = 0;
    for (let serial = 0; serial < this.segments.length; serial++) {
      const segment = this.segments[serial];
      if (!segment) continue;
      for (let k = 0; k < n; k++) {
        const found = segment.find(asking[k] as number, holders, 0);
        if (found === 0) continue;
        if (size + found > this.numbers.length) {
          this.numbers = doubled(this.numbers);
          this.byKey = doubled(this.byKey);
        }
        for (let i = 0; i < found; i++) {
          const post = holders[i] as number;
          if (segment.isDead(post) || holding[k] === 255) continue;
          this.numbers[size] = (serial << 16) | post;
          this.byKey[size++] = k;
          holding[k] = (holding[k] as number) + 1;
        }
      }
    }
    return size;
  }

  /** Put the numbers of the living posts that hold a key into `holders`. */
  private hold(key: number): number {
    let count = 0;
    for (let serial = 0; serial < this.segments.length; serial++) {
      const segment = this.segments[serial];
      if (!segment) continue;
      const stop = segment.find(key, this.holders, count);
      for (let i = count; i < stop; i++) {
        const post = this.holders[i] as number;
        if (!segment.isDead(post)) this.holders[count++] = (serial << 16) | post;
      }
    }
    return count;
  }

  private sameWords({ skeleton }: Sketch): number[] {
    const same: number[] = [];
    const count = this.hold(skeletonKey(skeleton));
    for (let i = 0; i < count; i++) {
      const number = this.holders[i] as number;
      if (this.segments[number >>> 16]?.data.skeletons[number & 0xffff] === skeleton) same.push(number);
    }
    return same;
  }

  private candidate(number: number, skeleton: number): Candidate {
    const { data } = this.segments[number >>> 16] as Segment;
    const post = number & 0xffff;
    return {
      id: this.idOf(number),
      same: data.skeletons[post] === skeleton,
      owner: ((data.flags[post] as number) & FLAG.leaning) === 0,
    };
  }

  private idOf(number: number): string {
    return decoder.decode((this.segments[number >>> 16] as Segment).idOf(number & 0xffff));
  }

  private locate(id: Uint8Array): { serial: number; post: number } | null {
    const count = this.hold(idKey(id));
    for (let i = 0; i < count; i++) {
      const [serial, post] = [(this.holders[i] as number) >>> 16, (this.holders[i] as number) & 0xffff];
      if (this.segments[serial]?.hasId(post, id)) return { serial, post };
    }
    return null;
  }

  /** The segment to write to, a new one when the last is full. */
  private open(keys: number): [Segment, number] {
    const last = this.segments.at(-1);
    if (last?.hasRoom(keys)) return [last, this.segments.length - 1];
    const next = new Segment({ after: last ?? undefined });
    this.segments.push(next);
    return [next, this.segments.length - 1];
  }

  private bury(serial: number, post: number): void {
    const segment = this.segments[serial] as Segment;
    segment.data.flags[post] = (segment.data.flags[post] as number) | FLAG.dead;
    segment.data.live--;
    this.revisions[serial] = this.revision;
    if (segment.data.live === 0 && serial < this.segments.length - 1) this.segments[serial] = null;
  }
}

const STRENGTH = { exact: 0, template: 1, near: 2, excerpt: 3 } as const;

/** Order of matches: the stronger kind first, then the higher score. */
export function byStrength(a: Likeness, b: Likeness): number {
  return STRENGTH[a.kind] - STRENGTH[b.kind] || b.score - a.score;
}

function doubled(array: Uint32Array): Uint32Array<ArrayBuffer> {
  const bigger = new Uint32Array(array.length * 2);
  bigger.set(array);
  return bigger;
}

/** The distinct buckets in which words are counted. */
function buckets(words: Uint32Array): Uint16Array {
  const all = new Uint16Array(words).sort();
  let size = 0;
  for (let i = 0; i < all.length; i++) {
    if (size === 0 || all[size - 1] !== all[i]) all[size++] = all[i] as number;
  }
  return all.slice(0, size);
}

function idKey(id: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (const byte of id) hash = Math.imul(hash ^ byte, 0x01000193);
  return mix(hash ^ 0x1d1d1d1d);
}

function skeletonKey(skeleton: number): number {
  return mix(skeleton ^ 0x5e5e5e5e);
}
