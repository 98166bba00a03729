/** Jobs done in the page's idle time, a few milliseconds at a stretch, so that scrolling never waits for us. */

/** The longest stretch of work, in ms: half a frame. */
export const SLICE_MS = 8;
/** A busy page still gets its slice after this many ms. */
const PATIENCE = 250;

interface IdleScheduler {
  /** Calls back in idle time. */
  idle(run: (left: () => number) => void): void;
}

const browserClock: IdleScheduler = {
  idle: (run) =>
    // The fallback is for tests in happy-dom.
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
    // The post stays without a strip, and the page's report counts it as unread.
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

  /** Puts a job at the end. A job that throws is dropped: one odd post must not cost us the others. */
  add(job: () => void): void {
    this.jobs.push(job);
    this.wait();
  }

  /** Names a job to be done once, when no other is left; naming it again meanwhile changes nothing. */
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
