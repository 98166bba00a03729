/** One transaction of the writer: its posts, the tables beside them, and whose annotations it changes. */
import type { Post, StoredPost } from '../post.ts';
import { contentId } from '../text/content-id.ts';
import type { Finder } from './finder.ts';
import { Ledger, type Write } from './ledger.ts';
import { stretchOf } from './paging.ts';
import { type Place, placeOf, recordOf, storedPost } from './record.ts';
import type { PostRecord } from './schema.ts';

export class Unit {
  readonly tx: Write;
  readonly ledger = new Ledger();
  readonly #open: () => Promise<Finder>;
  #finder: Promise<Finder> | null = null;
  /** Posts that were put or removed. */
  readonly touched = new Set<string>();

  /** @param open gives the copy index; asked only when it is needed. */
  constructor(tx: Write, open: () => Promise<Finder>) {
    this.tx = tx;
    this.#open = open;
  }

  /** The copy index. */
  finder(): Promise<Finder> {
    this.#finder ??= this.#open();
    return this.#finder;
  }

  get posts() {
    return this.tx.objectStore('posts');
  }

  /** The record of an id. */
  get(id: string): Promise<PostRecord | undefined> {
    return this.posts.get(id);
  }

  /** Puts a post in the place of `before`, which may have another id. */
  async put(before: PostRecord | null, post: StoredPost, place: Place): Promise<PostRecord> {
    const after = recordOf(post, place);
    this.ledger.move(before, after);
    this.touched.add(post.id);
    if (before && before.id !== after.id) await this.posts.delete(before.id);
    await this.posts.put(after);
    return after;
  }

  /** Changes the user's part of a post, or its group; its words stay. */
  change(before: PostRecord, change: Partial<StoredPost>, place: Partial<Place> = {}): Promise<PostRecord> {
    return this.put(before, { ...storedPost(before), ...change }, { ...placeOf(before), ...place });
  }

  /** Takes a post out of the library, its place in the copy index too. */
  async remove(record: PostRecord): Promise<void> {
    this.ledger.move(record, null);
    this.touched.add(record.id);
    await this.posts.delete(record.id);
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
    if (heir) finder.insert(heir.id, await finder.find(this.tx, heir));
  }

  /** Writes what belongs to the posts: tables and copy index. */
  async finish(): Promise<void> {
    for (const id of await this.ledger.write(this.tx)) this.touched.add(id);
    if (this.#finder) await (await this.#finder).write(this.tx);
  }
}

/** The hash a post without an id meets the real one by. */
export const contentOf = (post: Pick<Post, 'title' | 'text'>) => contentId(post.title, post.text);
