/** All operations on the library. Writes run one after another in one write queue. */
import type { PostEdit, Request, Response, StoreHealth, UserData } from '../messages.ts';
import type { Annotation, RawPost } from '../post.ts';
import type { Settings } from '../settings.ts';
import { explainCopies } from './annotations/explain.ts';
import { previewAnnotation } from './annotations/preview.ts';
import { broadcastChange } from './db/change-channel.ts';
import { Connection } from './db/connection.ts';
import { MIN_FREE_BYTES, MIN_FREE_BYTES_TO_DELETE } from './db/free-space.ts';
import { writeReview } from './db/group-reviews.ts';
import { prefixRange } from './db/paging.ts';
import { type PostRecord, type ReadTx, STORE_NAMES } from './db/schema.ts';
import { HealthMonitor } from './health/health-monitor.ts';
import type { LossMarkerStore } from './health/loss-marker.ts';
import { dropDeletedSteps, ImportJournal } from './import/import-journal.ts';
import {
  type ImportCallbacks,
  type ImportCounts,
  type ImportPayload,
  importPosts,
  storedSize,
} from './import/import-posts.ts';
import { undoImport } from './import/undo-import.ts';
import { LabelTrust } from './merge/label-trust.ts';
import { parsePosts } from './merge/parse-posts.ts';
import { currentAnnotation } from './write/changed-annotations.ts';
import {
  correctRole,
  editPost,
  type NoteAndTags,
  removePost,
  restoreUserData,
  setNote,
  setSaved,
  setVerdict,
} from './write/edits.ts';
import { recordSeen } from './write/record-seen.ts';
import { enforceLimits } from './write/retention.ts';
import { SeenDeletion } from './write/seen-deletion.ts';
import type { Answered, UnitOfWork } from './write/unit-of-work.ts';
import { upsertPost } from './write/upsert-post.ts';
import { readSettings, type WriteOperation, WriteQueue } from './write/write-queue.ts';

export interface LibraryOptions {
  connection?: Connection;
  /** Stores the loss marker outside the database. */
  lossMarkerStore: LossMarkerStore;
  now?: () => Date;
  /**
   * Called with the annotations that an operation changed, also those of other posts, and with what the tab that
   * requested the operation gets as its response.
   */
  onAnnotationsChanged?: (annotations: Annotation[], answered: Answered | null) => void;
  /** Called when the state of the store changes. */
  onHealth?: (health: StoreHealth) => void;
}

export class Library {
  readonly #connection: Connection;
  readonly #healthMonitor: HealthMonitor;
  readonly #writer: WriteQueue;
  readonly #seenDeletion: SeenDeletion;
  readonly #labels = new LabelTrust();

