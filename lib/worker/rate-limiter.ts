/** How much one tab may ask. A hostile page can invent posts, but not fill the library with them in a minute. */

/** Lets `burst` through at once and `perSecond` in the long run. */
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

  /** How many may pass at time `now`, in ms. */
  available(now: number): number {
    // A clock that was set back must not lock anybody out.
    const passed = Math.max(0, now - this.#at);
    this.#left = Math.min(this.#burst, this.#left + passed * this.#perMs);
    this.#at = now;
    return this.#left;
  }

  consume(times: number): void {
    this.#left -= times;
  }
}

/** Per group of kinds: [at once, per second] pairs that all have to agree. */
const LIMITS = {
  // 20 saves a second and 5,000 in any hour, half of them at once (reliability notes, security item 14).
  save: [
    [20, 20],
    [2_500, 2_500 / 3_600],
  ],
  // Up to 20 posts each. Someone who scrolls hard makes a few a second.
  annotate: [
    [40, 10],
    [3_000, 3_000 / 3_600],
  ],
  other: [[50, 20]],
} as const;

/** Posts of a message that count as one. */
const POSTS_PER_TOKEN = 20;

/** Tabs remembered at most; the longest silent one is forgotten first. */
const MAX_TABS = 500;

export class RateLimiter {
  readonly #tabs = new Map<number, Map<string, TokenBucket[]>>();

  /**
   * Takes from a tab's allowance.
   * @param posts how many the message holds; 20 count as one, and so does a message without any.
   * @returns false when it is used up, and nothing is taken.
   */
  tryAcquire(tab: number, kind: string, now: number, posts = 0): boolean {
    const group = kind === 'save' || kind === 'annotate' ? kind : 'other';
    const groups = this.#tabs.get(tab) ?? new Map<string, TokenBucket[]>();
    // Put last: the first of the map is then the longest silent.
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
