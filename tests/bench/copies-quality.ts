import { InMemoryCopies } from '../../lib/copies/in-memory-copies.ts';
import { bruteForce, minHashLsh, npmMinhash, type Peer, simHash } from './copies-peers.ts';
import type { Labelled, LabelledSet, Variant } from './copies-set.ts';
import { Random } from './random.ts';

/** What is found of a labeled set, and what is found that should not be: ours and the peers. */

export function ours(): Peer & { copies: InMemoryCopies } {
  const copies = new InMemoryCopies();
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

/** Fill a peer with the set, in random order: the same one for all. */
export function fill(peer: Peer, set: LabelledSet): void {
  const posts: Labelled[] = new Random(1).shuffle([...set.sources, ...set.background]);
  for (const { id, text } of posts) peer.add(id, text);
}

/** Some of the items, the same every time. */
export function sampleOf<T>(items: readonly T[], n: number): T[] {
  return new Random(2).shuffle(items).slice(0, n);
}

/** One line a kind of edit and of negative, one column a method. */
export function printQuality(set: LabelledSet, quick: boolean): void {
  const variants = [...set.variants, ...set.excerpts];
  // How many variants each is asked for: the slow ones get a sample.
  const peers: [Peer, number][] = [
    [ours(), variants.length],
    [bruteForce(), quick ? 100 : 150],
    [simHash(), 2000],
    [minHashLsh(), 2000],
    [npmMinhash(), quick ? 300 : 2000],
  ];
  const results = peers.map(([peer, asked]) => {
    const start = performance.now();
    // Filling the package takes a millisecond a post: here it gets the sources and a tenth of the rest.
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
