/**
 * The copy index as the store keeps it: few large records (its parts) and a tail of the changes since they were
 * written. The tail grows in the transaction that stores the posts; now and then the parts are written anew.
 */

import type { CopyMatch } from '../../copies/compare/decide-copy.ts';
import {
  type Match as Alike,
  type Candidate,
  CopyIndex,
  INDEX_VERSION,
  type IndexChange,
  type IndexPart,
} from '../../copies/copy-index.ts';
import { extractFeatures, type TextFeatures } from '../../copies/fingerprint/text-features.ts';
import type { Post } from '../../post.ts';
import type { PostRecord, ReadTx, WriteTx } from '../db/schema.ts';
import { type PackedChanges, packChanges, unpackChanges } from './change-log.ts';

/** A stored post that another one repeats, or that repeats it. */
export interface Match extends Alike {
  record: PostRecord;
}

/** Gives a record by its id. */
export type GetRecord = (id: string) => Promise<PostRecord | undefined>;

type PostText = Pick<Post, 'id' | 'text' | 'title'>;

/** What a text was compared with; `insert` learns from it. */
export interface SearchResult {
  features: TextFeatures;
  compared: (Candidate & { sketch: TextFeatures; record: PostRecord })[];
  /** The strongest first. */
  found: Match[];
}

/** The index's first record: which code wrote it, and where it stands. */
export interface IndexHeader {
  version: number;
  /** Counts the writes, so that a copy in memory knows when it is of the past. */
  seq: number;
  /** Records in the tail, and changes in them. */
  changeLog: number;
  changes: number;
  /** Revisions of the parts as stored. */
  parts: [name: string, revision: number][];
  /** While the index is made anew: the id it has come to; `null` when it is whole. */
  rebuildCursor: string | null;
}

/** Changes in the tail after which the parts are written anew. */
const CHANGES_PER_CHECKPOINT = 2_048;
/** Texts made ready that are kept at hand. */
const FEATURE_CACHE_SIZE = 256;

export class StoredCopyIndex {
  #index: CopyIndex;
  #head: IndexHeader;
  #changes: IndexChange[] = [];
  #dirty = false;
  readonly #sketches = new Map<string, { text: string; title: string | null; sketch: TextFeatures }>();

  private constructor(index: CopyIndex, head: IndexHeader) {
    this.#index = index;
    this.#head = head;
  }

  /** What the database says of its index; `null` when there is none. */
  static async head(tx: ReadTx): Promise<IndexHeader | null> {
    return ((await tx.objectStore('copyIndex').get('head')) as IndexHeader | undefined) ?? null;
  }

  /**
   * The index as it is kept: the parts and the tail in one read. An index written by other code, or one that has
   * not as many posts as the library, is begun anew, to be filled by `rebuild`.
   * @param posts how many posts the library holds.
   */
  static async load(tx: ReadTx, head: IndexHeader | null, posts: number): Promise<StoredCopyIndex> {
    if (head?.version === INDEX_VERSION) {
      const store = tx.objectStore('copyIndex');
      const [parts, tails] = await Promise.all([
        store.getAll(IDBKeyRange.bound('part:', 'part:\uffff')) as Promise<IndexPart[]>,
        store.getAll(IDBKeyRange.bound('tail:', 'tail:\uffff')) as Promise<PackedChanges[]>,
      ]);
      const index = CopyIndex.restore(parts, unpackAll(tails));
      if (index.size === posts || head.rebuildCursor !== null) return new StoredCopyIndex(index, head);
    }
    const seq = head?.seq ?? 0;
    const rebuildCursor = posts > 0 ? '' : null;
    return new StoredCopyIndex(new CopyIndex(), {
      version: INDEX_VERSION,
      seq,
      changeLog: 0,
      changes: 0,
      parts: [],
      rebuildCursor,
    });
  }

  get seq(): number {
    return this.#head.seq;
  }

  /** Posts in the index. */
  get size(): number {
    return this.#index.size;
  }

  /** The id up to which it was made anew; `null` when it is whole. */
  get rebuildCursor(): string | null {
    return this.#head.rebuildCursor;
  }
  set rebuildCursor(id: string | null) {
    this.#head.rebuildCursor = id;
    this.#dirty = true;
  }

  /** True when the tail has grown long enough for a `checkpoint`. */
  get needsCheckpoint(): boolean {
    return this.#head.changes >= CHANGES_PER_CHECKPOINT;
  }

  /** True when `upkeep` has something to do. */
  get needsMaintenance(): boolean {
    return this.rebuildCursor !== null || this.needsCheckpoint || this.idsToReindex(1).length > 0;
  }

