/** The sources of posts after any history equal those of a fresh build, and those of a search through all posts. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classify } from '../../lib/copies/compare/classify.ts';
import { byCloseness, type Verdict } from '../../lib/copies/compare/verdict.ts';
import { extractFeatures, type TextFeatures } from '../../lib/copies/fingerprint/text-features.ts';
import { indexKeys } from '../../lib/copies/index/index-keys.ts';
import type { LoggedChanges } from '../../lib/copies/index/index-log.ts';
import type { StoredSegment } from '../../lib/copies/index/post-table.ts';
import { LIMITS, type Limits } from '../../lib/copies/limits.ts';
import type { Source } from '../../lib/copies/source.ts';
import { SourceForest, type Steps } from '../../lib/copies/source-forest.ts';

interface Item {
  time: number | null;
  text: string;
}

/** A forest with its texts in memory, as a history leaves it. */
class Library {
  readonly posts = new Map<string, Item>();
  readonly rejected = new Set<string>();
  private segments: StoredSegment[] = [];
  private logs: LoggedChanges[] = [];
  forest: SourceForest;

  constructor(private readonly limits: Limits) {
    this.forest = new SourceForest({}, limits);
  }

  run<T>(steps: Steps<T>): T {
    let step = steps.next();
    while (!step.done) step = steps.next(step.value.map((id) => this.features(id)));
    return step.value;
  }

  features(id: string): TextFeatures | null {
    const post = this.posts.get(id);
    return post ? extractFeatures(post.text) : null;
  }

  put(id: string, post: Item): void {
    const old = this.features(id);
    this.posts.set(id, post);
    const features = extractFeatures(post.text);
    this.run(
      old ? this.forest.replace(id, old, post.time, features) : this.forest.insert(id, post.time, features),
    );
  }

  remove(id: string): void {
    const old = this.features(id);
    this.posts.delete(id);
    if (old) this.run(this.forest.remove(id, old));
  }

  reject(a: string, b: string, rejected: boolean): void {
    if (a === b) return;
    const pair = [a, b].sort().join(' ');
    if (rejected) this.rejected.add(pair);
    else this.rejected.delete(pair);
    this.run(this.forest.reject(a, b, rejected));
  }

  /** The process ends and begins again: segments, and the log of what changed since they were stored, are read back. */
  restart(checkpoint: boolean): void {
    const changes = this.forest.posts.takeLog();
    if (checkpoint) {
      this.segments = structuredClone(this.forest.posts.stored());
      this.logs = [];
    } else this.logs.push(structuredClone(changes));
    const stored = {
      segments: structuredClone(this.segments),
      logs: this.logs,
      work: structuredClone(this.forest.pending),
      rejected: [...this.rejected].map((pair) => pair.split(' ') as [string, string]),
    };
    const before = bytesOf(this.forest);
    this.forest = new SourceForest(stored, this.limits);
    expect(bytesOf(this.forest).equals(before)).toBe(true);
  }

  maintain(): void {
    while (!this.forest.isIdle) this.run(this.forest.maintain(3));
  }

  sources(): Map<string, Source | null> {
    return new Map([...this.posts.keys()].sort().map((id) => [id, this.forest.sourceOf(id)]));
  }

  inOrder(): [string, Item][] {
    return [...this.posts].sort(([a, one], [b, other]) => {
      const [x, y] = [one.time ?? Infinity, other.time ?? Infinity];
      return x !== y ? (x < y ? -1 : 1) : a < b ? -1 : 1;
    });
  }

  /** The same posts, put in order, by a forest of their own. */
  fresh(): Map<string, Source | null> {
    const library = new Library(this.limits);
    for (const pair of this.rejected) library.reject(...(pair.split(' ') as [string, string]), true);
    for (const [id, post] of this.inOrder()) library.put(id, post);
    library.maintain();
    return library.sources();
  }
}

/** The index as it would be stored, in one piece. */
function bytesOf({ posts }: SourceForest): Buffer {
  const values = posts.stored().flatMap(({ data }) => Object.values(data) as (number | Uint32Array)[]);
  return Buffer.concat(
    values.map((value) =>
      typeof value === 'number' ? Buffer.from(`${value} `) : new Uint8Array(value.buffer),
    ),
  );
}

