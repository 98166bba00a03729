/** What the browser benches share: the content script's own world, and the time until a page shows something. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import { build, type Rollup } from 'vite';
import { MATCH_PATTERNS } from '../../lib/square/hosts.ts';
import { PROJECT } from '../browser/harness/build.ts';

export const wait = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

/** The world of our content script in a page: who asks from there is taken for the content script. */
export class ContentWorld {
  readonly #session: CDPSession;
  readonly #context: number;

  private constructor(session: CDPSession, context: number) {
    this.#session = session;
    this.#context = context;
  }

  static async of(page: Page, extensionId: string): Promise<ContentWorld> {
    const session = await page.context().newCDPSession(page);
    const found = new Promise<number>((resolve) => {
      session.on('Runtime.executionContextCreated', ({ context }) => {
        if (context.origin === `chrome-extension://${extensionId}`) resolve(context.id);
      });
    });
    await session.send('Runtime.enable');
    const late = wait(10_000).then(() => {
      throw new Error('the page has no content script of ours');
    });
    return new ContentWorld(session, await Promise.race([found, late]));
  }

  /**
   * Asks the background once, as the content script does.
   * @returns the time until the answer, in ms, and the answer's value.
   * @throws when the background refuses.
   */
  async ask(kind: string, ask: object): Promise<{ ms: number; value: unknown }> {
    const message = JSON.stringify({ to: 'background', kind, ask });
    const { result, exceptionDetails } = await this.#session.send('Runtime.evaluate', {
      contextId: this.#context,
      awaitPromise: true,
      returnByValue: true,
      expression: `(async (message) => {
        const start = performance.now();
        const answer = await chrome.runtime.sendMessage(message);
        return { ms: performance.now() - start, answer };
      })(${message})`,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    const { ms, answer } = result.value as { ms: number; answer: { ok: boolean; value: unknown } };
    if (answer?.ok !== true) throw new Error(`${kind}: ${JSON.stringify(answer)}`);
    return { ms, value: answer.value };
  }
}

/**
 * Runs in the page: notes when a frame was painted after `ready` matched. A text, since a function would bring
 * along what the bundler puts into it.
 */
const watchFor = (ready: string) => `
  globalThis.painted = new Promise((resolve) => {
    const look = () => {
      if (!document.querySelector(${JSON.stringify(ready)})) return;
      observer.disconnect();
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage(null);
      });
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { childList: true, subtree: true, attributes: true });
    addEventListener('load', look);
  });
`;

/** A tab that opens one page over and over. */
export class Opener {
  readonly #page: Page;
  readonly #url: string;

  private constructor(page: Page, url: string) {
    this.#page = page;
    this.#url = url;
  }

  /** @param ready selector of what the page shows when it is there. */
  static async of(page: Page, url: string, ready: string): Promise<Opener> {
    await page.addInitScript({ content: watchFor(ready) });
    return new Opener(page, url);
  }

  /** Opens the page anew. @returns ms from the start of the navigation to the first frame with what was waited for. */
  async open(): Promise<number> {
    await this.#page.bringToFront();
    await this.#page.goto('about:blank');
    await this.#page.goto(this.#url);
    return this.#page.evaluate('globalThis.painted');
  }

  /** Leaves the page: an open one follows the library. */
  async leave(): Promise<void> {
    await this.#page.goto('about:blank');
  }
}

/**
 * An extension that does nothing: a browser with it is a browser without ours.
 * @param scripted gives it an empty content script on the pages of Square: what any script there costs.
 */
export function nothing({ scripted = false } = {}): { dir: string; remove(): void } {
  const dir = mkdtempSync(join(tmpdir(), 'feedglass-nothing-'));
  const scripts = scripted ? { content_scripts: [{ matches: MATCH_PATTERNS, js: ['empty.js'] }] } : {};
  const manifest = { manifest_version: 3, name: 'nothing', version: '1', ...scripts };
  writeFileSync(join(dir, 'manifest.json'), JSON.stringify(manifest));
  writeFileSync(join(dir, 'empty.js'), '');
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

/** A file of ours with all it imports as one script, to be evaluated in a page. @param entry from the project's root. */
export async function scriptOf(entry: string): Promise<string> {
  const outputs = await build({
    root: PROJECT,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: join(PROJECT, entry), formats: ['iife'], name: 'bench' },
    },
  });
  const [output] = outputs as Rollup.RollupOutput[];
  const [chunk] = output?.output ?? [];
  if (chunk?.type !== 'chunk') throw new Error(`${entry} made no script`);
  return chunk.code;
}
