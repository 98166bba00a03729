/** What state the store is in: faults as they happen, and a loss that the note outside tells of. */
import type { StoreHealth } from '../../messages.ts';
import { StoreError, storeErrorKind } from '../db/connection.ts';
import { type LossMarker, type LossMarkerStore, nextMarker } from './loss-marker.ts';

const OK: StoreHealth = { state: 'ok', progress: null, detail: null };

export class HealthMonitor {
  readonly #notes: LossMarkerStore;
  readonly #onChange: (health: StoreHealth) => void;
  #note: LossMarker | null = null;
  #read = false;
  #health = OK;

  /** @param heard is told when the state changes. */
  constructor(notes: LossMarkerStore, heard: (health: StoreHealth) => void) {
    this.#notes = notes;
    this.#onChange = heard;
  }

  get health(): StoreHealth {
    return this.#health;
  }

  /** True once a transaction has compared the database with the note. */
  get isChecked(): boolean {
    return this.#note !== null;
  }

  /** Reads the note; a storage that cannot be read is as one without a note. */
  async loadMarker(): Promise<void> {
    if (this.#read) return;
    this.#note = await this.#notes.get().catch(() => null);
    this.#read = true;
  }

  /** A transaction completed: keeps the note up to date. One that cannot be written stops nothing. */
  async updateMarker(epoch: string, fresh: boolean, captured: number, now: string): Promise<void> {
    const note = nextMarker(this.#note, epoch, fresh, captured, now);
    if (JSON.stringify(note) !== JSON.stringify(this.#note)) await this.#saveMarker(note);
  }

  /** The user took note of a loss. */
  async acknowledge(): Promise<void> {
    await this.loadMarker();
    if (this.#note) await this.#saveMarker({ ...this.#note, lost: null });
    this.#set(OK);
  }

  /**
   * Does `work` and learns from how it ends.
   * @param wrote whether it writes: reading works on a full disk too.
   * @param progress gives the share of the copy index that is made, or `null` when it is whole.
   * @throws StoreFault where the fault has a name, else what `work` throws.
   */
  async track<T>(work: () => Promise<T>, wrote: boolean, progress: () => number | null): Promise<T> {
    try {
      const value = await work();
      if (wrote || this.#health.state !== 'full') this.#setFromProgress(progress());
      return value;
    } catch (error) {
      const kind = storeErrorKind(error);
      if (kind) this.#set({ state: kind, progress: null, detail: String(error) });
      throw kind && !(error instanceof StoreError) ? new StoreError(kind, error) : error;
    }
  }

  #setFromProgress(progress: number | null): void {
    const lost = this.#note?.lost;
    if (lost) this.#set({ state: 'lost', progress: null, detail: String(lost.captured) });
    else this.#set(progress === null ? OK : { state: 'rebuilding', progress, detail: null });
  }

  async #saveMarker(note: LossMarker): Promise<void> {
    this.#note = note;
    await this.#notes.set(note).catch(() => {});
  }

  #set(health: StoreHealth): void {
    const changed = health.state !== this.#health.state || health.progress !== this.#health.progress;
    this.#health = health;
    if (changed) this.#onChange(health);
  }
}
