/**
 * The source forest in the database: few large records (its parts) and a log of the changes since they were written.
 * The log grows in the transaction that stores the posts; after many changes the parts are written again.
 */

import { VERDICT_VERSION } from '../../copies/compare/verdict.ts';
import { NORMALIZER_VERSION } from '../../copies/fingerprint/normalize.ts';
import { extractFeatures, type TextFeatures } from '../../copies/fingerprint/text-features.ts';
import type { LoggedChanges } from '../../copies/index/index-log.ts';
import { LruCache } from '../../copies/lru-cache.ts';
import type { Source, SourceChange, SourceState } from '../../copies/source.ts';
import { type ForestState, type PendingWork, SourceForest, type Steps } from '../../copies/source-forest.ts';
import type { Post } from '../../post.ts';
import { orderingTime, type TimedPost } from '../../post-times.ts';
import type { PostRecord, ReadTx, WriteTx } from '../db/schema.ts';
import { joinParts, type StoredPart, splitParts } from './segment-parts.ts';

/** Returns a record by its id. */
type GetRecord = (id: string) => Promise<PostRecord | undefined>;

type PostText = Pick<Post, 'id' | 'text' | 'title'>;
type DatedText = PostText & TimedPost;

/** Raised whenever this code could not use an index of earlier code, or would find other sources with it. */
export const INDEX_VERSION = (3 * 1000 + NORMALIZER_VERSION) * 1000 + VERDICT_VERSION;

/** The first record of the index: the version of the code that wrote it, and its state. */
interface IndexHeader {
  version: number;
  /** Counts the writes, so that an outdated copy in memory is recognized. */
  seq: number;
  /** Records of the log, and the posts that they changed, about. */
  logs: number;
  changes: number;
  /** Revisions of the parts as stored. */
  parts: [name: string, revision: number][];
  /** While the index is rebuilt: the last id that was inserted; `null` when it is complete. */
  rebuildCursor: string | null;
}

/** Pending work, as it is stored. */
interface StoredWork {
  forest: PendingWork;
  groups: { parents: string[]; posts: string[] };
}

/** Changed posts in the log after which the parts are written anew. */
const CHANGES_PER_CHECKPOINT = 2_048;
/** Number of texts whose features are cached. */
const FEATURE_CACHE_SIZE = 512;

