import { classify } from './compare/classify.ts';
import { byCloseness, type MatchKind, type Verdict } from './compare/verdict.ts';
import { hash32, hashChain } from './fingerprint/hash.ts';
import type { TextFeatures } from './fingerprint/text-features.ts';
import { type IndexKeys, indexKeys } from './index/index-keys.ts';
import type { LoggedChanges } from './index/index-log.ts';
import { PostingLists, type StoredSegment } from './index/posting-lists.ts';
import { FLAG, type Identity, type Link } from './index/posting-segment.ts';
import { VoteTable } from './index/vote-table.ts';

/** An earlier post, and how another repeats it. */
export interface Source {
  id: string;
  kind: MatchKind;
  /** 0 to 1, in thousandths. */
  score: number;
}

/** The source of a post. */
export interface Place {
  source: Source | null;
  /**
   * When it repeats the earliest of the posts with its features: a hash that all of these share. Its source changes
   * without a step of its own when an earlier one comes.
   */
  equals: string | null;
}

/** A post that got another source, or none. */
export interface SourceChange extends Place {
  id: string;
}

/**
 * A computation that asks for texts: it yields ids and is given the features of each post, `null` for one that is
 * not there. The texts stand in memory or in a database; the steps are the same.
 */
export type Steps<T> = Generator<readonly string[], T, readonly (TextFeatures | null)[]>;

/** Bounds; smaller ones make floods small enough for tests. */
export interface Limits {
  /** Holders a key answers with. */
  head: number;
  /** Candidates a post is compared with. */
  candidates: number;
  /** Later posts that are compared at once with a new one, and that are searched again; others wait for `maintain`. */
  compared: number;
  searched: number;
  /** Postings gone through at once for later posts; more wait for `maintain`. */
  postings: number;
}

export const LIMITS: Limits = { head: 8, candidates: 16, compared: 16, searched: 4, postings: 4096 };

/** Keys two posts must share to be compared, and the least share of the keys of the one that has fewer. */
const MIN_SHARED = 2;
const MIN_SHARE = 0.08;
/** Below this length ("GM", "bullish $BTC") a text is a stock phrase and is compared with none. */
const MIN_LENGTH = 6;

/** Kinds by number, as they are stored; number 0 is for no source. */
const KINDS: readonly (MatchKind | null)[] = [null, 'exact', 'template', 'near', 'excerpt', 'figures'];

/** An earlier or later post and the verdict on it. */
interface Compared {
  number: number;
  verdict: Verdict;
}

/** Later posts to be looked through: a post came before them, or left. */
interface Scan {
  /** The post's number, and those of its keys that answer with it, or did. */
  at: number;
  keys: Uint32Array;
  runs: number;
  /** Posts that some key no longer answers with. */
  lost: number[];
}

/** Work left over, to be done by `maintain`; plain data. */
export interface PendingWork {
  scans: Scan[];
  /** Ids of posts whose source must be searched again. */
  searches: string[];
}

/** What a forest is made of, to be stored. */
export interface ForestState {
  segments?: readonly StoredSegment[];
  /** Changes since the segments were stored. */
  logs?: readonly LoggedChanges[];
  work?: PendingWork | undefined;
  rejected?: readonly (readonly [string, string])[];
}

/**
 * Which earlier post each post repeats: its source. A pure function of the posts, whatever the order in which they
 * came, once no work is pending:
 *
 * - Posts are ordered by time, then id. Of posts with the same features the earliest is found by its text and is
 *   the source of the others.
 * - A key answers with the earliest `head` posts that hold it. The candidates of a post are the earlier posts that
 *   at least two of its keys, and 8 % of the keys of the one that has fewer, answer with; the `candidates` best
 *   by shared keys, then by the fewer keys of its own, then the earlier.
 * - The source is the closest candidate (`byCloseness`), on a tie the earlier. Not one that stands below a post that
 *   the user called no copy of this one.
 *
 * The steps are generators so that texts may come from a database. One must end before the next begins.
 */
export class SourceForest {
  readonly lists: PostingLists;
  private readonly limits: Limits;
  private readonly votes = new VoteTable();
  private readonly found: Uint32Array;
  private readonly scans: Scan[] = [];
  private readonly searches = new Set<string>();
  private readonly rejected = new Map<string, Set<string>>();
  private changes = new Set<number>();
  /** The sources that changed posts had before. */
  private readonly formerSources = new Map<number, number[]>();
  /** Posts that the user's word concerns, and that came or left. */
  private readonly movedRejected = new Set<string>();

