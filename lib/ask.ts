/**
 * Asks to the background, from the content script and our own pages. The worker may die at any moment, so every
 * ask has its own time limit and is repeated; each kind may therefore be asked twice with the same effect.
 */
import { browser } from './browser.ts';
import type { Answer, Ask, Kind, Reply } from './messages.ts';

/** What became of an ask: the background's answer, or why none came. */
export type Asked<T> = Answer<T> | { ok: false; error: 'silent' | 'orphaned'; detail?: string };

/** How long one attempt may take, in ms, and the pauses between attempts. */
const LIMIT = 5_000;
const PAUSES = [100, 300, 1_000, 3_000];

/**
 * Asks the background.
 * @param kind what is asked.
 * @param ask the question, plain JSON.
 * @param pauses the waits between attempts, in ms; one attempt more than there are pauses.
 * @returns the answer; `silent` when none came in all attempts; `orphaned` when the extension was reloaded or
 *   removed under this page. Never throws.
 */
export async function ask<K extends Kind>(
  kind: K,
  ask: Ask<K>,
  pauses: readonly number[] = PAUSES,
): Promise<Asked<Reply<K>>> {
  let detail = '';
  for (let attempt = 0; ; attempt++) {
    if (!browser.runtime?.id) return { ok: false, error: 'orphaned' };
    try {
      const answer = await limited(browser.runtime.sendMessage({ to: 'background', kind, ask }));
      if (isAnswer<Reply<K>>(answer) && (answer.ok || answer.error !== 'busy')) return answer;
      detail = isAnswer(answer) ? 'busy' : 'no answer';
      if (attempt >= pauses.length && isAnswer<Reply<K>>(answer)) return answer;
    } catch (error) {
      detail = error instanceof Error ? error.message : String(error);
      if (/context invalidated/i.test(detail)) return { ok: false, error: 'orphaned', detail };
    }
    const pause = pauses[attempt];
    if (pause === undefined) return { ok: false, error: 'silent', detail };
    // Jitter: four tabs that lost the same worker must not all come back at once.
    await wait(pause * (0.75 + Math.random() / 2));
  }
}

const wait = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

/** A page frozen for the back/forward cache never hears back; without a limit it would wait for ever. */
function limited(answer: Promise<unknown>): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('timeout')), LIMIT);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

function isAnswer<T>(value: unknown): value is Answer<T> {
  return typeof value === 'object' && value !== null && typeof (value as Answer).ok === 'boolean';
}
