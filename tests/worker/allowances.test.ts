import { describe, expect, test } from 'vitest';
import { type AllowanceState, type AllowanceStore, RateLimiter } from '../../lib/worker/rate-limiter.ts';

/** `storage.session` of one browser session: what each worker finds. */
function session() {
  let kept = '[]';
  const store: AllowanceStore = {
    get: async () => JSON.parse(kept) as AllowanceState,
    set: async (state) => {
      kept = JSON.stringify(state);
    },
  };
  return store;
}
/** Longer than a worker waits before it writes. */
const written = () => new Promise((done) => setTimeout(done, 400));

async function passes(limiter: RateLimiter, times: number, now: number, size = 0): Promise<number> {
  let passed = 0;
  for (let i = 0; i < times; i++) if (await limiter.tryAcquire(7, 'save', now, 1, size)) passed++;
  return passed;
}

describe('allowances outlive the worker', () => {
  test('a worker that starts anew does not renew what a tab has used up', async () => {
    const store = session();
    expect(await passes(new RateLimiter(store), 100, 1_000)).toBe(20);
    await written();
    expect(await passes(new RateLimiter(store), 100, 1_000)).toBe(0);
    expect(await passes(new RateLimiter(store), 100, 1_500)).toBe(10);
    expect(await new RateLimiter(store).tryAcquire(8, 'save', 1_500)).toBe(true);
  });

  test('an hour of idle stops, one a minute, renews nothing', async () => {
    const store = session();
    let passed = 0;
    let state: AllowanceState = [];
    const direct: AllowanceStore = { get: async () => state, set: store.set };
    for (let minute = 0; minute < 60; minute++) {
      const limiter = new RateLimiter({
        ...direct,
        set: async (next) => {
          state = structuredClone(next);
        },
      });
      for (let second = 0; second < 60; second += 2)
        passed += await passes(limiter, 25, (minute * 60 + second) * 1_000);
      await written();
    }
    expect(passed).toBeGreaterThan(4_900);
    expect(passed).toBeLessThanOrEqual(5_000);
  }, 60_000);

  test('without a session store, or with a broken one, requests are limited all the same', async () => {
    const broken: AllowanceStore = {
      get: () => Promise.reject(new Error('no session storage')),
      set: () => Promise.reject(new Error('no session storage')),
    };
    expect(await passes(new RateLimiter(broken), 100, 0)).toBe(20);
    expect(await passes(new RateLimiter(), 100, 0)).toBe(20);
  });
});

test('a tab may send 20 million characters at once, and 40 in an hour', async () => {
  const limiter = new RateLimiter();
  const large = 2_000_000;
  expect(await passes(limiter, 15, 0, large)).toBe(10);
  expect(await passes(limiter, 1, 0, 1_000)).toBe(0);
  let passed = 10;
  for (let now = 0; now <= 3_600_000; now += 1_000) passed += await passes(limiter, 1, now, large);
  expect(passed * large).toBeLessThanOrEqual(60_000_000);
  expect(passed * large).toBeGreaterThanOrEqual(58_000_000);
});
