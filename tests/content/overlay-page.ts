/** A page in happy-dom for the overlay's unit tests, and eyes for the closed roots of its strips. */
import { vi } from 'vitest';
import { IdleQueue } from '../../entrypoints/square.content/page/idle-queue.ts';
import { PageObserver } from '../../entrypoints/square.content/page/page-observer.ts';
import type { SendFn } from '../../entrypoints/square.content/posts/annotate-queue.ts';
import { PostRegistry } from '../../entrypoints/square.content/posts/post-registry.ts';
import type { RawPost } from '../../lib/post.ts';
import type { SendResult } from '../../lib/send-with-retry.ts';
import { type FakePost, homePage } from '../replay/pages.ts';

export const HOME = 'https://www.binance.com/en/square';

const roots = new WeakMap<Element, ShadowRoot>();
const attach = Element.prototype.attachShadow;
vi.spyOn(Element.prototype, 'attachShadow').mockImplementation(function (this: Element, init) {
  const root = attach.call(this, init);
  roots.set(this, root);
  return root;
});

/** What a strip holds, which the page itself cannot see. */
export function inside(host: Element): ShadowRoot {
  const root = roots.get(host);
  if (!root) throw new Error('not a host');
  return root;
}

/** Words of a strip, space collapsed. */
export const wordsOf = (host: Element): string =>
  (inside(host).textContent ?? '').replace(/\s+/g, ' ').trim();

export const press = (host: Element, selector: string): void =>
  inside(host).querySelector<HTMLElement>(selector)?.click();

export const post = (
  n: number,
  text = `Text number ${n} says something of its own about the harvest.`,
): FakePost => ({
  id: String(337_900_000_000_000n - BigInt(n)),
  text,
  name: `Writer ${n}`,
  handle: `writer_${n}`,
});

/** Puts a page of Square into happy-dom. */
export function show(html: string, href = HOME): void {
  document.documentElement.innerHTML = html.replace(/^<!doctype html><html[^>]*>|<\/html>$/g, '');
  Object.defineProperty(document, 'location', { value: new URL(href), configurable: true });
}

export const showHome = (posts: readonly FakePost[]): void => show(homePage(posts));

export { annotation, copyNote, ticker } from './notes.ts';

/** A background that answers from a table and writes down what it was asked. */
export function background(answers: Partial<Record<string, (ask: never) => unknown>> = {}) {
  const asked: { kind: string; ask: Record<string, unknown> }[] = [];
  const ask = (async (kind: string, question: Record<string, unknown>): Promise<SendResult<unknown>> => {
    asked.push({ kind, ask: question });
    const answer = answers[kind]?.(question as never);
    return answer === undefined ? { ok: false, error: 'store-error' } : { ok: true, value: answer };
  }) as unknown as SendFn;
  return { ask, asked };
}

// The clock of these tests stands still until `settle` or `vi.waitFor` moves it on.
vi.useFakeTimers({
  toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance', 'Date'],
});

/** How often `settle` gives the turn to happy-dom, whose observers report on the real clock. */
const TURNS = 10;

/** Lets `ms` pass, with all that the observer, the gathering time and the idle queue do in it. */
export async function settle(ms = 200): Promise<void> {
  for (let turn = 0; turn < TURNS; turn++) {
    await new Promise((done) => setImmediate(done));
    await vi.advanceTimersByTimeAsync(ms / TURNS);
  }
}

export interface Live {
  feed: PostRegistry;
  watch: PageObserver;
  sent: RawPost[];
  end: AbortController;
  asked: ReturnType<typeof background>['asked'];
}

/**
 * The overlay at work on the page, with a background of the test's own.
 * @param patience how long strips wait for what the library says, in ms.
 */
export async function live(answers: Parameters<typeof background>[0] = {}, patience = 0): Promise<Live> {
  const end = new AbortController();
  const sent: RawPost[] = [];
  const { ask, asked } = background(answers);
  const slices = new IdleQueue(end.signal);
  const feed = new PostRegistry(ask, { add: (_, raw) => void sent.push(raw) }, () => true, slices, patience);
  const watch = new PageObserver(document, slices, feed, end.signal);
  watch.start();
  await settle();
  return { feed, watch, sent, end, asked };
}

/** Hosts in the page, in page order. */
export const hosts = (): Element[] => [...document.querySelectorAll('[data-rv4]')];
