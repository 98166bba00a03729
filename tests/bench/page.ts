/** What the overlay costs a page: the same pages with the extension and with one that does nothing, in turns. */
import type { CDPSession, Page } from 'playwright-core';
import { ensureBuilt } from '../browser/harness/build.ts';
import { type Chromium, type ChromiumOptions, launchChromium, strips } from '../browser/harness/chromium.ts';
import type { Site } from '../browser/harness/network.ts';
import { cards as cardMarkup, type FakePost } from '../replay/pages.ts';
import { replaySite } from '../replay/site.ts';
import { nothing, wait } from './browser.ts';
import { fakePost, libraryPosts } from './library.ts';
import { inTurns, median, type Pace, spread } from './measure.ts';
import { traced, type Work } from './page-trace.ts';
import { type Row, short } from './table.ts';

/** Cards on the page when it comes; the others come as it is scrolled, so many at a time. */
const FIRST = 60;
const STEP = 20;
/** What a load begins from, and how long it stands there, in ms: taking the page before away is no part of a load. */
const NOWHERE = 'about:blank';
const REST = 300;
/** How long, in ms, the page is watched after it came, and after each step: until every strip is there. */
const SETTLED = 2_000;
const BREATH = 250;
const SQUARE = 'https://www.binance.com/en/square';

interface Frames {
  /** ms that 95 of 100 frames stay below. */
  most: number;
  /** How many took longer than 50 ms. */
  long: number;
}

/** Runs in the page: scrolls for three seconds while the other cards come; the time from frame to frame, in ms. */
const scrolled = (cards: number) => `new Promise((done) => {
  const frames = [];
  let last = performance.now();
  const end = last + 3_000;
  let left = ${cards - FIRST};
  const coming = setInterval(() => left > 0 && replay.more(Math.min(left, ${STEP}), left -= ${STEP}), 100);
  const step = (now) => {
    frames.push(now - last);
    last = now;
    scrollBy(0, 40);
    if (now < end) return requestAnimationFrame(step);
    clearInterval(coming);
    done(frames);
  };
  requestAnimationFrame(step);
})`;

/** A browser with a page of so many cards. */
class Reader {
  readonly #chromium: Chromium;
  readonly #page: Page;
  readonly #session: CDPSession;
  readonly #cards: number;

  private constructor(chromium: Chromium, page: Page, session: CDPSession, cards: number) {
    this.#chromium = chromium;
    this.#page = page;
    this.#session = session;
    this.#cards = cards;
  }

  static async open(cards: number, options: ChromiumOptions = {}): Promise<Reader> {
    const posts = [...libraryPosts(cards)].map(fakePost);
    const chromium = await launchChromium({ site: siteOf(posts), ...options });
    const page = await chromium.page('/en/square/hashtag/none');
    return new Reader(chromium, page, await chromium.context.newCDPSession(page), cards);
  }

