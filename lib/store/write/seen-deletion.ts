/** Deletes seen posts in several transactions, so that other operations need not wait until all are deleted. */
import { MIN_FREE_BYTES_TO_DELETE } from '../db/free-space.ts';
import { dropDeletedSteps } from '../import/import-journal.ts';
import { deleteAllSeen, deleteSeenBefore, enforceLimits, MAX_PER_BATCH } from './retention.ts';
import type { WriteQueue } from './write-queue.ts';

/** Number of posts deleted per transaction after a limit was lowered. */
const BATCH_SIZE = 400;

export class SeenDeletion {
  readonly #writer: WriteQueue;
  readonly #running = new Map<string | null, Promise<number>>();

  constructor(writer: WriteQueue) {
    this.#writer = writer;
  }

  /**
   * Deletes seen posts that are not captures: all, or those last seen before a time. A call with the same time during
   * a running deletion returns the running one.
   * @returns the number of deleted posts
   */
  deleteSeen(before: string | null): Promise<number> {
    const running = this.#running.get(before);
    if (running) return running;
    const started = this.#delete(before).finally(() => this.#running.delete(before));
    this.#running.set(before, started);
    return started;
  }

  /** Deletes what is over the limits in number and age, in the background. */
  async deleteBeyondLimits(): Promise<void> {
    try {
      for (let deleted = MAX_PER_BATCH; deleted >= MAX_PER_BATCH; ) {
        deleted = await this.#writer.run('relaxed', async (unit, settings, now) => {
          const done = await enforceLimits(unit, settings, now, BATCH_SIZE);
          await unit.commitAggregates();
          return done;
        });
      }
    } catch {
      // The next batch continues the deletion.
    }
  }

  async #delete(before: string | null): Promise<number> {
    const deleted = before === null ? await this.#deleteAll() : await this.#deleteBefore(Date.parse(before));
    await this.#writer.run(
      'relaxed',
      (unit) => dropDeletedSteps(unit, async (id) => !(await unit.get(id))),
      MIN_FREE_BYTES_TO_DELETE,
    );
    return deleted;
  }

  async #deleteAll(): Promise<number> {
    const deleted = await this.#writer.run('relaxed', deleteAllSeen, MIN_FREE_BYTES_TO_DELETE);
    return deleted ?? this.#deleteBefore(Number.POSITIVE_INFINITY);
  }

  /** @param limit in ms since 1970 */
  async #deleteBefore(limit: number): Promise<number> {
    for (let deleted = 0; ; ) {
      const done = await this.#writer.run(
        'relaxed',
        (unit) => deleteSeenBefore(unit, limit),
        MIN_FREE_BYTES_TO_DELETE,
      );
      deleted += done.deleted;
      if (!done.more) return deleted;
    }
  }
}
