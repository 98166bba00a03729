/** Runs jobs in the page's idle time, a few milliseconds at a time, so that scrolling stays smooth. */

/** Maximum duration of one slice, in ms: half a frame. */
export const SLICE_MS = 8;
/** On a busy page, a slice runs after this many ms at the latest. */
const PATIENCE = 250;

interface IdleScheduler {
  /** Calls `run` in idle time. */
  idle(run: (left: () => number) => void): void;
}

const browserClock: IdleScheduler = {
  idle: (run) =>
    // happy-dom, used in tests, has no `requestIdleCallback`.
    typeof requestIdleCallback === 'function'
      ? requestIdleCallback(
          (deadline) => run(() => (deadline.didTimeout ? SLICE_MS : deadline.timeRemaining())),
          {
            timeout: PATIENCE,
          },
        )
      : setTimeout(() => run(() => SLICE_MS)),
};

function runSafely(job: (() => void) | undefined): void {
  try {
    job?.();
  } catch {
    // The post gets no strip, and the page report counts it as unread.
  }
}

export class IdleQueue {
  private readonly jobs: (() => void)[] = [];
  private readonly last = new Set<() => void>();
  private next = 0;
  private waiting = false;

  constructor(
    private readonly signal: AbortSignal,
    private readonly clock: IdleScheduler = browserClock,
  ) {}

  /**
   * Adds a job at the end. A job that throws is dropped, so that one unusual post does not affect the others.
   */
  add(job: () => void): void {
    this.jobs.push(job);
    this.wait();
  }

  /** Schedules a job to run once after all others. Scheduling it again before it ran has no effect. */
  addOnceAtEnd(job: () => void): void {
    this.last.add(job);
    this.wait();
  }

  private wait(): void {
    if (this.waiting || this.signal.aborted) return;
    this.waiting = true;
    this.clock.idle((left) => this.work(left));
  }

  private work(left: () => number): void {
    this.waiting = false;
    if (this.signal.aborted) return;
    const end = performance.now() + Math.min(SLICE_MS, Math.max(1, left()));
    do runSafely(this.jobs[this.next++]);
    while (this.next < this.jobs.length && performance.now() < end);
    if (this.next < this.jobs.length) {
      this.wait();
      return;
    }
    this.jobs.length = 0;
    this.next = 0;
    const last = [...this.last];
    this.last.clear();
    for (const job of last) runSafely(job);
  }
}