/** The definition itself, without an index: every post against all. */
function bySearchingAll(library: Library, limits: Limits): Map<string, Source | null> {
  const posts = library.inOrder().map(([id, { text }], rank) => {
    const features = extractFeatures(text);
    const own = features.length < 6 ? { keys: new Uint32Array(), runs: 0 } : indexKeys(features);
    return { id, rank, features, keys: new Set(own.keys), runs: own.runs };
  });
  const first = new Map<string, string>();
  const holders = new Map<number, number[]>();
  const sources = new Map<string, Source | null>();
  const same = (id: string) => first.get(id) as string;
  for (const post of posts) {
    const twin = posts.find(
      (other) =>
        other.rank < post.rank &&
        classify(post.features, post.features) &&
        JSON.stringify(other.features) === JSON.stringify(post.features),
    );
    first.set(post.id, twin?.id ?? post.id);
    if (!twin) for (const key of post.keys) holders.set(key, [...(holders.get(key) ?? []), post.rank]);
  }
  const below = (id: string, blocked: Set<string>) => {
    for (let at: string | undefined = id; at !== undefined; at = sources.get(at)?.id) {
      if (blocked.has(at)) return true;
    }
    return false;
  };
  for (const post of posts) {
    const blocked = new Set<string>();
    for (const pair of library.rejected) {
      const [a, b] = pair.split(' ') as [string, string];
      const other = a === post.id ? b : b === post.id ? a : null;
      if (other === null || !library.posts.has(other)) continue;
      blocked.add(other).add(same(other));
    }
    blocked.delete(post.id);
    const twin = same(post.id);
    if (twin !== post.id && !below(twin, blocked)) {
      sources.set(post.id, { id: twin, kind: 'exact', score: 1 });
      continue;
    }
    const shared = new Map<number, number>();
    for (const key of post.keys) {
      for (const rank of (holders.get(key) ?? []).slice(0, limits.head)) {
        if (rank < post.rank) shared.set(rank, (shared.get(rank) ?? 0) + 1);
      }
    }
    const found = [...shared].flatMap(([rank, votes]) => {
      const other = posts[rank] as (typeof posts)[number];
      const least = Math.min(post.runs, other.runs);
      return votes >= Math.max(Math.min(2, least), 0.08 * least) ? [{ other, votes, least }] : [];
    });
    found.sort((a, b) => b.votes - a.votes || a.least - b.least || a.other.rank - b.other.rank);
    const matches = found.slice(0, limits.candidates).flatMap(({ other }) => {
      const verdict = classify(post.features, other.features);
      return verdict && !below(other.id, blocked) ? [{ other, verdict }] : [];
    });
    matches.sort((x, y) => byCloseness(x.verdict, y.verdict) || x.other.rank - y.other.rank);
    const [best] = matches;
    sources.set(post.id, best ? asSource(best.other.id, best.verdict) : null);
  }
  return new Map([...sources].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function asSource(id: string, { kind, score }: Verdict): Source {
  return { id, kind, score: Math.round(score * 1000) / 1000 };
}

const BASES = [
  'Harbor cranes idle while copper vessels queue past the northern breakwater until surveyors sign manifests',
  'Miners rotate turbines toward cheaper hydro valleys as autumn rainfall lifts reservoir margins across Sichuan provinces',
  'Validators postponed the staking upgrade because auditors flagged withdrawal queues growing faster than exits allow',
  'Harbor cranes idle while validators postponed the staking upgrade and surveyors sign manifests under autumn rainfall',
].map((text) => text.split(' '));
const CLOSING = 'Trading involves substantial risk of loss and is not suitable for every investor anywhere';
const FRESH = 'quartz lantern meadow violin copper saddle anchor thimble walnut ferry glacier pepper'.split(
  ' ',
);

const text = fc
  .record({
    base: fc.nat(BASES.length - 1),
    edits: fc.array(fc.tuple(fc.nat(20), fc.nat(FRESH.length - 1)), { maxLength: 5 }),
    from: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(8) }),
    closing: fc.boolean(),
    number: fc.nat(3),
  })
  .map(({ base, edits, from, closing, number }) => {
    const words = (BASES[base] as string[]).slice(from);
    for (const [at, word] of edits) words[at % words.length] = FRESH[word] as string;
    return `${words.join(' ')} ${100 + number}${closing ? `. ${CLOSING}` : ''}`;
  });