  async #leave(): Promise<void> {
    await this.#page.goto(NOWHERE);
    await wait(REST);
  }

  /** Loads the page into an empty tab; ms until its load event ended. */
  async load(): Promise<number> {
    await this.#leave();
    await this.#page.goto(SQUARE);
    // Until it is quiet, so that the next load does not wait for this one's rest.
    await wait(SETTLED);
    return this.#page.evaluate('performance.getEntriesByType("navigation")[0].loadEventEnd');
  }

  /** Loads the page, brings all its cards, and watches what its main thread does. */
  async work(): Promise<Work> {
    await this.#leave();
    return traced(this.#session, () => this.#bringAll());
  }

  async #bringAll(): Promise<void> {
    await this.#page.goto(SQUARE);
    await wait(SETTLED);
    for (let shown = FIRST; shown < this.#cards; shown += STEP) {
      await this.#page.evaluate(`replay.more(${STEP})`);
      await wait(BREATH);
    }
    await wait(SETTLED / 2);
  }

  /** Loads the page with the processor slowed, and scrolls it while its cards come. */
  async frames(): Promise<Frames> {
    await this.#session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await this.#page.goto(SQUARE);
    const frames: number[] = await this.#page.evaluate(scrolled(this.#cards));
    await this.#session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    frames.sort((a, b) => a - b);
    return {
      most: frames[Math.floor(frames.length * 0.95)] as number,
      long: frames.filter((ms) => ms > 50).length,
    };
  }

  /** Bytes of script memory the page holds. */
  async heap(): Promise<number> {
    await this.#bringAll();
    await this.#session.send('HeapProfiler.enable');
    await this.#session.send('HeapProfiler.collectGarbage');
    await this.#session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await this.#session.send('Runtime.getHeapUsage');
    await this.#session.send('HeapProfiler.disable');
    return usedSize;
  }

  /** @throws when not every card has a strip that says something. */
  async check(): Promise<void> {
    const cards = this.#cards;
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

/** The replayed site with these posts: the first ones on the page, the others below. */
function siteOf(posts: readonly FakePost[]): Site {
  const site = replaySite({ posts: posts.slice(0, FIRST), below: 0 });
  return (method, url) => {
    if (url.pathname !== '/__replay/cards') return site(method, url);
    const from = Number(url.searchParams.get('from'));
    const body = cardMarkup(posts.slice(from, from + Number(url.searchParams.get('count'))));
    return { status: 200, type: 'text/html; charset=utf-8', body };
  };
}

export async function rows({ quick }: Pace): Promise<Row[]> {
  ensureBuilt('chrome');
  const sizes = quick ? [FIRST] : [FIRST, 180, 600];
  const rounds = quick ? 1 : 7;
  const made: Row[] = [];
  const works: { cards: number; ours: Work[]; bare: Work[] }[] = [];
  for (const cards of sizes) {
    await sideBySide(cards, async (ours, bare) => {
      const [first = [], second = []] = await inTurns(rounds, [() => ours.work(), () => bare.work()]);
      await ours.check();
      works.push({ cards, ours: first, bare: second });
      if (cards === FIRST) made.push(...(await loadRows(ours, bare, quick ? 1 : 50)));
      if (cards !== 180) made.push(...(await frameRows(cards, ours, bare, quick ? 1 : 5)));
    });
  }
  made.push(...workRows(works));
  if (!quick) await sideBySide(1_000, async (ours, bare) => void made.push(await heapRow(ours, bare)));
  return made;
}

/** Two browsers with the same page: one with our extension, one with an extension that does nothing. */
async function sideBySide(cards: number, work: (ours: Reader, bare: Reader) => Promise<void>): Promise<void> {
  const { dir, remove } = nothing();
  const readers: Reader[] = [];
  try {
    const ours = await Reader.open(cards);
    readers.push(ours);
    const bare = await Reader.open(cards, { extensionDir: dir });
    readers.push(bare);
    await work(ours, bare);
  } finally {
    for (const reader of readers) await reader.close();
    remove();
  }
}

/** Loads beside those without any extension, and beside those with an empty content script: what any would cost. */
async function loadRows(ours: Reader, bare: Reader, rounds: number): Promise<Row[]> {
  const { dir, remove } = nothing({ scripted: true });
  const empty = await Reader.open(FIRST, { extensionDir: dir });
  try {
    const loads = await inTurns(
      rounds,
      [ours, bare, empty].map((reader) => () => reader.load()),
    );
    const [first = [], second = [], third = []] = loads;
    return [
      ...loadRow(first, second, 'without the extension'),
      ...loadRow(first, third, 'with an empty content script'),
    ];
  } finally {
    await empty.close();
    remove();
  }
}

function loadRow(first: readonly number[], second: readonly number[], name: string): Row[] {
  const times = spread(first.map((ms, i) => ms / (second[i] as number)));
  const row = { area: 'page', better: 'less' } as const;
  return [
    {
      ...row,
      what: 'page of 60 cards, opened in an empty tab to loaded',
      unit: 'ms',
      ours: [median(first)],
      beside: { name, value: median(second) },
    },
    {
      ...row,
      what: `the same over that ${name}`,
      unit: '×',
      ours: [times.median],
      beside: {
        name: `no difference (median of ${first.length} pairs, 95 %: ${short(times.low)} to ${short(times.high)})`,
        value: 1,
      },
    },
  ];
}

/** Frames while the page is scrolled as its cards come, the processor slowed four times. */
async function frameRows(cards: number, ours: Reader, bare: Reader, rounds: number): Promise<Row[]> {
  const [first = [], second = []] = await inTurns(rounds, [() => ours.frames(), () => bare.frames()]);
  const row = (what: string, unit: string, part: keyof Frames): Row => ({
    area: 'page',
    what: `${what}, ${cards} cards scrolled, processor 4 times slower`,
    unit,
    better: 'less',
    ours: [median(first.map((frames) => frames[part]))],
    beside: { name: 'without the extension', value: median(second.map((frames) => frames[part])) },
  });
  return [row('95 of 100 frames take less than', 'ms', 'most'), row('frames over 50 ms', '', 'long')];
}

async function heapRow(ours: Reader, bare: Reader): Promise<Row> {
  const [with_, without] = [await ours.heap(), await bare.heap()];
  await ours.check();
  return {
    area: 'page',
    what: 'script memory of a page of 1,000 cards',
    unit: 'MB',
    better: 'less',
    ours: [with_ / 1e6],
    beside: { name: 'without the extension', value: without / 1e6 },
  };
}

function workRows(works: readonly { cards: number; ours: Work[]; bare: Work[] }[]): Row[] {
  // The least of all rounds: other work on the machine only ever adds.
  const of = (list: Work[], part: keyof Work) => Math.min(...list.map((work) => work[part]));
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
