/**
 * The library page in a real Chromium, with 5,000, 20,000 and 100,000 posts: what an hour of work waits for, as median and
 * 95th percentile; how large a list makes the document; what memory an export of everything holds.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import { type Chromium, launchChromium } from '../browser/harness/chromium.ts';
import { Opener, wait } from './browser.ts';
import { keyedExtension } from './extension.ts';
import { inTurns, type Pace, percentile } from './measure.ts';
import { makeProfile, type Saved } from './profile.ts';
import type { Row } from './table.ts';

const LIST_READY = 'body:has(.sidebar-footer):has(.list-pane .list-row)';
/** Between two measurements the page settles: what the first one started is not the second one's time. */
const BREATH = 150;

/** Between two looks at the memory of an export, in ms: each stops the page to collect what is dead. */
const PAUSE = 1_000;

/** Words and filters asked for, in turns; the generated posts hold them at very different rates. */
const QUERIES = [
  'bitcoin',
  'the market',
  '"first of its kind"',
  'writer_17',
  'zzzz',
  'kept -the',
  '市场',
  'breakout',
];
const FILTERS = [
  'ticker=BTC',
  'ticker=ETH&role=appended',
  'lang=en&copies=copy',
  'author=writer_1',
  'from=2026-06-01&to=2026-06-30',
  'tag=kept&noted=1',
  'copies=original&surface=home',
];

const SORTS = [
  'sort=views',
  'sort=author',
  'sort=copied',
  'sort=seen',
  'sort=posted',
  'sort=posted&reverse=1',
];
/** Number of posts that a change of many is counted for. */
const MANY = 5_000;

/** Runs in the page: see `Desk.editRecords`. A text, because what the bench is compiled with puts helpers into functions. */
const EDIT_RECORDS = `async (count) => {
  const answer = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const library = await answer(indexedDB.open('feedglass'));
  const posts = library.transaction('posts').objectStore('posts');
  const { keyPath } = posts;
  const indexes = [...posts.indexNames].map((name) => {
    const { keyPath, multiEntry, unique } = posts.index(name);
    return { name, keyPath, multiEntry, unique };
  });
  const records = await answer(posts.getAll(null, count));
  await answer(indexedDB.deleteDatabase('bench'));
  const opening = indexedDB.open('bench', 1);
  opening.onupgradeneeded = () => {
    const store = opening.result.createObjectStore('posts', { keyPath });
    for (const { name, keyPath, ...options } of indexes) store.createIndex(name, keyPath, options);
  };
  const copy = await answer(opening);
  const inSteps = async (work) => {
    for (let from = 0; from < records.length; from += 500) {
      const transaction = copy.transaction('posts', 'readwrite', { durability: 'strict' });
      const done = new Promise((resolve) => { transaction.oncomplete = resolve; });
      await work(transaction.objectStore('posts'), records.slice(from, from + 500));
      await done;
    }
  };
  await inSteps((store, step) => step.forEach((record) => store.put(record)));
  const start = performance.now();
  await inSteps(async (store, step) => {
    const read = await Promise.all(step.map(({ id }) => answer(store.get(id))));
    for (const record of read) store.put({ ...record, tags: [...record.tags, 'bench'] });
  });
  const ms = performance.now() - start;
  copy.close();
  library.close();
  await answer(indexedDB.deleteDatabase('bench'));
  return (ms / records.length) * count;
}`;

/** Runs in the page: see `Desk.writeRecords`. */
const WRITE_RECORDS = `async () => {
  const answer = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const library = await answer(indexedDB.open('feedglass'));
  const start = performance.now();
  const pieces = [];
  for (let last = ''; ; ) {
    const store = library.transaction('posts').objectStore('posts');
    const records = await answer(store.getAll(IDBKeyRange.lowerBound(last, true), 500));
    if (records.length === 0) break;
    last = records.at(-1).id;
    pieces.push(new Blob([records.map((record) => JSON.stringify(record)).join()]));
  }
  const bytes = new Blob(pieces).size;
  library.close();
  return { ms: performance.now() - start, bytes };
}`;

