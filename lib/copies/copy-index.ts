import { Ballot } from './ballot.ts';
import type { Change } from './change.ts';
import { Counts, type CountsData, wordBuckets } from './counts.ts';
import { byStrength, decide, kinship, type Likeness, MIN_UNITS } from './decide.ts';
import { mix } from './hash.ts';
import { NORMALISER_VERSION } from './normalise.ts';
import { Postings, type StoredSegment } from './postings.ts';
import type { SegmentData } from './segment.ts';
import type { Sketch } from './sketch.ts';

export type { Change };

/** Changes whenever an index written by other code could not be read on. */
export const INDEX_VERSION = NORMALISER_VERSION * 1000 + 3;

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
/** A post with a smaller share of new pairs adds no keys. */
const MIN_NEW = 0.2;
/** A post with a smaller share of new pairs teaches nothing about how common words are. */
const MIN_LEARN = 0.5;

const SEGMENT = 'segment-';

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
  private readonly postings: Postings;
  private readonly counts: Counts;
  private revision = 0;
  private readonly ballot: Ballot;

  constructor(parts: readonly Part[] = []) {
    const segments: StoredSegment[] = [];
    let counts: CountsData | undefined;
    for (const { name, revision, value } of parts) {
      this.revision = Math.max(this.revision, revision);
      if ('slots' in value)
        segments.push({ serial: Number(name.slice(SEGMENT.length)), revision, data: value });
      else counts = value;
    }
    this.postings = new Postings(segments);
    this.counts = new Counts(counts);
    this.ballot = new Ballot(this.postings, this.counts);
  }

  /** An index as it was after the last of `changes`. The arrays in `parts` are used, not copied. */
  static restore(parts: readonly Part[], changes: Iterable<Change> = []): CopyIndex {
    const index = new CopyIndex(parts);
    for (const change of changes) index.apply(change);
    return index;
  }

  /** All state, by parts; the arrays are the live ones, so store them before the next change. */
  snapshot(): Part[] {
    const segments = this.postings.stored().map(({ serial, revision, data }): Part => {
      return { name: SEGMENT + serial, revision, value: data };
    });
    return [{ name: 'counts', revision: this.revision, value: this.counts.data }, ...segments];
  }

  /** Posts in the index. */
  get size(): number {
    return this.postings.size;
  }

  /** Bytes of all arrays. */
  get bytes(): number {
    const arrays = this.snapshot().flatMap(({ value }) => Object.values(value));
    return arrays.reduce((sum, array) => sum + (typeof array === 'number' ? 8 : array.byteLength), 0);
  }

  has(id: string): boolean {
    return this.postings.locate(id) >= 0;
  }

  /**
   * Up to `limit` posts that stand in the way of giving memory back after many removals: insert them again. Empty
   * when there is nothing to gain.
   */
  tired(limit: number): string[] {
    return this.postings.tired(limit);
  }

  /** Posts that may share text with this one, likeliest first; at most twelve and those with the same words. */
  candidates(asked: Sketch): Candidate[] {
    if (asked.units < MIN_UNITS) return [];
    const numbers = new Set(this.sameWords(asked));
    for (const number of this.ballot.likeliest(asked, this.revision)) numbers.add(number);
    return [...numbers].map((number) => {
      const { skeleton, owner } = this.postings.known(number);
      return { id: this.postings.idOf(number), same: skeleton === asked.skeleton, owner };
    });
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
    const before = this.postings.locate(change.id);
    if (before >= 0) this.postings.bury(before, this.revision);
    if (change.op === 'remove') return;
    this.postings.add(change.id, change, change.keys, this.revision);
    for (const stop of change.stops) this.counts.addStop(stop);
    if (change.words.length > 0) this.counts.addWords(change.words);
    for (const sentence of change.sentences) this.counts.addSentence(sentence);
  }

  private plan(id: string, asked: Sketch, others: readonly Other[], found: readonly Found[]): Change {
    const matched = new Set(found.map((match) => match.id));
    const owners = others.filter((other) => other.id !== id && matched.has(other.id) && other.owner);
    const owned = new Set<number>();
    for (const { sketch } of owners) for (const pair of sketch.pairs) owned.add(pair);
    let share = 1;
    if (owners.length > 0) {
      let fresh = 0;
      for (const pair of asked.pairs) if (!owned.has(pair)) fresh++;
      share = fresh / (asked.pairs.length || 1);
    }

    const short = asked.units < MIN_UNITS;
    const { keys: pairs, rate } = this.ballot.hold(asked, this.revision);
    const keys: number[] = [];
    const stops: number[] = [];
    if (!short && share >= MIN_NEW) {
      const cap = Math.min(CAP, FIRST_CAP + this.size / 100);
      pairs.forEach((pair, i) => {
        if (owned.has(pair)) return;
        if ((this.postings.holding[i] as number) >= cap && !this.isFlood(pair, matched)) stops.push(pair);
        else keys.push(pair);
      });
    }
    if (!short && !this.sameWords(asked).some((number) => this.postings.idOf(number) !== id))
      keys.push(skeletonKey(asked.skeleton));
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
      words: learns ? wordBuckets(asked.words) : new Uint16Array(),
      sentences: learns ? Uint32Array.from(new Set(asked.sentenceHashes.filter(Boolean))) : new Uint32Array(),
    };
  }

  /** Whether three of the posts that hold a pair are copies of the asker: a flood, not a phrase. */
  private isFlood(pair: number, matched: Set<string>): boolean {
    if (matched.size < FLOOD) return false;
    const copies = this.postings.holders(pair).filter((number) => matched.has(this.postings.idOf(number)));
    return copies.length >= FLOOD;
  }

  private sameWords({ skeleton }: Sketch): number[] {
    const holders = this.postings.holders(skeletonKey(skeleton));
    return holders.filter((number) => this.postings.known(number).skeleton === skeleton);
  }
}

function skeletonKey(skeleton: number): number {
  return mix(skeleton ^ 0x5e5e5e5e);
}
