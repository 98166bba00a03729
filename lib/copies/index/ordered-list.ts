/** Numbers a chunk holds before it is split. */
const MAX_CHUNK = 512;
/** A list of so few numbers is kept in an array of its exact size: there are many such lists. */
const SMALL = 64;

/** Negative when the first number comes before the second; zero for the same number only. */
export type Order = (a: number, b: number) => number;

/** Numbers kept in an order given from outside, in chunks, so that an insertion moves few of them. */
export class OrderedList {
  #chunks: number[][];

  /** @param numbers in order. */
  constructor(numbers: readonly number[]) {
    this.#chunks = [numbers.slice(0, MAX_CHUNK)];
    for (let i = MAX_CHUNK; i < numbers.length; i += MAX_CHUNK)
      this.#chunks.push(numbers.slice(i, i + MAX_CHUNK));
  }

  get size(): number {
    let size = 0;
    for (const chunk of this.#chunks) size += chunk.length;
    return size;
  }

  /** Insert a number; returns its rank among the first `limit`, or `limit` when it is further back. */
  add(value: number, order: Order, limit: number): number {
    const at = this.#chunkOf(value, order);
    const chunk = this.#chunks[at] as number[];
    const index = indexIn(chunk, value, order);
    if (chunk.length < SMALL) this.#chunks[at] = chunk.slice(0, index).concat(value, chunk.slice(index));
    else chunk.splice(index, 0, value);
    if (chunk.length > MAX_CHUNK) this.#chunks.splice(at + 1, 0, chunk.splice(MAX_CHUNK >> 1));
    let rank = index;
    for (let i = 0; i < at && rank < limit; i++) rank += (this.#chunks[i] as number[]).length;
    return Math.min(rank, limit);
  }

  remove(value: number, order: Order): void {
    const at = this.#chunkOf(value, order);
    const chunk = this.#chunks[at] as number[];
    const index = indexIn(chunk, value, order);
    if (chunk[index] !== value) return;
    chunk.splice(index, 1);
    if (chunk.length === 0 && this.#chunks.length > 1) this.#chunks.splice(at, 1);
  }

  /** Write the first numbers into `into`, at most to its end; returns how many. */
  first(into: Uint32Array): number {
    let size = 0;
    for (const chunk of this.#chunks) {
      for (let i = 0; i < chunk.length; i++) {
        if (size === into.length) return size;
        into[size++] = chunk[i] as number;
      }
    }
    return size;
  }

  /** The number at a rank, or -1 when there are not so many. */
  at(rank: number): number {
    let left = rank;
    for (const chunk of this.#chunks) {
      if (left < chunk.length) return chunk[left] as number;
      left -= chunk.length;
    }
    return -1;
  }

  /** The numbers that come after one, which need not be in the list. */
  *after(value: number, order: Order): Generator<number> {
    let at = this.#chunkOf(value, order);
    let index = indexIn(this.#chunks[at] as number[], value, order);
    for (; at < this.#chunks.length; at++, index = 0) {
      const chunk = this.#chunks[at] as number[];
      for (; index < chunk.length; index++) if (chunk[index] !== value) yield chunk[index] as number;
    }
  }

  /** The chunk a number is in or belongs into. */
  #chunkOf(value: number, order: Order): number {
    let [low, high] = [0, this.#chunks.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      const chunk = this.#chunks[middle] as number[];
      if (order(chunk[chunk.length - 1] as number, value) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** The place of a number in a chunk, or where it belongs. */
function indexIn(chunk: readonly number[], value: number, order: Order): number {
  let [low, high] = [0, chunk.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (order(chunk[middle] as number, value) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
