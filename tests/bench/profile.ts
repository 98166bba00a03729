/**
 * A browser profile whose library holds a given number of made-up posts.
 *
 *     npx tsx tests/bench/profile.ts 100000 DIR
 *
 * Made profiles are kept under node_modules/.cache and copied from there. The library belongs to the extension of
 * `keyedExtension`: `launchChromium({ profileDir: DIR, extensionDir })` opens it.
 */
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RawPost } from '../../lib/post.ts';
import { INDEX_VERSION } from '../../lib/store/copy-index/stored-source-forest.ts';
import { VERSION } from '../../lib/store/db/migrations.ts';
import { PROJECT } from '../browser/harness/build.ts';
import { launchChromium } from '../browser/harness/chromium.ts';
import { scriptOf } from './browser.ts';
import { KEY, keyedExtension } from './extension.ts';
import { LIBRARY_VERSION, libraryPosts } from './library.ts';

/** Posts of one transaction. */
const STRETCH = 500;
const CACHE = join(PROJECT, 'node_modules', '.cache', 'feedglass-bench');

/** What a kept profile depends on: the posts, the formats they are stored in, and the extension they belong to. */
function fingerprint(): string {
  const versions = [LIBRARY_VERSION, INDEX_VERSION, VERSION, KEY].join();
  const hash = createHash('sha256').update(versions);
  for (const path of ['lib/store/db/post-record.ts', 'lib/store/db/schema.ts'])
    hash.update(readFileSync(join(PROJECT, path)));
  return hash.digest('hex').slice(0, 12);
}

/** Which posts are saved: one in twenty, or all of them. */
export type Saved = 'some' | 'all';

async function fill(posts: number, profileDir: string, extensionDir: string, saved: Saved): Promise<void> {
  const chromium = await launchChromium({ profileDir, extensionDir });
  try {
    const page = await chromium.control();
    await page.evaluate(await scriptOf('tests/bench/create-library.ts'));
    if (saved === 'all') await page.evaluate(() => globalThis.feedglassFill.saveAll());
    else
      for (const raws of stretches(libraryPosts(posts)))
        await page.evaluate((some) => globalThis.feedglassFill.add(some), raws);
    await page.evaluate(() => globalThis.feedglassFill.end());
  } finally {
    await chromium.close();
  }
}

function* stretches(posts: Iterable<RawPost>): Generator<RawPost[]> {
  let stretch: RawPost[] = [];
  for (const post of posts) {
    stretch.push(post);
    if (stretch.length < STRETCH) continue;
    yield stretch;
    stretch = [];
  }
  yield stretch;
}

/**
 * Makes a profile in `dir` with `posts` posts (see `libraryPosts`); one that is there is replaced.
 * @param extensionDir the folder of `keyedExtension`.
 * @param saved which of them are saved: one in twenty, or all.
 */
export async function makeProfile(
  posts: number,
  dir: string,
  extensionDir: string,
  saved: Saved = 'some',
): Promise<void> {
  const kept = join(CACHE, `${posts}${saved === 'all' ? '-saved' : ''}-${fingerprint()}`);
  if (!existsSync(kept)) {
    mkdirSync(CACHE, { recursive: true });
    const draft = `${kept}.${process.pid}`;
    // Where all are saved, they are the same posts.
    if (saved === 'all') await makeProfile(posts, draft, extensionDir);
    await fill(posts, draft, extensionDir, saved);
    // The worker's code is of its build: a later one must not meet it.
    rmSync(join(draft, 'Default', 'Service Worker'), { recursive: true, force: true });
    renameSync(draft, kept);
  }
  rmSync(dir, { recursive: true, force: true });
  cpSync(kept, dir, { recursive: true });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [posts, dir] = process.argv.slice(2);
  if (!Number(posts) || !dir) {
    console.error('usage: npx tsx tests/bench/profile.ts POSTS DIR');
    process.exit(2);
  }
  const extension = keyedExtension();
  await makeProfile(Number(posts), dir, extension.dir);
  extension.remove();
  console.error(`${dir}: ${posts} posts`);
}
