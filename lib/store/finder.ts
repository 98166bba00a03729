/**
 * The copy index as the store keeps it: few large records (its parts) and a tail of the changes since they were
 * written. The tail grows in the transaction that stores the posts; now and then the parts are written anew.
 */

import type { CopyMatch } from '../copies/compare/classify.ts';
import {
  type Match as Alike,
  type Candidate,
  CopyIndex,
  INDEX_VERSION,
  type IndexChange,
  type IndexPart,
} from '../copies/copy-index.ts';
import { extractFeatures, type TextFeatures } from '../copies/fingerprint/text-features.ts';
import type { Post } from '../post.ts';
import type { Read } from './annotate.ts';
import type { Write } from './ledger.ts';
import type { PostRecord } from './schema.ts';
import { type Packed, pack, unpack } from './tail.ts';

/** A stored post that another one repeats, or that repeats it. */
export interface Found extends Alike {
  record: PostRecord;
}

/** Gives a record by its id. */
export type ReadPost = (id: string) => Promise<PostRecord | undefined>;

type Words = Pick<Post, 'id' | 'text' | 'title'>;

/** What a text was compared with; `insert` learns from it. */
export interface Search {
  asked: TextFeatures;
  others: (Candidate & { sketch: TextFeatures; record: PostRecord })[];
  /** The strongest first. */
  found: Found[];
}

/** The index's first record: which code wrote it, and where it stands. */
export interface Head {
  version: number;
  /** Counts the writes, so that a copy in memory knows when it is of the past. */
  seq: number;
  /** Records in the tail, and changes in them. */
  tail: number;
  changes: number;
  /** Revisions of the parts as stored. */
  parts: [name: string, revision: number][];
  /** While the index is made anew: the id it has come to; `null` when it is whole. */
  rebuilt: string | null;
}

/** Changes in the tail after which the parts are written anew. */
const CHECKPOINT = 2_048;
/** Texts made ready that are kept at hand. */
const SKETCHES = 256;

export class Finder {
  #index: CopyIndex;
  #head: Head;
  #changes: IndexChange[] = [];
  #dirty = false;
  readonly #sketches = new Map<string, { text: string; title: string | null; sketch: TextFeatures }>();

  private constructor(index: CopyIndex, head: Head) {
    this.#index = index;
    this.#head = head;
  }

  /** What the database says of its index; `null` when there is none. */
  static async head(tx: Read): Promise<Head | null> {
    return ((await tx.objectStore('copyIndex').get('head')) as Head | undefined) ?? null;
  }

