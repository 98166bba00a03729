/** The library in a real Chromium, with 1,000, 10,000 and 100,000 posts: asks, popup, library page, cold worker. */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RawPost } from '../../lib/post.ts';
import { toPost } from '../../lib/text/post.ts';
import { ensureBuilt } from '../browser/harness/build.ts';
import { type Chromium, launchChromium } from '../browser/harness/chromium.ts';
import { homePage } from '../replay/pages.ts';
import { ContentWorld, Opener, wait } from './browser.ts';
import { fakePost, libraryPosts } from './library.ts';
import { inTurns, type Pace, quarter } from './measure.ts';
import { makeProfile } from './profile.ts';
import type { Row } from './table.ts';

const BATCH = 20;
/** A tab may ask for ten batches a second. */
const BREATH = 120;

const POPUP_READY =
  'body:has([aria-labelledby="library"][aria-busy="false"]):has([aria-labelledby="this-page"][aria-busy="false"])';
const LIBRARY_READY = 'body:has(.side-foot):has(.pane-list .line)';

/** One browser with a library, and the posts in it. */
class Shelf {
  readonly size: number;
  readonly posts: RawPost[];
  readonly diskBytes: number;
  readonly #chromium: Chromium;
  readonly #world: ContentWorld;
  readonly #popup: Opener;
  readonly #library: Opener;
  readonly #bare: Opener;
  readonly #dir: string;
  #next = 0;
  #fresh = 0;

