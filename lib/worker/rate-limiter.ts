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

  /** Tokens left and the time of that count, in ms. */
  get state(): BucketState {
    return [this.#left, this.#at];
  }

  /** Continues a bucket of an earlier worker. */
  restore([left, at]: BucketState): void {
    this.#left = Math.min(this.#burst, left);
    this.#at = at;
  }
}

type BucketState = [left: number, at: number];

/** What is left of the allowances: for each tab, its groups of buckets. Plain JSON. */
export type AllowanceState = [tab: number, groups: [group: string, buckets: BucketState[]][]][];

/** Where allowances are kept while the worker sleeps: an idle stop must not renew them. */
export interface AllowanceStore {
  get(): Promise<AllowanceState>;
  set(state: AllowanceState): Promise<void>;
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
  // Characters of posts, as JSON: some 5,000 posts of the usual length at once, and 10,000 an hour.
  size: [[20_000_000, 40_000_000 / 3_600]],
} as const;
type Group = keyof typeof LIMITS;

/** Number of posts that cost one token. */
const POSTS_PER_TOKEN = 20;

/** Maximum number of tabs to remember; the one idle for the longest time is dropped first. */
const MAX_TABS = 500;

/** Delay, in ms, before the allowances are written: one write for the requests of a moment. */
const WRITE_DELAY_MS = 200;

export class RateLimiter {
  readonly #store: AllowanceStore | null;
  readonly #tabs = new Map<number, Map<Group, TokenBucket[]>>();
  #loading: Promise<void> | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;

  /** @param store keeps the allowances for the next worker; without it they end with this object */
  constructor(store: AllowanceStore | null = null) {
    this.#store = store;
  }

  /**
   * Takes tokens from a tab.
   * @param posts number of posts in the request; 20 cost one token, and so does a request without any
   * @param size length of the request as JSON, in UTF-16 code units
   * @returns false if there are not enough tokens; then none is taken
   */
  async tryAcquire(tab: number, kind: string, now: number, posts = 0, size = 0): Promise<boolean> {
    this.#loading ??= this.#load(now);
    await this.#loading;
    const isAllowed = this.#take(tab, kind, now, posts, size);
    this.#writeSoon();
    return isAllowed;
  }

  #take(tab: number, kind: string, now: number, posts: number, size: number): boolean {
    const group: Group = kind === 'save' || kind === 'annotate' || kind === 'openLibrary' ? kind : 'other';
    const costs: [Group, number][] = [[group, Math.max(1, Math.ceil(posts / POSTS_PER_TOKEN))]];
    if (group === 'save' || group === 'annotate') costs.push(['size', size]);
    const priced = costs.map(([name, cost]) => ({ cost, buckets: this.#bucketsOf(tab, name, now) }));
    if (!priced.every(({ cost, buckets }) => buckets.every((bucket) => bucket.available(now) >= cost))) {
      return false;
    }
    for (const { cost, buckets } of priced) for (const bucket of buckets) bucket.consume(cost);
    return true;
  }

  #bucketsOf(tab: number, group: Group, now: number): TokenBucket[] {
    const groups = this.#tabs.get(tab) ?? new Map<Group, TokenBucket[]>();
    // Insert again at the end, so that the first entry of the map is the one idle for the longest time.
    this.#tabs.delete(tab);
    this.#tabs.set(tab, groups);
    if (this.#tabs.size > MAX_TABS) this.#tabs.delete(this.#tabs.keys().next().value ?? tab);
    const buckets =
      groups.get(group) ?? LIMITS[group].map(([burst, perSecond]) => new TokenBucket(burst, perSecond, now));
    groups.set(group, buckets);
    return buckets;
  }

  async #load(now: number): Promise<void> {
    const state = (await this.#store?.get().catch(() => [])) ?? [];
    for (const [tab, groups] of state) {
      for (const [group, buckets] of groups) {
        if (!Object.hasOwn(LIMITS, group)) continue;
        for (const [i, bucket] of this.#bucketsOf(tab, group as Group, now).entries()) {
          if (buckets[i]) bucket.restore(buckets[i]);
        }
      }
    }
  }

  #writeSoon(): void {
    if (!this.#store) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#store?.set(this.#state()).catch(() => {});
    }, WRITE_DELAY_MS);
  }

  #state(): AllowanceState {
    return [...this.#tabs].map(([tab, groups]) => [
      tab,
      [...groups].map(([group, buckets]) => [group, buckets.map(({ state }) => state)]),
    ]);
  }
}