  /**
   * A forest as it was stored, or an empty one.
   * @param rejected the pairs that `reject` was told of.
   */
  constructor({ segments = [], logs = [], work, rejected = [] }: ForestState = {}, limits: Limits = LIMITS) {
    this.limits = limits;
    this.lists = new PostingLists(limits.head, segments);
    for (const changes of logs) this.lists.replay(changes);
    this.found = new Uint32Array(Math.max(256, 4 * limits.head));
    if (work) {
      this.scans.push(...work.scans);
      for (const id of work.searches) this.searches.add(id);
    }
    for (const [a, b] of rejected) this.noteRejection(a, b, true);
  }

  get size(): number {
    return this.lists.size;
  }

  /** Bytes of the index as it is stored. */
  get bytes(): number {
    let sum = 0;
    for (const { data } of this.lists.stored()) {
      for (const value of Object.values(data)) sum += typeof value === 'number' ? 8 : value.byteLength;
    }
    return sum;
  }

  has(id: string): boolean {
    return this.lists.locate(id) >= 0;
  }

  /** The work left over. */
  get pending(): PendingWork {
    return { scans: [...this.scans], searches: [...this.searches] };
  }

  get isIdle(): boolean {
    return this.scans.length === 0 && this.searches.size === 0;
  }

  /** The source of a post; `null` when it has none or is not there. */
  sourceOf(id: string): Source | null {
    const number = this.lists.locate(id);
    return number < 0 ? null : this.toSource(this.linkOf(number));
  }

  /** The source of a post, and whether it only repeats an equal text. */
  placeOf(id: string): Place {
    const number = this.lists.locate(id);
    return number < 0 ? { source: null, equals: null } : this.place(number);
  }

  /** Ids of the posts whose source is one of these. Goes through all posts: for work in the background. */
  repeatersOf(ids: Iterable<string>): string[] {
    const numbers = new Set<number>();
    const equal = new Set<string>();
    for (const id of ids) {
      const number = this.lists.locate(id);
      if (number < 0) continue;
      numbers.add(number);
      if (!this.lists.hasFlag(number, FLAG.hidden)) equal.add(this.lists.identityOf(number).join());
    }
    const found: string[] = [];
    for (const number of this.lists.living()) {
      const repeats = this.repeatsEqual(number)
        ? equal.has(this.lists.identityOf(number).join())
        : numbers.has((this.lists.dataOf(number).sources[number & 0xffff] as number) - 1);
      if (repeats) found.push(this.lists.idOf(number));
    }
    return found;
  }

  /** Ids of the posts that `insert` will ask for first. */
  candidateIds(features: TextFeatures): string[] {
    if (features.length < MIN_LENGTH) return [];
    return this.candidates(indexKeys(features), null, -1).map((number) => this.lists.idOf(number));
  }

  /** The first of the group a post is in: itself, when it repeats nothing. */
  rootOf(id: string): string {
    const number = this.lists.locate(id);
    return number < 0 ? id : this.lists.idOf(this.root(number));
  }

  /** Add a post that is not there. Time in milliseconds, `null` when unknown. */
  *insert(id: string, time: number | null, features: TextFeatures): Steps<SourceChange[]> {
    yield* this.enter(id, time, features);
    return yield* this.finish();
  }

  /** Take a post out, given its features as they were. */
  *remove(id: string, features: TextFeatures): Steps<SourceChange[]> {
    yield* this.leave(id, features);
    return yield* this.finish();
  }

  /** Give a post another text or time. */
  *replace(
    id: string,
    old: TextFeatures,
    time: number | null,
    features: TextFeatures,
  ): Steps<SourceChange[]> {
    yield* this.leave(id, old);
    yield* this.enter(id, time, features);
    return yield* this.finish();
  }

  /** The user's word that two posts are no copies, or taking it back. Either may be absent. */
  *reject(a: string, b: string, rejected: boolean): Steps<SourceChange[]> {
    this.noteRejection(a, b, rejected);
    const numbers = [a, b].map((id) => this.lists.locate(id)).filter((number) => number >= 0);
    yield* this.searchEach(numbers.sort(this.lists.compare));
    return yield* this.finish();
  }

