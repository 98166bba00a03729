import { classify, isStockPhrase } from './compare/classify.ts';
import { byCloseness, type Verdict } from './compare/verdict.ts';
import type { TextFeatures } from './fingerprint/text-features.ts';
import { CandidateSearch, type Scan } from './index/candidate-search.ts';
import { indexKeys } from './index/index-keys.ts';
import type { LoggedChanges } from './index/index-log.ts';
import { PostTable, type StoredSegment } from './index/post-table.ts';
import { PostingLists } from './index/posting-lists.ts';
import { FLAG, type Link } from './index/posting-segment.ts';
import { LIMITS, type Limits } from './limits.ts';
import { identityOf, postKeys } from './post-keys.ts';
import { RejectedPairs } from './rejected-pairs.ts';
import { RejectionWatch } from './rejection-watch.ts';
import type { Source, SourceChange, SourceState } from './source.ts';
import { SourceLinks, toLink } from './source-links.ts';

/**
 * A computation that needs texts: it yields ids and gets the features of each post, `null` for a post that is not
 * there. Whether the texts are in memory or in a database makes no difference to it.
 */
export type Steps<T> = Generator<readonly string[], T, readonly (TextFeatures | null)[]>;

/** An earlier or later post and the verdict on it. */
interface Compared {
  number: number;
  verdict: Verdict;
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
 * - A key returns the earliest `head` posts that hold it. The candidates of a post are the earlier posts that at least
 *   two of its keys return, and 8 % of the keys of the one that has fewer; the `candidates` best
 *   by shared keys, then by the fewer keys of its own, then the earlier.
 * - The source is the closest candidate (`byCloseness`), on a tie the earlier; never a post that is, or that repeats, one that the user said this post
 *   is no copy of.
 *
 * The steps are generators so that texts may come from a database. One must end before the next begins.
 */
export class SourceForest {
  readonly posts: PostTable;
  readonly lists: PostingLists;
  readonly #limits: Limits;
  readonly #candidates: CandidateSearch;
  readonly #links: SourceLinks;
  readonly #rejected = new RejectedPairs();
  readonly #watch: RejectionWatch;
  readonly #scans: Scan[] = [];
  readonly #searches = new Set<string>();
  #changes = new Set<number>();

  /**
   * A forest as it was stored, or an empty one.
   * @param rejected the pairs that the user rejected
   */
  constructor({ segments = [], logs = [], work, rejected = [] }: ForestState = {}, limits: Limits = LIMITS) {
    this.#limits = limits;
    this.posts = new PostTable(segments);
    this.lists = new PostingLists(limits.head, this.posts);
    for (const changes of logs) this.lists.replay(changes);
    this.#candidates = new CandidateSearch(this.posts, this.lists, limits);
    this.#links = new SourceLinks(this.posts, this.lists);
    if (work) {
      this.#scans.push(...work.scans);
      for (const id of work.searches) this.#searches.add(id);
    }
    for (const [a, b] of rejected) this.#rejected.set(a, b, true);
    this.#watch = new RejectionWatch(this.#rejected, this.posts, this.lists, this.#links);
  }

  get size(): number {
    return this.posts.size;
  }

  /** Bytes of the index as it is stored. */
  get bytes(): number {
    let sum = 0;
    for (const { data } of this.posts.stored()) {
      for (const value of Object.values(data)) sum += typeof value === 'number' ? 8 : value.byteLength;
    }
    return sum;
  }

  has(id: string): boolean {
    return this.lists.locate(id) >= 0;
  }

