/** A browser with a library page on it, and what a reader does there, timed. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import { type Chromium, launchChromium } from '../browser/harness/chromium.ts';
import { Opener, wait } from './browser.ts';
import { EDIT_RECORDS, WRITE_RECORDS } from './library-floors.ts';
import { makeProfile, type Saved } from './profile.ts';

const LIST_READY = 'body:has(.sidebar-footer):has(.list-pane .list-row)';
/** Between two measurements the page settles: what the first one started is not the second one's time. */
const BREATH = 150;

/** Between two looks at the memory of an export, in ms: each stops the page to collect what is dead. */
const PAUSE = 1_000;

/** Number of posts that a change of many is counted for. */
export const MANY = 5_000;

/** The line over the list speaks of what was asked for, and of all posts. */
const FOUND = `((bar) => bar && bar.ariaBusy === 'false')(document.querySelector('.posts-bar [role=status]'))`;

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
