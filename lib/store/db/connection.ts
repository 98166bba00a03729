/** Opens the database and classifies its errors. Nothing in this extension ever deletes the database. */
import { type IDBPDatabase, openDB } from 'idb';
import { migrate, VERSION, type VersionChangeTx } from './migrations.ts';
import type { Tables } from './schema.ts';

export type Database = IDBPDatabase<Tables>;

/** Why the database could not be used. */
export type StoreErrorKind = 'full' | 'newer' | 'blocked' | 'damaged';

/** A database error with a known cause, which the user is told. */
export class StoreError extends Error {
  override name = 'StoreFault';
  readonly kind: StoreErrorKind;
  constructor(kind: StoreErrorKind, cause: unknown) {
    super(`${kind}: ${cause instanceof Error ? `${cause.name} ${cause.message}` : String(cause)}`, { cause });
    this.kind = kind;
  }
}

/** Name of the database; tests use others. */
export const DATABASE_NAME = 'feedglass';

const MAX_ATTEMPTS = 3;
/** Timeout, in ms, for an upgrade that waits for other connections to close. */
const BLOCKED_TIMEOUT_MS = 4_000;
/**
 * Timeout, in ms, for opening when no `blocked` event arrives: a request queued behind another tab's upgrade
 * gets none.
 */
const OPEN_TIMEOUT_MS = 10_000;

/** A shared connection that is opened at first use and reopened after it was lost. */
export class Connection {
  readonly #name: string;
  #opening: Promise<Database> | null = null;
  /**
   * Set while an abandoned open request is still queued: another request would queue behind it without an
   * event.
   */
  #abandoned: StoreError | null = null;

  constructor(name = DATABASE_NAME) {
    this.#name = name;
  }

  /**
   * Returns the open database.
   * @throws StoreError `newer` (written by a later version of this extension), `blocked` (another tab holds
   * an old version) or `damaged` (the browser cannot read it)
   */
  get(): Promise<Database> {
    if (this.#abandoned) return Promise.reject(this.#abandoned);
    if (!this.#opening) {
      const opening = this.#open();
      this.#opening = opening;
      // A failure is not cached: the next use tries again.
      opening.catch(() => this.#reset(opening));
    }
    return this.#opening;
  }

  /** Closes the connection; the next use opens it again. */
  async close(): Promise<void> {
    const opening = this.#opening;
    this.#opening = null;
    (await opening?.catch(() => null))?.close();
  }

  /**
   * Calls `work` with the open database, and once more with a new connection if the first one was lost.
   * @throws StoreError as `get` does, or whatever `work` throws
   */
  async withDatabase<T>(work: (db: Database) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await work(await this.get());
      } catch (error) {
        const kind = storeErrorKind(error);
        if (kind === 'full') throw new StoreError('full', error);
        if (!isConnectionLost(error)) throw error;
        if (attempt >= MAX_ATTEMPTS) throw new StoreError('damaged', error);
        await this.close();
      }
    }
  }

  async #open(): Promise<Database> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#openOnce();
      } catch (error) {
        if (error instanceof StoreError) throw error;
        if (error instanceof DOMException && error.name === 'VersionError')
          throw new StoreError('newer', error);
        if (attempt >= MAX_ATTEMPTS) throw new StoreError('damaged', error);
      }
    }
  }

  #openOnce(): Promise<Database> {
    return new Promise((resolve, reject) => {
      const abandon = () => {
        this.#abandoned = new StoreError('blocked', 'another tab holds an older version open');
        reject(this.#abandoned);
      };
      let timer = setTimeout(abandon, OPEN_TIMEOUT_MS);
      const opening: Promise<Database> = openDB<Tables>(this.#name, VERSION, {
        upgrade(db, from, _to, tx) {
          // A migration that throws rejects the opening; ignore that its transaction rejects too.
          tx.done.catch(() => {});
          migrate(db, from, tx as unknown as VersionChangeTx);
        },
        blocked: () => {
          clearTimeout(timer);
          timer = setTimeout(abandon, BLOCKED_TIMEOUT_MS);
        },
        // A later version wants to upgrade and has to wait until this connection is closed.
        blocking: () => void this.close(),
        terminated: () => this.#reset(),
      });
      opening
        // Opened after the caller gave up: close it here, nothing else will.
        .then((db) => (this.#abandoned ? db.close() : resolve(db)), reject)
        .finally(() => {
          clearTimeout(timer);
          this.#abandoned = null;
        });
    });
  }

  #reset(opening = this.#opening): void {
    if (this.#opening === opening) this.#opening = null;
  }
}

/** True if the connection was closed by the browser, or if the browser lost the database files. */
function isConnectionLost(error: unknown): boolean {
  return (
    error instanceof DOMException && (error.name === 'InvalidStateError' || error.name === 'UnknownError')
  );
}

/**
 * Classifies an error of a write; `null` if its cause is unknown. Chrome rejects `tx.done` with
 * QuotaExceededError; Firefox rejects the `put` with it, and `tx.done` with AbortError (measured).
 */
export function storeErrorKind(error: unknown): StoreErrorKind | null {
  if (error instanceof StoreError) return error.kind;
  if (!(error instanceof Error) && !(error instanceof DOMException)) return null;
  if (error.name === 'QuotaExceededError') return 'full';
  if (error.name === 'VersionError') return 'newer';
  if (error.name === 'UnknownError') return 'damaged';
  return null;
}
