/** Settings of the fuzz tests: short in `npm test`, and for `FUZZ_SECONDS` on request. The seed is printed. */
import fc from 'fast-check';

const SECONDS = Number(process.env.FUZZ_SECONDS ?? 0);
/** Time for a test file, in ms. */
export const FUZZ_TIMEOUT = SECONDS * 1_000 + 120_000;

/** Runs a property, and prints its seed and how often it ran. */
export async function fuzz<T>(name: string, property: fc.IAsyncProperty<T>, runs: number): Promise<void> {
  const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31);
  const long = { numRuns: 1e9, interruptAfterTimeLimit: SECONDS * 1_000, markInterruptAsFailure: false };
  const done = await fc.check(property, { seed, ...(SECONDS > 0 ? long : { numRuns: runs }) });
  console.log(`fuzz ${name}: seed ${seed}, ${done.numRuns} runs`);
  if (done.failed) throw new Error(fc.defaultReportMessage(done) ?? 'failed', { cause: done.errorInstance });
}

const surrogate = fc.constantFrom('\ud800', '\udfff', 'a\ud83d', '\u0000=1+1', '\u202e', '‏', '');
/** Texts that break what formats, compares, links or stores them. */
export const hostileText = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary', maxLength: 40 }),
  surrogate,
  fc.constantFrom(
    '__proto__',
    'constructor',
    'javascript:alert(1)',
    '<img src=x onerror=alert(1)>',
    '!!',
    'x-',
    '2026-02-31T25:61:00.000Z',
    '9999-12-31T23:59:59.999Z',
    '0000-00-00T00:00:00.000Z',
    '$$$',
    '%',
  ),
  fc.constantFrom(100, 5_000, 60_000).map((length) => 'x'.repeat(length)),
  fc.constantFrom(100, 5_000).map((length) => '$A '.repeat(length)),
);
/** Any plain JSON value, hostile ones more often. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  fc.constantFrom(null, true, false, 0, -1, 1.5, 2 ** 53, -(2 ** 31), 1e308, [], {}, [[]], [null]),
  fc.jsonValue({ maxDepth: 3 }),
);

/** A change of one value somewhere in a document: where, as shares of what is there, and its new value. */
export interface Mutation {
  at: number[];
  value: unknown;
  how: 'replace' | 'delete' | 'add' | 'repeat';
}
export const mutation: fc.Arbitrary<Mutation> = fc.record({
  at: fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 1, maxLength: 6 }),
  value: hostileValue,
  how: fc.constantFrom(
    'replace' as const,
    'replace' as const,
    'delete' as const,
    'add' as const,
    'repeat' as const,
  ),
});

/** Applies a mutation to a plain value, in place. */
export function mutate(root: unknown, { at, how, ...mutation }: Mutation): void {
  // The next mutation must not change what this one put there.
  const value = structuredClone(mutation.value);
  let parent = root as Record<string, unknown> | unknown[];
  for (const [depth, share] of at.entries()) {
    const keys = Object.keys(parent);
    const key = keys[Math.floor(share * keys.length)];
    if (key === undefined) return;
    const child = (parent as Record<string, unknown>)[key];
    if (depth < at.length - 1 && typeof child === 'object' && child !== null) {
      parent = child as Record<string, unknown>;
      continue;
    }
    if (how === 'delete' && Array.isArray(parent)) parent.splice(Number(key), 1);
    else if (how === 'delete') delete (parent as Record<string, unknown>)[key];
    else if (how === 'add' && !Array.isArray(parent)) parent[`${key}_`] = value;
    else if (how === 'repeat' && Array.isArray(parent)) {
      for (let i = 0; i < 150; i++) parent.push(child);
    } else (parent as Record<string, unknown>)[key] = value;
    return;
  }
}