  /** The work left over. */
  get pending(): PendingWork {
    return { scans: [...this.#scans], searches: [...this.#searches] };
  }

  get isIdle(): boolean {
    return this.#scans.length === 0 && this.#searches.size === 0;
  }

  /** The source of a post; `null` when it has none or is not there. */
  sourceOf(id: string): Source | null {
    const number = this.lists.locate(id);
    return number < 0 ? null : this.#links.toSource(this.#links.linkOf(number));
  }

  /** The source of a post, and whether it only repeats an equal text. */
  sourceStateOf(id: string): SourceState {
    const number = this.lists.locate(id);
    return number < 0 ? { source: null, equals: null } : this.#links.stateOf(number);
  }

  /** Ids of the posts whose source is one of these. Goes through all posts: for work in the background. */
  repeatersOf(ids: Iterable<string>): string[] {
    const numbers = new Set<number>();
    const equal = new Set<string>();
    for (const id of ids) {
      const number = this.lists.locate(id);
      if (number < 0) continue;
      numbers.add(number);
      if (!this.posts.hasFlag(number, FLAG.hidden)) equal.add(this.posts.identityOf(number).join());
    }
    const found: string[] = [];
    for (const number of this.posts.living()) {
      const repeats = this.#links.repeatsEqual(number)
        ? equal.has(this.posts.identityOf(number).join())
        : numbers.has((this.posts.dataOf(number).sources[number & 0xffff] as number) - 1);
      if (repeats) found.push(this.posts.idOf(number));
    }
    return found;
  }

  /** Ids of the posts that `insert` will ask for first. */
  candidateIds(features: TextFeatures): string[] {
    if (isStockPhrase(features)) return [];
    return this.#candidates.earlier(indexKeys(features), null, -1).map((number) => this.posts.idOf(number));
  }

  /** The first of the group a post is in: itself, when it repeats nothing. */
  rootOf(id: string): string {
    const number = this.lists.locate(id);
    return number < 0 ? id : this.posts.idOf(this.#links.root(number));
  }

  /** Add a post that is not there. Time in milliseconds, `null` when unknown. */
  *insert(id: string, time: number | null, features: TextFeatures): Steps<SourceChange[]> {
    yield* this.#enter(id, time, features);
    return yield* this.#finish();
  }

  /** Take a post out, given its features as they were. */
  *remove(id: string, features: TextFeatures): Steps<SourceChange[]> {
    yield* this.#leave(id, features);
    return yield* this.#finish();
  }

  /** Give a post another text or time. */
  *replace(
    id: string,
    old: TextFeatures,
    time: number | null,
    features: TextFeatures,
  ): Steps<SourceChange[]> {
    yield* this.#leave(id, old);
    yield* this.#enter(id, time, features);
    return yield* this.#finish();
  }

  /** Store the user's verdict that two posts are no copies, or take it back. Either post may be absent. */
  *reject(a: string, b: string, rejected: boolean): Steps<SourceChange[]> {
    this.#rejected.set(a, b, rejected);
    const numbers = [a, b].map((id) => this.lists.locate(id)).filter((number) => number >= 0);
    yield* this.#searchEach(numbers.sort(this.posts.compare));
    return yield* this.#finish();
  }

  /** All texts that a text repeats or is repeated by, the best first; the text is not added. */
  *matches(features: TextFeatures, self?: string): Steps<Source[]> {
    if (isStockPhrase(features)) return [];
    const own = self === undefined ? -1 : this.lists.locate(self);
    const numbers = this.#candidates.earlier(indexKeys(features), null, own);
    for (const number of this.#links.same(identityOf(features)))
      if (number !== own && !numbers.includes(number)) numbers.push(number);
    const matches = yield* this.#compared(features, numbers);
    return matches
      .sort((a, b) => this.#closer(a, b))
      .map(({ number, verdict }) => this.#links.toSource(toLink(number, verdict)) as Source);
  }

  /**
   * Do a piece of the work left over: at most `limit` posts are searched again.
   * @returns what changed; see `isIdle` for whether there is more.
   */
  *maintain(limit: number): Steps<SourceChange[]> {
    const scan = this.#scans.shift();
    if (scan) {
      const { gained, unsure } = this.#candidates.affected(scan);
      for (const number of [...gained, ...unsure]) this.#searches.add(this.posts.idOf(number));
    } else yield* this.#searchSome(limit);
    const changes = yield* this.#finish();
    if (this.isIdle) this.posts.dropEmpty();
    return changes;
  }

  *#enter(id: string, time: number | null, features: TextFeatures): Steps<void> {
    this.#watch.noteMove(id);
    const { keys, runs, identity } = postKeys(features);
    const earliest = this.#links.same(identity)[0] ?? -1;
    const stats = { time: time ?? Number.POSITIVE_INFINITY, identity, runs };
    const number = this.lists.add(id, stats, keys.length);
    this.#changes.add(number);
    if (isStockPhrase(features)) return;
    if (earliest >= 0 && this.posts.compare(earliest, number) < 0) {
      this.posts.setFlag(number, FLAG.hidden, true);
      if (this.#rejected.of(id)) yield* this.#search(number, features);
      return;
    }
    const scan: Scan = { at: number, keys, runs, lost: [] };
    if (earliest >= 0) {
      // It replaces a later post with the same features.
      for (const key of keys) this.lists.removeFrom(key, earliest);
      const former = this.#links.linkOf(earliest);
      this.posts.setFlag(earliest, FLAG.hidden, true);
      this.#noteChange(earliest, former);
      scan.lost.push(earliest);
    }
    for (const key of keys) {
      const rank = this.lists.addKey(key, number);
      const evicted =
        rank >= 0 && rank < this.#limits.head ? this.lists.holderAt(key, this.#limits.head) : -1;
      if (evicted >= 0 && !scan.lost.includes(evicted)) scan.lost.push(evicted);
    }
    yield* this.#search(number, features);
    yield* this.#updateLater(scan, features);
  }

  *#leave(id: string, features: TextFeatures): Steps<void> {
    const number = this.lists.locate(id);
    if (number < 0) return;
    this.#watch.noteMove(id);
    this.#searches.delete(id);
    const wasHidden = this.posts.hasFlag(number, FLAG.hidden);
    const identity = this.posts.identityOf(number);
    this.lists.bury(number);
    this.#changes.delete(number);
    if (wasHidden || isStockPhrase(features)) return;

    const { keys, runs } = indexKeys(features);
    for (const key of keys) this.lists.removeFrom(key, number);
    // Posts that some key returns only now.
    const promoted = new Set<number>();
    for (const key of keys) {
      if (!this.lists.isLong(key) || !this.lists.isInHead(key, number)) continue;
      const next = this.lists.holderAt(key, this.#limits.head - 1);
      if (next >= 0) promoted.add(next);
    }
    yield* this.#updateLater({ at: number, keys, runs, lost: [number] }, null);
    const successor = this.#links.same(identity)[0] ?? -1;
    if (successor >= 0) {
      // The next post with the same features is found in its place, under a new number that has keys.
      const successorId = this.posts.idOf(successor);
      const { times } = this.posts.dataOf(successor);
      const time = times[successor & 0xffff] as number;
      this.lists.bury(successor);
      this.#changes.delete(successor);
      yield* this.#enter(successorId, time, features);
    }
    for (const post of promoted) {
      if (!this.posts.isLive(post) || this.posts.hasFlag(post, FLAG.hidden)) continue;
      const [text] = yield [this.posts.idOf(post)];
      if (text) yield* this.#updateLater({ at: post, ...indexKeys(text), lost: [] }, text);
    }
  }

  /**
   * Update later posts whose source may be another after a change: some at once, the others in `maintain`.
   * @param features of the post that came; `null` if it left
   */
  *#updateLater({ at, keys, runs, lost }: Scan, features: TextFeatures | null): Steps<void> {
    const { postings, compared, searched } = this.#limits;
    // In a later call, other posts may have replaced it among the first.
    const scan: Scan = { at, keys: keys.filter((key) => this.lists.isInHead(key, at)), runs, lost };
    let size = 0;
    for (const key of scan.keys) size += this.lists.holdersOfLong(key);
    if (size > postings) {
      this.#scans.push(scan);
      // The nearest of them, so that a new first shows at once.
      yield* this.#searchEach(this.#candidates.nearest(scan).slice(0, searched));
      return;
    }
    const { gained, unsure } = this.#candidates.affected(scan);
    if (features) yield* this.#compareEach(features, gained.slice(0, compared), unsure);
    for (const number of gained.slice(features ? compared : 0)) this.#searches.add(this.posts.idOf(number));
    yield* this.#searchEach(unsure.slice(0, searched));
    for (const number of unsure.slice(searched)) this.#searches.add(this.posts.idOf(number));
  }

  /** Compare a post with later ones that it is a new candidate of; those it matches are appended to `matched`. */
  *#compareEach(features: TextFeatures, numbers: readonly number[], matched: number[]): Steps<void> {
    if (numbers.length === 0) return;
    const texts = yield numbers.map((number) => this.posts.idOf(number));
    for (const [i, number] of numbers.entries()) {
      const other = texts[i];
      if (other && classify(features, other)) matched.push(number);
      else this.posts.setQualified(number, this.posts.qualifiedOf(number) + 1);
    }
  }

  *#searchEach(numbers: readonly number[]): Steps<void> {
    if (numbers.length === 0) return;
    const texts = yield numbers.map((number) => this.posts.idOf(number));
    for (const [i, number] of numbers.entries()) {
      const features = texts[i];
      if (features) yield* this.#search(number, features);
    }
  }

  *#searchSome(limit: number): Steps<void> {
    const numbers: number[] = [];
    for (const id of this.#searches) {
      if (numbers.length === limit) break;
      this.#searches.delete(id);
      const number = this.lists.locate(id);
      if (number >= 0) numbers.push(number);
    }
    yield* this.#searchEach(numbers);
  }

  /** Find the source of a post, and note it. */
  *#search(number: number, features: TextFeatures): Steps<void> {
    const { posts } = this;
    const links = this.#links;
    if (isStockPhrase(features)) return;
    const blocked = this.#watch.blockedFor(number);
    if (posts.hasFlag(number, FLAG.hidden)) {
      const first = links.earliestSame(number);
      const apart = blocked !== null && links.standsBelow(first, blocked);
      if (posts.hasFlag(number, FLAG.apart) !== apart) {
        const former = links.linkOf(number);
        posts.setFlag(number, FLAG.apart, apart);
        this.#noteChange(number, former);
      }
      if (!apart) return;
    }
    const candidates = this.#candidates.earlier(indexKeys(features), number, number);
    let best: Compared | null = null;
    for (const match of yield* this.#compared(features, candidates)) {
      if (blocked !== null && links.standsBelow(match.number, blocked)) continue;
      if (best === null || this.#closer(match, best) < 0) best = match;
    }
    this.#setLink(number, best && toLink(best.number, best.verdict));
  }

  *#compared(features: TextFeatures, numbers: readonly number[]): Steps<Compared[]> {
    if (numbers.length === 0) return [];
    const texts = yield numbers.map((number) => this.posts.idOf(number));
    const matches: Compared[] = [];
    for (const [i, number] of numbers.entries()) {
      const other = texts[i];
      const verdict = other ? classify(features, other) : null;
      if (verdict) matches.push({ number, verdict });
    }
    return matches;
  }

  /** The closer match first; of equal ones the earlier post. */
  #closer(a: Compared, b: Compared): number {
    return byCloseness(a.verdict, b.verdict) || this.posts.compare(a.number, b.number);
  }

  #setLink(number: number, link: Link | null): void {
    const former = this.#links.linkOf(number);
    if (this.posts.setLink(number, link)) this.#noteChange(number, former);
  }

  #noteChange(number: number, former: Link | null): void {
    this.#changes.add(number);
    this.#watch.noteFormerSource(number, former);
  }

  /**
   * The changes since the last call. Before, sources that may be others because of rejected pairs are searched again
   * (`RejectionWatch`), until nothing changes any more.
   */
  *#finish(): Steps<SourceChange[]> {
    const all = new Set<number>();
    while (this.#changes.size > 0 || this.#watch.hasMoves) {
      const concerned = this.#watch.takeConcerned(this.#changes);
      for (const number of this.#changes) all.add(number);
      this.#changes = new Set();
      for (const id of concerned) {
        const number = this.lists.locate(id);
        const [features] = number < 0 ? [null] : yield [id];
        if (features) yield* this.#search(number, features);
      }
    }
    return [...all]
      .filter((number) => this.posts.isLive(number))
      .sort(this.posts.compare)
      .map((number) => ({ id: this.posts.idOf(number), ...this.#links.stateOf(number) }));
  }
}
