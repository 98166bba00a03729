/**
 * Acknowledges the user's edits in time: one that waits long for the library (an import holds it) is logged on the
 * disk, and applied when the library is free, by this worker or by the next one.
 */
import type { LoggedEdit } from '../store/db/edit-log.ts';

/** The log: `EditLog` of lib/store. */
interface EditLogStore {
  add(edit: LoggedEdit): Promise<number>;
  remove(key: number): Promise<void>;
  all(): Promise<[key: number, edit: LoggedEdit][]>;
}

/** How long an edit waits for the library, in ms, before it is logged. A request is repeated after 5 s. */
const PATIENCE_MS = 1_500;

export class DeferredEdits {
  readonly #log: EditLogStore;
  readonly #apply: (edit: LoggedEdit) => Promise<unknown>;
  readonly #patience: number;
  /** Logged edits that wait in the queue of this worker. */
  readonly #waiting = new Set<number>();
  /** True if the library refused an edit that was logged: it comes before the next one. */
  #hasRefused = false;
  #applying: Promise<void> | null = null;
  /** Resolves when the edits that were logged so far are stored, and gone from the log. */
  #cleared: Promise<unknown> = Promise.resolve();

  /** @param apply applies a logged edit to the library; rejects if it could not be stored */
  constructor(
    log: EditLogStore,
    apply: (edit: LoggedEdit) => Promise<unknown>,
    patience: number = PATIENCE_MS,
  ) {
    this.#log = log;
    this.#apply = apply;
    this.#patience = patience;
  }

  /**
   * Runs an edit after those that an earlier worker left.
   * @param work applies the edit
   * @returns what `work` returns, or `pending` if the edit was logged instead
   * @throws what `work` throws, unless the edit was logged
   */
  async run<T>(edit: LoggedEdit, work: () => Promise<T>): Promise<T | 'pending'> {
    const before = this.#hasRefused ? this.applyAll() : (this.#applying ?? Promise.resolve());
    const result = before.then(work);
    result.catch(() => {});
    const late = Symbol('late');
    const timer = new Promise<typeof late>((done) => setTimeout(() => done(late), this.#patience));
    const first = await Promise.race([result, timer]);
    if (first !== late) {
      // An earlier edit that is still in the log would be applied over this one by the next worker.
      await this.#cleared;
      return first;
    }
    let key: number;
    try {
      key = await this.#log.add(edit);
    } catch {
      // It cannot be logged either (a full disk): the library has the last word.
      return result;
    }
    this.#waiting.add(key);
    const removed = result
      .then(() => this.#log.remove(key))
      .catch(() => {
        this.#hasRefused = true;
      })
      .finally(() => this.#waiting.delete(key));
    this.#cleared = Promise.all([this.#cleared, removed]);
    return 'pending';
  }

  /** Resolves when no edit is left that was acknowledged before. Never rejects. */
  async settle(): Promise<void> {
    await this.applyAll();
    await this.#cleared;
  }

  /** Applies what earlier workers, or a library that refused, left in the log. Never rejects. */
  applyAll(): Promise<void> {
    this.#applying ??= this.#applyInOrder()
      .catch(() => {})
      .finally(() => {
        this.#applying = null;
      });
    return this.#applying;
  }

  async #applyInOrder(): Promise<void> {
    this.#hasRefused = true;
    for (const [key, edit] of await this.#log.all()) {
      if (this.#waiting.has(key)) continue;
      await this.#apply(edit);
      await this.#log.remove(key);
    }
    this.#hasRefused = false;
  }
}
