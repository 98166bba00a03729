/** Reading posts: from text dumps, and from pages in a real Chromium. */
import { readDump } from '../../lib/square/dump/read-dump.ts';
import { toPost } from '../../lib/text/to-post.ts';
import { launchChromium } from '../browser/harness/chromium.ts';
import { homePage } from '../replay/pages.ts';
import { printProfile } from '../square/print-dump.ts';
import { nothing, scriptOf } from './browser.ts';
import { fakePost, libraryPosts } from './library.ts';
import { type Pace, perSecond } from './measure.ts';
import type { Row } from './table.ts';

export async function rows(pace: Pace): Promise<Row[]> {
  return [dumpRow(pace), await pageRow(pace)];
}

/** A profile's text dump of so many posts. */
function dumpOf(posts: number): string {
  const printed = [...libraryPosts(posts, { real: false })].map(({ text }) => {
    const paragraphs = text.split(/\n+/);
    return { paragraphs, breaks: paragraphs.slice(1).map(() => '\n') };
  });
  return printProfile(printed);
}

function dumpRow(pace: Pace): Row {
  const sizes = pace.quick ? [20] : [20, 200, 2_000];
  const dumps = sizes.map(dumpOf);
  const rates = dumps.map((dump, i) => {
    const { length } = readDump(dump).posts;
    // Posts that have nothing to tell them apart become one: a few, never many.
    if (length < (sizes[i] ?? 0) * 0.8) throw new Error(`${length} posts read, not ${sizes[i]}`);
    return perSecond(() => readDump(dump).posts.map((raw) => toPost(raw)), pace, length);
  });
  const last = dumps.at(-1) ?? '';
  const count = () => last.split('\n').map((line) => line.split(' ').length);
  return {
    area: 'parse',
    what: 'posts of a text dump, read and understood',
    unit: 'posts/s',
    better: 'more',
    ours: rates,
    sizes,
    beside: { name: 'its words counted', value: perSecond(count, pace, sizes.at(-1)) },
  };
}

async function pageRow({ quick }: Pace): Promise<Row> {
  const sizes = quick ? [20] : [20, 60, 600];
  const all = [...libraryPosts(sizes.at(-1) ?? 0, { real: false })].map(fakePost);
  const extension = nothing();
  const chromium = await launchChromium({
    site: (_method, { searchParams }) => {
      const body = homePage(all.slice(0, Number(searchParams.get('cards'))));
      return { status: 200, type: 'text/html; charset=utf-8', body };
    },
    extensionDir: extension.dir,
  });
  try {
    const script = await scriptOf('tests/bench/read-now.ts');
    const ours: number[] = [];
    let floor = 0;
    for (const cards of sizes) {
      const page = await chromium.page(`/en/square?cards=${cards}`);
      await page.evaluate(script);
      const rate = async (name: string) => {
        const { read, best } = await page.evaluate<{ read: number; best: number }>(`(() => {
          const read = ${name}();
          let best = 0;
          for (let i = 0; i < ${quick ? 3 : 15}; i++) {
            const start = performance.now();
            let done = 0;
            do { done += ${name}(); } while (performance.now() - start < 60);
            best = Math.max(best, (done / (performance.now() - start)) * 1000);
          }
          return { read, best };
        })()`);
        if (read < cards) throw new Error(`${read} cards read, not ${cards}`);
        return best;
      };
      ours.push(await rate('readNow'));
      floor = await rate('touchNow');
      await page.close();
    }
    return {
      area: 'parse',
      what: 'posts of a page, read',
      unit: 'posts/s',
      better: 'more',
      ours,
      sizes,
      beside: { name: "every card's textContent", value: floor },
    };
  } finally {
    await chromium.close();
    extension.remove();
  }
}