const id = fc.nat(23).map((n) => `p${n}`);
const item = fc.record({ time: fc.option(fc.nat(60), { freq: 8 }), text });

type Step = (library: Library) => void;
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.tuple(id, item).map(
      ([a, post]): Step =>
        (library) =>
          library.put(a, post),
    ),
  },
  {
    weight: 3,
    arbitrary: id.map(
      (a): Step =>
        (library) =>
          library.remove(a),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(id, id, fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, fc.boolean())).map(
      ([a, b, no]): Step =>
        (library) =>
          library.reject(a, b, no),
    ),
  },
  { weight: 1, arbitrary: fc.constant<Step>((library) => library.run(library.forest.maintain(1))) },
  {
    weight: 1,
    arbitrary: fc.boolean().map(
      (checkpoint): Step =>
        (library) =>
          library.restart(checkpoint),
    ),
  },
);

/** Long enough for keys that many hold. */
const history = fc.array(step, { minLength: 40, maxLength: 90, size: 'max' });

const SMALL: Limits[] = [
  { head: 2, candidates: 2, compared: 2, searched: 1, postings: 6 },
  { head: 3, candidates: 2, compared: 0, searched: 0, postings: 0 },
  { head: 4, candidates: 6, compared: 3, searched: 8, postings: 1000 },
];

describe('SourceForest', () => {
  test.each(SMALL)('gives the sources of a fresh build after any history, limits %o', (limits) => {
    fc.assert(
      fc.property(history, (steps) => {
        const library = new Library(limits);
        for (const take of steps) take(library);
        library.maintain();
        expect(library.sources()).toEqual(library.fresh());
      }),
      { numRuns: Number(process.env.RUNS ?? 20) },
    );
  });

  test.each(SMALL)('gives what its definition says, limits %o', (limits) => {
    fc.assert(
      fc.property(history, (steps) => {
        const library = new Library(limits);
        for (const take of steps) take(library);
        library.maintain();
        expect(library.sources()).toEqual(bySearchingAll(library, limits));
      }),
      { numRuns: Number(process.env.RUNS ?? 15) },
    );
  });

  test('the earliest post of a flood that arrives last is the first at once, for the price of few texts', () => {
    const library = new Library(LIMITS);
    const words = (BASES[0] as string[]).concat(BASES[1] as string[]);
    for (let i = 1; i <= 1500; i++) {
      const edited = words.map((word, at) =>
        at === i % words.length ? (FRESH[i % FRESH.length] as string) : word,
      );
      library.put(`p${i}`, { time: i, text: `${edited.join(' ')} ${i}` });
    }
    let asked = 0;
    const features = library.features.bind(library);
    library.features = (id) => {
      asked++;
      return features(id);
    };
    library.put('p0', { time: 0, text: words.join(' ') });
    expect(asked).toBeLessThan(150);
    expect(library.forest.rootOf('p1')).toBe('p0');
    expect(library.forest.isIdle).toBe(false);
    library.maintain();
    expect(library.sources()).toEqual(library.fresh());
    expect(new Set([...library.posts.keys()].map((id) => library.forest.rootOf(id)))).toEqual(
      new Set(['p0']),
    );
  });

  test('has floods and copies in these histories', () => {
    const library = new Library(LIMITS);
    for (const [i, post] of fc.sample(item, { numRuns: 300, seed: 7 }).entries()) library.put(`q${i}`, post);
    library.maintain();
    const found = [...library.sources().values()].filter((source) => source !== null);
    expect(found.length).toBeGreaterThan(150);
    expect(new Set(found.map(({ kind }) => kind)).size).toBeGreaterThan(2);
  });
});
