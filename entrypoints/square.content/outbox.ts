/** Posts on their way to the background, in batches; what it says of them comes back. */

import type { Annotation, RawPost } from '../../lib/post.ts';
import type { sendToBackground as askBackground } from '../../lib/send.ts';

export type AskFn = typeof askBackground;

/** Posts in one message: `MAX_BATCH` of lib/messages.ts, which holds zod and stays out of the page. */
export const BATCH = 60;
/** Posts that may wait. A page that invents more loses the oldest, not our memory. */
const ROOM = 2_000;
/** How long a post waits, in ms, for others read about the same time: they travel together. */
const TOGETHER = 30;
/** How long to wait, in ms, when the background cannot be reached or has no room. */
const PAUSE = 10_000;

export class Outbox {
  private readonly waiting = new Map<string, RawPost>();
  private sending = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private closed = false;

  constructor(
    private readonly ask: AskFn,
    private readonly signal: AbortSignal,
    private readonly told: (annotations: Annotation[]) => void,
  ) {}

  /** Takes a post along with the next batch; a later reading of the same post replaces an earlier one. */
  add(id: string, post: RawPost): void {
    if (this.closed) return;
    this.waiting.delete(id);
    this.waiting.set(id, post);
    if (this.waiting.size > ROOM) this.waiting.delete(this.waiting.keys().next().value as string);
    if (!this.sending) this.later(TOGETHER);
  }

  /** Sends what waits. Called again after the page was frozen: an answer may have been lost. */
  async flush(): Promise<void> {
    if (this.sending) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.sending = true;
    while (this.waiting.size > 0 && !this.signal.aborted && !this.closed) {
      const batch = this.next();
      const left = await this.send(batch);
      if (left.length === 0) continue;
      // Newer readings that came in meanwhile stay.
      for (const [id, post] of left) if (!this.waiting.has(id)) this.waiting.set(id, post);
      this.later(PAUSE);
      break;
    }
    this.sending = false;
  }

  private later(pause: number): void {
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
    if (answer.ok) this.told(answer.value);
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