  /** Up to `limit` posts to take in again, so that the memory of many removed ones is given back. */
  idsToReindex(limit: number): string[] {
    return this.#index.idsToReindex(limit);
  }

  has(id: string): boolean {
    return this.#index.has(id);
  }

  /** Ids of the posts whose texts `find` will ask for. */
  candidates(post: PostText): string[] {
    return this.#index.candidates(this.#sketch(post)).map(({ id }) => id);
  }

  /** Looks for posts that this one repeats, or that repeat it. */
  async find(read: GetRecord, post: PostText): Promise<SearchResult> {
    const features = this.#sketch(post);
    const candidates = this.#index.candidates(features).filter(({ id }) => id !== post.id);
    const records = await Promise.all(candidates.map(({ id }) => read(id)));
    const compared = candidates.flatMap((candidate, i) => {
      const record = records[i];
      return record ? [{ ...candidate, sketch: this.#sketch(record), record }] : [];
    });
    const byId = new Map(compared.map(({ id, record }) => [id, record]));
    const found = this.#index.compare(features, compared).map((alike): Match => {
      return { ...alike, record: byId.get(alike.id) as PostRecord };
    });
    return { features, compared, found };
  }

  /** How two posts are alike, by the looser measure for members of one group; `null` when they are not. */
  groupLikeness(a: PostText, b: PostText): CopyMatch | null {
    return this.#index.kinship(this.#sketch(a), this.#sketch(b));
  }

  /** A post's text made ready; those asked for last are kept, for a flood asks for the same ones again. */
  #sketch({ id, text, title }: PostText): TextFeatures {
    const kept = this.#sketches.get(id);
    this.#sketches.delete(id);
    const fits = kept?.text === text && kept.title === title;
    const made = fits ? kept.sketch : extractFeatures(text, title);
    this.#sketches.set(id, { text, title, sketch: made });
    if (this.#sketches.size > FEATURE_CACHE_SIZE)
      this.#sketches.delete(this.#sketches.keys().next().value ?? id);
    return made;
  }

  /** Takes a post into the index, with what `find` said of it. */
  insert(id: string, { features, compared, found }: SearchResult): void {
    this.#changes.push(this.#index.insert(id, features, compared, found));
  }

  remove(id: string): void {
    if (this.#index.has(id)) this.#changes.push(this.#index.remove(id));
  }

  /** Forgets all posts. */
  clear(): void {
    this.#index = new CopyIndex();
    this.#changes = [];
    this.#head = { ...this.#head, changeLog: 0, changes: 0, parts: [], rebuildCursor: null };
    this.#dirty = true;
  }

  /** Writes what changed, in the transaction of the posts. */
  async write(tx: WriteTx): Promise<void> {
    if (this.#changes.length === 0 && !this.#dirty) return;
    this.#dirty = false;
    const { changeLog, changes } = this.#head;
    const store = tx.objectStore('copyIndex');
    const name = `tail:${String(changeLog).padStart(9, '0')}`;
    const [done] = [this.#changes];
    this.#changes = [];
    await Promise.all([
      ...(changeLog === 0 && this.#head.parts.length === 0 ? [store.clear()] : []),
      store.put(packChanges(done), name),
      this.#writeHead(tx, { changeLog: changeLog + 1, changes: changes + done.length }),
    ]);
  }

  /** Writes the parts that changed and drops the tail. */
  async checkpoint(tx: WriteTx): Promise<void> {
    const store = tx.objectStore('copyIndex');
    const stored = new Map(this.#head.parts);
    const parts = this.#index.snapshot();
    const names = new Set(parts.map(({ name }) => name));
    await Promise.all([
      ...parts.flatMap((part) =>
        stored.get(part.name) === part.revision ? [] : [store.put(part, `part:${part.name}`)],
      ),
      ...[...stored.keys()].flatMap((name) => (names.has(name) ? [] : [store.delete(`part:${name}`)])),
      store.delete(IDBKeyRange.bound('tail:', 'tail:\uffff')),
      this.#writeHead(tx, {
        changeLog: 0,
        changes: 0,
        parts: parts.map(({ name, revision }) => [name, revision]),
      }),
    ]);
  }

  async #writeHead(tx: WriteTx, change: Partial<IndexHeader>): Promise<void> {
    this.#head = { ...this.#head, ...change, seq: this.#head.seq + 1 };
    await tx.objectStore('copyIndex').put(this.#head, 'head');
  }
}

function* unpackAll(tails: readonly PackedChanges[]): Generator<IndexChange> {
  for (const changeLog of tails) yield* unpackChanges(changeLog);
}
