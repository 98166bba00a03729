import { createRequire } from 'node:module';

/** Textbook ways to find near-duplicates, and a package, on the word pairs of plainly normalised text. */

export interface Peer {
  name: string;
  add(id: string, text: string): void;
  /** Ids of the texts taken for copies. */
  find(text: string): string[];
}

const plain = (text: string) =>
  text
    .replace(/https?:\/\/\S+/g, ' ')
    .replace(/[$#@][\p{L}\p{N}_]+/gu, ' ')
    .toLowerCase()
    .match(/\p{Script=Han}|[\p{L}\p{N}\p{M}]+/gu) ?? [];

function pairs(text: string): string[] {
  const words = plain(text);
  if (words.length < 2) return words;
  return [...new Set(words.slice(1).map((word, i) => `${words[i]} ${word}`))];
}

function hash(text: string, seed = 0x811c9dc5): number {
  let h = seed;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  return (h ^ (h >>> 13)) >>> 0;
}

const hashes = (text: string) => Uint32Array.from(pairs(text), (pair) => hash(pair));

/** Jaccard of word pairs against every post: what finds most, and what cannot be afforded. */
export function bruteForce(threshold = 0.235): Peer {
  const all: { id: string; pairs: Uint32Array }[] = [];
  return {
    name: 'brute-force Jaccard',
    add: (id, text) => all.push({ id, pairs: hashes(text) }),
    find(text) {
      const own = new Set(hashes(text));
      const found: string[] = [];
      for (const { id, pairs } of all) {
        let shared = 0;
        for (let i = 0; i < pairs.length; i++) if (own.has(pairs[i] as number)) shared++;
        if (shared > 0 && shared / (own.size + pairs.length - shared) >= threshold) found.push(id);
      }
      return found;
    },
  };
}

/** Charikar's SimHash, 64 bits, at most 3 differing, by four tables of 16 bits (Manku 2007). */
export function simHash(): Peer {
  const tables = Array.from({ length: 4 }, () => new Map<number, number[]>());
  const ids: string[] = [];
  const high: number[] = [];
  const low: number[] = [];
  const sign = (text: string): [number, number] => {
    const sums = new Int32Array(64);
    for (const pair of pairs(text)) {
      const [a, b] = [hash(pair), hash(pair, 0x1234567)];
      for (let i = 0; i < 32; i++) {
        sums[i] = (sums[i] as number) + ((a >>> i) & 1 ? 1 : -1);
        sums[i + 32] = (sums[i + 32] as number) + ((b >>> i) & 1 ? 1 : -1);
      }
    }
    let [a, b] = [0, 0];
    for (let i = 0; i < 32; i++) {
      if ((sums[i] as number) > 0) a |= 1 << i;
      if ((sums[i + 32] as number) > 0) b |= 1 << i;
    }
    return [a, b];
  };
  const blocks = (a: number, b: number) => [a & 0xffff, a >>> 16, b & 0xffff, b >>> 16];
  const ones = (value: number) => {
    let v = value - ((value >>> 1) & 0x55555555);
    v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
    return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  };
  return {
    name: 'SimHash',
    add(id, text) {
      const [a, b] = sign(text);
      blocks(a, b).forEach((block, t) => {
        const bucket = tables[t]?.get(block);
        if (bucket) bucket.push(ids.length);
        else tables[t]?.set(block, [ids.length]);
      });
      ids.push(id);
      high.push(a);
      low.push(b);
    },
    find(text) {
      const [a, b] = sign(text);
      const found = new Set<string>();
      blocks(a, b).forEach((block, t) => {
        for (const at of tables[t]?.get(block) ?? []) {
          if (ones(a ^ (high[at] as number)) + ones(b ^ (low[at] as number)) <= 3)
            found.add(ids[at] as string);
        }
      });
      return [...found];
    },
  };
}

/** MinHash with banding: 128 hashes, 64 bands of 2, then the estimated Jaccard. */
export function minHashLsh(bands = 64, rows = 2, threshold = 0.21): Peer {
  const size = bands * rows;
  const factors = Uint32Array.from({ length: size }, (_, i) => hash(`factor ${i}`) | 1);
  const offsets = Uint32Array.from({ length: size }, (_, i) => hash(`offset ${i}`));
  const signatures: Uint32Array[] = [];
  const ids: string[] = [];
  const tables = new Map<number, number[]>();
  const sign = (text: string) => {
    const least = new Uint32Array(size).fill(0xffffffff);
    for (const value of hashes(text)) {
      for (let i = 0; i < size; i++) {
        const h = (Math.imul(value, factors[i] as number) + (offsets[i] as number)) >>> 0;
        if (h < (least[i] as number)) least[i] = h;
      }
    }
    return least;
  };
  const bandKey = (signature: Uint32Array, band: number) => {
    let h = band + 1;
    for (let i = band * rows; i < (band + 1) * rows; i++)
      h = Math.imul(h ^ (signature[i] as number), 0x9e3779b1);
    return h >>> 0;
  };
  return {
    name: 'MinHash-LSH',
    add(id, text) {
      const signature = sign(text);
      for (let band = 0; band < bands; band++) {
        const key = bandKey(signature, band);
        const bucket = tables.get(key);
        if (bucket) bucket.push(ids.length);
        else tables.set(key, [ids.length]);
      }
      signatures.push(signature);
      ids.push(id);
    },
    find(text) {
      const own = sign(text);
      const candidates = new Set<number>();
      for (let band = 0; band < bands; band++) {
        for (const at of tables.get(bandKey(own, band)) ?? []) candidates.add(at);
      }
      return [...candidates].flatMap((at) => {
        const other = signatures[at] as Uint32Array;
        let equal = 0;
        for (let i = 0; i < size; i++) if (other[i] === own[i]) equal++;
        return equal / size >= threshold ? [ids[at] as string] : [];
      });
    },
  };
}

interface NpmMinhash {
  Minhash: new (config?: {
    numPerm: number;
  }) => { update(part: string): void; jaccard(other: unknown): number };
  LshIndex: new (config?: {
    bandSize: number;
  }) => {
    index: Record<string, string[]>;
    insert(key: string, hash: unknown): void;
    getHashbands(hash: unknown): string[];
  };
}

/** The package `minhash` with its own defaults. Its `query` throws on an unknown band, so bands are looked up here. */
export function npmMinhash(): Peer {
  const { Minhash, LshIndex } = createRequire(import.meta.url)('minhash') as NpmMinhash;
  const index = new LshIndex({ bandSize: 4 });
  const kept = new Map<string, unknown>();
  const sign = (text: string) => {
    const made = new Minhash({ numPerm: 128 });
    for (const pair of pairs(text)) made.update(pair);
    return made;
  };
  return {
    name: 'npm minhash',
    add(id, text) {
      const made = sign(text);
      index.insert(id, made);
      kept.set(id, made);
    },
    find(text) {
      const made = sign(text);
      const found = new Set(index.getHashbands(made).flatMap((band) => index.index[band] ?? []));
      return [...found].filter((id) => made.jaccard(kept.get(id)) >= 0.1);
    },
  };
}