/** One browser with a library page on it. */
export class Desk {
  readonly size: number;
  readonly #chromium: Chromium;
  readonly #openers: Record<'copies' | 'saved' | 'bare', Opener>;
  readonly #page: Page;
  readonly #session: CDPSession;
  readonly #dir: string;

  private constructor(
    size: number,
    dir: string,
    chromium: Chromium,
    openers: Record<'copies' | 'saved' | 'bare', Opener>,
    page: Page,
    session: CDPSession,
  ) {
    this.size = size;
    this.#dir = dir;
    this.#chromium = chromium;
    this.#openers = openers;
    this.#page = page;
    this.#session = session;
  }

  /**
   * @param saved which of the posts are saved: one in twenty, or all.
   * @param extensionDir the folder of `keyedExtension`.
   */
  static async open(size: number, saved: Saved, extensionDir: string): Promise<Desk> {
    const dir = join(mkdtempSync(join(tmpdir(), 'feedglass-bench-')), 'profile');
    await makeProfile(size, dir, extensionDir, saved);
    const chromium = await launchChromium({ profileDir: dir, extensionDir });
    const base = `chrome-extension://${chromium.extensionId}`;
    const opener = async (path: string, ready: string) =>
      Opener.of(await chromium.context.newPage(), `${base}/${path}`, ready);
    const openers = {
      copies: await opener('library.html#/copies', LIST_READY),
      saved: await opener('library.html#/saved', LIST_READY),
      bare: await opener('manifest.json', 'body'),
    };
    const page = await chromium.extensionPage('library.html#/copies');
    await page.locator('.list-pane .list-row').first().waitFor();
    return new Desk(size, dir, chromium, openers, page, await page.context().newCDPSession(page));
  }

  first = (view: 'copies' | 'saved' | 'bare') => this.#openers[view].open();

  /** Goes to an address of the page. @returns ms until `done` (a JavaScript expression) holds and was painted. */
  go = (hash: string, done: string) => this.#timed(`location.hash = ${JSON.stringify(hash)}`, done);

