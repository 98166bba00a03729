import {
  byStrength,
  type CopyMatch,
  classifyCopy,
  classifyGroupMember,
  MIN_TEXT_LENGTH,
} from './compare/decide-copy.ts';
import { hash32 } from './fingerprint/hash.ts';
import { NORMALIZER_VERSION } from './fingerprint/normalize.ts';
import type { TextFeatures } from './fingerprint/text-features.ts';
import { CandidateRanker } from './index/candidate-ranking.ts';
import { Postings, type StoredSegment } from './index/postings.ts';
import type { SegmentData } from './index/segment.ts';
import { TermStatistics, type TermStatisticsData, wordBuckets } from './index/term-statistics.ts';
import type { IndexChange } from './index-change.ts';

export type { IndexChange };

/** Changes whenever an index written by other code could not be read on. */
export const INDEX_VERSION = NORMALIZER_VERSION * 1000 + 4;

/** A post that may share text with the one asked for: fetch its text, sketch it, `compare`. */
export interface Candidate {
  id: string;
  /** Its words are the same, in the same order. */
  same: boolean;
  /** Found through its whole text, not only through what it adds to another. */
  owner: boolean;
}

/** A candidate whose text the caller has fetched. */
export interface ComparedCandidate extends Candidate {
  sketch: TextFeatures;
}

/** A post that repeats the one asked for, or that it repeats. */
export interface Match extends CopyMatch {
  id: string;
}

/** A part of a snapshot: store it under its name when its revision is not the stored one. */
export interface IndexPart {
  name: string;
  revision: number;
  value: TermStatisticsData | SegmentData;
}

/**
 * Holders of a pair from which on it finds nothing, unless three of them are copies of the asker: this many at
 * first, and one more for every hundred posts, up to the limit.
 */
