/** One transaction of the writer: its posts, the tables beside them, and whose annotations it changes. */
import type { Post, StoredPost } from '../post.ts';
import { contentId } from '../text/content-id.ts';
import type { Finder } from './finder.ts';
import { Ledger, type Write } from './ledger.ts';
import { stretchOf } from './paging.ts';
import { type Place, placeOf, recordOf, storedPost } from './record.ts';
import { COUNTS, type PostRecord } from './schema.ts';
import type { Strictness } from './strictness.ts';

/** Records kept at hand. */
const RECORDS = 2_000;

export class Unit {
  readonly tx: Write;
  readonly ledger = new Ledger();
  readonly #open: () => Promise<Finder>;
  #finder: Promise<Finder> | null = null;
  #opened: Finder | null = null;
  readonly #records = new Map<string, Promise<PostRecord | undefined>>();
  readonly #has = new Map<string, Promise<boolean>>();
  readonly #writes: Promise<unknown>[] = [];
  /** Posts that were put or removed. */
  readonly touched = new Set<string>();
  /** Captures that were deleted. */
  readonly deleted: PostRecord[] = [];
  /** Those of the touched whose annotations are no news to any tab but the one that asks. */
  readonly plain = new Set<string>();

  /** How alike two texts must be to be called copies. */
  readonly strictness: Strictness;

  /** @param open gives the copy index; asked only when it is needed. */
  constructor(tx: Write, strictness: Strictness, open: () => Promise<Finder>) {
    this.tx = tx;
    this.strictness = strictness;
    this.#open = open;
  }

  /** The copy index. */
  finder(): Promise<Finder> {
    this.#finder ??= this.#open().then((finder) => {
      this.#opened = finder;
      return finder;
    });
    return this.#finder;
  }

  /** Compares two posts, when the copy index is at hand anyway. */
  get kinship() {
    const finder = this.#opened;
    return finder ? (a: PostRecord, b: PostRecord) => finder.kinship(a, b) : undefined;
  }

  get posts() {
    return this.tx.objectStore('posts');
  }

  /** The record of an id, as this transaction would leave it. */
  get(id: string): Promise<PostRecord | undefined> {
    let record = this.#records.get(id);
    if (!record) {
      record = this.posts.get(id);
      this.#keep(id, record);
    }
    return record;
  }

  /** Asks for records that will be needed, all at once: one trip to the database instead of one a record. */
  async prefetch(ids: Iterable<string>): Promise<void> {
    await Promise.all([...ids].map((id) => this.get(id)));
  }

  /** True when the library has posts without an id, or words of the user on posts: most often it has neither. */
  async has(what: 'nameless' | 'verdicts' | 'corrections'): Promise<boolean> {
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
  async put(before: PostRecord | null, post: StoredPost, place: Place): Promise<PostRecord> {
    const after = recordOf(post, place);
    this.ledger.move(before, after);
    this.touched.add(post.id);
    if (before && before.id !== after.id) this.#delete(before.id);
    this.#write(this.posts.put(after));
    this.#keep(after.id, Promise.resolve(after));
    if (after.id.startsWith('text:')) this.#has.set('nameless', Promise.resolve(true));
    return after;
  }

  /** Changes the user's part of a post, or its group; its words stay. */
  change(before: PostRecord, change: Partial<StoredPost>, place: Partial<Place> = {}): Promise<PostRecord> {
    return this.put(before, { ...storedPost(before), ...change }, { ...placeOf(before), ...place });
  }

  /** Empties the library: posts, the tables beside them, the copy index. The user's words on pairs and roles stay. */
  async clear(): Promise<void> {
    const tables = ['posts', 'groups', 'tickers', 'days', 'campaigns', 'authors'] as const;
    await Promise.all(tables.map((name) => this.tx.objectStore(name).clear()));
    await this.tx.objectStore('meta').put(COUNTS, 'counts');
    this.#records.clear();
    (await this.finder()).clear();
  }

  /** Takes a post out of the library, its place in the copy index too. */
  async remove(record: PostRecord): Promise<void> {
    this.ledger.move(record, null);
    this.touched.add(record.id);
    if (record.capturedAt !== null) this.deleted.push(record);
    this.#delete(record.id);
    await this.withdraw(record);
  }

  /**
   * Takes a post out of the copy index. What it owned there its copies leaned on: the earliest other member of its
   * group now stands for itself.
   */
  async withdraw({ id, group }: PostRecord): Promise<void> {
    const finder = await this.finder();
    finder.remove(id);
    if (group === null) return;
    const members = await this.posts.index('group').getAll(stretchOf([group]), 2);
    const heir = members.find((member) => member.id !== id);
    if (heir) finder.insert(heir.id, await finder.find((one) => this.get(one), heir));
  }

  #delete(id: string): void {
    this.#write(this.posts.delete(id));
    this.#keep(id, Promise.resolve(undefined));
  }

  /** A write is not waited for before the end: reads that are asked later see it all the same. */
  #write(request: Promise<unknown>): void {
    // When the transaction fails nobody may be waiting any more.
    request.catch(() => {});
    this.#writes.push(request);
  }

  #keep(id: string, record: Promise<PostRecord | undefined>): void {
    record.catch(() => {});
    if (this.#records.size >= RECORDS) this.#records.clear();
    this.#records.set(id, record);
  }

  /** Writes what belongs to the posts: tables and copy index. */
  async finish(): Promise<void> {
    await Promise.all(this.#writes.splice(0));
    for (const id of await this.ledger.write(this.tx)) this.touched.add(id);
    if (this.#finder) await (await this.#finder).write(this.tx);
  }
}

/** The hash a post without an id meets the real one by. */
export const contentOf = (post: Pick<Post, 'title' | 'text'>) => contentId(post.title, post.text);