  /** Runs `act`, JavaScript. @returns ms until something changed, `done` (an expression) holds, and that was painted. */
  async #timed(act: string, done = 'true'): Promise<number> {
    await wait(BREATH);
    await this.#page.bringToFront();
    return this.#page.evaluate(`new Promise((resolve, reject) => {
      const start = performance.now();
      const late = setTimeout(() => reject(new Error(${JSON.stringify(`${act}: nothing came`)})), 120000);
      const look = () => {
        if (!(${done})) return;
        observer.disconnect();
        clearTimeout(late);
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve(performance.now() - start);
          port2.postMessage(null);
        });
      };
      const observer = new MutationObserver(look);
      observer.observe(document, { childList: true, subtree: true, attributes: true, characterData: true });
      ${act};
    })`);
  }

  /** Opens one of the groups of the list that is not open already: the list scrolls, and a row's place is no name for it. */
  async group(round: number): Promise<number> {
    const lines = this.#page.locator('.list-pane .list-row:not([aria-current])');
    const count = await lines.count();
    const href = (await lines.nth(round % count).getAttribute('href')) ?? '';
    const open = `document.querySelector('.list-pane .list-row[aria-current]')?.getAttribute('href') === ${JSON.stringify(href)}`;
    return this.go(href, `${open} && document.querySelector('.detail-side .member')`);
  }

  /** The page stands at Saved, with all it searches by at hand. @returns ms that took. */
  async searchable(): Promise<number> {
    await this.go(
      '#/saved',
      "document.querySelector('.list-pane .list-row .select-box, .list-pane .select-box')",
    );
    return this.go('#/saved?q=nothing-like-it', FOUND);
  }

  answer = (query: string) => this.go(`#/saved?${query}`, FOUND);

  sort = (order: string) => this.go(`#/posts?${order}`, FOUND);

  /** Tags every post of one language. @returns ms for 5,000 of them. */
  async tagMany(): Promise<number> {
    const page = this.#page;
    for (const opener of Object.values(this.#openers)) await opener.leave();
    await this.go('#/posts?lang=en', FOUND);
    await page.locator('.list-pane .list-row').first().focus();
    await page.keyboard.press('Control+a');
    const selected = await page.locator('.selection-bar [role=status]').textContent();
    await page.keyboard.press('t');
    await page.locator('dialog input').fill('bench');
    const start = performance.now();
    await page.keyboard.press('Enter');
    await page.locator('.toast', { hasText: 'Tagged' }).waitFor({ timeout: 600_000 });
    return ((performance.now() - start) / Number(selected?.replace(/\D/g, ''))) * MANY;
  }

  /** ms until a change of one attribute of the page was painted: no answer can come sooner. */
  painted = () => this.#timed('document.body.dataset.bench = String(performance.now())');

  /** ms to read 5,000 records of the library and write them, with its indexes, to a database of their own: nothing else. */
  editRecords(): Promise<number> {
    return this.#page.evaluate(`(${EDIT_RECORDS})(${MANY})`);
  }

  /** ms to read all records of the library and make them a file of JSON, nothing else; and its bytes. */
  writeRecords(): Promise<{ ms: number; bytes: number }> {
    return this.#page.evaluate(`(${WRITE_RECORDS})()`);
  }

  /** Scrolls through the list of groups and the one of captures. @returns most elements in the document. */
  async mostNodes(): Promise<number> {
    let most = 0;
    for (const hash of ['#/copies', '#/saved']) {
      await this.go(hash, "document.querySelector('.list-pane .list-row')");
      for (let turn = 0; turn < 60; turn++) {
        most = Math.max(
          most,
          await this.#page.evaluate(() => {
            const list = document.querySelector('.list-side .virtual');
            if (list) list.scrollTop += 4_000;
            return document.querySelectorAll('*').length;
          }),
        );
        await wait(20);
      }
    }
    return most;
  }

  /**
   * Exports every post.
   * @param stopAt share of the posts after which it is cancelled; 1: never.
   * @returns ms, and the most bytes of live objects above what the page held before.
   */
  async take(format: number, stopAt = 1): Promise<{ ms: number; bytes: number }> {
    const page = this.#page;
    await this.go('#/copies', "document.querySelector('.list-pane .list-row')");
    await this.go('#/export', "document.querySelector('input[name=scope]:not([disabled])')");
    await page.locator('input[name=scope]').last().check();
    await page.locator('input[name=format]').nth(format).check();
    const live = async () => {
      await this.#session.send('HeapProfiler.collectGarbage');
      return (await this.#session.send('Runtime.getHeapUsage')).usedSize;
    };
    const before = await live();
    const start = performance.now();
    let bytes = 0;
    let looked = start;
    const download = stopAt < 1 ? null : page.waitForEvent('download', { timeout: 600_000 });
    download?.catch(() => {});
    await page.locator('#main .page-column button.main').click();
    for (;;) {
      const { said, share } = await page.evaluate(() => ({
        said: document.querySelector('.page-column > [role=status]')?.textContent ?? '',
        share: document.querySelector('progress')?.position ?? 0,
      }));
      if (said !== '') break;
      // It may be gone by now: then it was pressed, or there is nothing left to cancel.
      if (stopAt < 1 && share >= stopAt)
        await page.evaluate(() =>
          document.querySelector<HTMLElement>('.page-column progress ~ .button')?.click(),
        );
      else if (performance.now() - looked > PAUSE) {
        bytes = Math.max(bytes, (await live()) - before);
        looked = performance.now();
      } else await wait(50);
    }
    const ms = performance.now() - start;
    await (await download)?.delete();
    return { ms, bytes };
  }

  async close(): Promise<void> {
    await this.#chromium.close();
    rmSync(join(this.#dir, '..'), { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** The line over the list speaks of what was asked for, and of all posts. */
const FOUND = `((bar) => bar && bar.ariaBusy === 'false')(document.querySelector('.posts-bar [role=status]'))`;

export async function rows(pace: Pace): Promise<Row[]> {
  const sizes = pace.quick ? [300] : [5_000, 20_000, 100_000];
  const extension = keyedExtension();
  const made: Row[] = [];
  try {
    for (const saved of ['some', 'all'] as const) {
      const desks: Desk[] = [];
      try {
        for (const size of sizes) desks.push(await Desk.open(size, saved, extension.dir));
        made.push(...(await measure(desks, saved, pace)));
      } finally {
        for (const desk of desks) await desk.close();
      }
    }
  } finally {
    extension.remove();
  }
  return made;
}

async function measure(desks: Desk[], saved: Saved, { quick }: Pace): Promise<Row[]> {
  const made: Row[] = [];
  const sizes = desks.map(({ size }) => size);
  const row = (what: string, ours: number[], unit: string, name: string, value: number) => {
    // At once: a failure half an hour later must not take it along.
    console.error(`  ${saved}: ${what}: ${ours.map((one) => one.toFixed(1)).join(', ')} ${unit}`);
    made.push({
      area: 'library',
      what: `${what}${saved === 'all' ? ', all saved' : ''}`,
      unit,
      better: 'less',
      ours,
      sizes,
      beside: { name, value },
    });
  };
  const rounds = quick ? 2 : 20;
  /** The largest library; floors are measured there. */
  const desk = desks.at(-1) as Desk;
  const floorOf = async (run: () => Promise<number>) => {
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) times.push(await run());
    return percentile(times, 0.5);
  };
  const timed = async (
    what: string,
    run: (desk: Desk, round: number) => Promise<number>,
    floor: { name: string; value: number },
  ) => {
    const taken = await inTurns(
      1 + rounds,
      desks.map((each) => (round: number) => run(each, round)),
    );
    for (const [name, share] of [
      ['p50', 0.5],
      ['p95', 0.95],
    ] as const) {
      const values = taken.map((times) => percentile(times.slice(1), share));
      row(`${what}, ${name}`, values, 'ms', floor.name, floor.value);
    }
  };
  const opened = { name: 'a page with nothing in it', value: await floorOf(() => desk.first('bare')) };
  const painted = { name: 'a change of one attribute, painted', value: await floorOf(() => desk.painted()) };
  const written = await desk.writeRecords();
  const read = ['all records read and made JSON', written.ms] as const;

  if (saved === 'some') {
    await timed('copies: opened to painted', (one) => one.first('copies'), opened);
    await timed('a group opens', (one, round) => one.group(round), painted);
  }
  await timed('saved: opened to painted', (one) => one.first('saved'), opened);
  row('the first whole search of a page', await inOrder(desks, (one) => one.searchable()), 'ms', ...read);
  await timed(
    'search answers',
    (one, round) => one.answer(`q=${encodeURIComponent(pick(QUERIES, round))}`),
    painted,
  );
  await timed('filter answers', (one, round) => one.answer(pick(FILTERS, round)), painted);
  if (saved === 'some') {
    await timed('sort answers', (one, round) => one.sort(pick(SORTS, round)), painted);
    const tagged = await inOrder(desks, (one) => one.tagMany());
    row(
      `tag many posts at once, for ${MANY.toLocaleString('en')}`,
      tagged.map((ms) => ms / 1000),
      's',
      'as many records read and written',
      (await desk.editRecords()) / 1000,
    );
  }
  row(
    'most elements in the document while scrolling',
    await inOrder(desks, (one) => one.mostNodes()),
    'elements',
    'posts in the list',
    desk.size,
  );
  if (saved === 'some') {
    for (const [format, name] of ['JSON', 'NDJSON'].entries()) {
      const taken = await inOrder(desks, (one) => one.take(format));
      row(
        `export of all posts as ${name}`,
        taken.map(({ ms }) => ms / 1000),
        's',
        read[0],
        read[1] / 1000,
      );
      row(
        `export of all posts as ${name}: live memory added`,
        taken.map(({ bytes }) => bytes / 2 ** 20),
        'MB',
        'the records as JSON',
        written.bytes / 2 ** 20,
      );
    }
    if (!quick)
      row(
        'export cancelled half-way: said',
        await inOrder(desks, async (one) => (await one.take(1, 0.5)).ms / 1000),
        's',
        read[0],
        read[1] / 1000,
      );
  }
  return made;
}

const pick = <T>(list: readonly T[], round: number) => list[round % list.length] as T;

async function inOrder<T>(desks: Desk[], run: (desk: Desk) => Promise<T>): Promise<T[]> {
  const done: T[] = [];
  for (const desk of desks) done.push(await run(desk));
  return done;
}
