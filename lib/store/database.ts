/** Opening the database, and what can be wrong with it. Nothing here or elsewhere ever deletes it. */
import { type IDBPDatabase, openDB } from 'idb';
import { migrate, type Upgrade, VERSION } from './migrations.ts';
import type { Tables } from './schema.ts';

export type Database = IDBPDatabase<Tables>;

/** Why the database could not be used. */
export type FaultKind = 'full' | 'newer' | 'blocked' | 'damaged';

/** A fault of the store that the user can be told about. */
export class StoreFault extends Error {
  override name = 'StoreFault';
  readonly kind: FaultKind;
  constructor(kind: FaultKind, cause: unknown) {
    super(`${kind}: ${cause instanceof Error ? `${cause.name} ${cause.message}` : String(cause)}`, { cause });
    this.kind = kind;
  }
}

/** Name of the database; a test gives its own. */
export const DATABASE = 'feedglass';

const TRIES = 3;
/** How long an upgrade may wait for other connections to close, in ms. */
const BLOCKED_AFTER = 4_000;
/** How long an opening may take that nobody called blocked: who stands in line behind an upgrade is not told. */
const STUCK_AFTER = 10_000;

/** A connection that is opened when first used, reopened when it was lost, and shared by all users. */
export class Connection {
  readonly #name: string;
  #opening: Promise<Database> | null = null;
  /** While a request that was given up still stands in line: another would stand behind it, and hear nothing. */
  #held: StoreFault | null = null;

  constructor(name = DATABASE) {
    this.#name = name;
  }

  /**
   * The open database.
   * @throws StoreFault when it cannot be opened: `newer` (written by a later version of this extension),
   *   `blocked` (another tab holds an old version), `damaged` (the browser cannot read it).
   */
  get(): Promise<Database> {
    if (this.#held) return Promise.reject(this.#held);
    if (!this.#opening) {
      const opening = this.#open();
      this.#opening = opening;
      // A failure is not kept: the next use tries again.
      opening.catch(() => this.#forget(opening));
    }
    return this.#opening;
  }

  /** Closes it; the next use opens it again. */
  async close(): Promise<void> {
    const opening = this.#opening;
    this.#opening = null;
    (await opening?.catch(() => null))?.close();
  }

  /**
   * Does `work` with the open database, once more with a fresh connection when this one turned out to be dead.
   * @throws StoreFault as `get`, or what `work` throws.
   */
  async use<T>(work: (db: Database) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await work(await this.get());
      } catch (error) {
        const kind = faultOf(error);
        if (kind === 'full') throw new StoreFault('full', error);
        if (!isDead(error)) throw error;
        if (attempt >= TRIES) throw new StoreFault('damaged', error);
        await this.close();
      }
    }
  }

  async #open(): Promise<Database> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#openOnce();
      } catch (error) {
        if (error instanceof StoreFault) throw error;
        if (error instanceof DOMException && error.name === 'VersionError')
          throw new StoreFault('newer', error);
        if (attempt >= TRIES) throw new StoreFault('damaged', error);
      }
    }
  }

  #openOnce(): Promise<Database> {
    return new Promise((resolve, reject) => {
      const giveUp = () => {
        this.#held = new StoreFault('blocked', 'another tab holds an older version open');
        reject(this.#held);
      };
      let timer = setTimeout(giveUp, STUCK_AFTER);
      const opening: Promise<Database> = openDB<Tables>(this.#name, VERSION, {
        upgrade(db, from, _to, tx) {
          // A step that throws fails the opening; its transaction says so a second time.
          tx.done.catch(() => {});
          migrate(db, from, tx as unknown as Upgrade);
        },
        blocked: () => {
          clearTimeout(timer);
          timer = setTimeout(giveUp, BLOCKED_AFTER);
        },
        // A later version wants to upgrade: let go, or it would wait for ever.
        blocking: () => void this.close(),
        terminated: () => this.#forget(),
      });
      opening
        // One that comes after it was given up has nobody who would let go of it.
        .then((db) => (this.#held ? db.close() : resolve(db)), reject)
        .finally(() => {
          clearTimeout(timer);
          this.#held = null;
        });
    });
  }

  #forget(opening = this.#opening): void {
    if (this.#opening === opening) this.#opening = null;
  }
}

/** A connection that was closed under us, or a backing store the browser lost. */
function isDead(error: unknown): boolean {
  return (
    error instanceof DOMException && (error.name === 'InvalidStateError' || error.name === 'UnknownError')
  );
}

/**
 * What an error of a write means, if it is one that has a name. Chrome rejects `tx.done` with QuotaExceededError;
 * Firefox rejects the `put` with it and `tx.done` with AbortError (measured, reliability notes F1).
 */
export function faultOf(error: unknown): FaultKind | null {
  if (error instanceof StoreFault) return error.kind;
  if (!(error instanceof Error) && !(error instanceof DOMException)) return null;
  if (error.name === 'QuotaExceededError') return 'full';
  if (error.name === 'VersionError') return 'newer';
  if (error.name === 'UnknownError') return 'damaged';
  return null;
}
