/** Posts on their way to the background, in batches; what it says of them comes back. */

import type { Annotation, RawPost } from '../../../lib/post.ts';
import type { sendToBackground as askBackground } from '../../../lib/send.ts';

export type SendFn = typeof askBackground;

/** Posts in one message: `MAX_BATCH` of lib/messages.ts, which holds zod and stays out of the page. */
export const BATCH = 60;
/** Posts that may wait. A page that invents more loses the oldest, not our memory. */
const MAX_WAITING = 2_000;
/** How long a post waits, in ms, for others read about the same time: they travel together. */
const BATCH_DELAY_MS = 30;
/** How long to wait, in ms, when the background cannot be reached or has no room. */
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

  /** Takes a post along with the next batch; a later reading of the same post replaces an earlier one. */
  add(id: string, post: RawPost): void {
    if (this.closed) return;
    this.waiting.delete(id);
    this.waiting.set(id, post);
    if (this.waiting.size > MAX_WAITING) this.waiting.delete(this.waiting.keys().next().value as string);
    if (!this.sending) this.schedule(BATCH_DELAY_MS);
  }

  /** Sends what waits. Called again after the page was frozen: an answer may have been lost. */
  async flush(): Promise<void> {
    if (this.sending) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.sending = true;
    while (this.waiting.size > 0 && !this.signal.aborted && !this.closed) {
      const batch = this.next();
      const remaining = await this.send(batch);
      if (remaining.length === 0) continue;
      // Newer readings that came in meanwhile stay.
      for (const [id, post] of remaining) if (!this.waiting.has(id)) this.waiting.set(id, post);
      this.schedule(RETRY_DELAY_MS);
      break;
    }
    this.sending = false;
  }

  private schedule(pause: number): void {
    this.timer ??= setTimeout(() => this.flush(), pause);
  }

  /** Takes the next batch out; all of one surface. */
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

  /** @returns the posts to try again later. */
  private async send(batch: [string, RawPost][]): Promise<[string, RawPost][]> {
    const posts = batch.map(([, post]) => post);
    const answer = await this.ask('annotate', { surface: posts[0]?.surface ?? 'home', posts });
    if (answer.ok) this.onAnnotations(answer.value);
    else if (answer.error === 'refused') return [];
    else if (answer.error === 'bad-request') {
      // One odd post must not cost the others their answer: by halves it is found in few messages.
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
