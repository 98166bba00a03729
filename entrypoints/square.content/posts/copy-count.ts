/** Tells the background how many posts on the page repeat an earlier one: the number on the toolbar icon. */
import type { SendFn } from './annotate-queue.ts';
import type { PagePost } from './page-post.ts';

/** Time, in ms, during which changes are collected. */
const COLLECT_MS = 400;

export class CopyCount {
  /** The number sent last; `null` at first, so that 0 is sent for a page without copies. */
  private sent = -1;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly ask: SendFn,
    private readonly items: ReadonlyMap<string, PagePost>,
  ) {}

  /** Call it after annotations changed or posts were removed. */
  update(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      const copies = [...this.items.values()].filter(
        ({ annotation }) => annotation?.copy?.rank === 'copy',
      ).length;
      if (copies === this.sent) return;
      this.sent = copies;
      void this.ask('setCopyCount', { copies });
    }, COLLECT_MS);
  }
}
