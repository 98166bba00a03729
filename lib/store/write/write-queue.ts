/**
 * Queue of write operations: one at a time, each in its own transaction. Its promise resolves after the
 * transaction committed. The copy index in memory is dropped when a transaction fails.
 */

import type { Summary } from '../../list-rows.ts';
import type { Annotation } from '../../post.ts';
import { defaultSettings, type Settings } from '../../settings.ts';
import { isIndexIdle, StoredSourceForest } from '../copy-index/stored-source-forest.ts';
import { broadcastChange } from '../db/change-channel.ts';
import { type Connection, type Database, storeErrorKind } from '../db/connection.ts';
import { MIN_FREE_BYTES } from '../db/free-space.ts';
import { type ReadTx, STORE_NAMES } from '../db/schema.ts';
import type { HealthMonitor } from '../health/health-monitor.ts';
import { changedAnnotations } from './changed-annotations.ts';
import { maintainIndex } from './index-maintenance.ts';
import { type Answered, UnitOfWork } from './unit-of-work.ts';

/** A write operation. It may await requests of its own transaction only, or the transaction ends early. */
export type WriteOperation<T> = (unit: UnitOfWork, settings: Settings, now: string) => Promise<T>;

export class WriteQueue {
  readonly #connection: Connection;
  readonly #healthMonitor: HealthMonitor;
  readonly #now: () => Date;
  readonly #onAnnotationsChanged: (annotations: Annotation[], answered: Answered | null) => void;
  #last: Promise<unknown> = Promise.resolve();
  #copyIndex: StoredSourceForest | null = null;
  #maintenance: Promise<void> | null = null;
  /** Whether maintenance that an earlier worker left has been looked for. */
  #hasResumed = false;
  /** Share of the posts that are in the copy index. */
  #indexed = 1;

  constructor(
    connection: Connection,
    healthMonitor: HealthMonitor,
    now: () => Date,
    onAnnotationsChanged: (annotations: Annotation[], answered: Answered | null) => void,
  ) {
    this.#connection = connection;
    this.#healthMonitor = healthMonitor;
    this.#now = now;
    this.#onAnnotationsChanged = onAnnotationsChanged;
  }