  private constructor(
    posts: RawPost[],
    dir: string,
    chromium: Chromium,
    world: ContentWorld,
    [popup, library, bare]: [Opener, Opener, Opener],
  ) {
    this.size = posts.length;
    this.posts = posts;
    this.#dir = dir;
    this.diskBytes = bytesBelow(join(dir, 'Default', 'IndexedDB'));
    this.#chromium = chromium;
    this.#world = world;
    [this.#popup, this.#library, this.#bare] = [popup, library, bare];
  }

  static async open(size: number): Promise<Shelf> {
    const dir = join(mkdtempSync(join(tmpdir(), 'feedglass-bench-')), 'profile');
    await makeProfile(size, dir);
    const posts = [...libraryPosts(size)];
    const body = homePage(posts.slice(-BATCH).map(fakePost));
    const site = () => ({ status: 200, type: 'text/html; charset=utf-8', body });
    const chromium = await launchChromium({ profileDir: dir, site });
    const page = await chromium.page('/en/square');
    const world = await ContentWorld.of(page, chromium.extensionId);
    const opener = async (path: string, ready: string) =>
      Opener.of(
        await chromium.context.newPage(),
        `chrome-extension://${chromium.extensionId}/${path}`,
        ready,
      );
    return new Shelf(posts, dir, chromium, world, [
      await opener('popup.html', POPUP_READY),
      await opener('library.html', LIBRARY_READY),
      await opener('manifest.json', 'body'),
    ]);
  }

  /** Twenty posts from all over the library that were not asked for yet. */
  seen(): RawPost[] {
    const step = this.size / BATCH;
    const turn = this.#next++ % Math.floor(step);
    return Array.from({ length: BATCH }, (_, i) => this.posts[Math.floor(i * step) + turn] as RawPost);
  }

  /** Twenty posts the library does not have; every fifth repeats one that it has. */
  fresh(): RawPost[] {
    this.#fresh++;
    return this.seen().map((post, i) => {
      const id = String(BigInt(post.id ?? 0) + BigInt(this.#fresh));
      const text = i % 5 ? `${post.text.slice(0, 60)} ${this.#fresh * BATCH + i}` : post.text;
      return { ...post, id, url: null, text: i % 5 ? shuffled(text, this.#fresh + i) : text, marks: [] };
    });
  }

  async annotate(posts: RawPost[]): Promise<number> {
    await wait(BREATH);
    const { ms, value } = await this.#world.ask('annotate', { surface: 'home', posts });
    if ((value as unknown[]).length !== posts.length) throw new Error('not every post was answered');
    return ms;
  }

  async save(): Promise<number> {
    await wait(BREATH);
    const [post] = this.fresh();
    return (await this.#world.ask('save', { post })).ms;
  }

  async hello(): Promise<number> {
    await wait(BREATH);
    return (await this.#world.ask('hello', {})).ms;
  }

  async cold<T>(then: () => Promise<T>): Promise<T> {
    await this.#chromium.killWorker();
    await wait(400);
    return then();
  }

  popup = () => this.#popup.open();
  library = () => this.#library.open();
  bare = () => this.#bare.open();

  async close(): Promise<void> {
    await this.#chromium.close();
    rmSync(join(this.#dir, '..'), { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** Other words in the same number: no copy of what it was made of. */
const shuffled = (text: string, seed: number) =>
  text
    .split(' ')
    .map((word, i) => ((i + seed) % 2 ? word : [...word].reverse().join('')))
    .reverse()
    .join(' ');

function bytesBelow(path: string): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.size;
  return readdirSync(path).reduce((sum, name) => sum + bytesBelow(join(path, name)), 0);
}

export async function rows(pace: Pace): Promise<Row[]> {
  ensureBuilt('chrome');
  const sizes = pace.quick ? [300] : [1_000, 10_000, 100_000];
  const shelves: Shelf[] = [];
  try {
    for (const size of sizes) shelves.push(await Shelf.open(size));
    return await measure(shelves, pace);
  } finally {
    for (const shelf of shelves) await shelf.close();
  }
}

async function measure(shelves: Shelf[], { quick }: Pace): Promise<Row[]> {
  const sizes = shelves.map(({ size }) => size);
  /** The same on every shelf, in turns. */
  const each = async (rounds: number, run: (shelf: Shelf) => Promise<number>): Promise<number[]> => {
    const warm = Math.min(2, rounds - 1);
    const taken = await inTurns(
      warm + rounds,
      shelves.map((shelf) => () => run(shelf)),
    );
    return taken.map((times) => quarter(times.slice(warm)));
  };
  const row = (what: string, ours: number[], floor: [string, number[]], extra: Partial<Row> = {}): Row => ({
    area: 'store',
    what,
    unit: 'ms',
    better: 'less',
    ours,
    sizes,
    beside: { name: floor[0], value: floor[1].at(-1) ?? Number.NaN },
    ...extra,
  });
  const rounds = quick ? 2 : 15;

  const hello = await each(rounds, (shelf) => shelf.hello());
  const trip: [string, number[]] = ['one message there and back', hello];
  const seenAgain = await each(rounds, (shelf) => shelf.annotate(shelf.seen()));
  const known = shelves.map((shelf) => shelf.seen());
  const repeated = await each(rounds, (shelf) => shelf.annotate(known[shelves.indexOf(shelf)] as RawPost[]));
  const fresh = await each(rounds, (shelf) => shelf.annotate(shelf.fresh()));
  const save = await each(rounds, (shelf) => shelf.save());
  const popup = await each(rounds, (shelf) => shelf.popup());
  const library = await each(rounds, (shelf) => shelf.library());
  const bare = await each(rounds, (shelf) => shelf.bare());
  const page: [string, number[]] = ['a page with nothing in it', bare];
  const kills = quick ? 1 : 9;
  const coldHello = await each(kills, (shelf) => shelf.cold(() => shelf.hello()));
  const coldFirst = await each(kills, (shelf) => shelf.cold(() => shelf.annotate(shelf.fresh())));

  return [
    row('save to acknowledged', save, trip),
    row('20 posts seen before, nothing new', repeated, trip),
    row('20 posts seen before, seen again later (written)', seenAgain, trip),
    row('20 new posts, 4 of them copies', fresh, trip),
    row('popup: opened to painted with data', popup, page),
    row('library: opened to painted with data', library, page),
    row('cold worker: killed to 20 new posts answered', coldFirst, [
      'killed to an answer without data',
      coldHello,
    ]),
    row(
      'bytes on disk a post',
      shelves.map(({ diskBytes, size }) => diskBytes / size),
      [
        'the posts as JSON',
        shelves.map(({ posts }) => JSON.stringify(posts.map((raw) => toPost(raw))).length / posts.length),
      ],
      { unit: 'B' },
    ),
  ];
}
