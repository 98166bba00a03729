import type { Counts } from './counts.ts';
import type { Sketch } from './sketch.ts';

/** Share of a long text's word pairs that are indexed, and how many of any text at least. */
const RATE = 0.2;
const FLOOR = 20;
/** No text, however long, takes more of the index than this. */
const MOST = 4096;

/** The word pairs that stand for a text in the index. */
export interface Sample {
  /** Distinct, ascending. */
  keys: Uint32Array;
  /** Share of all hashes that the sample covers, in 255ths, rounded up. */
  rate: number;
}

/**
 * Choose by hash value, so that two texts choose the same of what they share (FracMinHash): all pairs below a
 * fixed value, or the FLOOR smallest. Pairs that too many posts hold are left out.
 */
export function sample({ pairs }: Sketch, counts: Counts): Sample {
  const limit = RATE * 2 ** 32;
  let chosen =
    pairs.length > FLOOR / RATE
      ? distinct(
          pairs.filter((p) => p < limit),
          counts,
        )
      : undefined;
  if (chosen && chosen.length >= FLOOR) {
    return { keys: chosen.slice(0, MOST), rate: Math.ceil(RATE * 255) };
  }

  chosen = distinct(pairs, counts);
  if (chosen.length <= FLOOR) return { keys: chosen, rate: 255 };
  let size = FLOOR;
  while (size < chosen.length && (chosen[size] as number) < limit) size++;
  const last = chosen[size - 1] as number;
  return { keys: chosen.slice(0, size), rate: Math.ceil(Math.max(RATE, last / 2 ** 32) * 255) };
}

function distinct(pairs: Uint32Array, counts: Counts): Uint32Array {
  const sorted = pairs.slice().sort();
  let size = 0;
  for (let i = 0; i < sorted.length; i++) {
    const pair = sorted[i] as number;
    if ((size > 0 && sorted[size - 1] === pair) || counts.isStop(pair)) continue;
    sorted[size++] = pair;
  }
  return sorted.slice(0, size);
}