  constructor({
    connection = new Connection(),
    lossMarkerStore,
    now,
    onAnnotationsChanged,
    onHealth,
  }: LibraryOptions) {
    this.#connection = connection;
    this.#healthMonitor = new HealthMonitor(lossMarkerStore, onHealth ?? (() => {}));
    this.#writer = new WriteQueue(
      connection,
      this.#healthMonitor,
      now ?? (() => new Date()),
      onAnnotationsChanged ?? (() => {}),
    );
    this.#seenDeletion = new SeenDeletion(this.#writer);
  }

  /**
   * Stores posts of a page as seen and returns their annotations.
   * @param keep false in a private window: nothing is stored
   * @param tab the tab that requests it, here and below; `null` if it is not a tab of the site
   */
  async annotate(raws: readonly RawPost[], keep = true, tab: number | null = null): Promise<Annotation[]> {
    const named = raws.filter(({ id }) => id !== null);
    if (!keep) return this.#preview(named);
    return this.#writer.run('relaxed', async (unit, settings, now) => {
      const read = await parsePosts(named, (codes) => filterKnownCodes(unit.tx, codes));
      const posts = this.#labels.trusted(read, now, tab);
      const { stored, previews } = await recordSeen(unit, posts, settings, now);
      await enforceLimits(unit, settings, now);
      await unit.commitAggregates();
      return [...(await answer(unit, stored, tab)), ...previews];
    });
  }

  /** Saves a post as read from a page. Idempotent. */
  async save(raw: RawPost, tab: number | null = null): Promise<Annotation> {
    const [saved] = await this.#writer.run('strict', async (unit, settings, now) => {
      const read = await parsePosts([raw], (codes) => filterKnownCodes(unit.tx, codes));
      const [post] = this.#labels.trusted(read, now, tab);
      if (!post || post.id.startsWith('text:')) throw new TypeError('a post without an id cannot be saved');
      const record = await upsertPost(unit, post, now, (merged) => ({
        ...merged,
        capturedAt: merged.capturedAt ?? now,
      }));
      await enforceLimits(unit, settings, now);
      await unit.commitAggregates();
      return answer(unit, [record], tab);
    });
    return saved as Annotation;
  }

  /** Saves or unsaves posts by id. Unknown ids are left out of the result. */
  setSaved(ids: readonly string[], saved: boolean, tab: number | null = null): Promise<Annotation[]> {
    return this.#editPosts(ids, tab, (unit, id, now) => setSaved(unit, id, saved, now));
  }

  /** Changes the user's data of many posts, without building their annotations. Unknown ids are left out. */
  editPosts(ids: readonly string[], edit: PostEdit): Promise<void> {
    return this.#editMany(ids, (unit, id, now) => editPost(unit, id, edit, now));
  }

  /** Sets the user's data of many posts back to what it was. Unknown ids are left out. */
  restoreUserData(posts: readonly UserData[]): Promise<void> {
    const byId = new Map(posts.map((data) => [data.id, data]));
    return this.#editMany([...byId.keys()], (unit, id) => restoreUserData(unit, byId.get(id) as UserData));
  }

  /**
   * Saves every post of the copy group that a post belongs to.
   * @returns their annotations; `null` if there is no such post
   */
  async saveGroup(id: string, tab: number | null = null): Promise<Annotation[] | null> {
    const ids = await this.#writer.read(async (db) => {
      const post = await db.get('posts', id);
      if (!post || post.group === null) return post ? [id] : null;
      return db.getAllKeysFromIndex('posts', 'group', prefixRange([post.group]));
    });
    return ids && this.setSaved(ids, true, tab);
  }

  /** @param base note and tags that the edit began with; what is stored beyond them is merged */
  async setNote(id: string, note: string, tags: string[], base?: NoteAndTags): Promise<Annotation | null> {
    const [done] = await this.#editPosts([id], null, (unit) => setNote(unit, id, note, tags, base));
    return done ?? null;
  }

  async correctRole(
    { id, code, role }: Request<'correctRole'>,
    tab: number | null = null,
  ): Promise<Annotation | null> {
    const [done] = await this.#editPosts([id], tab, (unit, _id, now) =>
      correctRole(unit, id, code, role, now),
    );
    return done ?? null;
  }

  /** Stores a verdict. Returns the annotations of both posts, or `null` if one of them is not stored. */
  async setVerdict(
    { a, b, copy }: Request<'setVerdict'>,
    tab: number | null = null,
  ): Promise<Annotation[] | null> {
    return this.#writer.run('strict', async (unit, _settings, now) => {
      const posts = await setVerdict(unit, a, b, copy, now);
      await unit.commitAggregates();
      return posts && answer(unit, posts, tab);
    });
  }

  /**
   * Deletes posts, captures too.
   * @returns the number of deleted posts
   */
  async remove(ids: readonly string[]): Promise<number> {
    const deleteAll = async (unit: UnitOfWork) => {
      let removed = 0;
      for (const id of ids) if (await removePost(unit, id)) removed++;
      const deleted = new Set(ids);
      await dropDeletedSteps(unit, (id) => deleted.has(id));
      await unit.commitAggregates();
      return removed;
    };
    return this.#writer.run('strict', deleteAll, MIN_FREE_BYTES_TO_DELETE);
  }

  /**
   * Deletes seen posts that are not captures: all, or those last seen before a time. A call with the same
   * time during a running deletion returns the running one.
   * @returns the number of deleted posts
   */
  deleteSeen(before: string | null): Promise<number> {
    return this.#seenDeletion.deleteSeen(before);
  }

  /**
   * Imports posts: all of them or, if anything fails, none. Existing captures stay.
   * @param undoKey a new name by which the import can be undone; without it nothing is remembered for that
   */
  async importPosts(
    payload: ImportPayload,
    callbacks?: ImportCallbacks,
    undoKey: string | null = null,
  ): Promise<ImportCounts> {
    const runImport: WriteOperation<ImportCounts> = async (unit, _settings, now) => {
      const journal = undoKey === null ? null : await ImportJournal.open(unit, undoKey, now, payload.seenAt);
      const done = await importPosts(unit, payload, now, callbacks, journal);
      await unit.commitAggregates();
      return done;
    };
    return this.#writer.run('strict', runImport, MIN_FREE_BYTES + storedSize(payload));
  }

  /**
   * Undoes an import in one transaction. Earlier posts, later edits of the user and posts of other imports stay.
   * @returns false if it cannot be undone any more
   */
  async undoImport(undoKey: string): Promise<boolean> {
    return this.#writer.run('strict', async (unit) => {
      const undone = await undoImport(unit, undoKey);
      await unit.commitAggregates();
      return undone;
    });
  }

  /** Returns the data of the copy panel; `null` if the post is not stored. */
  explain(id: string): Promise<Response<'explain'> | null> {
    return this.#writer.read((db) => {
      const tx = db.transaction(STORE_NAMES);
      return explainCopies(tx, id, async (one) => {
        return (await this.#writer.copyIndex(tx)).sourceStateOf(one).source?.id ?? null;
      });
    });
  }

  settings(): Promise<Settings> {
    return this.#writer.read(async (db) => readSettings(await db.get('meta', 'settings')));
  }

  async setSettings(change: Partial<Settings>): Promise<Settings> {
    const changed = await this.#writer.run('strict', async (unit, settings) => {
      const next = { ...settings, ...change };
      await unit.tx.objectStore('meta').put(next, 'settings');
      await unit.commitAggregates();
      return next;
    });
    if (change.seenLimit !== undefined || change.seenDays !== undefined)
      void this.#seenDeletion.deleteBeyondLimits();
    return changed;
  }

  /** Sets the review of a copy group. @returns `null` for an unknown group */
  async setGroupReview({ group, ...review }: Request<'setGroupReview'>): Promise<true | null> {
    return this.#writer.run('strict', async (unit, _settings, at) => {
      const posts = await writeReview(unit.tx, group, { ...review, at });
      // Pages that show the group read it again.
      for (const id of posts) unit.changedIds.add(id);
      await unit.commitAggregates();
      return posts.length > 0 ? true : null;
    });
  }

  /** Drops the data in memory, because another context wrote to the database. */
  invalidateCache(): void {
    this.#writer.dropCache();
    broadcastChange();
  }

  /** Resolves when all sources are found and nothing else is under way. */
  idle(): Promise<void> {
    return this.#writer.idle();
  }

  /** The user dismissed the notice of a loss. */
  dismissLoss(): Promise<void> {
    return this.#healthMonitor.acknowledge();
  }

  /** Checks the store and returns its state. */
  async health(): Promise<StoreHealth> {
    try {
      // A loss is found when the database is compared with the marker, which every write does.
      // A disk that was full may have room again, which the same write finds out.
      const unknown = !this.#healthMonitor.isChecked || this.#healthMonitor.health.state === 'full';
      if (unknown) await this.#writer.run('relaxed', (unit) => unit.commitAggregates());
      else await this.#writer.checkUsable();
    } catch {
      // The health monitor has recorded the error.
    }
    return this.#healthMonitor.health;
  }

  close(): Promise<void> {
    return this.#connection.close();
  }

  #editPosts(
    ids: readonly string[],
    tab: number | null,
    edit: (unit: UnitOfWork, id: string, now: string) => Promise<PostRecord | null>,
  ): Promise<Annotation[]> {
    return this.#writer.run('strict', async (unit, _settings, now) => {
      const done: PostRecord[] = [];
      for (const id of ids) {
        const record = await edit(unit, id, now);
        if (record) done.push(record);
      }
      await unit.commitAggregates();
      return answer(unit, done, tab);
    });
  }

  #editMany(
    ids: readonly string[],
    edit: (unit: UnitOfWork, id: string, now: string) => Promise<unknown>,
  ): Promise<void> {
    return this.#writer.run('strict', async (unit, _settings, now) => {
      await unit.prefetch(ids);
      for (const id of ids) await edit(unit, id, now);
      await unit.commitAggregates();
    });
  }

  /** Annotates posts without storing them. */
  #preview(raws: readonly RawPost[]): Promise<Annotation[]> {
    return this.#writer.read(async (db) => {
      const tx = db.transaction(STORE_NAMES);
      const { strictness } = readSettings(await tx.objectStore('meta').get('settings'));
      const copyIndex = await this.#writer.copyIndex(tx);
      const posts = await parsePosts(raws, (codes) => filterKnownCodes(tx, codes));
      const done: Annotation[] = [];
      for (const post of posts) done.push(await previewAnnotation(tx, copyIndex, post, strictness));
      return done;
    });
  }
}

/** The annotations with which an operation answers the tab that requested it. */
function answer(unit: UnitOfWork, records: readonly PostRecord[], tab: number | null): Promise<Annotation[]> {
  if (tab !== null) unit.answered = { tab, ids: new Set(records.map(({ id }) => id)) };
  return Promise.all(records.map((record) => currentAnnotation(unit, record)));
}

/** Returns those codes that occur in the library. */
async function filterKnownCodes(tx: ReadTx, codes: string[]): Promise<Set<string>> {
  const store = tx.objectStore('tickers');
  const keys = await Promise.all(codes.map((code) => store.getKey(code)));
  return new Set(keys.filter((key) => key !== undefined));
}
