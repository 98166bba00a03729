/**
 * How the library is written: one operation at a time, one transaction an operation; its promise resolves after
 * the transaction completed. What is in memory (the copy index) is dropped when a transaction fails.
 */
import type { Annotation } from '../post.ts';
import type { Summary } from '../rows.ts';
import { defaultSettings, type Settings } from '../settings.ts';
import type { Read } from './annotate.ts';
import { announceChange } from './changes.ts';
import type { Condition } from './condition.ts';
import { type Connection, type Database, faultOf } from './database.ts';
import { Finder } from './finder.ts';
import { newsOf } from './news.ts';
import { TABLES } from './schema.ts';
import { Unit } from './unit.ts';
import { upkeep } from './upkeep.ts';

/** What an operation does: reads and writes of this transaction, and nothing else that has to be waited for. */
export type Work<T> = (unit: Unit, settings: Settings, now: string) => Promise<T>;

export class Writer {
  readonly #connection: Connection;
  readonly #condition: Condition;
  readonly #now: () => Date;
  readonly #onNews: (annotations: Annotation[]) => void;
  #tail: Promise<unknown> = Promise.resolve();
  #finder: Finder | null = null;
  #upkeep: Promise<void> | null = null;
  /** Share of the posts that are in the copy index. */
  #indexed = 1;

  constructor(
    connection: Connection,
    condition: Condition,
    now: () => Date,
    onNews: (annotations: Annotation[]) => void,
  ) {
    this.#connection = connection;
    this.#condition = condition;
    this.#now = now;
    this.#onNews = onNews;
  }

  /**
   * Runs an operation after all that were asked before.
   * @param durability `strict` for what the user did: it is on the disk when this resolves.
   * @throws StoreFault, or what `work` throws; nothing of it is kept then.
   */
  write<T>(durability: IDBTransactionDurability, work: Work<T>): Promise<T> {
    const turn = this.#tail.then(async () => {
      await this.#condition.recall();
      const act = () => this.#connection.use((db) => this.#transact(db, durability, work));
      return this.#condition.watch(act, true, () => this.#progress());
    });
    this.#tail = turn.catch(() => {});
    return turn;
  }

  /** Reads beside the writes. */
  read<T>(work: (db: Database) => Promise<T>): Promise<T> {
    return this.#condition.watch(
      () => this.#connection.use(work),
      false,
      () => this.#progress(),
    );
  }

  /** The copy index, read when this worker has none or somebody else (an import) wrote it since. */
  async finder(tx: Read): Promise<Finder> {
    const head = await Finder.head(tx);
    if (!this.#finder || this.#finder.seq !== (head?.seq ?? 0)) {
      const counts = (await tx.objectStore('meta').get('counts')) as Summary | undefined;
      this.#finder = await Finder.load(tx, head, counts?.seen ?? 0);
    }
    return this.#finder;
  }

  /** Drops what is in memory. */
  forget(): void {
    this.#finder = null;
  }

  async #transact<T>(db: Database, durability: IDBTransactionDurability, work: Work<T>): Promise<T> {
    const now = this.#now().toISOString();
    const tx = db.transaction(TABLES, 'readwrite', { durability });
    // Its failure is handled below, also when `work` fails first.
    tx.done.catch(() => {});
    try {
      const meta = tx.objectStore('meta');
      const [epoch, settings] = await Promise.all([meta.get('epoch'), meta.get('settings')]);
      const name = (epoch as string | undefined) ?? crypto.randomUUID();
      if (epoch === undefined) await meta.put(name, 'epoch');

      const set = readSettings(settings);
      const unit = new Unit(tx, set.strictness, () => this.finder(tx));
      const value = await work(unit, set, now);
      const news = await newsOf(unit);
      const counts = (await meta.get('counts')) as Summary | undefined;
      this.#indexed = this.#finder && counts?.seen ? this.#finder.size / counts.seen : 1;
      await tx.done;

      await this.#condition.testify(name, epoch === undefined, counts?.captured ?? 0, now);
      if (unit.touched.size > 0) announceChange();
      if (news.length > 0) this.#onNews(news);
      this.#keepUp();
      return value;
    } catch (error) {
      this.#finder = null;
      try {
        tx.abort();
      } catch {
        // It is over already.
      }
      // Chrome: the quota shows only here. Wait, so that the next transaction finds this one gone.
      const ended = await tx.done.catch((reason: unknown) => reason);
      throw faultOf(ended) ? ended : error;
    }
  }

  /** What the copy index needs now and then, a piece at a time, so that nobody waits for it. */
  #keepUp(): void {
    if (this.#upkeep || !this.#finder?.wantsUpkeep) return;
    this.#upkeep = this.#pieces()
      .catch(() => {
        // What was wrong is known to the condition by now; the next write tries again.
      })
      .finally(() => {
        this.#upkeep = null;
      });
  }

  async #pieces(): Promise<void> {
    while (await this.write('relaxed', upkeep));
  }

  #progress(): number | null {
    return (this.#finder?.rebuilt ?? null) === null ? null : this.#indexed;
  }
}

/** The settings as stored, with the values of a new user for what is missing. */
export function readSettings(stored: unknown): Settings {
  return { ...defaultSettings, ...(stored as Partial<Settings> | undefined) };
}
