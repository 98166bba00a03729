/**
 * The copy engine on a labelled set, beside textbook methods and a package.
 *
 *     npx tsx tests/bench/copies.ts [--quick] [--seed=77001] [--posts=100000]
 *
 * Parameters were chosen on seeds below 100; the seed reported is another, with other languages, words and edits.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Copies } from '../../lib/copies/copies.ts';
import { CopyIndex } from '../../lib/copies/copy-index.ts';
import { sketch } from '../../lib/copies/sketch.ts';
import { bruteForce, minHashLsh, npmMinhash, type Peer, simHash } from './copies-peers.ts';
import { flood, type Labelled, type LabelledSet, labelledSet, type Variant } from './copies-set.ts';
import { median, type Pace } from './measure.ts';
import { Random } from './random.ts';
import type { Row } from './table.ts';

const REPORTED_SEED = 77_001;

function ours(): Peer & { copies: Copies } {
  const copies = new Copies();
  return {
    name: 'Feedglass',
    copies,
    add: (id, text) => void copies.add({ id, text }),
    find: (text) => copies.find({ text }).map((match) => match.id),
  };
}

/** Per edit: how many, found, and with a wrong text among the found. */
type Tally = Map<string, { n: number; found: number; wrong: number }>;

export interface Quality {
  edits: Tally;
  negatives: Tally;
  recall: number;
  precision: number;
}

/** Ask for every variant in a library that holds the sources and the background; then try the negatives. */
export function quality(peer: Peer, set: LabelledSet, variants: readonly Variant[]): Quality {
  const edits: Tally = new Map();
  const count = (tally: Tally, key: string, found: boolean, wrong: boolean) => {
    const cell = tally.get(key) ?? { n: 0, found: 0, wrong: 0 };
    tally.set(key, { n: cell.n + 1, found: cell.found + Number(found), wrong: cell.wrong + Number(wrong) });
  };
  for (const { text, source, edit } of variants) {
    const found = peer.find(text);
    count(
      edits,
      edit,
      found.includes(source),
      found.some((id) => id !== source),
    );
  }
  const negatives: Tally = new Map();
  for (const { kind, a, b } of set.negatives) {
    peer.add(a.id, a.text);
    count(negatives, kind, peer.find(b.text).includes(a.id), false);
  }
  const sum = (tally: Tally, key: 'n' | 'found' | 'wrong') =>
    [...tally].reduce((total, [edit, cell]) => total + (edit === 'partial30' ? 0 : cell[key]), 0);
  const found = sum(edits, 'found');
  const wrong = sum(edits, 'wrong') + sum(negatives, 'found');
  return { edits, negatives, recall: found / sum(edits, 'n'), precision: found / (found + wrong) };
}

/** Fill a peer with the set, in random order. */
function fill(peer: Peer, set: LabelledSet): void {
  const posts: Labelled[] = new Random(1).shuffle([...set.sources, ...set.background]);
  for (const { id, text } of posts) peer.add(id, text);
}

/** Median time of a query in µs: half of them new posts, half copies. */
function queryTime(peer: Peer, texts: readonly string[]): number {
  return median(
    texts.map((text) => {
      const start = performance.now();
      peer.find(text);
      return (performance.now() - start) * 1000;
    }),
  );
}

interface Cost {
  insert: number;
  query: number;
  bytesOnDisk: number;
  bytesInMemory: number;
  /** Longest insert that made the index grow, in ms of processor time. */
  pause: number;
}

function cost(posts: readonly Labelled[], queries: readonly string[]): Cost {
  const collect = collector();
  const before = collect();
  const peer = ours();
  const times: number[] = [];
  for (const { id, text } of posts) {
    const start = performance.now();
    peer.add(id, text);
    times.push(performance.now() - start);
  }
  const bytesInMemory = (collect() - before) / posts.length;
  return {
    insert: median(times) * 1000,
    query: queryTime(peer, queries),
    bytesOnDisk: peer.copies.indexBytes / posts.length,
    bytesInMemory,
    pause: longestGrowth(posts),
  };
}

/** The index alone, without searching: the longest insert, in processor time, since others use the machine. */
function longestGrowth(posts: readonly Labelled[]): number {
  const index = new CopyIndex();
  let worst = 0;
  let bytes = 0;
  for (const [i, { id, text }] of posts.entries()) {
    const asked = sketch(text);
    const start = process.cpuUsage();
    index.insert(id, asked);
    const { user, system } = process.cpuUsage(start);
    const grown = index.bytes !== bytes;
    bytes = index.bytes;
    // The first inserts run uncompiled code.
    if (grown && i > 200) worst = Math.max(worst, (user + system) / 1000);
  }
  return worst;
}

