/** Sends posts to the background in batches and delivers the annotations that come back. */

import type { Annotation, RawPost } from '../../../lib/post.ts';
import type { sendWithRetry } from '../../../lib/send-with-retry.ts';

export type SendFn = typeof sendWithRetry;

/**
 * Maximum number of posts in one message: `MAX_BATCH` of lib/messages.ts, which imports zod and must not be
 * loaded here.
 */
export const BATCH = 60;
/** Maximum number of waiting posts. On a page that creates more, the oldest are dropped to limit memory. */
const MAX_WAITING = 2_000;
/** Time, in ms, that a post waits for others, so that they are sent in one batch. */
const BATCH_DELAY_MS = 30;
/** Delay, in ms, before a retry when the background is unreachable or rejects the request for its rate. */
const RETRY_DELAY_MS = 10_000;

export class AnnotateQueue {
  private readonly waiting = new Map<string, RawPost>();
  private sending = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private closed = false;

  constructor(
    private readonly ask: SendFn,
    private readonly signal: AbortSignal,
    private readonly onAnnotations: (annotations: Annotation[]) => void,
  ) {}

  /** Adds a post to the next batch; a later reading of the same post replaces the earlier one. */
  add(id: string, post: RawPost): void {
    if (this.closed) return;
    this.waiting.delete(id);
    this.waiting.set(id, post);
    if (this.waiting.size > MAX_WAITING) this.waiting.delete(this.waiting.keys().next().value as string);
    if (!this.sending) this.schedule(BATCH_DELAY_MS);
  }

  /**
   * Sends all waiting posts. Called again after the page was frozen, because a response may have been lost.
   */
  async flush(): Promise<void> {
    if (this.sending) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.sending = true;
    while (this.waiting.size > 0 && !this.signal.aborted && !this.closed) {
      const batch = this.next();
      const remaining = await this.send(batch);
      if (remaining.length === 0) continue;
      // Keep newer readings that were added during the request.
      for (const [id, post] of remaining) if (!this.waiting.has(id)) this.waiting.set(id, post);
      this.schedule(RETRY_DELAY_MS);
      break;
    }
    this.sending = false;
  }

  private schedule(pause: number): void {
    this.timer ??= setTimeout(() => this.flush(), pause);
  }

  /** Removes and returns the next batch, all of one surface. */
  private next(): [string, RawPost][] {
    const batch: [string, RawPost][] = [];
    for (const entry of this.waiting) {
      if (batch.length === BATCH) break;
      if (batch[0] && batch[0][1].surface !== entry[1].surface) continue;
      batch.push(entry);
    }
    for (const [id] of batch) this.waiting.delete(id);
    return batch;
  }

  /** @returns the posts to send again later */
  private async send(batch: [string, RawPost][]): Promise<[string, RawPost][]> {
    const posts = batch.map(([, post]) => post);
    const answer = await this.ask('annotate', { surface: posts[0]?.surface ?? 'home', posts });
    if (answer.ok) this.onAnnotations(answer.value);
    else if (answer.error === 'refused') return [];
    else if (answer.error === 'bad-request') {
      // A rejected batch is split in halves: this finds one invalid post in few messages, and the others get
      // their annotations.
      if (batch.length === 1) return [];
      const middle = batch.length >> 1;
      return [...(await this.send(batch.slice(0, middle))), ...(await this.send(batch.slice(middle)))];
    } else if (answer.error === 'private' || answer.error === 'extension-gone') {
      this.closed = true;
      this.waiting.clear();
    } else return batch;
    return [];
  }
}
