import type { CopyGroup } from '../post.ts';
import { orderingTime, type TimedPost } from '../post-times.ts';
import { extractFeatures, type TextFeatures } from './fingerprint/text-features.ts';
import { describeGroup, timedPost } from './group-description.ts';
import { LIMITS, type Limits } from './limits.ts';
import { LruCache } from './lru-cache.ts';
import { membersByRoot } from './members-by-root.ts';
import type { Source } from './source.ts';
import { SourceForest, type Steps } from './source-forest.ts';

/**
 * A text to look for copies of. Ids are any distinct strings; the library uses post ids. Times are ISO 8601 in UTC
 * with milliseconds; without `postedAtSource`, `postedAt` is a time that a file states.
 */
export interface CopyText extends Partial<Omit<TimedPost, 'id'>> {
  id: string;
  text: string;
  /** Handle, or name where there is none; compared without case. */
  author?: string | null;
}

/** Number of texts whose features are cached: the firsts of a flood of copies are needed again and again. */
const FEATURE_CACHE_SIZE = 512;
/** Number of posts that one call of `settleSome` searches again. */
const PIECE = 64;
/** Number of steps after which the log of the index is emptied; it is not used here. */
const LOG_STEPS = 256;

/**
 * All copies among texts that come in any order, with texts and index in memory: for tests and the bench. The browser's
 * library does the same steps with texts and index read from its store; `analyze` has `OrderedCopies`.
 */
export class InMemoryCopies {
  readonly #texts = new Map<string, CopyText>();
  #steps = 0;
  readonly #forest: SourceForest;
  readonly #features = new LruCache<TextFeatures>(FEATURE_CACHE_SIZE);

  constructor(limits: Limits = LIMITS) {
    this.#forest = new SourceForest({}, limits);
  }

  get size(): number {
    return this.#texts.size;
  }

  /** Bytes of the index as it is stored, texts not counted. */
  get indexBytes(): number {
    return this.#forest.bytes;
  }

  /** Whether every post's source is known; else `settle` finds those that are left. */
  get isSettled(): boolean {
    return this.#forest.isIdle;
  }

  /** The texts this one repeats or is repeated by, the closest first; the text is not added. */
  find(post: Omit<CopyText, 'id'>): Source[] {
    return this.#run(this.#forest.matches(extractFeatures(post.text, post.title)));
  }

  /** Add a text (again: replaces it). Quickest in the order of posting. Returns its source. */
  add(post: CopyText): Source | null {
    const { id, text, title = null, author = null } = post;
    const old = this.#featuresOf(id);
    const timed = timedPost(post);
    this.#texts.set(id, { ...timed, text, author });
    const features = extractFeatures(text, title);
    this.#features.set(id, features);
    const time = orderingTime(timed);
    this.#run(old ? this.#forest.replace(id, old, time, features) : this.#forest.insert(id, time, features));
    return this.#forest.sourceOf(id);
  }

  /** Forget a text. False when it was not there. */
  remove(id: string): boolean {
    const old = this.#featuresOf(id);
    if (!old) return false;
    this.#texts.delete(id);
    this.#features.delete(id);
    this.#run(this.#forest.remove(id, old));
    return true;
  }

  /** Store the user's verdict that two texts are no copies (`copy` false), or take it back. */
  setVerdict(a: string, b: string, copy: boolean): void {
    this.#run(this.#forest.reject(a, b, !copy));
  }

  /** Find the sources that were left for later. */
  settle(): void {
    while (this.settleSome()) {
      // One piece after the other.
    }
  }

  /** Do one piece of that; false when there is nothing left. */
  settleSome(): boolean {
    if (this.#forest.isIdle) return false;
    this.#run(this.#forest.maintain(PIECE));
    return true;
  }

  /** The earlier text that a text repeats most closely; `null` when there is none. */
  sourceOf(id: string): Source | null {
    return this.#forest.sourceOf(id);
  }

  /** Texts that repeat one another, each group once, ordered by id. */
  groups(): CopyGroup[] {
    return [...this.members()].map(([root, ids]) => this.describe(root, ids));
  }

  /** The ids of each group by that of its root, ordered by it. */
  members(): Map<string, string[]> {
    this.settle();
    return membersByRoot(this.#texts.keys(), (id) => this.#forest.rootOf(id));
  }

  /** One of the groups that `members` gives. */
  describe(root: string, ids: readonly string[]): CopyGroup {
    return describeGroup(
      root,
      ids.map((id) => ({ ...(this.#texts.get(id) as CopyText), source: this.#forest.sourceOf(id) })),
    );
  }

  #run<T>(steps: Steps<T>): T {
    if (++this.#steps % LOG_STEPS === 0) this.#forest.posts.takeLog();
    let step = steps.next();
    while (!step.done) step = steps.next(step.value.map((id) => this.#featuresOf(id)));
    return step.value;
  }

  #featuresOf(id: string): TextFeatures | null {
    const known = this.#features.get(id);
    if (known) return known;
    const post = this.#texts.get(id);
    return post ? this.#features.set(id, extractFeatures(post.text, post.title)) : null;
  }
}