function collector(): () => number {
  setFlagsFromString('--expose_gc');
  const gc = runInNewContext('gc') as () => void;
  return () => {
    gc();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
}

/** Share of a flood's copies that were not told as copies of their original on arrival, and µs a copy. */
function floodMissed(originals: number, copies: number, others: number): { missed: number; each: number } {
  const engine = new Copies();
  let [missed, all, time] = [0, 0, 0];
  for (const { id, text, source, edit } of flood(REPORTED_SEED, originals, copies, others)) {
    const start = performance.now();
    const found = engine.add({ id, text });
    if (edit === 'first' || edit === 'other') continue;
    time += performance.now() - start;
    all++;
    if (!found.some((match) => match.id === source || match.id.startsWith(`${source}-`))) missed++;
  }
  return { missed: missed / all, each: (time / all) * 1000 };
}

function sampleOf<T>(items: readonly T[], n: number): T[] {
  return new Random(2).shuffle(items).slice(0, n);
}

/** Rows for the bench of everything. */
export async function rows({ quick }: Pace): Promise<Row[]> {
  const sizes = quick ? [500, 1000] : [1000, 10_000, 100_000];
  const largest = sizes.at(-1) as number;
  const set = labelledSet(REPORTED_SEED, largest, { sources: quick ? 40 : 200 });
  const fresh = labelledSet(REPORTED_SEED + 1, 200, { sources: 10 }).background.map((post) => post.text);
  const posts = [...set.sources, ...set.background];
  const queries = [...fresh, ...sampleOf(set.variants, fresh.length).map((variant) => variant.text)];
  const costs = sizes.map((size) => cost(posts.slice(0, size), queries));

  const few = sampleOf(queries, quick ? 20 : 30);
  const peers = [bruteForce(), npmMinhash()].map((peer) => {
    // The package's query does not depend on the size, and filling it with all takes minutes.
    for (const { id, text } of peer.name === 'npm minhash' ? posts.slice(0, 10_000) : posts)
      peer.add(id, text);
    return { name: peer.name, value: queryTime(peer, few) };
  });
  const row = (what: string, unit: string, values: number[], beside: Row['beside'] = null): Row => {
    return { area: 'copies', what, unit, better: 'less', ours: values, sizes, beside };
  };
  const query = costs.map((c) => c.query);
  return [
    ...peers.map((peer) => row('query', 'µs', query, peer)),
    row(
      'insert',
      'µs',
      costs.map((c) => c.insert),
    ),
    row(
      'index on disk',
      'B/post',
      costs.map((c) => c.bytesOnDisk),
    ),
    row(
      'all in memory, texts not counted',
      'B/post',
      costs.map((c) => c.bytesInMemory),
    ),
    row(
      'longest growth',
      'ms',
      costs.map((c) => c.pause),
    ),
  ];
}

function printQuality(set: LabelledSet, quick: boolean): void {
  const variants = [...set.variants, ...set.excerpts];
  // How many variants each is asked for: the slow ones get a sample.
  const peers: [Peer, number][] = [
    [ours(), variants.length],
    [bruteForce(), quick ? 300 : 200],
    [simHash(), 2000],
    [minHashLsh(), 2000],
    [npmMinhash(), quick ? 300 : 800],
  ];
  const results = peers.map(([peer, asked]) => {
    const start = performance.now();
    // The package takes a millisecond an insert: it gets the sources and a tenth of the rest.
    const share = peer.name === 'npm minhash' ? { ...set, background: sampleOf(set.background, 9000) } : set;
    fill(peer, share);
    const negatives = sampleOf(set.negatives, asked);
    const result = quality(peer, { ...share, negatives }, sampleOf(variants, asked));
    console.error(`${peer.name}: ${((performance.now() - start) / 1000).toFixed(0)} s`);
    return { name: peer.name, ...result };
  });

  const cell = (tally: Tally, key: string) => {
    const found = tally.get(key);
    return found ? (found.found / found.n).toFixed(3) : '–';
  };
  const line = (cells: (string | number)[]) => console.log(`| ${cells.join(' | ')} |`);
  const first = results[0] as (typeof results)[number];
  line(['recall per edit', 'n', ...results.map((r) => r.name)]);
  line(['-', '-', ...results.map(() => '-')]);
  for (const [edit, { n }] of first.edits) line([edit, n, ...results.map((r) => cell(r.edits, edit))]);
  line(['**recall**, partial30 apart', '', ...results.map((r) => r.recall.toFixed(4))]);
  line(['**precision**', '', ...results.map((r) => r.precision.toFixed(4))]);
  for (const [kind, { n }] of first.negatives) {
    line([`flagged: ${kind}`, n, ...results.map((r) => cell(r.negatives, kind))]);
  }
}

if (process.argv[1]?.endsWith('copies.ts')) {
  const option = (name: string, otherwise: number) =>
    Number(process.argv.find((arg) => arg.startsWith(`--${name}=`))?.split('=')[1] ?? otherwise);
  const quick = process.argv.includes('--quick');
  const posts = option('posts', quick ? 2000 : 100_000);
  const set = labelledSet(option('seed', REPORTED_SEED), posts, { sources: quick ? 60 : 600 });
  console.log(`${posts} posts, ${set.sources.length} sources, ${set.variants.length} variants\n`);
  printQuality(set, quick);
  const [originals, copies, others] = quick ? [5, 60, 300] : [5, 4000, 20_000];
  const { missed, each } = floodMissed(originals, copies, others);
  console.log(
    `\nflood of ${originals} × ${copies}: ${(100 * missed).toFixed(2)} % missed, ${each.toFixed(0)} µs a copy\n`,
  );
  for (const { what, ours, unit, sizes, beside } of await rows({ quick })) {
    const against = beside
      ? `; ${beside.name} ${beside.value.toFixed(0)}, ×${(beside.value / (ours.at(-1) as number)).toFixed(0)}`
      : '';
    console.log(
      `${what}: ${ours.map((v) => v.toFixed(1)).join(' / ')} ${unit} at ${sizes?.join(' / ')}${against}`,
    );
  }
}