  /**
   * Runs an operation after all earlier ones.
   * @param durability `strict` for actions of the user: they are on disk when this resolves
   * @param needed free bytes on the disk without which it does not start
   * @throws StoreError, or whatever `work` throws; then nothing is stored
   */
  run<T>(durability: IDBTransactionDurability, work: WriteOperation<T>, needed = MIN_FREE_BYTES): Promise<T> {
    const result = this.#last.then(async () => {
      await this.#healthMonitor.loadMarker();
      const act = async () => {
        await this.#connection.checkFreeSpace(needed);
        return this.#connection.withDatabase((db) => this.#transact(db, durability, work));
      };
      return this.#healthMonitor.track(act, true, () => this.#progress());
    });
    this.#last = result.catch(() => {});
    return result;
  }

  /** Reads without waiting for the queue. */
  read<T>(work: (db: Database) => Promise<T>): Promise<T> {
    return this.#healthMonitor.track(
      () => this.#connection.withDatabase(work),
      false,
      () => this.#progress(),
    );
  }

  /**
   * Checks without waiting for the queue that the library can be read and that the next write has room: a disk that
   * fills up while nothing is written is reported before the user's next click is refused.
   * @throws StoreError
   */
  checkUsable(): Promise<void> {
    return this.read(async (db) => {
      await db.get('meta', 'counts');
      await this.#connection.checkFreeSpace(MIN_FREE_BYTES);
    });
  }

  /**
   * Returns the copy index. It is read if it is not in memory, or if another context (an import) wrote it
   * since.
   */
  async copyIndex(tx: ReadTx): Promise<StoredSourceForest> {
    const head = await StoredSourceForest.head(tx);
    if (!this.#copyIndex || this.#copyIndex.seq !== (head?.seq ?? 0)) {
      const counts = (await tx.objectStore('meta').get('counts')) as Summary | undefined;
      const posts = counts?.seen ?? 0;
      try {
        this.#copyIndex = await StoredSourceForest.load(tx, head, posts);
      } catch (error) {
        if (error instanceof DOMException) throw error;
        // Its records are damaged: it is rebuilt from the posts.
        this.#copyIndex = await StoredSourceForest.load(tx, null, posts);
      }
    }
    return this.#copyIndex;
  }

  /** Resolves when no operation and no maintenance is running. */
  async idle(): Promise<void> {
    for (let last = null; last !== this.#last || this.#maintenance; ) {
      last = this.#last;
      await last;
      await this.#maintenance;
    }
  }

  /** Drops the data in memory. */
  dropCache(): void {
    this.#copyIndex = null;
  }

  async #transact<T>(
    db: Database,
    durability: IDBTransactionDurability,
    work: WriteOperation<T>,
  ): Promise<T> {
    const now = this.#now().toISOString();
    const tx = db.transaction(STORE_NAMES, 'readwrite', { durability });
    // Handled below, also if `work` fails first.
    tx.done.catch(() => {});
    try {
      const meta = tx.objectStore('meta');
      const [epoch, settings] = await Promise.all([meta.get('epoch'), meta.get('settings')]);
      const name = (epoch as string | undefined) ?? crypto.randomUUID();
      if (epoch === undefined) await meta.put(name, 'epoch');

      const set = readSettings(settings);
      const unit = new UnitOfWork(tx, set.strictness, now, () => this.copyIndex(tx));
      const value = await work(unit, set, now);
      const annotations = await changedAnnotations(unit);
      await this.#resumeMaintenance(tx);
      const counts = (await meta.get('counts')) as Summary | undefined;
      this.#indexed = this.#copyIndex && counts?.seen ? this.#copyIndex.size / counts.seen : 1;
      await tx.done;

      await this.#healthMonitor.updateMarker(name, epoch === undefined, counts?.captured ?? 0, now);
      if (unit.changedIds.size > 0) broadcastChange(unit.changedIds);
      if (annotations.length > 0) this.#onAnnotationsChanged(annotations, unit.answered);
      this.#scheduleMaintenance();
      return value;
    } catch (error) {
      this.#copyIndex = null;
      try {
        tx.abort();
      } catch {
        // The transaction has already ended.
      }
      // Chrome reports an exceeded quota only here. Wait, so that the next transaction starts after this one
      // ended.
      const ended = await tx.done.catch((reason: unknown) => reason);
      throw storeErrorKind(ended) ? ended : error;
    }
  }

  /** Maintenance that an earlier worker left goes on after the first write, whatever that is. */
  async #resumeMaintenance(tx: ReadTx): Promise<void> {
    if (this.#hasResumed) return;
    if (!(await isIndexIdle(tx.objectStore('copyIndex')))) await this.copyIndex(tx);
    this.#hasResumed = true;
  }

  /** Runs the maintenance of the copy index in small steps, so that no operation waits long. */
  #scheduleMaintenance(): void {
    if (this.#maintenance || !this.#copyIndex?.needsMaintenance) return;
    this.#maintenance = this.#runMaintenance()
      .catch(() => {
        // The health monitor has recorded the error; the next write tries again.
      })
      .finally(() => {
        this.#maintenance = null;
      });
  }

  async #runMaintenance(): Promise<void> {
    while (await this.run('relaxed', maintainIndex));
  }

  #progress(): number | null {
    return (this.#copyIndex?.rebuildCursor ?? null) === null ? null : this.#indexed;
  }
}

/** Returns the stored settings, with defaults for missing values. */
export function readSettings(stored: unknown): Settings {
  return { ...defaultSettings, ...(stored as Partial<Settings> | undefined) };
}
