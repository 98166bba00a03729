/** Aligns two sequences: which pieces occur in both, in order. Time is bounded for hostile input. */

/** Maximum number of edits for the exact method; beyond it, sequences are cut at pieces unique to both. */
const MAX_EDITS = 400;
const MAX_DEPTH = 12;

/** For each index of `a`, the index of `b` it is paired with, or -1. Pairs ascend in both. */
export function alignSequences(a: ArrayLike<number>, b: ArrayLike<number>): Int32Array {
  const kept = new Int32Array(a.length).fill(-1);
  align(a, b, 0, a.length, 0, b.length, kept, 0);
  return kept;
}

/** Fill `kept[i] = j` for pieces of `a` that occur in `b`, in order, within the two windows. */
function align(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  aStart: number,
  aStop: number,
  bStart: number,
  bStop: number,
  kept: Int32Array,
  depth: number,
): void {
  let [a0, a1, b0, b1] = [aStart, aStop, bStart, bStop];
  while (a0 < a1 && b0 < b1 && a[a0] === b[b0]) kept[a0++] = b0++;
  while (a0 < a1 && b0 < b1 && a[a1 - 1] === b[b1 - 1]) kept[--a1] = --b1;
  if (a0 === a1 || b0 === b1) return;
  if (myers(a, b, a0, a1, b0, b1, kept)) return;
  if (depth === MAX_DEPTH) return;

  const anchors = uniqueAnchors(a, b, a0, a1, b0, b1);
  if (anchors.length === 0) return;
  let [i, j] = [a0, b0];
  for (const [x, y] of anchors) {
    align(a, b, i, x, j, y, kept, depth + 1);
    kept[x] = y;
    [i, j] = [x + 1, y + 1];
  }
  align(a, b, i, a1, j, b1, kept, depth + 1);
}

/** Myers' greedy method (1986) up to MAX_EDITS edits. True when these were enough. */
function myers(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  a0: number,
  a1: number,
  b0: number,
  b1: number,
  kept: Int32Array,
): boolean {
  const n = a1 - a0;
  const m = b1 - b0;
  const limit = Math.min(n + m, MAX_EDITS);
  if (Math.abs(n - m) > limit) return false;
  const history: Int32Array[] = [];
  const furthest = new Int32Array(2 * limit + 3);
  const mid = limit + 1;

  for (let d = 0; d <= limit; d++) {
    history.push(furthest.slice(mid - d - 1, mid + d + 2));
    for (let k = -d; k <= d; k += 2) {
      const down =
        k === -d || (k !== d && (furthest[mid + k - 1] as number) < (furthest[mid + k + 1] as number));
      let x = down ? (furthest[mid + k + 1] as number) : (furthest[mid + k - 1] as number) + 1;
      let y = x - k;
      while (x < n && y < m && a[a0 + x] === b[b0 + y]) {
        x++;
        y++;
      }
      furthest[mid + k] = x;
      if (x >= n && y >= m) {
        backtrack(history, d, n, m, a0, b0, kept);
        return true;
      }
    }
  }
  return false;
}

function backtrack(
  history: Int32Array[],
  edits: number,
  n: number,
  m: number,
  a0: number,
  b0: number,
  kept: Int32Array,
): void {
  let [x, y] = [n, m];
  for (let d = edits; d >= 0; d--) {
    const furthest = history[d] as Int32Array;
    const at = (k: number) => furthest[k + d + 1] as number;
    const k = x - y;
    const down = k === -d || (k !== d && at(k - 1) < at(k + 1));
    const from = down ? k + 1 : k - 1;
    const startX = d === 0 ? 0 : at(from);
    const startY = startX - from;
    while (x > (d === 0 ? 0 : down ? startX : startX + 1) && y > (d === 0 ? 0 : down ? startY + 1 : startY)) {
      x--;
      y--;
      kept[a0 + x] = b0 + y;
    }
    [x, y] = [startX, startY];
  }
}

/** Pieces that occur once in each window, in an order both share (patience; longest increasing run). */
function uniqueAnchors(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  a0: number,
  a1: number,
  b0: number,
  b1: number,
): [number, number][] {
  const place = new Map<number, number>();
  for (let j = b0; j < b1; j++) place.set(b[j] as number, place.has(b[j] as number) ? -1 : j);
  const once = new Map<number, number>();
  for (let i = a0; i < a1; i++) once.set(a[i] as number, once.has(a[i] as number) ? -1 : i);

  const pairs: [number, number][] = [];
  for (const [key, i] of once) {
    const j = place.get(key);
    if (i >= 0 && j !== undefined && j >= 0) pairs.push([i, j]);
  }
  const tails: number[] = [];
  const before = new Int32Array(pairs.length).fill(-1);
  pairs.forEach(([, j], index) => {
    let [low, high] = [0, tails.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[tails[middle] as number] as [number, number])[1] < j) low = middle + 1;
      else high = middle;
    }
    before[index] = low > 0 ? (tails[low - 1] as number) : -1;
    tails[low] = index;
  });
  const chain: [number, number][] = [];
  for (let at = tails.at(-1) ?? -1; at >= 0; at = before[at] as number) {
    chain.push(pairs[at] as [number, number]);
  }
  return chain.reverse();
}
