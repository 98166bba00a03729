/**
 * Message client for the content script and our own pages. The worker can be terminated at any moment, so
 * every request has a timeout and is repeated; therefore each kind of request must be idempotent.
 */
import { browser } from './browser.ts';
import type { ErrorCode, MessageKind, Request, Response, Result } from './messages.ts';

/** The result of a request: the background's response, or why there is none. */
export type SendResult<T> = Result<T> | { ok: false; error: SendError; detail?: string };

/** Why there is no result: the background's reason, or that no response came. */
export type SendError = ErrorCode | 'no-response' | 'extension-gone';

/** Timeout of one attempt, in ms; below, the delays between attempts. */
const ATTEMPT_TIMEOUT_MS = 5_000;
const RETRY_DELAYS_MS = [100, 300, 1_000, 3_000];

/**
 * Sends a request to the background.
 * @param kind the kind of request
 * @param ask its data, plain JSON
 * @param pauses the delays between attempts, in ms; there is one attempt more than delays
 * @returns the response; `no-response` if no attempt got one; `extension-gone` if the extension was reloaded
 * or removed while this page was open. Never throws.
 */
export async function sendWithRetry<K extends MessageKind>(
  kind: K,
  ask: Request<K>,
  pauses: readonly number[] = RETRY_DELAYS_MS,
): Promise<SendResult<Response<K>>> {
  let detail = '';
  for (let attempt = 0; ; attempt++) {
    if (!browser.runtime?.id) return { ok: false, error: 'extension-gone' };
    try {
      const answer = await withTimeout(browser.runtime.sendMessage({ to: 'background', kind, ask }));
      if (isAnswer<Response<K>>(answer) && (answer.ok || answer.error !== 'busy')) return answer;
      detail = isAnswer(answer) ? 'busy' : 'no answer';
      if (attempt >= pauses.length && isAnswer<Response<K>>(answer)) return answer;
    } catch (error) {
      detail = error instanceof Error ? error.message : String(error);
      if (/context invalidated/i.test(detail)) return { ok: false, error: 'extension-gone', detail };
    }
    const pause = pauses[attempt];
    if (pause === undefined) return { ok: false, error: 'no-response', detail };
    // Jitter: tabs that lost the same worker should not all retry at once.
    await delay(pause * (0.75 + Math.random() / 2));
  }
}

const delay = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

/** Limits the time of one attempt: a page in the back/forward cache never gets its response. */
function withTimeout(answer: Promise<unknown>): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('timeout')), ATTEMPT_TIMEOUT_MS);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

function isAnswer<T>(value: unknown): value is Result<T> {
  return typeof value === 'object' && value !== null && typeof (value as Result).ok === 'boolean';
}
