/**
 * The user's edits that wait for the library, in a small database of their own: a long import holds the library in one
 * transaction, and an edit is acknowledged only when it is on the disk.
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { StoreError } from './connection.ts';
import { estimateFreeSpace, type FreeSpaceProbe, MIN_FREE_BYTES } from './free-space.ts';

const EDIT_LOG_NAME = 'feedglass-edits';

/** An edit as it was requested. */
export interface LoggedEdit {
  kind: string;
  ask: unknown;
}

interface EditTables extends DBSchema {
  edits: { key: number; value: LoggedEdit };
}

export class EditLog {
  readonly #name: string;
  readonly #freeSpace: FreeSpaceProbe;
  #opening: Promise<IDBPDatabase<EditTables>> | null = null;

  /** @param freeSpace returns the free bytes of the disk */
  constructor(name = EDIT_LOG_NAME, freeSpace: FreeSpaceProbe = estimateFreeSpace) {
    this.#name = name;
    this.#freeSpace = freeSpace;
  }

  /**
   * Stores an edit; it is on the disk when this resolves.
   * @returns its key
   * @throws StoreError `full`, or a DOMException
   */
  async add(edit: LoggedEdit): Promise<number> {
    const free = await this.#freeSpace();
    if (free < MIN_FREE_BYTES) throw new StoreError('full', `${free} bytes free`);
    const tx = (await this.#open()).transaction('edits', 'readwrite', { durability: 'strict' });
    const [key] = await Promise.all([tx.store.add(edit), tx.done]);
    return key;
  }

  /** Removes an edit that the library has stored; it is gone from the disk when this resolves. */
  async remove(key: number): Promise<void> {
    const tx = (await this.#open()).transaction('edits', 'readwrite', { durability: 'strict' });
    await Promise.all([tx.store.delete(key), tx.done]);
  }

  /** All edits by key, in their order; none if no edit ever had to wait. */
  async all(): Promise<[key: number, edit: LoggedEdit][]> {
    if (!(await this.#exists())) return [];
    const { store } = (await this.#open()).transaction('edits');
    const [keys, edits] = await Promise.all([store.getAllKeys(), store.getAll()]);
    return keys.flatMap((key, i) => (edits[i] ? [[key, edits[i]]] : []));
  }

  async #exists(): Promise<boolean> {
    return (await indexedDB.databases()).some(({ name }) => name === this.#name);
  }

  #open(): Promise<IDBPDatabase<EditTables>> {
    if (!this.#opening) {
      const opening = openDB<EditTables>(this.#name, 1, {
        upgrade: (db) => void db.createObjectStore('edits', { autoIncrement: true }),
        blocking: (_now, _next, event) => (event.target as IDBDatabase).close(),
        terminated: () => {
          this.#opening = null;
        },
      });
      opening.catch(() => {
        this.#opening = null;
      });
      this.#opening = opening;
    }
    return this.#opening;
  }
}
