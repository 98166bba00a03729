/** What state the store is in: faults as they happen, and a loss that the note outside tells of. */
import type { Health } from '../messages.ts';
import { faultOf, StoreFault } from './database.ts';
import { type Note, type NoteStore, witness } from './witness.ts';

const WELL: Health = { state: 'ok', progress: null, detail: null };

export class Condition {
  readonly #notes: NoteStore;
  readonly #heard: (health: Health) => void;
  #note: Note | null = null;
  #read = false;
  #health = WELL;

  /** @param heard is told when the state changes. */
  constructor(notes: NoteStore, heard: (health: Health) => void) {
    this.#notes = notes;
    this.#heard = heard;
  }

  get health(): Health {
    return this.#health;
  }

  /** True once a transaction has compared the database with the note. */
  get isKnown(): boolean {
    return this.#note !== null;
  }

  /** Reads the note; a storage that cannot be read is as one without a note. */
  async recall(): Promise<void> {
    if (this.#read) return;
    this.#note = await this.#notes.get().catch(() => null);
    this.#read = true;
  }

  /** A transaction completed: keeps the note up to date. One that cannot be written stops nothing. */
  async testify(epoch: string, fresh: boolean, captured: number, now: string): Promise<void> {
    const note = witness(this.#note, epoch, fresh, captured, now);
    if (JSON.stringify(note) !== JSON.stringify(this.#note)) await this.#remember(note);
  }

  /** The user took note of a loss. */
  async acknowledge(): Promise<void> {
    await this.recall();
    if (this.#note) await this.#remember({ ...this.#note, lost: null });
    this.#set(WELL);
  }

  /**
   * Does `work` and learns from how it ends.
   * @param wrote whether it writes: reading works on a full disk too.
   * @param progress gives the share of the copy index that is made, or `null` when it is whole.
   * @throws StoreFault where the fault has a name, else what `work` throws.
   */
  async watch<T>(work: () => Promise<T>, wrote: boolean, progress: () => number | null): Promise<T> {
    try {
      const value = await work();
      if (wrote || this.#health.state !== 'full') this.#settle(progress());
      return value;
    } catch (error) {
      const kind = faultOf(error);
      if (kind) this.#set({ state: kind, progress: null, detail: String(error) });
      throw kind && !(error instanceof StoreFault) ? new StoreFault(kind, error) : error;
    }
  }

  #settle(progress: number | null): void {
    const lost = this.#note?.lost;
    if (lost) this.#set({ state: 'lost', progress: null, detail: String(lost.captured) });
    else this.#set(progress === null ? WELL : { state: 'rebuilding', progress, detail: null });
  }

  async #remember(note: Note): Promise<void> {
    this.#note = note;
    await this.#notes.set(note).catch(() => {});
  }

  #set(health: Health): void {
    const changed = health.state !== this.#health.state || health.progress !== this.#health.progress;
    this.#health = health;
    if (changed) this.#heard(health);
  }
}
