/** Numbers a chunk holds before it is split. */
const MAX_CHUNK = 512;

/** Numbers kept in an order given from outside, in chunks, so that an insertion moves few of them. */
export class OrderedList {
  private readonly chunks: number[][] = [[]];
  private count = 0;

  /** @param compare negative when the first number comes before the second; zero for the same number only. */
  constructor(private readonly compare: (a: number, b: number) => number) {}

  /** A list of numbers that are in order already. */
  static of(numbers: readonly number[], compare: (a: number, b: number) => number): OrderedList {
    const list = new OrderedList(compare);
    if (numbers.length === 0) return list;
    list.chunks.length = 0;
    const size = MAX_CHUNK >> 1;
    for (let i = 0; i < numbers.length; i += size) list.chunks.push(numbers.slice(i, i + size));
    list.count = numbers.length;
    return list;
  }

  get size(): number {
    return this.count;
  }

  /** Insert a number; gives its rank among the first `limit`, or `limit` when it is further back. */
  add(value: number, limit: number): number {
    const at = this.chunkOf(value);
    const chunk = this.chunks[at] as number[];
    const index = this.indexIn(chunk, value);
    chunk.splice(index, 0, value);
    this.count++;
    if (chunk.length > MAX_CHUNK) this.chunks.splice(at + 1, 0, chunk.splice(MAX_CHUNK >> 1));
    let rank = index;
    for (let i = 0; i < at && rank < limit; i++) rank += (this.chunks[i] as number[]).length;
    return Math.min(rank, limit);
  }

  remove(value: number): void {
    const at = this.chunkOf(value);
    const chunk = this.chunks[at] as number[];
    const index = this.indexIn(chunk, value);
    if (chunk[index] !== value) return;
    chunk.splice(index, 1);
    this.count--;
    if (chunk.length === 0 && this.chunks.length > 1) this.chunks.splice(at, 1);
  }

  /** Write the first numbers into `into`, at most to its end; gives how many. */
  first(into: Uint32Array): number {
    let size = 0;
    for (const chunk of this.chunks) {
      for (let i = 0; i < chunk.length; i++) {
        if (size === into.length) return size;
        into[size++] = chunk[i] as number;
      }
    }
    return size;
  }

  /** The number at a rank below `size`. */
  at(rank: number): number {
    let left = rank;
    for (const chunk of this.chunks) {
      if (left < chunk.length) return chunk[left] as number;
      left -= chunk.length;
    }
    throw new RangeError(`no rank ${rank}`);
  }

  /** The numbers that come after one. */
  *after(value: number): Generator<number> {
    let at = this.chunkOf(value);
    let index = this.indexIn(this.chunks[at] as number[], value);
    for (; at < this.chunks.length; at++, index = 0) {
      const chunk = this.chunks[at] as number[];
      for (; index < chunk.length; index++) if (chunk[index] !== value) yield chunk[index] as number;
    }
  }

  /** The chunk a number is in or belongs into. */
  private chunkOf(value: number): number {
    let [low, high] = [0, this.chunks.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      const chunk = this.chunks[middle] as number[];
      if (chunk.length > 0 && this.compare(chunk[chunk.length - 1] as number, value) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The place of a number in a chunk, or where it belongs. */
  private indexIn(chunk: number[], value: number): number {
    let [low, high] = [0, chunk.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.compare(chunk[middle] as number, value) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
