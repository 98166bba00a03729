/**
 * Into the closed shadow roots, where no page and no ordinary test can look: through the debugger, which can.
 * Clicks are the browser's own, so that `isTrusted` is true.
 */
import type { CDPSession, Page } from 'playwright-core';

interface DomNode {
  nodeId: number;
  backendNodeId: number;
  attributes?: string[];
  shadowRootType?: 'user-agent' | 'open' | 'closed';
  children?: DomNode[];
  shadowRoots?: DomNode[];
  contentDocument?: DomNode;
}

const sessions = new WeakMap<Page, Promise<CDPSession>>();

function sessionOf(page: Page): Promise<CDPSession> {
  let session = sessions.get(page);
  if (!session) {
    session = page.context().newCDPSession(page);
    sessions.set(page, session);
  }
  return session;
}

/** By page: how far from the middle of the window the last click fell, in px. */
const lastOffset = new WeakMap<Page, number>();

/** One of our strips: a closed shadow root somewhere in the page. */
export class Strip {
  readonly #page: Page;
  readonly #objectId: string;
  /** Id of the post whose card it stands in; `null` outside any card (the post page's own post). */
  readonly postId: string | null;

  constructor(page: Page, objectId: string, postId: string | null) {
    this.#page = page;
    this.#objectId = objectId;
    this.postId = postId;
  }

  /**
   * Runs a function on the shadow root and brings back what it returns (as JSON).
   * @param look sees only its arguments: it travels as text.
   */
  async read<T, A = undefined>(look: (root: ShadowRoot, argument: A) => T, argument?: A): Promise<T> {
    const session = await sessionOf(this.#page);
    const { result, exceptionDetails } = await session.send('Runtime.callFunctionOn', {
      objectId: this.#objectId,
      // tsx, by which the demo runs, wraps the functions in a function in calls of `__name`.
      functionDeclaration: `function (argument) { const __name = (made) => made; return (${look})(this, argument); }`,
      arguments: argument === undefined ? [] : [{ value: argument }],
      returnByValue: true,
      awaitPromise: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value as T;
  }

  /** All its words, space collapsed. */
  text(): Promise<string> {
    return this.read((root) => (root.textContent ?? '').replace(/\s+/g, ' ').trim());
  }

  /** Words and accessible names of its visible buttons, in order. */
  buttons(): Promise<string[]> {
    return this.read((root) =>
      [...root.querySelectorAll('button')]
        .filter((button) => button.getClientRects().length > 0)
        .map((button) => button.getAttribute('aria-label') ?? button.textContent?.trim() ?? ''),
    );
  }

  /**
   * A real click of the mouse in the middle of the first element that matches. Two clicks in a row do not fall on one
   * place of the window: within half a second that would be a double click, which the second strip refuses.
   */
  async click(selector: string): Promise<void> {
    const top = lastOffset.get(this.#page) === 50 ? -50 : 50;
    lastOffset.set(this.#page, top);
    const point = await this.read(
      (root, { wanted, top }) => {
        const element = root.querySelector(wanted);
        if (!element) return null;
        element.scrollIntoView({ block: 'center', behavior: 'instant' });
        scrollBy({ top, behavior: 'instant' });
        const middle = () => {
          const box = element.getBoundingClientRect();
          return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
        };
        // At an end of the page the element may not have been in the middle of the window.
        if (middle().y < 0 || middle().y >= innerHeight) scrollBy({ top: -top, behavior: 'instant' });
        return middle();
      },
      { wanted: selector, top },
    );
    if (!point) throw new Error(`nothing in the strip of ${this.postId} matches ${selector}`);
    await this.#page.mouse.click(point.x, point.y);
  }
}

const POST_ID = /^\d{5,18}$/;

function attribute(node: DomNode, name: string): string | null {
  const list = node.attributes ?? [];
  for (let i = 0; i < list.length; i += 2) if (list[i] === name) return list[i + 1] ?? null;
  return null;
}

/** Every closed shadow root below a node, with the nearest `data-id` above it. */
function closedRoots(top: DomNode): { backendNodeId: number; postId: string | null }[] {
  const found: { backendNodeId: number; postId: string | null }[] = [];
  const open: { node: DomNode; postId: string | null }[] = [{ node: top, postId: null }];
  for (let item = open.pop(); item; item = open.pop()) {
    const own = attribute(item.node, 'data-id');
    const postId = own && POST_ID.test(own) ? own : item.postId;
    for (const root of item.node.shadowRoots ?? [])
      if (root.shadowRootType === 'closed') found.push({ backendNodeId: root.backendNodeId, postId });
    for (const child of [...(item.node.children ?? [])].reverse()) open.push({ node: child, postId });
  }
  return found;
}

/** The strips now in the page, in page order. Ask again after the page changed. */
export async function strips(page: Page): Promise<Strip[]> {
  const session = await sessionOf(page);
  const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
  return Promise.all(
    closedRoots(root as DomNode).map(async ({ backendNodeId, postId }) => {
      const { object } = await session.send('DOM.resolveNode', { backendNodeId });
      return new Strip(page, object.objectId ?? '', postId);
    }),
  );
}

/**
 * Waits until the page has exactly `count` strips.
 * @throws after `timeout` ms, saying how many there are.
 */
export async function waitForStrips(page: Page, count: number, timeout = 10_000): Promise<Strip[]> {
  const end = Date.now() + timeout;
  for (;;) {
    const now = await strips(page);
    if (now.length === count) return now;
    if (Date.now() > end) throw new Error(`${now.length} strips on ${page.url()}, not ${count}`);
    await page.waitForTimeout(100);
  }
}

/** The one strip of a post. */
export async function stripOf(page: Page, postId: string): Promise<Strip> {
  const own = (await strips(page)).filter((strip) => strip.postId === postId);
  if (own.length !== 1 || !own[0]) throw new Error(`${own.length} strips on post ${postId}, not 1`);
  return own[0];
}
