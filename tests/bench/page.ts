/** What the overlay costs a page: the same pages with the extension and with one that does nothing, in turns. */
import type { CDPSession, Page } from 'playwright-core';
import { ensureBuilt } from '../browser/harness/build.ts';
import { type Chromium, type ChromiumOptions, launchChromium, strips } from '../browser/harness/chromium.ts';
import { replaySite } from '../replay/site.ts';
import { nothing, wait } from './browser.ts';
import { fakePost, libraryPosts } from './library.ts';
import { inTurns, median, type Pace } from './measure.ts';
import { traced, type Work } from './page-trace.ts';
import type { Row } from './table.ts';

/** How long a page is watched after it loaded, in ms: until every strip is there. */
const SETTLED = 2_500;
const SQUARE = 'https://www.binance.com/en/square';

/** A browser with a page of so many cards. */
class Reader {
  readonly #chromium: Chromium;
  readonly #page: Page;
  readonly #session: CDPSession;

  private constructor(chromium: Chromium, page: Page, session: CDPSession) {
    this.#chromium = chromium;
    this.#page = page;
    this.#session = session;
  }

  static async open(cards: number, options: ChromiumOptions = {}): Promise<Reader> {
    const posts = [...libraryPosts(cards)].map(fakePost);
    const chromium = await launchChromium({ site: replaySite({ posts, below: 0 }), ...options });
    const page = await chromium.page('/en/square/hashtag/none');
    return new Reader(chromium, page, await chromium.context.newCDPSession(page));
  }

  /** Loads the page; ms until its load event ended. */
  async load(): Promise<number> {
    await this.#page.goto(SQUARE);
    // Until it is quiet, so that the next load does not wait for this one's rest.
    await wait(600);
    return this.#page.evaluate('performance.getEntriesByType("navigation")[0].loadEventEnd');
  }

  /** Loads the page and watches what its main thread does. */
  work(): Promise<Work> {
    return traced(this.#session, async () => {
      await this.#page.goto(SQUARE);
      await wait(SETTLED);
    });
  }

  /** Bytes of script memory the page holds. */
  async heap(): Promise<number> {
    await this.#page.goto(SQUARE);
    await wait(SETTLED * 2);
    await this.#session.send('HeapProfiler.enable');
    await this.#session.send('HeapProfiler.collectGarbage');
    await this.#session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await this.#session.send('Runtime.getHeapUsage');
    await this.#session.send('HeapProfiler.disable');
    return usedSize;
  }

  /** @throws when not every card has a strip that says something. */
  async check(cards: number): Promise<void> {
    const all = await strips(this.#page);
    const filled = await Promise.all(
      all.map((strip) => strip.read((root) => root.querySelector('.tickers')?.childElementCount ?? 0)),
    );
    const some = filled.filter((tickers) => tickers > 0).length;
    if (all.length !== cards || some < cards / 4)
      throw new Error(`${all.length} strips and ${some} with tickers on a page of ${cards} cards`);
  }

  close = () => this.#chromium.close();
}

export async function rows({ quick }: Pace): Promise<Row[]> {
  ensureBuilt('chrome');
  const without = nothing();
  const sizes = quick ? [60] : [20, 60, 180];
  const rounds = quick ? 2 : 9;
  const made: Row[] = [];
  try {
    const works: { cards: number; ours: Work[]; bare: Work[] }[] = [];
    for (const cards of sizes) {
      const [ours, bare] = [
        await Reader.open(cards),
        await Reader.open(cards, { extensionDir: without.dir }),
      ];
      const [first, second] = await inTurns(rounds, [() => ours.work(), () => bare.work()]);
      await ours.work();
      await ours.check(cards);
      works.push({ cards, ours: first ?? [], bare: second ?? [] });
      if (cards === 60) made.push(await loadRow(ours, bare, quick ? 3 : 25));
      await Promise.all([ours.close(), bare.close()]);
    }
    made.push(...workRows(works));
    if (!quick) made.push(await heapRow(1_000, without.dir));
  } finally {
    without.remove();
  }
  return made;
}

async function loadRow(ours: Reader, bare: Reader, rounds: number): Promise<Row> {
  const [first = [], second = []] = await inTurns(rounds, [() => ours.load(), () => bare.load()]);
  return {
    area: 'page',
    what: 'page of 60 cards, opened to loaded',
    unit: 'ms',
    better: 'less',
    ours: [median(first)],
    beside: { name: 'without the extension', value: median(second) },
  };
}

async function heapRow(cards: number, extensionDir: string): Promise<Row> {
  const [ours, bare] = [await Reader.open(cards), await Reader.open(cards, { extensionDir })];
  try {
    return {
      area: 'page',
      what: `script memory of a page of ${cards} cards`,
      unit: 'B',
      better: 'less',
      ours: [await ours.heap()],
      beside: { name: 'without the extension', value: await bare.heap() },
    };
  } finally {
    await Promise.all([ours.close(), bare.close()]);
  }
}

function workRows(works: readonly { cards: number; ours: Work[]; bare: Work[] }[]): Row[] {
  const of = (list: Work[], part: keyof Work) => median(list.map((work) => work[part]));
  const row = (what: string, part: keyof Work, perCard: boolean, unit: string): Row => ({
    area: 'page',
    what,
    unit,
    better: 'less',
    ours: works.map(({ ours, bare, cards }) => {
      const more = of(ours, part) - of(bare, part);
      return perCard ? more / cards : more;
    }),
    sizes: works.map(({ cards }) => cards),
    beside: {
      name: perCard ? 'the page itself, a card' : 'the page itself',
      value: of(works.at(-1)?.bare ?? [], part) / (perCard ? (works.at(-1)?.cards ?? 1) : 1),
    },
  });
  return [
    row('scripts a card, added', 'script', true, 'ms'),
    row('style and layout a card, added', 'styleAndLayout', true, 'ms'),
    row('whole main thread a card, added', 'tasks', true, 'ms'),
    row('layouts a page, added', 'layouts', false, ''),
    row('recalculations of style a page, added', 'styles', false, ''),
    row('layouts forced by scripts, added', 'forcedLayouts', false, ''),
    row('recalculations of style forced by scripts, added', 'forcedStyles', false, ''),
    row('long tasks, added', 'longTasks', false, ''),
  ];
}
