/**
 * Asks to the background, from the content script and our own pages. The worker may die at any moment, so every
 * ask has its own time limit and is repeated; each kind may therefore be asked twice with the same effect.
 */
import { browser } from './browser.ts';
import type { ErrorCode, MessageKind, Request, Response, Result } from './messages.ts';

/** What became of an ask: the background's answer, or why none came. */
export type SendResult<T> = Result<T> | { ok: false; error: SendError; detail?: string };

/** Why there is no answer of use: the background's reason, or that none came. */
export type SendError = ErrorCode | 'no-response' | 'extension-gone';

/** How long one attempt may take, in ms, and the pauses between attempts. */
const ATTEMPT_TIMEOUT_MS = 5_000;
const RETRY_DELAYS_MS = [100, 300, 1_000, 3_000];

/**
 * Asks the background.
 * @param kind what is asked.
 * @param ask the question, plain JSON.
 * @param pauses the waits between attempts, in ms; one attempt more than there are pauses.
 * @returns the answer; `silent` when none came in all attempts; `orphaned` when the extension was reloaded or
 *   removed under this page. Never throws.
 */
export async function sendToBackground<K extends MessageKind>(
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
    // Jitter: four tabs that lost the same worker must not all come back at once.
    await delay(pause * (0.75 + Math.random() / 2));
  }
}

const delay = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

/** A page frozen for the back/forward cache never hears back; without a limit it would wait for ever. */
function withTimeout(answer: Promise<unknown>): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('timeout')), ATTEMPT_TIMEOUT_MS);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

function isAnswer<T>(value: unknown): value is Result<T> {
  return typeof value === 'object' && value !== null && typeof (value as Result).ok === 'boolean';
}