  private noteRejection(a: string, b: string, rejected: boolean): void {
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const) {
      const others = this.rejected.get(one) ?? new Set<string>();
      if (rejected) this.rejected.set(one, others.add(other));
      else if (others.delete(other) && others.size === 0) this.rejected.delete(one);
    }
  }

  /** All texts that a text repeats or is repeated by, the best first; nothing is kept. */
  *matches(features: TextFeatures, self?: string): Steps<Source[]> {
    if (features.length < MIN_LENGTH) return [];
    const own = self === undefined ? -1 : this.lists.locate(self);
    const numbers = this.candidates(indexKeys(features), null, own);
    const same = this.lists.same(identityOf(features), this.found);
    for (let i = 0; i < same; i++) {
      const number = this.found[i] as number;
      if (number !== own && !numbers.includes(number)) numbers.push(number);
    }
    const matches = yield* this.compared(features, numbers);
    return matches
      .sort((a, b) => this.closer(a, b))
      .map(({ number, verdict }) => this.toSource(toLink(number, verdict)) as Source);
  }

  /**
   * Do a piece of the work left over: at most `limit` posts are searched again.
   * @returns what changed; see `isIdle` for whether there is more.
   */
  *maintain(limit: number): Steps<SourceChange[]> {
    const scan = this.scans.shift();
    if (scan) {
      const { gained, unsure } = this.affected(scan);
      for (const number of [...gained, ...unsure]) this.searches.add(this.lists.idOf(number));
    } else yield* this.searchSome(limit);
    const changes = yield* this.finish();
    if (this.isIdle) this.lists.dropEmpty();
    return changes;
  }

  private *enter(id: string, time: number | null, features: TextFeatures): Steps<void> {
    if (this.rejected.has(id)) this.movedRejected.add(id);
    const short = features.length < MIN_LENGTH;
    const { keys, runs } = short ? { keys: new Uint32Array(), runs: 0 } : indexKeys(features);
    // A text that says too little to be a copy of itself belongs to no class of equal texts.
    const identity = short || !classify(features, features) ? NO_IDENTITY : identityOf(features);
    const same = this.lists.same(identity, this.found);
    const earliest = same > 0 ? (this.found[0] as number) : -1;
    const stats = { time: time ?? Number.POSITIVE_INFINITY, identity, runs };
    const number = this.lists.add(id, stats, keys.length);
    this.changes.add(number);
    if (short) return;
    if (earliest >= 0 && this.lists.compare(earliest, number) < 0) {
      this.lists.setFlag(number, FLAG.hidden, true);
      if (this.rejected.has(id)) yield* this.search(number, features);
      return;
    }
    const scan: Scan = { at: number, keys, runs, lost: [] };
    if (earliest >= 0) {
      // It takes the place of a later post with the same features.
      for (const key of keys) this.lists.removeFrom(key, earliest);
      const former = this.linkOf(earliest);
      this.lists.setFlag(earliest, FLAG.hidden, true);
      this.noteChange(earliest, former);
      scan.lost.push(earliest);
    }
    for (const key of keys) {
      const rank = this.lists.addKey(key, number);
      const evicted = rank >= 0 && rank < this.limits.head ? this.lists.holderAt(key, this.limits.head) : -1;
      if (evicted >= 0 && !scan.lost.includes(evicted)) scan.lost.push(evicted);
    }
    yield* this.search(number, features);
    yield* this.tellLater(scan, features);
  }

  private *leave(id: string, features: TextFeatures): Steps<void> {
    const number = this.lists.locate(id);
    if (number < 0) return;
    if (this.rejected.has(id)) this.movedRejected.add(id);
    this.searches.delete(id);
    const wasHidden = this.lists.hasFlag(number, FLAG.hidden);
    const identity = this.lists.identityOf(number);
    this.lists.bury(number);
    this.changes.delete(number);
    if (wasHidden || features.length < MIN_LENGTH) return;

    const { keys, runs } = indexKeys(features);
    for (const key of keys) this.lists.removeFrom(key, number);
    // Posts that some key answers with only now.
    const risen = new Set<number>();
    for (const key of keys) {
      if (!this.lists.isLong(key) || !this.lists.isInHead(key, number)) continue;
      const next = this.lists.holderAt(key, this.limits.head - 1);
      if (next >= 0) risen.add(next);
    }
    yield* this.tellLater({ at: number, keys, runs, lost: [number] }, null);
    const heir = this.lists.same(identity, this.found) > 0 ? (this.found[0] as number) : -1;
    if (heir >= 0) {
      // The next post with the same features is found in its place, under a new number that has keys.
      const heirId = this.lists.idOf(heir);
      const { times } = this.lists.dataOf(heir);
      const time = times[heir & 0xffff] as number;
      this.lists.bury(heir);
      this.changes.delete(heir);
      yield* this.enter(heirId, time, features);
    }
    for (const post of risen) {
      if (!this.lists.isLive(post) || this.lists.hasFlag(post, FLAG.hidden)) continue;
      const [text] = yield [this.lists.idOf(post)];
      if (text) yield* this.tellLater({ at: post, ...indexKeys(text), lost: [] }, text);
    }
  }

  /**
   * Find the source of later posts that a change may have given another: of some at once, of the others by and by.
   *
   * @param features Of the post, when it is there.
   */
  private *tellLater({ at, keys, runs, lost }: Scan, features: TextFeatures | null): Steps<void> {
    const { postings, compared, searched } = this.limits;
    // Later, others may have taken its place among the first.
    const scan: Scan = { at, keys: keys.filter((key) => this.lists.isInHead(key, at)), runs, lost };
    let size = 0;
    for (const key of scan.keys) size += this.lists.holdersOfLong(key);
    if (size > postings) {
      this.scans.push(scan);
      // The nearest of them, so that a new first shows at once.
      yield* this.searchEach(this.reached(scan, this.limits.head).slice(0, searched));
      return;
    }
    const { gained, unsure } = this.affected(scan);
    if (features) yield* this.compareEach(features, gained.slice(0, compared), unsure);
    for (const number of gained.slice(features ? compared : 0)) this.searches.add(this.lists.idOf(number));
    yield* this.searchEach(unsure.slice(0, searched));
    for (const number of unsure.slice(searched)) this.searches.add(this.lists.idOf(number));
  }

  /** Compare a post with later ones that it is a new candidate of; those it matches are appended to `matched`. */
  private *compareEach(features: TextFeatures, numbers: readonly number[], matched: number[]): Steps<void> {
    if (numbers.length === 0) return;
    const texts = yield numbers.map((number) => this.lists.idOf(number));
    for (const [i, number] of numbers.entries()) {
      const other = texts[i];
      if (other && classify(features, other)) matched.push(number);
      else this.lists.setQualified(number, this.lists.qualifiedOf(number) + 1);
    }
  }

  /**
   * Later posts whose source a change may have changed: those that only have one candidate more, and all others; the
   * earliest first.
   */
  private affected(scan: Scan): { gained: number[]; unsure: number[] } {
    const lost = new Set(scan.lost);
    const { candidates } = this.limits;
    const gained: number[] = [];
    const unsure = this.later(scan, Number.POSITIVE_INFINITY, (post, votes, data, at) => {
      const source = (data.sources[at] as number) - 1;
      if (source >= 0 && lost.has(source)) return true;
      const qualifies = votes >= this.threshold(scan.runs, data.runs[at] as number);
      if ((data.qualified[at] as number) + Number(qualifies) > candidates) return true;
      if (qualifies) gained.push(post);
      return false;
    });
    return { gained: gained.sort(this.lists.compare), unsure };
  }

  /** Later posts that a post qualifies for, among the first of each key. */
  private reached(scan: Scan, most: number): number[] {
    return this.later(scan, most, (_, votes, data, at) => {
      return votes >= this.threshold(scan.runs, data.runs[at] as number);
    });
  }

  private later(
    { at: number, keys }: Scan,
    most: number,
    counts: (post: number, votes: number, data: ReturnType<PostingLists['dataOf']>, at: number) => boolean,
  ): number[] {
    const { lists, votes, found } = this;
    votes.clear();
    for (const key of keys) {
      if (lists.isLong(key)) {
        let left = most;
        for (const post of lists.holdersAfter(key, number)) {
          if (left-- === 0) break;
          votes.add(post);
        }
      } else {
        const size = lists.earliest(key, found);
        for (let i = 0; i < size; i++) {
          const post = found[i] as number;
          if (lists.compare(post, number) > 0) votes.add(post);
        }
      }
    }
    const posts: number[] = [];
    votes.forEach((post, n) => {
      if (counts(post, n, lists.dataOf(post), post & 0xffff)) posts.push(post);
    });
    return posts.sort(lists.compare);
  }

  private *searchEach(numbers: readonly number[]): Steps<void> {
    if (numbers.length === 0) return;
    const texts = yield numbers.map((number) => this.lists.idOf(number));
    for (const [i, number] of numbers.entries()) {
      const features = texts[i];
      if (features) yield* this.search(number, features);
    }
  }

  private *searchSome(limit: number): Steps<void> {
    const numbers: number[] = [];
    for (const id of this.searches) {
      if (numbers.length === limit) break;
      this.searches.delete(id);
      const number = this.lists.locate(id);
      if (number >= 0) numbers.push(number);
    }
    yield* this.searchEach(numbers);
  }

  /** Find the source of a post, and note it. */
  private *search(number: number, features: TextFeatures): Steps<void> {
    const { lists } = this;
    if (features.length < MIN_LENGTH) return;
    const blocked = this.blockedFor(number);
    if (lists.hasFlag(number, FLAG.hidden)) {
      const first = this.earliestSame(number);
      const apart = blocked !== null && this.standsBelow(first, blocked);
      if (lists.hasFlag(number, FLAG.apart) !== apart) {
        const former = this.linkOf(number);
        lists.setFlag(number, FLAG.apart, apart);
        this.noteChange(number, former);
      }
      if (!apart) return;
    }
    const candidates = this.candidates(indexKeys(features), number, number);
    let best: Compared | null = null;
    for (const match of yield* this.compared(features, candidates)) {
      if (blocked !== null && this.standsBelow(match.number, blocked)) continue;
      if (best === null || this.closer(match, best) < 0) best = match;
    }
    this.setLink(number, best && toLink(best.number, best.verdict));
  }

  /** Posts to compare a text with, the likeliest first. With `before`: those earlier than that post. */
  private candidates({ keys, runs }: IndexKeys, before: number | null, self: number): number[] {
    const { lists, votes, found } = this;
    votes.clear();
    const head = found.subarray(0, this.limits.head);
    for (const key of keys) {
      const size = lists.earliest(key, head);
      for (let i = 0; i < size; i++) votes.add(head[i] as number);
    }
    const ranked: { post: number; votes: number; least: number }[] = [];
    votes.forEach((post, count) => {
      if (count < MIN_SHARED && count < runs) return;
      const own = lists.dataOf(post).runs[post & 0xffff] as number;
      if (count < this.threshold(runs, own) || post === self) return;
      if (before !== null && lists.compare(post, before) > 0) return;
      ranked.push({ post, votes: count, least: Math.min(runs, own) || 1 });
    });
    if (before !== null) lists.setQualified(before, ranked.length);
    if (ranked.length > 1) {
      ranked.sort((a, b) => b.votes - a.votes || a.least - b.least || lists.compare(a.post, b.post));
    }
    return ranked.slice(0, this.limits.candidates).map(({ post }) => post);
  }

  /** Keys that two posts with so many must share to be compared. */
  private threshold(runs: number, others: number): number {
    const least = Math.min(runs, others);
    return Math.max(Math.min(MIN_SHARED, least), MIN_SHARE * least);
  }

  private *compared(features: TextFeatures, numbers: readonly number[]): Steps<Compared[]> {
    if (numbers.length === 0) return [];
    const texts = yield numbers.map((number) => this.lists.idOf(number));
    const matches: Compared[] = [];
    for (const [i, number] of numbers.entries()) {
      const other = texts[i];
      const verdict = other ? classify(features, other) : null;
      if (verdict) matches.push({ number, verdict });
    }
    return matches;
  }

  /** The closer match first; of equal ones the earlier post. */
  private closer(a: Compared, b: Compared): number {
    return byCloseness(a.verdict, b.verdict) || this.lists.compare(a.number, b.number);
  }

  /** The link of a post, as far as it is known. */
  private linkOf(number: number): Link | null {
    if (this.repeatsEqual(number)) return { source: this.earliestSame(number), kind: 1, score: 1000 };
    return this.lists.linkOf(number);
  }

  private setLink(number: number, link: Link | null): void {
    const former = this.linkOf(number);
    if (this.lists.setLink(number, link)) this.noteChange(number, former);
  }

  private noteChange(number: number, former: Link | null): void {
    this.changes.add(number);
    if (!former || this.rejected.size === 0) return;
    const known = this.formerSources.get(number);
    if (known) known.push(former.source);
    else this.formerSources.set(number, [former.source]);
  }

  /** True for a post whose source is the earliest of those with its features. */
  private repeatsEqual(number: number): boolean {
    return this.lists.hasFlag(number, FLAG.hidden) && !this.lists.hasFlag(number, FLAG.apart);
  }

  private earliestSame(number: number): number {
    this.lists.same(this.lists.identityOf(number), this.found);
    return this.found[0] as number;
  }

  private root(number: number): number {
    let at = number;
    for (let link = this.linkOf(at); link; link = this.linkOf(at)) at = link.source;
    return at;
  }

  /** The posts that one must not stand below, by the user's word; `null` when there are none. */
  private blockedFor(number: number): Set<number> | null {
    if (this.rejected.size === 0) return null;
    const others = this.rejected.get(this.lists.idOf(number));
    if (!others) return null;
    const blocked = new Set<number>();
    for (const id of others) {
      const other = this.lists.locate(id);
      if (other < 0) continue;
      blocked.add(other);
      if (this.lists.hasFlag(other, FLAG.hidden)) blocked.add(this.earliestSame(other));
    }
    blocked.delete(number);
    return blocked;
  }

  private standsBelow(number: number, others: ReadonlySet<number>): boolean {
    for (let at = number; ; ) {
      if (others.has(at)) return true;
      const link = this.linkOf(at);
      if (!link) return false;
      at = link.source;
    }
  }

  /**
   * What changed since the last call. What the user said holds for trees: when a tree changes below a post that is no
   * source for another, the other's source is searched again.
   */
  private *finish(): Steps<SourceChange[]> {
    const all = new Set<number>();
    while (this.changes.size > 0 || this.movedRejected.size > 0) {
      const concerned = this.concerned();
      for (const number of this.changes) all.add(number);
      this.changes = new Set();
      this.formerSources.clear();
      this.movedRejected.clear();
      for (const id of concerned) {
        const number = this.lists.locate(id);
        const [features] = number < 0 ? [null] : yield [id];
        if (features) yield* this.search(number, features);
      }
    }
    return [...all]
      .filter((number) => this.lists.isLive(number))
      .sort(this.lists.compare)
      .map((number) => ({ id: this.lists.idOf(number), ...this.place(number) }));
  }

  /** Ids of the posts whose source may be another because of changes below a post that is none for them. */
  private concerned(): Set<string> {
    const concerned = new Set<string>();
    if (this.rejected.size === 0) return concerned;
    const partners = new Map<number, string[]>();
    for (const [id, others] of this.rejected) {
      if (this.movedRejected.has(id)) for (const other of others) concerned.add(other);
      const number = this.lists.locate(id);
      if (number < 0) continue;
      for (const post of this.lists.hasFlag(number, FLAG.hidden)
        ? [number, this.earliestSame(number)]
        : [number]) {
        partners.set(post, [...(partners.get(post) ?? []), ...others]);
      }
    }
    for (const changed of this.changes) {
      for (const start of [changed, ...(this.formerSources.get(changed) ?? [])]) {
        for (let at = start; this.lists.isLive(at); ) {
          for (const id of partners.get(at) ?? []) concerned.add(id);
          const link = this.linkOf(at);
          if (!link) break;
          at = link.source;
        }
      }
    }
    return concerned;
  }

  private place(number: number): Place {
    const equals = this.repeatsEqual(number) ? this.lists.identityOf(number).join('-') : null;
    return { source: this.toSource(this.linkOf(number)), equals };
  }

  private toSource(link: Link | null): Source | null {
    if (!link) return null;
    return {
      id: this.lists.idOf(link.source),
      kind: KINDS[link.kind] as MatchKind,
      score: link.score / 1000,
    };
  }
}

