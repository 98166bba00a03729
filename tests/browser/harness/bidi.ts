/**
 * What WebDriver BiDi can do and puppeteer does not offer: look into closed shadow roots, and talk to the
 * browser itself. Source: W3C WebDriver BiDi, `script.SerializationOptions.includeShadowTree`.
 */
import type { Browser, Page } from 'puppeteer-core';

interface RemoteNode {
  sharedId: string;
  value?: {
    attributes?: Record<string, string>;
    children?: RemoteNode[];
    shadowRoot?: RemoteNode | null;
    mode?: 'open' | 'closed';
  };
}

interface Evaluation {
  type: 'success' | 'exception';
  result?: { value?: unknown };
  exceptionDetails?: { text: string };
}

interface Connection {
  send(method: string, params: object): Promise<{ result: unknown }>;
}

const POST_ID = /^\d{5,18}$/;

/** Every closed shadow root below a node, with the nearest `data-id` above it, in page order. */
function closedRoots(top: RemoteNode): { sharedId: string; postId: string | null }[] {
  const found: { sharedId: string; postId: string | null }[] = [];
  const open: { node: RemoteNode; postId: string | null }[] = [{ node: top, postId: null }];
  for (let item = open.pop(); item; item = open.pop()) {
    const { attributes, shadowRoot, children = [] } = item.node.value ?? {};
    const own = attributes?.['data-id'] ?? '';
    const postId = POST_ID.test(own) ? own : item.postId;
    if (shadowRoot?.value?.mode === 'closed') found.push({ sharedId: shadowRoot.sharedId, postId });
    for (const child of [...children].reverse()) open.push({ node: child, postId });
  }
  return found;
}

export class Bidi {
  readonly #connection: Connection;

  constructor(browser: Browser) {
    // Puppeteer keeps the connection of its BiDi browser out of the public type.
    this.#connection = (browser as unknown as { connection: Connection }).connection;
  }

  async #send<T>(method: string, params: object): Promise<T> {
    return (await this.#connection.send(method, params)).result as T;
  }

  async #evaluate<T>(method: string, params: object): Promise<T> {
    const answer = await this.#send<Evaluation>(method, { awaitPromise: true, ...params });
    if (answer.type === 'exception') throw new Error(answer.exceptionDetails?.text ?? method);
    return answer.result as T;
  }

  /** Evaluates in the browser's own window, with the browser's rights. Gives back a string, number or boolean. */
  async inBrowser<T>(expression: string): Promise<T> {
    const { contexts } = await this.#send<{ contexts: { context: string }[] }>('browsingContext.getTree', {
      'moz:scope': 'chrome',
    });
    const target = { context: contexts[0]?.context };
    return (await this.#evaluate<{ value: T }>('script.evaluate', { expression, target })).value;
  }

  async strips(page: Page): Promise<FirefoxStrip[]> {
    const context = (page.mainFrame() as unknown as { _id: string })._id;
    const top = await this.#evaluate<RemoteNode>('script.evaluate', {
      expression: 'document.documentElement',
      target: { context },
      serializationOptions: { maxDomDepth: null, includeShadowTree: 'all' },
    });
    const call = async (sharedId: string, source: string, argument: unknown) => {
      const { value } = await this.#evaluate<{ value: string }>('script.callFunction', {
        // See the Chromium harness for `__name`.
        functionDeclaration: `(root, argument, __name = (made) => made) => JSON.stringify((${source})(root, JSON.parse(argument)) ?? null)`,
        arguments: [{ sharedId }, { type: 'string', value: JSON.stringify(argument ?? null) }],
        target: { context },
      });
      return JSON.parse(value) as unknown;
    };
    return closedRoots(top).map(
      ({ sharedId, postId }) =>
        new FirefoxStrip(page, postId, (source, argument) => call(sharedId, source, argument)),
    );
  }
}

/** By page: how far from the middle of the window the last click fell, in px. */
const lastOffset = new WeakMap<Page, number>();

/** One of our strips in Firefox; the same questions as the Chromium harness answers. */
export class FirefoxStrip {
  readonly #page: Page;
  readonly #call: (source: string, argument: unknown) => Promise<unknown>;
  readonly postId: string | null;

  constructor(
    page: Page,
    postId: string | null,
    call: (source: string, argument: unknown) => Promise<unknown>,
  ) {
    this.#page = page;
    this.postId = postId;
    this.#call = call;
  }

  /** Runs a function on the shadow root and brings back what it returns (as JSON). It travels as text. */
  async read<T, A = undefined>(look: (root: ShadowRoot, argument: A) => T, argument?: A): Promise<T> {
    return (await this.#call(String(look), argument)) as T;
  }

  text(): Promise<string> {
    return this.read((root) => (root.textContent ?? '').replace(/\s+/g, ' ').trim());
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
