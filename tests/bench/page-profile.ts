/**
 * `tsx tests/bench/page-profile.ts [LOADS]`: on what the content script spends its time while a page of 60 cards loads,
 * from the browser's profiler (a sample every 0.1 ms). The profiler makes everything slower: the shares count.
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { CDPSession } from 'playwright-core';
import { PROJECT } from '../browser/harness/build.ts';
import { launchChromium } from '../browser/harness/chromium.ts';
import { replaySite } from '../replay/site.ts';
import { wait } from './browser.ts';
import { fakePost, libraryPosts } from './library.ts';

const CARDS = 60;
/** Loads before those that count: the first ones also fill caches of the browser. */
const WARM_UP = 2;
const SETTLED = 2_500;

/** The parts, by the functions that do them; a sample belongs to the innermost one that was running. */
const PARTS: Record<string, string[]> = {
  'start, settings, theme': ['startOverlay', 'main', 'applySettings', 'followGround', 'guardEvents'],
  'watch the page': ['onMutations', 'collect'],
  'find cards': ['search'],
  'read cards': ['readPost', 'postDigest'],
  'build empty strips': ['make', 'makeStrip'],
  'attach strips': ['mount', 'reveal'],
  'send posts': ['sendWithRetry'],
  'fill strips': ['applyAnnotations', 'show'],
};
const partOf = new Map(Object.entries(PARTS).flatMap(([part, names]) => names.map((name) => [name, part])));

type Profile = Awaited<ReturnType<typeof profileLoad>>;

async function profileLoad(session: CDPSession, load: () => Promise<void>) {
  await session.send('Profiler.enable');
  await session.send('Profiler.setSamplingInterval', { interval: 100 });
  await session.send('Profiler.start');
  await load();
  return (await session.send('Profiler.stop')).profile;
}

/** Adds the time of each part, in ms. */
function add({ nodes, samples = [], timeDeltas = [] }: Profile, sums: Map<string, number>): void {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  samples.forEach((sample, i) => {
    let ours = false;
    let part: string | undefined;
    for (let id: number | undefined = sample; id !== undefined; id = parents.get(id)) {
      const frame = byId.get(id)?.callFrame;
      if (!frame?.url.endsWith('content-scripts/square.js')) continue;
      ours = true;
      part ??= partOf.get(frame.functionName);
    }
    if (!ours) return;
    const name = part ?? 'other';
    sums.set(name, (sums.get(name) ?? 0) + (timeDeltas[i + 1] ?? 0) / 1000);
  });
}

const loads = Number(process.argv[2] ?? 8);
execFileSync('npx', ['wxt', 'build', '-b', 'chrome', '--mode', 'readable'], { cwd: PROJECT });
const posts = [...libraryPosts(CARDS)].map(fakePost);
const chromium = await launchChromium({
  site: replaySite({ posts, below: 0 }),
  extensionDir: join(PROJECT, '.output', 'chrome-mv3-readable'),
});
try {
  const page = await chromium.page('/en/square/hashtag/none');
  const session = await chromium.context.newCDPSession(page);
  const sums = new Map<string, number>();
  for (let n = 0; n < WARM_UP + loads; n++) {
    await page.goto('about:blank');
    const profile = await profileLoad(session, async () => {
      await page.goto('https://www.binance.com/en/square');
      await wait(SETTLED);
    });
    if (n >= WARM_UP) add(profile, sums);
  }
  const all = [...sums.values()].reduce((sum, ms) => sum + ms, 0);
  console.log(`| part | share |\n|---|---|`);
  for (const [part, ms] of [...sums].sort((a, b) => b[1] - a[1]))
    console.log(`| ${part} | ${Math.round((100 * ms) / all)} % |`);
  console.log(`\n${(all / loads).toFixed(1)} ms a load under the profiler`);
} finally {
  await chromium.close();
}
