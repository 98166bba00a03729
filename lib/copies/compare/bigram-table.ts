import { bigramWeight } from '../fingerprint/common-words.ts';
import type { TextFeatures } from '../fingerprint/text-features.ts';

/**
 * The bigrams of one text by hash, for lookups of another text's. Open addressing, cleared by a new generation number;
 * the arrays are reused for the next text.
 */
export class BigramTable {
  private text: TextFeatures | null = null;
  private keys = new Uint32Array(512);
  private generations = new Uint32Array(512);
  private generation = 0;
  private mask = 511;
  /** Per slot: the last index at which the text has the bigram, and its weight. */
  private last = new Int32Array(512);
  private weights = new Uint16Array(512);
  /** Per slot: the number of the last comparison in which the other text had the bigram. */
  private seenIn = new Uint32Array(512);
  private comparison = 0;
  /** Per index: the index before it with the same bigram, or -1. */
  private before = new Int32Array(256);

  /** Make this the table of a text, unless it is already. */
  fill(text: TextFeatures): this {
    if (this.text === text) return this;
    const { bigrams, words } = text;
    this.resize(bigrams.length);
    this.text = text;
    this.generation++;
    for (let i = 0; i < bigrams.length; i++) {
      const key = bigrams[i] as number;
      const at = this.slotOf(key);
      if (this.generations[at] === this.generation) this.before[i] = this.last[at] as number;
      else {
        this.generations[at] = this.generation;
        this.keys[at] = key;
        this.weights[at] = bigramWeight(words[i] as number, words[i + 1] as number, key);
        this.before[i] = -1;
      }
      this.last[at] = i;
    }
    return this;
  }

  /** Weight of the distinct bigrams that another text shares with this one. */
  sharedWeight({ bigrams }: TextFeatures): number {
    const comparison = ++this.comparison;
    const { generation, generations, keys, mask, seenIn } = this;
    let sum = 0;
    for (let i = 0; i < bigrams.length; i++) {
      const key = bigrams[i] as number;
      let at = (key ^ (key >>> 15)) & mask;
      while (generations[at] === generation) {
        if (keys[at] === key) {
          if (seenIn[at] !== comparison) {
            seenIn[at] = comparison;
            sum += this.weights[at] as number;
          }
          break;
        }
        at = (at + 1) & mask;
      }
    }
    return sum;
  }

  /** Whether a bigram is in this text and in the one of the last `sharedWeight`. */
  isShared(bigram: number): boolean {
    const at = this.slotOf(bigram);
    return this.generations[at] === this.generation && this.seenIn[at] === this.comparison;
  }

  /** Weight of the heaviest run of neighboring shared bigrams in one of the two texts of the last `sharedWeight`. */
  heaviestRun({ bigrams }: TextFeatures): number {
    let [run, heaviest] = [0, 0];
    for (let i = 0; i < bigrams.length; i++) {
      const at = this.slotOf(bigrams[i] as number);
      const isShared = this.generations[at] === this.generation && this.seenIn[at] === this.comparison;
      run = isShared ? run + (this.weights[at] as number) : 0;
      if (run > heaviest) heaviest = run;
    }
    return heaviest;
  }

  /** The last index at which the text has a bigram, or -1. */
  lastIndex(bigram: number): number {
    const at = this.slotOf(bigram);
    return this.generations[at] === this.generation ? (this.last[at] as number) : -1;
  }

  /** The index before another at which the text has the same bigram, or -1. */
  indexBefore(index: number): number {
    return this.before[index] as number;
  }

  private slotOf(key: number): number {
    const { generation, generations, keys, mask } = this;
    let at = (key ^ (key >>> 15)) & mask;
    while (generations[at] === generation && keys[at] !== key) at = (at + 1) & mask;
    return at;
  }

  private resize(bigrams: number): void {
    let size = 512;
    while (size < bigrams * 2) size *= 2;
    // Release the table of a very long text when a text of usual size follows.
    if (size > this.keys.length || (this.keys.length > 65_536 && size === 512)) {
      this.keys = new Uint32Array(size);
      this.generations = new Uint32Array(size);
      this.generation = 0;
      this.last = new Int32Array(size);
      this.weights = new Uint16Array(size);
      this.seenIn = new Uint32Array(size);
      this.mask = size - 1;
    }
    if (bigrams > this.before.length) this.before = new Int32Array(size);
  }
}