const NO_IDENTITY: Identity = [0, 0];

/** What a post is found by: its keys, how many of them are runs of words, and what equal posts share. */
export interface PostKeys extends IndexKeys {
  /** `null` for a post that says too little to be a copy of itself. */
  identity: string | null;
}

/** The keys of a post, for a search outside of the index; no keys for a text that is compared with none. */
export function postKeys(features: TextFeatures): PostKeys {
  if (features.length < MIN_LENGTH) return { keys: new Uint32Array(), runs: 0, identity: null };
  const identity = classify(features, features) ? identityOf(features).join('-') : null;
  return { ...indexKeys(features), identity };
}

function toLink(source: number, { kind, score }: Verdict): Link {
  return { source, kind: KINDS.indexOf(kind), score: Math.round(score * 1000) };
}

/** Hash of all features: posts that share it get the same verdict with any other. */
function identityOf(features: TextFeatures): Identity {
  let one = 0x2545f491;
  let other = 0x1b873593;
  for (const value of Object.values(features) as (number | ArrayLike<number>)[]) {
    if (typeof value === 'number') {
      one = hashChain(one, value);
      continue;
    }
    one = hashChain(one, value.length);
    for (let i = 0; i < value.length; i++) {
      one = hashChain(one, value[i] as number);
      other = Math.imul(other ^ (value[i] as number), 0x01000193) ^ (other >>> 15);
    }
  }
  return [hash32(one), hash32(other)];
}
