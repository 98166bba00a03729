/** Opens the database and classifies its errors. Nothing in this extension ever deletes the database. */
import { type IDBPDatabase, openDB } from 'idb';
import { estimateFreeSpace, type FreeSpaceProbe, MIN_FREE_BYTES } from './free-space.ts';
import { migrate, VERSION, type VersionChangeTx } from './migrations.ts';
import type { Tables } from './schema.ts';

export type Database = IDBPDatabase<Tables>;

/** Why the database could not be used. */
export type StoreErrorKind = 'full' | 'newer' | 'blocked' | 'damaged';

/** A database error with a known cause, which the user is shown. */
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
  readonly #freeSpace: FreeSpaceProbe;
  #opening: Promise<Database> | null = null;
  /**
   * Set while an abandoned open request is still queued: another request would queue behind it without an
   * event.
   */
  #abandoned: StoreError | null = null;
  /** Set when the store was closed on a full disk: opening it again there can cost all of it. */
  #closedByFullDisk: StoreError | null = null;

  /** @param freeSpace returns the free bytes of the disk */
  constructor(name = DATABASE_NAME, freeSpace: FreeSpaceProbe = estimateFreeSpace) {
    this.#name = name;
    this.#freeSpace = freeSpace;
  }

  /**
   * Returns the open database.
   * @throws StoreError `newer` (written by a later version of this extension), `blocked` (another tab holds
   * an old version) `damaged` (the browser cannot read it) or `full`
   * (it was closed on a full disk that is still full)
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
   * Refuses to write where the disk has no room left, before anything is written.
   * @param needed free bytes that it takes.
   * @throws StoreError `full`.
   */
  async checkFreeSpace(needed: number): Promise<void> {
    const free = await this.#freeSpace();
    if (free < needed) throw new StoreError('full', `${free} bytes free`);
  }

  /**
   * Calls `work` with the open database, and once more with a new connection if the first one was lost
   * and the disk is not full.
   * @throws StoreError as `get` does, or whatever `work` throws
   */
  async withDatabase<T>(work: (db: Database) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        if (this.#closedByFullDisk) await this.#waitForSpace(this.#closedByFullDisk);
        return await work(await this.get());
      } catch (error) {
        if (error instanceof StoreError) throw error;
        if (!isConnectionLost(error)) {
          throw storeErrorKind(error) === 'full' ? new StoreError('full', error) : error;
        }
        if (saysNoSpace(error) || (await this.#freeSpace()) < MIN_FREE_BYTES) {
          this.#closedByFullDisk = new StoreError('full', error);
          await this.close();
          throw this.#closedByFullDisk;
        }
        if (attempt >= MAX_ATTEMPTS) throw new StoreError('damaged', error);
        await this.close();
      }
    }
  }

  /** @throws `closed` while the disk that the store was closed on is full. */
  async #waitForSpace(closed: StoreError): Promise<void> {
    if ((await this.#freeSpace()) < MIN_FREE_BYTES) throw closed;
    this.#closedByFullDisk = null;
  }

  async #open(): Promise<Database> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#openOnce();
      } catch (error) {
        if (error instanceof StoreError) throw error;
        if (error instanceof DOMException && error.name === 'VersionError')
          throw new StoreError('newer', error);
        if (saysNoSpace(error) || storeErrorKind(error) === 'full') throw new StoreError('full', error);
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

/** Chromium's words for a disk without room: `FILE_ERROR_NO_SPACE`, or a full disk while opening. */
function saysNoSpace(error: unknown): boolean {
  return error instanceof DOMException && /no.?space|full disk/i.test(error.message);
}

/**
 * Classifies an error of a write; `null` if its cause is unknown. Chrome rejects `tx.done` with
 * QuotaExceededError; Firefox rejects the `put` with it, and `tx.done` with AbortError (measured).
 */
export function storeErrorKind(error: unknown): StoreErrorKind | null {
  if (error instanceof StoreError) return error.kind;
  if (!(error instanceof Error) && !(error instanceof DOMException)) return null;
  if (error.name === 'QuotaExceededError' || saysNoSpace(error)) return 'full';
  if (error.name === 'VersionError') return 'newer';
  if (error.name === 'UnknownError') return 'damaged';
  return null;
}