const INITIAL_MAX_HOLDERS = 8;
const MAX_HOLDERS = 48;
const MIN_FLOOD_COPIES = 3;
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
  private readonly counts: TermStatistics;
  private revision = 0;
  private readonly ballot: CandidateRanker;

  constructor(parts: readonly IndexPart[] = []) {
    const segments: StoredSegment[] = [];
    let counts: TermStatisticsData | undefined;
    for (const { name, revision, value } of parts) {
      this.revision = Math.max(this.revision, revision);
      if ('slots' in value)
        segments.push({ serial: Number(name.slice(SEGMENT.length)), revision, data: value });
      else counts = value;
    }
    this.postings = new Postings(segments);
    this.counts = new TermStatistics(counts);
    this.ballot = new CandidateRanker(this.postings, this.counts);
  }

  /** An index as it was after the last of `changes`. The arrays in `parts` are used, not copied. */
  static restore(parts: readonly IndexPart[], changes: Iterable<IndexChange> = []): CopyIndex {
    const index = new CopyIndex(parts);
    for (const change of changes) index.apply(change);
    return index;
  }

  /** All state, by parts; the arrays are the live ones, so store them before the next change. */
  snapshot(): IndexPart[] {
    const segments = this.postings.stored().map(({ serial, revision, data }): IndexPart => {
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
  idsToReindex(limit: number): string[] {
    return this.postings.idsToReindex(limit);
  }

  /** Posts that may share text with this one, likeliest first; at most twelve and those with the same words. */
  candidates(features: TextFeatures): Candidate[] {
    if (features.length < MIN_TEXT_LENGTH) return [];
    const numbers = new Set(this.sameWords(features));
    for (const number of this.ballot.topCandidates(features, this.revision)) numbers.add(number);
    return [...numbers].map((number) => {
      const { skeleton, owner } = this.postings.known(number);
      return { id: this.postings.idOf(number), same: skeleton === features.contentHash, owner };
    });
  }

  /** Which of the others the asked text repeats: the same text first, then by score. */
  compare(features: TextFeatures, others: readonly ComparedCandidate[]): Match[] {
    const found: Match[] = [];
    for (const { id, sketch } of others) {
      const likeness = classifyCopy(features, sketch, this.counts);
      if (likeness) found.push({ id, ...likeness });
    }
    return found.sort(byStrength);
  }

  /** How two texts are alike, loosely: what members of one group must be to one another. */
  kinship(a: TextFeatures, b: TextFeatures): CopyMatch | null {
    return classifyGroupMember(a, b, this.counts);
  }

  /**
   * Add a post (again: replaces it), and give the change to be stored.
   *
   * @param others The candidates with their sketches, and `found`, what `compare` made of them: what a matched
   *   post owns is not indexed again, so that a flood of copies does not drown its own traces.
   */
  insert(
    id: string,
    features: TextFeatures,
    others: readonly ComparedCandidate[] = [],
    found: readonly Match[] = [],
  ): IndexChange {
    const change = this.plan(id, features, others, found);
    this.apply(change);
    return change;
  }

  /** Take a post out. If others matched it, insert them again: they may have leaned on it. */
  remove(id: string): IndexChange {
    const change: IndexChange = { op: 'remove', id };
    this.apply(change);
    return change;
  }

  /** Do a change: one just planned, or one read back. */
  apply(change: IndexChange): void {
    this.revision++;
    const before = this.postings.locate(change.id);
    if (before >= 0) this.postings.markDeleted(before, this.revision);
    if (change.op === 'remove') return;
    this.postings.add(change.id, change, change.keys, this.revision);
    for (const stop of change.stops) this.counts.addStopPair(stop);
    if (change.words.length > 0) this.counts.addWords(change.words);
    for (const sentence of change.sentences) this.counts.addSentence(sentence);
  }

  private plan(
    id: string,
    features: TextFeatures,
    others: readonly ComparedCandidate[],
    found: readonly Match[],
  ): IndexChange {
    const matched = new Set(found.map((match) => match.id));
    const owners = others.filter((other) => other.id !== id && matched.has(other.id) && other.owner);
    const owned = new Set<number>();
    for (const { sketch } of owners) for (const pair of sketch.bigrams) owned.add(pair);
    let share = 1;
    if (owners.length > 0) {
      let fresh = 0;
      for (const pair of features.bigrams) if (!owned.has(pair)) fresh++;
      share = fresh / (features.bigrams.length || 1);
    }

    const short = features.length < MIN_TEXT_LENGTH;
    const { keys: pairs, rate } = this.ballot.score(features, this.revision);
    const keys: number[] = [];
    const stops: number[] = [];
    if (!short && share >= MIN_NEW) {
      const cap = Math.min(MAX_HOLDERS, INITIAL_MAX_HOLDERS + this.size / 100);
      pairs.forEach((pair, i) => {
        if (owned.has(pair)) return;
        if ((this.postings.holderCounts[i] as number) >= cap && !this.isFlood(pair, matched))
          stops.push(pair);
        else keys.push(pair);
      });
    }
    if (!short && !this.sameWords(features).some((number) => this.postings.idOf(number) !== id))
      keys.push(skeletonKey(features.contentHash));
    const learns = !short && share >= MIN_LEARN;
    return {
      op: 'insert',
      id,
      skeleton: features.contentHash,
      size: features.words.length,
      rate,
      owner: share === 1 || owners.length === 0,
      keys: Uint32Array.from(keys),
      stops: Uint32Array.from(stops),
      words: learns ? wordBuckets(features.words) : new Uint16Array(),
      sentences: learns
        ? Uint32Array.from(new Set(features.sentenceHashes.filter(Boolean)))
        : new Uint32Array(),
    };
  }

  /** Whether three of the posts that hold a pair are copies of the asker: a flood, not a phrase. */
  private isFlood(pair: number, matched: Set<string>): boolean {
    if (matched.size < MIN_FLOOD_COPIES) return false;
    const copies = this.postings
      .postsWithKey(pair)
      .filter((number) => matched.has(this.postings.idOf(number)));
    return copies.length >= MIN_FLOOD_COPIES;
  }

  private sameWords({ contentHash: skeleton }: TextFeatures): number[] {
    const holders = this.postings.postsWithKey(skeletonKey(skeleton));
    return holders.filter((number) => this.postings.known(number).skeleton === skeleton);
  }
}

function skeletonKey(skeleton: number): number {
  return hash32(skeleton ^ 0x5e5e5e5e);
}
