/** Opening the database, and what can be wrong with it. Nothing here or elsewhere ever deletes it. */
import { type IDBPDatabase, openDB } from 'idb';
import { estimateFreeSpace, type FreeSpaceProbe, MIN_FREE_BYTES } from './free-space.ts';
import { migrate, VERSION, type VersionChangeTx } from './migrations.ts';
import type { Tables } from './schema.ts';

export type Database = IDBPDatabase<Tables>;

/** Why the database could not be used. */
export type StoreErrorKind = 'full' | 'newer' | 'blocked' | 'damaged';

/** A fault of the store that the user can be told about. */
export class StoreError extends Error {
  override name = 'StoreFault';
  readonly kind: StoreErrorKind;
  constructor(kind: StoreErrorKind, cause: unknown) {
    super(`${kind}: ${cause instanceof Error ? `${cause.name} ${cause.message}` : String(cause)}`, { cause });
    this.kind = kind;
  }
}

/** Name of the database; a test gives its own. */
export const DATABASE_NAME = 'feedglass';

const MAX_ATTEMPTS = 3;
/** How long an upgrade may wait for other connections to close, in ms. */
const BLOCKED_TIMEOUT_MS = 4_000;
/** How long an opening may take that nobody called blocked: who stands in line behind an upgrade is not told. */
const OPEN_TIMEOUT_MS = 10_000;

/** A connection that is opened when first used, reopened when it was lost, and shared by all users. */
export class Connection {
  readonly #name: string;
  readonly #freeSpace: FreeSpaceProbe;
  #opening: Promise<Database> | null = null;
  /** While a request that was given up still stands in line: another would stand behind it, and hear nothing. */
  #abandoned: StoreError | null = null;
  /** Set when the store was closed on a full disk: opening it again there can cost all of it. */
  #closedByFullDisk: StoreError | null = null;

  /** @param freeSpace tells how much room the disk has. */
  constructor(name = DATABASE_NAME, freeSpace: FreeSpaceProbe = estimateFreeSpace) {
    this.#name = name;
    this.#freeSpace = freeSpace;
  }

  /**
   * The open database.
   * @throws StoreFault when it cannot be opened: `newer` (written by a later version of this extension),
   *   `blocked` (another tab holds an old version), `damaged` (the browser cannot read it), `full` (it was closed on a
   *   full disk that is full still).
   */
  get(): Promise<Database> {
    if (this.#abandoned) return Promise.reject(this.#abandoned);
    if (!this.#opening) {
      const opening = this.#open();
      this.#opening = opening;
      // A failure is not kept: the next use tries again.
      opening.catch(() => this.#reset(opening));
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
   * Refuses to write where the disk has no room left, before anything is written.
   * @param needed free bytes that it takes.
   * @throws StoreError `full`.
   */
  async checkFreeSpace(needed: number): Promise<void> {
    const free = await this.#freeSpace();
    if (free < needed) throw new StoreError('full', `${free} bytes free`);
  }

  /**
   * Does `work` with the open database, once more with a fresh connection when this one turned out to be dead and the
   * disk is not full.
   * @throws StoreFault as `get`, or what `work` throws.
   */
  async withDatabase<T>(work: (db: Database) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        if (this.#closedByFullDisk) await this.#waitForSpace(this.#closedByFullDisk);
        return await work(await this.get());
      } catch (error) {
        if (storeErrorKind(error) === 'full' && !isConnectionLost(error)) throw new StoreError('full', error);
        if (!isConnectionLost(error)) throw error;
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
          // A step that throws fails the opening; its transaction says so a second time.
          tx.done.catch(() => {});
          migrate(db, from, tx as unknown as VersionChangeTx);
        },
        blocked: () => {
          clearTimeout(timer);
          timer = setTimeout(abandon, BLOCKED_TIMEOUT_MS);
        },
        // A later version wants to upgrade: let go, or it would wait for ever.
        blocking: () => void this.close(),
        terminated: () => this.#reset(),
      });
      opening
        // One that comes after it was given up has nobody who would let go of it.
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

/** A connection that was closed under us, or a backing store the browser lost. */
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
 * What an error of a write means, if it is one that has a name. Chrome rejects `tx.done` with QuotaExceededError;
 * Firefox rejects the `put` with it and `tx.done` with AbortError.
 */
export function storeErrorKind(error: unknown): StoreErrorKind | null {
  if (error instanceof StoreError) return error.kind;
  if (!(error instanceof Error) && !(error instanceof DOMException)) return null;
  if (error.name === 'QuotaExceededError' || saysNoSpace(error)) return 'full';
  if (error.name === 'VersionError') return 'newer';
  if (error.name === 'UnknownError') return 'damaged';
  return null;
}
