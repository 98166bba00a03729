import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { InMemoryCopies } from '../../lib/copies/in-memory-copies.ts';
import type { Peer } from './copies-peers.ts';
import { ours } from './copies-quality.ts';
import { flood, type Labelled } from './copies-set.ts';
import { median } from './measure.ts';

/** What the copy engine costs: time, memory, pauses, and a flood of copies. */

export interface Cost {
  /** Median, in µs. */
  insert: number;
  query: number;
  /** Bytes a post. */
  bytesOnDisk: number;
  bytesInMemory: number;
  /** Longest insert that made the index grow, in ms. */
  pause: number;
}

/** Fill the engine with posts, and ask it. */
export function cost(posts: readonly Labelled[], queries: readonly string[]): Cost {
  const peer = ours();
  return {
    ...peerCost(peer, posts),
    query: queryTime(peer, queries),
    bytesOnDisk: peer.copies.indexBytes / posts.length,
    // The longest of all inserts is a moment of the machine.
    pause: longestGrowth(posts),
  };
}

/** What an index costs that is filled with these posts; `pause` is its longest insert. */
export function peerCost(
  peer: Peer,
  posts: readonly Labelled[],
): Pick<Cost, 'insert' | 'bytesInMemory' | 'pause'> {
  const times = new Float64Array(posts.length);
  const collect = collector();
  const before = collect();
  posts.forEach(({ id, text }, i) => {
    const start = performance.now();
    peer.add(id, text);
    times[i] = performance.now() - start;
  });
  return {
    insert: median([...times]) * 1000,
    bytesInMemory: (collect() - before) / posts.length,
    pause: Math.max(...times),
  };
}

/** Median time of a query in µs. */
export function queryTime(peer: Peer, texts: readonly string[]): number {
  return median(
    texts.map((text) => {
      const start = performance.now();
      peer.find(text);
      return (performance.now() - start) * 1000;
    }),
  );
}

/**
 * The longest of the inserts that make the index grow, in ms. They are the same in every run; of three runs each
 * one's shortest counts, since others use the machine.
 */
function longestGrowth(posts: readonly Labelled[]): number {
  const least = new Map<number, number>();
  for (let run = 0; run < 3; run++) {
    const engine = new InMemoryCopies();
    let bytes = engine.indexBytes;
    for (const [i, { id, text }] of posts.entries()) {
      const start = performance.now();
      engine.add({ id, text });
      const took = performance.now() - start;
      if (engine.indexBytes !== bytes) least.set(i, Math.min(took, least.get(i) ?? took));
      bytes = engine.indexBytes;
    }
  }
  return Math.max(...least.values());
}

/** Bytes in use, after collecting garbage. */
function collector(): () => number {
  setFlagsFromString('--expose_gc');
  const gc = runInNewContext('gc') as () => void;
  return () => {
    // Twice: what the first one finalises, the second one frees.
    gc();
    gc();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
}

/** How a flood went. */
export interface Flood {
  /** Share of the copies not told as copies of their original, or of another copy of it, on arrival. */
  missed: number;
  /** Median µs of the first thousand copies, of the last thousand, and of the other posts between. */
  first: number;
  last: number;
  others: number;
}

/** Some posts come again and again, edited, between `others` that do not. */
export function drown(seed: number, originals: number, copies: number, others: number): Flood {
  const engine = new InMemoryCopies();
  let missed = 0;
  const times: number[] = [];
  const rest: number[] = [];
  for (const { id, text, source, edit } of flood(seed, originals, copies, others)) {
    const start = performance.now();
    const found = engine.add({ id, text });
    const took = (performance.now() - start) * 1000;
    if (edit === 'other') rest.push(took);
    if (edit === 'first' || edit === 'other') continue;
    times.push(took);
    if (found?.id !== source && !found?.id.startsWith(`${source}-`)) missed++;
  }
  return {
    missed: missed / times.length,
    first: median(times.slice(0, 1000)),
    last: median(times.slice(-1000)),
    others: median(rest),
  };
}
