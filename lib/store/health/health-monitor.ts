/** State of the database: errors as they occur, and a loss found by comparing with the loss marker. */
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

  /** @param onChange called when the state changes */
  constructor(notes: LossMarkerStore, onChange: (health: StoreHealth) => void) {
    this.#notes = notes;
    this.#onChange = onChange;
  }

  get health(): StoreHealth {
    return this.#health;
  }

  /** True once a transaction has compared the database with the marker. */
  get isChecked(): boolean {
    return this.#note !== null;
  }

  /** Reads the marker. If the storage cannot be read, there is no marker. */
  async loadMarker(): Promise<void> {
    if (this.#read) return;
    this.#note = await this.#notes.get().catch(() => null);
    this.#read = true;
  }

  /** Updates the marker after a committed transaction. An error here is ignored. */
  async updateMarker(epoch: string, fresh: boolean, captured: number, now: string): Promise<void> {
    const note = nextMarker(this.#note, epoch, fresh, captured, now);
    if (JSON.stringify(note) !== JSON.stringify(this.#note)) await this.#saveMarker(note);
  }

  /** The user dismissed the notice of a loss. */
  async acknowledge(): Promise<void> {
    await this.loadMarker();
    if (this.#note) await this.#saveMarker({ ...this.#note, lost: null });
    this.#set(OK);
  }

  /**
   * Runs `work` and updates the state from its result.
   * @param wrote whether it writes: reading still works on a full disk
   * @param progress returns the indexed share of the copy index, or `null` if it is complete
   * @throws StoreError if the cause is known, else whatever `work` throws
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
