/** Finds the post that a menu entry or a keyboard shortcut refers to. */

import { pageFocus } from '../dom/safe-document.ts';
import type { PagePost } from './page-post.ts';
import type { PostRegistry } from './post-registry.ts';

export class TargetPost {
  private clicked: WeakRef<PagePost> | null = null;
  private pointed: WeakRef<Element> | null = null;

  constructor(
    private readonly registry: PostRegistry,
    signal: AbortSignal,
  ) {
    const options = { signal, capture: true, passive: true } as const;
    addEventListener('contextmenu', (event) => event.isTrusted && this.rightClicked(event.target), options);
    addEventListener('pointerover', (event) => event.isTrusted && this.over(event.target), options);
  }

  /** The post that was last right-clicked, if it is still on the page. */
  lastRightClicked(): PagePost | null {
    const item = this.clicked?.deref();
    return item && this.registry.items.get(item.id) === item ? item : null;
  }

  /** The post with the focus, else the one under the pointer, else the most visible one. */
  async forShortcut(): Promise<PagePost | null> {
    const focused = this.registry.itemAt(pageFocus());
    return focused ?? this.registry.itemAt(this.pointed?.deref() ?? null) ?? (await this.mostInView());
  }

  private rightClicked(target: EventTarget | null): void {
    const item = target instanceof Node ? this.registry.itemAt(target) : null;
    this.clicked = item && new WeakRef(item);
  }

  private over(target: EventTarget | null): void {
    this.pointed = target instanceof Element ? new WeakRef(target) : null;
  }

  /** Uses an IntersectionObserver once, so that nothing is measured while the user scrolls. */
  private mostInView(): Promise<PagePost | null> {
    return new Promise((resolve) => {
      const elements = [...this.registry.items.values()].map(({ element }) => element);
      if (elements.length === 0) return resolve(null);
      const observer = new IntersectionObserver((entries) => {
        observer.disconnect();
        const shown = (entry: IntersectionObserverEntry) =>
          entry.intersectionRect.width * entry.intersectionRect.height;
        const best = entries.reduce((most, entry) => (shown(entry) > shown(most) ? entry : most));
        resolve(shown(best) > 0 ? this.registry.itemAt(best.target) : null);
      });
      for (const element of elements) observer.observe(element);
    });
  }
}
