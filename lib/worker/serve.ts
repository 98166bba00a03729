/** Handles one request: checks envelope, sender, rate and schema, then runs its handler. Never rejects. */
import * as z from 'zod/mini';
import { MAX_BATCH, type MessageKind, type Request, type Response, type Result } from '../messages.ts';
import {
  classifySender,
  type ExtensionIdentity,
  isAllowed,
  isKind,
  requestSchema,
  type Sender,
} from './permissions.ts';
import { type AllowanceStore, RateLimiter } from './rate-limiter.ts';

/** Data about the sender that handlers need. */
export interface RequestContext {
  side: 'page' | 'own';
  tab: number | null;
  /** True in a private window: nothing may be stored. */
  incognito: boolean;
}

export type Handlers = {
  [K in MessageKind]: (ask: Request<K>, asker: RequestContext) => Promise<Result<Response<K>>>;
};

/** Maximum length of a request as JSON, in UTF-16 code units: a batch of posts with the longest text fits. */
const MAX_REQUEST_LENGTH = 4_000_000;

/** The shape of every request; its content is checked with the schema of its kind. */
const MessageShape = z.object({ kind: z.string(), ask: z.unknown() });

/**
 * Creates the listener for `runtime.onMessage`.
 * @param handlers the handler of each kind; what they throw becomes a `store-error`
 * @returns a function that returns a promise of the response, or `undefined` for a message that is not for
 * the background
 */
export function createMessageListener(
  handlers: Handlers,
  self: ExtensionIdentity,
  now: () => number = Date.now,
  allowances: AllowanceStore | null = null,
) {
  const rates = new RateLimiter(allowances);

  return function answer(message: unknown, sender: Sender): Promise<Result> | undefined {
    if (!isForBackground(message)) return undefined;
    const side = classifySender(sender, self);
    if (side === null) return Promise.resolve({ ok: false, error: 'refused' });
    const envelope = MessageShape.safeParse(message);
    if (!envelope.success || !isKind(envelope.data.kind)) {
      return Promise.resolve({ ok: false, error: 'bad-request', detail: 'no such kind' });
    }
    const { kind, ask } = envelope.data;
    if (!isAllowed(side, kind)) return Promise.resolve({ ok: false, error: 'refused' });
    const asker: RequestContext = {
      side,
      tab: sender.tab?.id ?? null,
      incognito: sender.tab?.incognito === true,
    };
    return respond(kind, ask, asker);
  };

  async function respond(kind: MessageKind, ask: unknown, asker: RequestContext): Promise<Result> {
    const { side, tab } = asker;
    const size = jsonLength(ask);
    const isTooLarge = size > MAX_REQUEST_LENGTH;
    const cost = isTooLarge ? 0 : size;
    if (side === 'page' && !(await rates.tryAcquire(tab ?? -1, kind, now(), postCount(ask), cost))) {
      return { ok: false, error: 'busy' };
    }
    if (isTooLarge) return { ok: false, error: 'bad-request', detail: 'too large' };
    const read = requestSchema(side, kind).safeParse(ask);
    if (!read.success) {
      const [issue] = read.error.issues;
      const detail = issue ? `${issue.path.join('.')}: ${issue.code}` : undefined;
      return { ok: false, error: 'bad-request', ...(detail ? { detail } : {}) };
    }
    const handler = handlers[kind] as (ask: unknown, asker: RequestContext) => Promise<Result>;
    return runHandler(handler, read.data, asker);
  }
}

/** The popup also sends messages to content scripts; only those with our `to` are for the background. */
function isForBackground(message: unknown): boolean {
  return typeof message === 'object' && message !== null && (message as { to?: unknown }).to === 'background';
}

async function runHandler(
  handler: (ask: unknown, asker: RequestContext) => Promise<Result>,
  ask: unknown,
  asker: RequestContext,
): Promise<Result> {
  try {
    return await handler(ask, asker);
  } catch (error) {
    return {
      ok: false,
      error: 'store-error',
      detail: error instanceof Error ? `${error.name}: ${error.message}` : 'unknown',
    };
  }
}

/** Number of posts in a request. A request with too many posts is rejected by its schema, not as `busy`. */
function postCount(ask: unknown): number {
  const posts = (ask as { posts?: unknown } | null | undefined)?.posts;
  return Array.isArray(posts) ? Math.min(posts.length, MAX_BATCH) : 0;
}

/** Total length of all strings in a plain value; infinite for a cycle (Firefox can send one). */
function jsonLength(value: unknown): number {
  try {
    return JSON.stringify(value)?.length ?? 0;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
