import { wordWeight } from '../fingerprint/common-words.ts';
import type { TextFeatures } from '../fingerprint/text-features.ts';
import type { BigramTable } from './bigram-table.ts';

/** Places in the first text that one bigram of the second is tried at: repetitive texts have more. */
const MAX_PLACES = 8;
/** Words between two shared passages are aligned one by one when the gap is no larger (words × words) … */
const MAX_GAP_CELLS = 2500;
/** … and all gaps together take no more than this. */
const MAX_CELLS = 40_000;

/** Scratch for chains of places: index in the first, in the second text, and the link before. */
let nodeX = new Int32Array(1024);
let nodeY = new Int32Array(1024);
let nodeBefore = new Int32Array(1024);

/**
 * For each word of `x` the index of its counterpart in `y`, or -1; ascending in both. Passages of two words
 * or more come first (the longest increasing chain of shared bigrams); then single words between them.
 */
export function alignWords(x: TextFeatures, y: TextFeatures, table: BigramTable): Int32Array {
  const [n, m] = [x.words.length, y.words.length];
  const to = new Int32Array(n).fill(-1);
  let start = 0;
  while (start < n && start < m && x.words[start] === y.words[start]) to[start] = start++;
  let [xEnd, yEnd] = [n, m];
  while (xEnd > start && yEnd > start && x.words[xEnd - 1] === y.words[yEnd - 1]) to[--xEnd] = --yEnd;
  if (xEnd - start > 1 && yEnd - start > 1) alignPassages(y, table, start, xEnd, yEnd, to);
  alignGaps(x, y, to);
  return to;
}

/** Longest chain of shared bigrams within [start, xEnd) and [start, yEnd) (Hunt and Szymanski, 1977). */
function alignPassages(
  y: TextFeatures,
  table: BigramTable,
  start: number,
  xEnd: number,
  yEnd: number,
  to: Int32Array,
): void {
  const tails: number[] = [];
  let nodes = 0;
  for (let j = start; j < yEnd - 1; j++) {
    let places = 0;
    // Descending, so that no chain has two of them.
    for (let i = table.lastIndex(y.bigrams[j] as number); i >= start; i = table.indexBefore(i)) {
      if (i >= xEnd - 1) continue;
      if (++places > MAX_PLACES) break;
      let [low, high] = [0, tails.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((nodeX[tails[middle] as number] as number) < i) low = middle + 1;
        else high = middle;
      }
      if (nodes === nodeX.length) growNodes();
      nodeX[nodes] = i;
      nodeY[nodes] = j;
      nodeBefore[nodes] = low > 0 ? (tails[low - 1] as number) : -1;
      tails[low] = nodes++;
    }
  }
  // From the end: a word that two passages could take stays with the later one.
  let lastX = xEnd;
  let lastY = yEnd;
  for (let at = tails.at(-1) ?? -1; at >= 0; at = nodeBefore[at] as number) {
    const i = nodeX[at] as number;
    const j = nodeY[at] as number;
    if (i + 1 < lastX && j + 1 < lastY) to[i + 1] = j + 1;
    if (i < lastX && j < lastY) to[i] = j;
    lastX = i;
    lastY = j;
  }
}

function growNodes(): void {
  const grown = (array: Int32Array<ArrayBuffer>) => {
    const bigger = new Int32Array(array.length * 2);
    bigger.set(array);
    return bigger;
  };
  nodeX = grown(nodeX);
  nodeY = grown(nodeY);
  nodeBefore = grown(nodeBefore);
}

/** Align single words between passages, by the most information (longest common subsequence by weight). */
function alignGaps(x: TextFeatures, y: TextFeatures, to: Int32Array): void {
  const n = x.words.length;
  let cells = 0;
  let fromY = 0;
  for (let i = 0; i < n; ) {
    if ((to[i] as number) >= 0) {
      fromY = (to[i] as number) + 1;
      i++;
      continue;
    }
    let stop = i;
    while (stop < n && (to[stop] as number) < 0) stop++;
    const toY = stop < n ? (to[stop] as number) : y.words.length;
    const area = (stop - i) * (toY - fromY);
    if (area > 0 && area <= MAX_GAP_CELLS && cells + area <= MAX_CELLS) {
      cells += area;
      alignGap(x.words, y.words, i, stop, fromY, toY, to);
    }
    i = stop;
  }
}

let grid = new Int32Array(MAX_GAP_CELLS + 256);

function alignGap(
  x: Uint32Array,
  y: Uint32Array,
  x0: number,
  x1: number,
  y0: number,
  y1: number,
  to: Int32Array,
): void {
  const [n, m] = [x1 - x0, y1 - y0];
  const width = m + 1;
  if ((n + 1) * width > grid.length) grid = new Int32Array((n + 1) * width * 2);
  grid.fill(0, 0, (n + 1) * width);
  let any = false;
  for (let i = n - 1; i >= 0; i--) {
    const word = x[x0 + i] as number;
    const row = i * width;
    for (let j = m - 1; j >= 0; j--) {
      const below = grid[row + width + j] as number;
      const right = grid[row + j + 1] as number;
      let best = Math.max(below, right);
      if (y[y0 + j] === word) {
        const taken = (grid[row + width + j + 1] as number) + wordWeight(word);
        if (taken > best) best = taken;
        any = true;
      }
      grid[row + j] = best;
    }
  }
  if (!any) return;
  for (let i = 0, j = 0; i < n && j < m; ) {
    const here = grid[i * width + j] as number;
    if (here === grid[(i + 1) * width + j]) i++;
    else if (here === grid[i * width + j + 1]) j++;
    else to[x0 + i++] = y0 + j++;
  }
}
