/**
 * Limits the requests of each tab, so that a hostile page that invents posts cannot fill the library within
 * minutes.
 */

/** Token bucket: allows `burst` requests at once and `perSecond` in the long run. */
class TokenBucket {
  readonly #burst: number;
  readonly #perMs: number;
  #left: number;
  #at: number;

  constructor(burst: number, perSecond: number, now: number) {
    this.#burst = burst;
    this.#perMs = perSecond / 1000;
    this.#left = burst;
    this.#at = now;
  }

  /** Number of available tokens at time `now`, in ms. */
  available(now: number): number {
    // A clock that was set back must not block requests.
    const passed = Math.max(0, now - this.#at);
    this.#left = Math.min(this.#burst, this.#left + passed * this.#perMs);
    this.#at = now;
    return this.#left;
  }

  consume(times: number): void {
    this.#left -= times;
  }
}

/** For each group of kinds, [at once, per second] pairs; all of them have to allow the request. */
const LIMITS = {
  // 20 saves a second, and 5,000 in any hour, half of them at once: more than users need, and a limit for
  // scripts.
  save: [
    [20, 20],
    [2_500, 2_500 / 3_600],
  ],
  // A request has up to 20 posts per token. Fast scrolling sends a few requests a second.
  annotate: [
    [40, 10],
    [3_000, 3_000 / 3_600],
  ],
  // A tab of the library for each click.
  openLibrary: [[3, 0.5]],
  other: [[50, 20]],
} as const;

/** Number of posts that cost one token. */
const POSTS_PER_TOKEN = 20;

/** Maximum number of tabs to remember; the one idle for the longest time is dropped first. */
const MAX_TABS = 500;

export class RateLimiter {
  readonly #tabs = new Map<number, Map<string, TokenBucket[]>>();

  /**
   * Takes tokens from a tab.
   * @param posts number of posts in the request; 20 cost one token, and so does a request without any
   * @returns false if there are not enough tokens; then none is taken
   */
  tryAcquire(tab: number, kind: string, now: number, posts = 0): boolean {
    const group = Object.hasOwn(LIMITS, kind) ? (kind as keyof typeof LIMITS) : 'other';
    const groups = this.#tabs.get(tab) ?? new Map<string, TokenBucket[]>();
    // Insert again at the end, so that the first entry of the map is the one idle for the longest time.
    this.#tabs.delete(tab);
    this.#tabs.set(tab, groups);
    if (this.#tabs.size > MAX_TABS) this.#tabs.delete(this.#tabs.keys().next().value ?? tab);

    const buckets =
      groups.get(group) ?? LIMITS[group].map(([burst, perSecond]) => new TokenBucket(burst, perSecond, now));
    groups.set(group, buckets);
    const times = Math.max(1, Math.ceil(posts / POSTS_PER_TOKEN));
    if (!buckets.every((bucket) => bucket.available(now) >= times)) return false;
    for (const bucket of buckets) bucket.consume(times);
    return true;
  }
}