  /**
   * The index as it is kept: the parts and the tail in one read. An index written by other code, or one that has
   * not as many posts as the library, is begun anew, to be filled by `rebuild`.
   * @param posts how many posts the library holds.
   */
  static async load(tx: Read, head: Head | null, posts: number): Promise<Finder> {
    if (head?.version === INDEX_VERSION) {
      const store = tx.objectStore('copyIndex');
      const [parts, tails] = await Promise.all([
        store.getAll(IDBKeyRange.bound('part:', 'part:\uffff')) as Promise<IndexPart[]>,
        store.getAll(IDBKeyRange.bound('tail:', 'tail:\uffff')) as Promise<Packed[]>,
      ]);
      const index = CopyIndex.restore(parts, every(tails));
      if (index.size === posts || head.rebuilt !== null) return new Finder(index, head);
    }
    const seq = head?.seq ?? 0;
    const rebuilt = posts > 0 ? '' : null;
    return new Finder(new CopyIndex(), {
      version: INDEX_VERSION,
      seq,
      tail: 0,
      changes: 0,
      parts: [],
      rebuilt,
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
  get rebuilt(): string | null {
    return this.#head.rebuilt;
  }
  set rebuilt(id: string | null) {
    this.#head.rebuilt = id;
    this.#dirty = true;
  }

  /** True when the tail has grown long enough for a `checkpoint`. */
  get isLong(): boolean {
    return this.#head.changes >= CHECKPOINT;
  }

  /** True when `upkeep` has something to do. */
  get wantsUpkeep(): boolean {
    return this.rebuilt !== null || this.isLong || this.tired(1).length > 0;
  }

  /** Up to `limit` posts to take in again, so that the memory of many removed ones is given back. */
  tired(limit: number): string[] {
    return this.#index.idsToReindex(limit);
  }

  has(id: string): boolean {
    return this.#index.has(id);
  }

  /** Ids of the posts whose texts `find` will ask for. */
  candidates(post: Words): string[] {
    return this.#index.candidates(this.#sketch(post)).map(({ id }) => id);
  }

  /** Looks for posts that this one repeats, or that repeat it. */
  async find(read: ReadPost, post: Words): Promise<Search> {
    const asked = this.#sketch(post);
    const candidates = this.#index.candidates(asked).filter(({ id }) => id !== post.id);
    const records = await Promise.all(candidates.map(({ id }) => read(id)));
    const others = candidates.flatMap((candidate, i) => {
      const record = records[i];
      return record ? [{ ...candidate, sketch: this.#sketch(record), record }] : [];
    });
    const byId = new Map(others.map(({ id, record }) => [id, record]));
    const found = this.#index.compare(asked, others).map((alike): Found => {
      return { ...alike, record: byId.get(alike.id) as PostRecord };
    });
    return { asked, others, found };
  }

  /** How two posts are alike, by the looser measure for members of one group; `null` when they are not. */
  kinship(a: Words, b: Words): CopyMatch | null {
    return this.#index.kinship(this.#sketch(a), this.#sketch(b));
  }

  /** A post's text made ready; those asked for last are kept, for a flood asks for the same ones again. */
  #sketch({ id, text, title }: Words): TextFeatures {
    const kept = this.#sketches.get(id);
    this.#sketches.delete(id);
    const fits = kept?.text === text && kept.title === title;
    const made = fits ? kept.sketch : extractFeatures(text, title);
    this.#sketches.set(id, { text, title, sketch: made });
    if (this.#sketches.size > SKETCHES) this.#sketches.delete(this.#sketches.keys().next().value ?? id);
    return made;
  }

  /** Takes a post into the index, with what `find` said of it. */
  insert(id: string, { asked, others, found }: Search): void {
    this.#changes.push(this.#index.insert(id, asked, others, found));
  }

  remove(id: string): void {
    if (this.#index.has(id)) this.#changes.push(this.#index.remove(id));
  }

  /** Forgets all posts. */
  clear(): void {
    this.#index = new CopyIndex();
    this.#changes = [];
    this.#head = { ...this.#head, tail: 0, changes: 0, parts: [], rebuilt: null };
    this.#dirty = true;
  }

  /** Writes what changed, in the transaction of the posts. */
  async write(tx: Write): Promise<void> {
    if (this.#changes.length === 0 && !this.#dirty) return;
    this.#dirty = false;
    const { tail, changes } = this.#head;
    const store = tx.objectStore('copyIndex');
    const name = `tail:${String(tail).padStart(9, '0')}`;
    const [done] = [this.#changes];
    this.#changes = [];
    await Promise.all([
      ...(tail === 0 && this.#head.parts.length === 0 ? [store.clear()] : []),
      store.put(pack(done), name),
      this.#writeHead(tx, { tail: tail + 1, changes: changes + done.length }),
    ]);
  }

  /** Writes the parts that changed and drops the tail. */
  async checkpoint(tx: Write): Promise<void> {
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
        tail: 0,
        changes: 0,
        parts: parts.map(({ name, revision }) => [name, revision]),
      }),
    ]);
  }

  async #writeHead(tx: Write, change: Partial<Head>): Promise<void> {
    this.#head = { ...this.#head, ...change, seq: this.#head.seq + 1 };
    await tx.objectStore('copyIndex').put(this.#head, 'head');
  }
}

function* every(tails: readonly Packed[]): Generator<IndexChange> {
  for (const tail of tails) yield* unpack(tail);
}
