/** One transaction of the writer: its posts, the tables beside them, and whose annotations it changes. */
import type { Post, StoredPost } from '../../post.ts';
import { contentId } from '../../text/content-id.ts';
import type { Strictness } from '../copy-index/match-strictness.ts';
import type { StoredCopyIndex } from '../copy-index/stored-copy-index.ts';
import { prefixRange } from '../db/paging.ts';
import { type DerivedFields, derivedFields, fromRecord, toRecord } from '../db/post-record.ts';
import { EMPTY_SUMMARY, type PostRecord } from '../db/schema.ts';
import { AggregateWriter, type WriteTx } from './aggregates.ts';

/** Records kept at hand. */
const CACHE_SIZE = 2_000;

export class UnitOfWork {
  readonly tx: WriteTx;
  readonly ledger = new AggregateWriter();
  readonly #openIndex: () => Promise<StoredCopyIndex>;
  #finder: Promise<StoredCopyIndex> | null = null;
  #loadedIndex: StoredCopyIndex | null = null;
  readonly #records = new Map<string, Promise<PostRecord | undefined>>();
  readonly #has = new Map<string, Promise<boolean>>();
  readonly #writes: Promise<unknown>[] = [];
  /** Posts that were put or removed. */
  readonly changedIds = new Set<string>();
  /** Captures that were deleted. */
  readonly deletedCaptures: PostRecord[] = [];
  /** Those of the touched whose annotations are no news to any tab but the one that asks. */
  readonly plain = new Set<string>();

  /** How alike two texts must be to be called copies. */
  readonly strictness: Strictness;

  /** @param open gives the copy index; asked only when it is needed. */
  constructor(tx: WriteTx, strictness: Strictness, open: () => Promise<StoredCopyIndex>) {
    this.tx = tx;
    this.strictness = strictness;
    this.#openIndex = open;
  }

  /** The copy index. */
  copyIndex(): Promise<StoredCopyIndex> {
    this.#finder ??= this.#openIndex().then((copyIndex) => {
      this.#loadedIndex = copyIndex;
      return copyIndex;
    });
    return this.#finder;
  }

  /** Compares two posts, when the copy index is at hand anyway. */
  get kinship() {
    const copyIndex = this.#loadedIndex;
    return copyIndex ? (a: PostRecord, b: PostRecord) => copyIndex.groupLikeness(a, b) : undefined;
  }

  get posts() {
    return this.tx.objectStore('posts');
  }

  /** The record of an id, as this transaction would leave it. */
  get(id: string): Promise<PostRecord | undefined> {
    let record = this.#records.get(id);
    if (!record) {
      record = this.posts.get(id);
      this.#cache(id, record);
    }
    return record;
  }

  /** Asks for records that will be needed, all at once: one trip to the database instead of one a record. */
  async prefetch(ids: Iterable<string>): Promise<void> {
    await Promise.all([...ids].map((id) => this.get(id)));
  }

  /** True when the library has posts without an id, or words of the user on posts: most often it has neither. */
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

  /** Puts a post in the place of `before`, which may have another id. */
  async put(before: PostRecord | null, post: StoredPost, place: DerivedFields): Promise<PostRecord> {
    const after = toRecord(post, place);
    this.ledger.replace(before, after);
    this.changedIds.add(post.id);
    if (before && before.id !== after.id) this.#delete(before.id);
    this.#write(this.posts.put(after));
    this.#cache(after.id, Promise.resolve(after));
    if (after.id.startsWith('text:')) this.#has.set('nameless', Promise.resolve(true));
    return after;
  }

  /** Changes the user's part of a post, or its group; its words stay. */
  update(
    before: PostRecord,
    update: Partial<StoredPost>,
    place: Partial<DerivedFields> = {},
  ): Promise<PostRecord> {
    return this.put(before, { ...fromRecord(before), ...update }, { ...derivedFields(before), ...place });
  }

  /** Empties the library: posts, the tables beside them, the copy index. The user's words on pairs and roles stay. */
  async clear(): Promise<void> {
    const tables = ['posts', 'groups', 'tickers', 'days', 'campaigns', 'authors'] as const;
    await Promise.all(tables.map((name) => this.tx.objectStore(name).clear()));
    await this.tx.objectStore('meta').put(EMPTY_SUMMARY, 'counts');
    this.#records.clear();
    (await this.copyIndex()).clear();
  }

  /** Takes a post out of the library, its place in the copy index too. */
  async remove(record: PostRecord): Promise<void> {
    this.ledger.replace(record, null);
    this.changedIds.add(record.id);
    if (record.capturedAt !== null) this.deletedCaptures.push(record);
    this.#delete(record.id);
    await this.removeFromIndex(record);
  }

  /**
   * Takes a post out of the copy index. What it owned there its copies leaned on: the earliest other member of its
   * group now stands for itself.
   */
  async removeFromIndex({ id, group }: PostRecord): Promise<void> {
    const copyIndex = await this.copyIndex();
    copyIndex.remove(id);
    if (group === null) return;
    const members = await this.posts.index('group').getAll(prefixRange([group]), 2);
    const nextMember = members.find((member) => member.id !== id);
    if (nextMember) copyIndex.insert(nextMember.id, await copyIndex.find((one) => this.get(one), nextMember));
  }

  #delete(id: string): void {
    this.#write(this.posts.delete(id));
    this.#cache(id, Promise.resolve(undefined));
  }

  /** A write is not waited for before the end: reads that are asked later see it all the same. */
  #write(request: Promise<unknown>): void {
    // When the transaction fails nobody may be waiting any more.
    request.catch(() => {});
    this.#writes.push(request);
  }

  #cache(id: string, record: Promise<PostRecord | undefined>): void {
    record.catch(() => {});
    if (this.#records.size >= CACHE_SIZE) this.#records.clear();
    this.#records.set(id, record);
  }

  /** Writes what belongs to the posts: tables and copy index. */
  async commitAggregates(): Promise<void> {
    await Promise.all(this.#writes.splice(0));
    for (const id of await this.ledger.write(this.tx)) this.changedIds.add(id);
    if (this.#finder) await (await this.#finder).write(this.tx);
  }
}

/** The hash a post without an id meets the real one by. */
export const contentOf = (post: Pick<Post, 'title' | 'text'>) => contentId(post.title, post.text);