export class StoredSourceForest {
  #forest: SourceForest;
  #head: IndexHeader;
  #changes = 0;
  #dirty = false;
  /** True when the stored record of pending work names work. */
  #workStored: boolean;
  readonly #features = new LruCache<{ text: string; title: string | null; features: TextFeatures }>(
    FEATURE_CACHE_SIZE,
  );
  /** Posts whose repeaters may be in another group than they, and posts that may be in another than their source. */
  readonly groupsToSpread: Set<string>;
  readonly postsToRegroup: Set<string>;

  private constructor(forest: SourceForest, head: IndexHeader, groups?: StoredWork['groups']) {
    this.#forest = forest;
    this.#head = head;
    this.groupsToSpread = new Set(groups?.parents);
    this.postsToRegroup = new Set(groups?.posts);
    this.#workStored = !this.isIdle;
  }

  /** The header of the stored index; `null` when there is none. */
  static async head(tx: ReadTx): Promise<IndexHeader | null> {
    return ((await tx.objectStore('copyIndex').get('head')) as IndexHeader | undefined) ?? null;
  }

  /**
   * The forest as it is stored: parts, log and pending work in one read. One written by other code, or one that has
   * not as many posts as the library, is begun anew, to be filled by the maintenance.
   * @param posts how many posts the library holds.
   */
  static async load(tx: ReadTx, head: IndexHeader | null, posts: number): Promise<StoredSourceForest> {
    const rejected = await readRejected(tx);
    if (head?.version === INDEX_VERSION) {
      const store = tx.objectStore('copyIndex');
      const [parts, logs, work] = await Promise.all([
        store.getAll(IDBKeyRange.bound('part:', 'part:\uffff')) as Promise<StoredPart[]>,
        store.getAll(IDBKeyRange.bound('log:', 'log:\uffff')) as Promise<LoggedChanges[]>,
        store.get('work') as Promise<StoredWork | undefined>,
      ]);
      const state: ForestState = { segments: joinParts(parts), logs, work: work?.forest, rejected };
      const forest = new SourceForest(state);
      if (forest.size === posts || head.rebuildCursor !== null) {
        return new StoredSourceForest(forest, head, work?.groups);
      }
    }
    return new StoredSourceForest(new SourceForest({ rejected }), {
      version: INDEX_VERSION,
      seq: head?.seq ?? 0,
      logs: 0,
      changes: 0,
      parts: [],
      rebuildCursor: posts > 0 ? '' : null,
    });
  }

  get seq(): number {
    return this.#head.seq;
  }

  /** Posts in the index. */
  get size(): number {
    return this.#forest.size;
  }

  /** The id up to which it was rebuilt; `null` when it is whole. */
  get rebuildCursor(): string | null {
    return this.#head.rebuildCursor;
  }
  set rebuildCursor(id: string | null) {
    this.#head = { ...this.#head, rebuildCursor: id };
    this.#dirty = true;
  }

  /** True when every source is found and every post is in the group of its source. */
  get isIdle(): boolean {
    return this.#forest.isIdle && this.groupsToSpread.size === 0 && this.postsToRegroup.size === 0;
  }

  /** True when every source is found. */
  get hasAllSources(): boolean {
    return this.#forest.isIdle;
  }

  /** True when the log has grown long enough for a `checkpoint`. */
  get needsCheckpoint(): boolean {
    return this.#head.changes >= CHANGES_PER_CHECKPOINT;
  }

  /** True when the maintenance has something to do. */
  get needsMaintenance(): boolean {
    return (
      this.rebuildCursor !== null || !this.isIdle || this.needsCheckpoint || this.idsToReindex(1).length > 0
    );
  }

  /** Up to `limit` posts to index again, so that the memory of removed ones is freed. */
  idsToReindex(limit: number): string[] {
    return this.#forest.lists.idsToReindex(limit);
  }

  has(id: string): boolean {
    return this.#forest.has(id);
  }

  /** The source of a post, and whether it repeats an equal text. */
  sourceStateOf(id: string): SourceState {
    return this.#forest.sourceStateOf(id);
  }

  /** Ids of the posts whose source is one of these; goes through the whole index. */
  repeatersOf(ids: Iterable<string>): string[] {
    return this.#forest.repeatersOf(ids);
  }

  /** Ids of the posts whose texts `insert` will ask for. */
  candidates(post: PostText): string[] {
    return this.#forest.candidateIds(this.#featuresOf(post));
  }

  /** All posts that a text repeats or is repeated by, the closest first; the text is not added. */
  matches(read: GetRecord, post: PostText): Promise<Source[]> {
    return this.#run(this.#forest.matches(this.#featuresOf(post), post.id), read);
  }

  /** Add a post whose record is stored. */
  insert(read: GetRecord, post: DatedText): Promise<SourceChange[]> {
    return this.#change(this.#forest.insert(post.id, orderingTime(post), this.#featuresOf(post)), read);
  }

  /** Give a post another text or time; its record is stored. Adds it when it was not there. */
  replace(read: GetRecord, before: PostText, post: DatedText): Promise<SourceChange[]> {
    const old = this.#featuresOf(before);
    return this.#change(this.#forest.replace(post.id, old, orderingTime(post), this.#featuresOf(post)), read);
  }

  /** Take a post out, given its text as it was. */
  remove(read: GetRecord, before: PostText): Promise<SourceChange[]> {
    this.groupsToSpread.delete(before.id);
    this.postsToRegroup.delete(before.id);
    return this.#change(this.#forest.remove(before.id, this.#featuresOf(before)), read);
  }

  /** Store the user's verdict that two posts are no copies, or take it back. */
  reject(read: GetRecord, a: string, b: string, rejected: boolean): Promise<SourceChange[]> {
    return this.#change(this.#forest.reject(a, b, rejected), read);
  }

  /** Find at most `limit` of the pending sources. */
  maintain(read: GetRecord, limit: number): Promise<SourceChange[]> {
    return this.#change(this.#forest.maintain(limit), read);
  }

  async #change(steps: Steps<SourceChange[]>, read: GetRecord): Promise<SourceChange[]> {
    this.#dirty = true;
    const changed = await this.#run(steps, read);
    this.#changes += Math.max(1, changed.length);
    return changed;
  }

  async #run<T>(steps: Steps<T>, read: GetRecord): Promise<T> {
    let step = steps.next();
    while (!step.done) {
      const records = await Promise.all(step.value.map(read));
      step = steps.next(records.map((record) => (record ? this.#featuresOf(record) : null)));
    }
    return step.value;
  }

  /** The features of a text; those used last are kept, because a flood of copies needs the same ones again. */
  #featuresOf({ id, text, title }: PostText): TextFeatures {
    const known = this.#features.get(id);
    if (known?.text === text && known.title === title) return known.features;
    const features = extractFeatures(text, title);
    this.#features.set(id, { text, title, features });
    return features;
  }

  /** Remove all posts; rejected pairs stay. */
  async clear(tx: ReadTx): Promise<void> {
    this.#forest = new SourceForest({ rejected: await readRejected(tx) });
    this.groupsToSpread.clear();
    this.postsToRegroup.clear();
    this.#head = { ...this.#head, logs: 0, changes: 0, parts: [], rebuildCursor: null };
    this.#changes = 0;
    this.#dirty = true;
  }

  /** Write what changed, in the transaction of the posts. */
  async write(tx: WriteTx): Promise<void> {
    const hasWork = !this.isIdle;
    if (!this.#dirty && !hasWork && !this.#workStored) return;
    this.#dirty = false;
    const { logs, changes } = this.#head;
    const store = tx.objectStore('copyIndex');
    const name = `log:${String(logs).padStart(9, '0')}`;
    const changed = this.#changes;
    this.#changes = 0;
    await Promise.all([
      ...(logs === 0 && this.#head.parts.length === 0 ? [store.clear()] : []),
      store.put(this.#forest.posts.takeLog(), name),
      ...(hasWork || this.#workStored ? [store.put(this.#work(), 'work')] : []),
      this.#writeHead(tx, { logs: logs + 1, changes: changes + changed }),
    ]);
    this.#workStored = hasWork;
  }

  #work(): StoredWork {
    return {
      forest: this.#forest.pending,
      groups: { parents: [...this.groupsToSpread], posts: [...this.postsToRegroup] },
    };
  }

  /** Write the parts that changed and drop the log. Call it after `write`. */
  async checkpoint(tx: WriteTx): Promise<void> {
    const store = tx.objectStore('copyIndex');
    const stored = new Map(this.#head.parts);
    const parts = splitParts(this.#forest.posts.stored());
    const names = new Set(parts.map(({ name }) => name));
    await Promise.all([
      ...parts.flatMap(({ name, part }) =>
        stored.get(name) === part.revision ? [] : [store.put(part, `part:${name}`)],
      ),
      ...[...stored.keys()].flatMap((name) => (names.has(name) ? [] : [store.delete(`part:${name}`)])),
      store.delete(IDBKeyRange.bound('log:', 'log:\uffff')),
      this.#writeHead(tx, {
        logs: 0,
        changes: 0,
        parts: parts.map(({ name, part }) => [name, part.revision]),
      }),
    ]);
  }

  async #writeHead(tx: WriteTx, change: Partial<IndexHeader>): Promise<void> {
    this.#head = { ...this.#head, ...change, seq: this.#head.seq + 1 };
    await tx.objectStore('copyIndex').put(this.#head, 'head');
  }
}

/** True when the stored index is complete and no work is pending. */
export async function isIndexIdle(store: { get(key: string): Promise<unknown> }): Promise<boolean> {
  const [head, work] = await Promise.all([store.get('head'), store.get('work')]);
  const { version, rebuildCursor } = (head as IndexHeader | undefined) ?? {};
  if (version !== INDEX_VERSION || rebuildCursor !== null) return false;
  if (!work) return true;
  const { forest, groups } = work as StoredWork;
  return [forest.scans, forest.searches, groups.parents, groups.posts].every(({ length }) => length === 0);
}

/** The pairs that the user called no copies. */
async function readRejected(tx: ReadTx): Promise<[string, string][]> {
  const verdicts = await tx.objectStore('verdicts').getAll();
  return verdicts.flatMap(({ a, b, copy }): [string, string][] => (copy ? [] : [[a, b]]));
}
