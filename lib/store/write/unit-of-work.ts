/**
 * Unit of work: the posts of one write transaction, the aggregates and the copy index that change with them.
 */
import type { StoredPost } from '../../post.ts';
import type { Strictness } from '../annotations/strictness.ts';
import type { StoredSourceForest } from '../copy-index/stored-source-forest.ts';
import { type DerivedFields, derivedFields, fromRecord, isEdited, toRecord } from '../db/post-record.ts';
import { EMPTY_SUMMARY, type PostRecord, type WriteTx } from '../db/schema.ts';
import { soundRecord } from '../db/sound-record.ts';
import { AggregateWriter } from './aggregates.ts';

/** Maximum number of cached records. */
const CACHE_SIZE = 2_000;

type UserFields = Pick<StoredPost, 'capturedAt' | 'note' | 'tags' | 'lastSeenAt'>;

/** A tab, and the posts whose annotations it gets as the response to its request. */
export interface Answered {
  tab: number;
  ids: ReadonlySet<string>;
}

export class UnitOfWork {
  readonly tx: WriteTx;
  readonly #now: string;
  readonly ledger = new AggregateWriter();
  readonly #openIndex: () => Promise<StoredSourceForest>;
  #copyIndex: Promise<StoredSourceForest> | null = null;
  readonly #records = new Map<string, Promise<PostRecord | undefined>>();
  readonly #has = new Map<string, Promise<boolean>>();
  readonly #writes: Promise<unknown>[] = [];
  /** Ids of posts that were written or deleted. */
  readonly changedIds = new Set<string>();
  /** Captures that were deleted. */
  readonly deletedCaptures: PostRecord[] = [];
  /** What the requesting tab gets as its response; `null` if no tab of the site made the request. */
  answered: Answered | null = null;
  /** Changed ids whose annotations only the requesting tab needs. */
  readonly plain = new Set<string>();

  /** How similar two texts must be to be shown as copies. */
  readonly strictness: Strictness;

  /**
   * @param now ISO time of the unit
   * @param open loads the copy index; called only if it is needed
   */
  constructor(tx: WriteTx, strictness: Strictness, now: string, open: () => Promise<StoredSourceForest>) {
    this.tx = tx;
    this.strictness = strictness;
    this.#now = now;
    this.#openIndex = open;
  }

  /** Returns the copy index. */
  copyIndex(): Promise<StoredSourceForest> {
    this.#copyIndex ??= this.#openIndex();
    return this.#copyIndex;
  }

  get posts() {
    return this.tx.objectStore('posts');
  }

  /** The record of an id, including changes of this transaction. */
  get(id: string): Promise<PostRecord | undefined> {
    let record = this.#records.get(id);
    if (!record) {
      record = this.posts.get(id).then((stored) => stored && soundRecord(stored));
      this.#cache(id, record);
    }
    return record;
  }

  /** Requests records that will be needed, all at once instead of one after another. */
  async prefetch(ids: Iterable<string>): Promise<void> {
    await Promise.all([...ids].map((id) => this.get(id)));
  }

  /**
   * True if the library has posts without an id, verdicts, or corrections. Most libraries have none of them.
   */
  async hasAny(what: 'nameless' | 'verdicts' | 'corrections'): Promise<boolean> {
    let answer = this.#has.get(what);
    if (!answer) {
      const found =
        what === 'nameless'
          ? this.posts.getKey(IDBKeyRange.bound('text:', 'text:\uffff'))
          : this.tx.objectStore(what).count();
      answer = found.then(Boolean);
      this.#has.set(what, answer);
    }
    return answer;
  }

  /** Replaces the record `before`, which may have another id, by a post. */
  put(before: PostRecord | null, post: StoredPost, derived: DerivedFields): PostRecord {
    const after = this.#store(before, post, derived);
    this.ledger.replace(before, after);
    return after;
  }

  #store(before: PostRecord | null, post: StoredPost, derived: DerivedFields): PostRecord {
    const changedAt = before && !isEdited(before, post) ? before.changedAt : this.#now;
    const after = toRecord(post, { ...derived, changedAt });
    this.changedIds.add(post.id);
    if (before && before.id !== after.id) this.#delete(before.id);
    this.#write(this.posts.put(after));
    this.#cache(after.id, Promise.resolve(after));
    if (after.id.startsWith('text:')) this.#has.set('nameless', Promise.resolve(true));
    return after;
  }

  /** Changes a stored post; its text stays. */
  update(before: PostRecord, update: Partial<StoredPost>, derived: Partial<DerivedFields> = {}): PostRecord {
    return this.put(before, { ...fromRecord(before), ...update }, { ...derivedFields(before), ...derived });
  }

  /** Changes the user's data of a post, of which only "saved" is counted: its group and tickers need not be read. */
  updateUserData(before: PostRecord, data: Partial<UserFields>): PostRecord {
    const after = this.#store(before, { ...fromRecord(before), ...data }, derivedFields(before));
    this.ledger.countSaved(before, after);
    return after;
  }

  /** Clears posts, aggregates and the copy index. Verdicts and corrections stay. */
  async clear(): Promise<void> {
    const tables = ['posts', 'groups', 'tickers', 'days', 'campaigns', 'authors'] as const;
    await Promise.all(tables.map((name) => this.tx.objectStore(name).clear()));
    await this.tx.objectStore('meta').put(EMPTY_SUMMARY, 'counts');
    this.#records.clear();
    await (await this.copyIndex()).clear(this.tx);
  }

  /** Deletes a post; see `deletePost` for what else that takes. */
  remove(record: PostRecord): void {
    this.ledger.replace(record, null);
    this.changedIds.add(record.id);
    if (record.capturedAt !== null) this.deletedCaptures.push(record);
    this.#delete(record.id);
  }

  #delete(id: string): void {
    this.#write(this.posts.delete(id));
    this.#cache(id, Promise.resolve(undefined));
  }

  /** Does not wait for a write before the end: later reads of the transaction see it in any case. */
  #write(request: Promise<unknown>): void {
    // Nothing may await this request when the transaction fails.
    request.catch(() => {});
    this.#writes.push(request);
  }

  #cache(id: string, record: Promise<PostRecord | undefined>): void {
    record.catch(() => {});
    if (this.#records.size >= CACHE_SIZE) this.#records.clear();
    this.#records.set(id, record);
  }

  /** Writes what changes with the posts: aggregates and copy index. */
  async commitAggregates(): Promise<void> {
    await Promise.all(this.#writes.splice(0));
    for (const id of await this.ledger.write(this.tx)) this.changedIds.add(id);
    if (this.#copyIndex) await (await this.#copyIndex).write(this.tx);
  }
}
