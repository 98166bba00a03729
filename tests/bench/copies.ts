/**
 * The copy engine on a labeled set, beside textbook methods and a package.
 *
 *     npx tsx tests/bench/copies.ts [--quick] [--seed=77001] [--posts=100000]
 *
 * Parameters were chosen on seeds below 100; the seed reported is another, with other languages, words and edits.
 */
import { cost, drown, peerCost, queryTime } from './copies-cost.ts';
import { bruteForce, npmMinhash, type Peer } from './copies-peers.ts';
import { fill, ours, printQuality, sampleOf } from './copies-quality.ts';
import { labelledSet } from './copies-set.ts';
import { inTurns, median, type Pace } from './measure.ts';
import { pythonTlsh } from './python-tlsh.ts';
import type { Row } from './table.ts';

const REPORTED_SEED = 77_001;
/** Queries of one round, every other one a copy. */
const ASKED = 100;
/** Queries of Python's tool, which takes long for each. */
const PYTHON_ASKED = 40;

/** Rows for the bench of everything. */
export async function rows({ quick }: Pace): Promise<Row[]> {
  const sizes = quick ? [500, 1000] : [1000, 10_000, 100_000];
  const largest = sizes.at(-1) as number;
  const rounds = quick ? 3 : 7;
  const set = labelledSet(REPORTED_SEED, largest, { sources: quick ? 40 : 200 });
  // Of another seed, and no genuine posts, which are in the set already: nobody has seen these.
  const fresh = labelledSet(REPORTED_SEED + 1, (ASKED / 2) * rounds + 10, {
    sources: 10,
    real: false,
  }).background;
  const copies = sampleOf(set.variants, fresh.length);
  const queries = fresh.flatMap(({ text }, i) => [text, copies[i % copies.length]?.text ?? text]);
  const posts = [...set.sources, ...set.background];
  const costs = sizes.map((size) => cost(posts.slice(0, size), queries));

  // All hold the same posts, and are asked the same in turns, in each round for other texts.
  const peers: Peer[] = [ours(), npmMinhash(), bruteForce()];
  for (const peer of peers) fill(peer, set);
  const ask = (peer: Peer) => (round: number) =>
    queryTime(peer, queries.slice(round * ASKED, (round + 1) * ASKED));
  const [own, ...others] = (await inTurns(rounds, peers.map(ask))).map(median) as [number, ...number[]];

  const row = (what: string, unit: string, values: number[], name: string, value: number): Row => ({
    area: 'copies',
    what,
    unit,
    better: 'less',
    ours: values,
    beside: { name, value },
    ...(values.length > 1 ? { sizes } : {}),
  });
  const each = (pick: (of: (typeof costs)[number]) => number) => costs.map(pick);
  const minhash = peerCost(npmMinhash(), posts.slice(0, largest));
  const name = 'npm minhash';
  const texts = posts.slice(0, largest).map(({ text }) => text);
  const python = pythonTlsh(texts, queries.slice(0, PYTHON_ASKED));
  const share = `${Math.round(100 * (python?.hashed ?? 0))} % of the texts`;
  return [
    ...peers
      .slice(1)
      .map((peer, i) => row(`query among ${largest}, in turns`, 'µs', [own], peer.name, others[i] as number)),
    ...(python
      ? [row(`query among ${largest}`, 'µs', [own], `python3-tlsh, which hashes ${share}`, python.query)]
      : []),
    row(
      'query',
      'µs',
      each(({ query }) => query),
      name,
      others[0] as number,
    ),
    row(
      'insert',
      'µs',
      each(({ insert }) => insert),
      name,
      minhash.insert,
    ),
    row(
      'index on disk',
      'B/post',
      each(({ bytesOnDisk }) => bytesOnDisk),
      'the texts',
      texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / texts.length,
    ),
    row(
      'all in memory, texts not counted',
      'B/post',
      each(({ bytesInMemory }) => bytesInMemory),
      name,
      minhash.bytesInMemory,
    ),
    row(
      'longest growth',
      'ms',
      each(({ pause }) => pause),
      `longest insert of ${name}`,
      minhash.pause,
    ),
  ];
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
  const { missed, first, last, others: rest } = drown(REPORTED_SEED, originals, copies, others);
  console.log(`\nflood of ${originals} × ${copies}: ${(100 * missed).toFixed(2)} % missed`);
  console.log(
    `µs an insert: first copies ${first.toFixed(0)}, last ${last.toFixed(0)}, others ${rest.toFixed(0)}\n`,
  );

  for (const { what, ours, unit, sizes, beside } of await rows({ quick })) {
    const values = ours.map((value) => value.toFixed(1)).join(' / ');
    const at = sizes ? ` at ${sizes.join(' / ')}` : '';
    const times = (beside.value / (ours.at(-1) as number)).toFixed(1);
    console.log(`${what}: ${values} ${unit}${at}; ${beside.name} ${beside.value.toFixed(0)}, ×${times}`);
  }
}
