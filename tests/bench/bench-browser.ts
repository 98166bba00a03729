/** One browser with a library of so many posts, and what can be asked of it. */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RawPost } from '../../lib/post.ts';
import { type Chromium, launchChromium } from '../browser/harness/chromium.ts';
import { homePage } from '../replay/pages.ts';
import { ContentWorld, Opener, wait } from './browser.ts';
import { fakePost, libraryPosts } from './library.ts';
import { makeProfile } from './profile.ts';

const BATCH = 20;
/** A tab may ask for ten batches a second. */
const BREATH = 120;

const POPUP_READY =
  'body:has([aria-labelledby="library"][aria-busy="false"]):has([aria-labelledby="this-page"][aria-busy="false"])';
const LIBRARY_READY = 'body:has(.sidebar-footer):has(.list-pane .list-row)';

export class Shelf {
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

  /** @param extensionDir the folder of `keyedExtension`. */
  static async open(size: number, extensionDir: string): Promise<Shelf> {
    const dir = join(mkdtempSync(join(tmpdir(), 'feedglass-bench-')), 'profile');
    await makeProfile(size, dir, extensionDir);
    const posts = [...libraryPosts(size)];
    const body = homePage(posts.slice(-BATCH).map(fakePost));
    const site = () => ({ status: 200, type: 'text/html; charset=utf-8', body });
    const chromium = await launchChromium({ profileDir: dir, extensionDir, site });
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
    return (await this.#world.ask('getOverlaySettings', {})).ms;
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
