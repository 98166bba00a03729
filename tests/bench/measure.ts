/** Taking times on a busy machine: what is compared is measured in turns, and medians are taken. */

export interface Pace {
  /** Few rounds, small sizes: to see that the bench works. */
  quick: boolean;
}

/** The value that a quarter of the measurements stays below: on a busy machine the steadier one. */
export function quarter(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const found = sorted[Math.floor((sorted.length - 1) / 4)];
  if (found === undefined) throw new Error('a quarter of nothing');
  return found;
}

/** The value that this share of the measurements stays at or below. @param share 0.95 is the 95th percentile. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const found = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
  if (found === undefined) throw new Error('a percentile of nothing');
  return found;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[middle]];
  if (low === undefined || high === undefined) throw new Error('a median of nothing');
  return (low + high) / 2;
}

/**
 * The median, and between which measurements the true one lies with 95 % certainty: by ranks, whatever the
 * distribution (sign test). With fewer than six measurements these are the least and the greatest.
 */
export function spread(values: readonly number[]): { median: number; low: number; high: number } {
  const sorted = [...values].sort((a, b) => a - b);
  const size = sorted.length;
  // Chance that at most `rank` of `size` tosses fall on one side.
  let chance = 2 ** -size;
  let term = chance;
  let rank = 0;
  while (rank < size / 2 - 1) {
    term *= (size - rank) / (rank + 1);
    if (chance + term > 0.025) break;
    chance += term;
    rank++;
  }
  return {
    median: median(sorted),
    low: sorted[rank] as number,
    high: sorted[size - 1 - rank] as number,
  };
}

/**
 * Measures several things in turns, so that a busy moment of the machine hits all of them.
 * @param runs each gives one measurement; the number it is given counts the rounds from 0.
 * @returns the measurements of each, in the order of `runs`.
 */
export async function inTurns<T>(
  rounds: number,
  runs: readonly ((round: number) => T | Promise<T>)[],
): Promise<T[][]> {
  const taken: T[][] = runs.map(() => []);
  for (let round = 0; round < rounds; round++) {
    // Every other round backwards: who goes first changes.
    const order = runs.map((_, i) => (round % 2 ? runs.length - 1 - i : i));
    for (const i of order) taken[i]?.push(await (runs[i] as (round: number) => T)(round));
  }
  return taken;
}

/**
 * How often something can be done in a second: the best of several stretches, for other work on the machine only
 * ever takes time away.
 */
export function perSecond(work: () => void, { quick }: Pace, each = 1): number {
  const stretches = quick ? 2 : 5;
  const length = quick ? 60 : 300;
  let best = 0;
  work();
  for (let i = 0; i < stretches; i++) {
    const start = performance.now();
    let done = 0;
    do {
      work();
      done += each;
    } while (performance.now() - start < length);
    best = Math.max(best, (done / (performance.now() - start)) * 1000);
  }
  return best;
}
