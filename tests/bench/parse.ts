/** Reading posts: from text dumps, and from a page in a real Chromium. */
import { readFileSync } from 'node:fs';
import { readDump } from '../../lib/square/dump.ts';
import { toPost } from '../../lib/text/post.ts';
import { launchChromium } from '../browser/harness/chromium.ts';
import { replaySite } from '../replay/site.ts';
import { nothing, scriptOf } from './browser.ts';
import { fakePost, libraryPosts } from './library.ts';
import { type Pace, perSecond } from './measure.ts';
import type { Row } from './table.ts';

const CARDS = 60;

export async function rows(pace: Pace): Promise<Row[]> {
  return [dumpRow(pace), await pageRow(pace)];
}

function dumpRow(pace: Pace): Row {
  const dump = readFileSync(new URL('../../seeds/001_83ee0e7153174509.txt', import.meta.url), 'utf8');
  const { posts } = readDump(dump);
  if (posts.length === 0) throw new Error('no posts in the dump');
  return {
    area: 'parse',
    what: 'posts of a text dump, read and understood',
    unit: 'posts/s',
    better: 'more',
    ours: [perSecond(() => readDump(dump).posts.map((raw) => toPost(raw)), pace, posts.length)],
    beside: {
      name: 'its words counted',
      value: perSecond(() => dump.split('\n').map((line) => line.split(' ').length), pace, posts.length),
    },
  };
}

async function pageRow({ quick }: Pace): Promise<Row> {
  const posts = [...libraryPosts(CARDS)].map(fakePost);
  const extension = nothing();
  const chromium = await launchChromium({
    site: replaySite({ posts, below: 0 }),
    extensionDir: extension.dir,
  });
  try {
    const page = await chromium.page('/en/square');
    await page.evaluate(await scriptOf('tests/bench/read-now.ts'));
    const rate = async (name: string) => {
      const { cards, best } = await page.evaluate<{ cards: number; best: number }>(`(() => {
        const cards = ${name}();
        let best = 0;
        for (let i = 0; i < ${quick ? 3 : 15}; i++) {
          const start = performance.now();
          let done = 0;
          do { done += ${name}(); } while (performance.now() - start < 60);
          best = Math.max(best, (done / (performance.now() - start)) * 1000);
        }
        return { cards, best };
      })()`);
      if (cards < CARDS) throw new Error(`${cards} cards read, not ${CARDS}`);
      return best;
    };
    return {
      area: 'parse',
      what: 'posts of a page, read',
      unit: 'posts/s',
      better: 'more',
      ours: [await rate('readNow')],
      beside: { name: "every card's textContent", value: await rate('touchNow') },
    };
  } finally {
    await chromium.close();
    extension.remove();
  }
}
