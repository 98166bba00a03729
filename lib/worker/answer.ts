/** One ask from its arrival to its answer: envelope, sender, rate, shape, then the library. Never rejects. */
import * as z from 'zod/mini';
import { type Answer, type Ask, type Kind, MAX_BATCH, type Reply } from '../messages.ts';
import { Rates } from './rates.ts';
import { isKind, mayAsk, type Self, type Sender, schemaOf, sideOf } from './senders.ts';

/** Who asks: what a handler may need to know. */
export interface Asker {
  side: 'page' | 'own';
  tab: number | null;
  /** True in a private window: nothing may be kept. */
  incognito: boolean;
}

export type Handlers = { [K in Kind]: (ask: Ask<K>, asker: Asker) => Promise<Answer<Reply<K>>> };

/** The most an ask may weigh as JSON, in UTF-16 units: a batch of posts of the longest text fits. */
const MAX_ASK = 4_000_000;

/** A kind is one of the contract's words; what is asked is checked by the kind's own schema. */
const Shape = z.object({ kind: z.string(), ask: z.unknown() });

/**
 * Makes the listener for `runtime.onMessage`.
 * @param handlers what to do for each kind; what they throw becomes a `store` error.
 * @returns a function that gives the promise of an answer, or `undefined` for a message that is not for us.
 */
export function answerer(handlers: Handlers, self: Self, now: () => number = Date.now) {
  const rates = new Rates();

  return function answer(message: unknown, sender: Sender): Promise<Answer> | undefined {
    if (!isForUs(message)) return undefined;
    const side = sideOf(sender, self);
    if (side === null) return Promise.resolve({ ok: false, error: 'refused' });
    const envelope = Shape.safeParse(message);
    if (!envelope.success || !isKind(envelope.data.kind)) {
      return Promise.resolve({ ok: false, error: 'bad-request', detail: 'no such kind' });
    }
    const { kind, ask } = envelope.data;
    if (!mayAsk(side, kind)) return Promise.resolve({ ok: false, error: 'refused' });
    const tab = sender.tab?.id ?? null;
    if (side === 'page' && !rates.allow(tab ?? -1, kind, now(), postsIn(ask))) {
      return Promise.resolve({ ok: false, error: 'busy' });
    }
    if (weight(ask) > MAX_ASK)
      return Promise.resolve({ ok: false, error: 'bad-request', detail: 'too large' });
    const read = schemaOf(side, kind).safeParse(ask);
    if (!read.success) {
      const [issue] = read.error.issues;
      const detail = issue ? `${issue.path.join('.')}: ${issue.code}` : undefined;
      return Promise.resolve({ ok: false, error: 'bad-request', ...(detail ? { detail } : {}) });
    }
    const asker: Asker = { side, tab, incognito: sender.tab?.incognito === true };
    return run(handlers[kind] as (ask: unknown, asker: Asker) => Promise<Answer>, read.data, asker);
  };
}

/** The popup asks content scripts too: only what names us is ours. */
function isForUs(message: unknown): boolean {
  return typeof message === 'object' && message !== null && (message as { to?: unknown }).to === 'background';
}

async function run(
  handler: (ask: unknown, asker: Asker) => Promise<Answer>,
  ask: unknown,
  asker: Asker,
): Promise<Answer> {
  try {
    return await handler(ask, asker);
  } catch (error) {
    return {
      ok: false,
      error: 'store',
      detail: error instanceof Error ? `${error.name}: ${error.message}` : 'unknown',
    };
  }
}

/** How many posts a message says it holds; one with too many is refused as such, not as too busy. */
function postsIn(ask: unknown): number {
  const posts = (ask as { posts?: unknown } | null | undefined)?.posts;
  return Array.isArray(posts) ? Math.min(posts.length, MAX_BATCH) : 0;
}

/** Length of all strings in a plain value; a cycle (Firefox can send one) counts as endless. */
function weight(value: unknown): number {
  try {
    return JSON.stringify(value)?.length ?? 0;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
