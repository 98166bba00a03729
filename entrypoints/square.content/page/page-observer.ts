/**
 * Observes the page with one MutationObserver. Mutations are collected, then processed in slices: which
 * elements to search for cards, which cards to read again, and which of our hosts were removed.
 */
import { isConnected, isElement, parentElement } from '../../../lib/square/page/safe-dom-read.ts';
import { childrenOf, hasMoreThan, pageBody } from '../dom/safe-document.ts';
import { isAttached, isForeignHost, isOurHost, removeForeignHosts } from '../dom/shadow-host.ts';
import type { IdleQueue } from './idle-queue.ts';

/** Time, in ms, during which mutations are collected. */
const DEBOUNCE_MS = 120;
/**
 * Interval, in ms, at which the address is read: events that announce a new one can be forged, canceled or
 * missing.
 */
const ADDRESS_TICK = 1_000;
/**
 * An element with more descendants than this (about 80 cards) is searched child by child, so that no search
 * exceeds its slice.
 */
const MAX_ELEMENTS_PER_SEARCH = 8_000;
/**
 * Maximum number of copied hosts to remove: a page that clones them in a loop cannot keep us busy. The copies
 * are empty.
 */
const MAX_STRAYS_REMOVED = 5_000;

export interface PageObserverDelegate {
  /** The known card that contains this node, or `null`. */
  cardOf(node: Node): Element | null;
  /** True until the post of a post page was read: until then, any change of text may belong to it. */
  awaitsPagePost(): boolean;
  /** True for areas that change often and contain no post: prices, counters, menus. */
  isNoise(node: Node): boolean;
  /**
   * Nodes were added: find the cards in and around them.
   * @returns one job per card
   */
  search(root: Element): (() => void)[];
  /** Something changed inside a known card. */
  onCardChanged(card: Element): void;
  /** One of our hosts was removed or moved. */
  onHostRemoved(host: Node): void;
  /** Nodes were removed: some cards may be gone. */
  onNodesRemoved(): void;
  /** The address changed. */
  onUrlChanged(url: string): void;
}

export class PageObserver {
  private readonly roots = new Set<Element>();
  private readonly cards = new Set<Element>();
  private readonly hosts = new Set<Node>();
  private someLeft = false;
  private readonly onNodesRemoved = () => this.watched.onNodesRemoved();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private strays = MAX_STRAYS_REMOVED;
  private url = '';

  constructor(
    private readonly page: Document,
    private readonly idleQueue: IdleQueue,
    private readonly watched: PageObserverDelegate,
    private readonly signal: AbortSignal,
  ) {}

  start(): void {
    const observer = new MutationObserver((records) => this.onMutations(records));
    // Observe the document, not its body: a page may replace the body.
    observer.observe(this.page, { childList: true, characterData: true, subtree: true });
    const tick = setInterval(() => this.checkUrl(), ADDRESS_TICK);
    this.signal.addEventListener('abort', () => {
      observer.disconnect();
      clearInterval(tick);
      clearTimeout(this.timer);
    });
    const { signal } = this;
    // These events are only hints; the address itself is read afterwards.
    const soon = () => setTimeout(() => this.checkUrl());
    addEventListener('popstate', soon, { signal });
    (globalThis as { navigation?: EventTarget }).navigation?.addEventListener('navigatesuccess', soon, {
      signal,
    });
    this.checkUrl();
    this.rescan();
  }

  /** Searches the whole page again: at the start, after a freeze, and after a change of address. */
  rescan(): void {
    const body = pageBody();
    if (body) this.roots.add(body);
    this.someLeft = true;
    this.flush();
  }

  private checkUrl(): void {
    if (this.page.location.href === this.url || this.signal.aborted) return;
    const first = this.url === '';
    this.url = this.page.location.href;
    this.watched.onUrlChanged(this.url);
    if (!first) this.rescan();
  }

  private onMutations(records: MutationRecord[]): void {
    for (const record of records) this.collect(record);
    if (this.roots.size + this.cards.size + this.hosts.size > 0 || this.someLeft)
      this.timer ??= setTimeout(() => this.flush(), DEBOUNCE_MS);
  }

  private collect({ type, target, addedNodes, removedNodes }: MutationRecord): void {
    // Usually these are our own strips being attached.
    if (addedNodes.length === 1 && removedNodes.length === 0 && isAttached(addedNodes[0] as Node)) return;
    let foreign = type !== 'childList';
    for (const node of removedNodes) {
      if (isOurHost(node)) {
        if (!isAttached(node)) this.hosts.add(node);
      } else {
        foreign = true;
        if (isElement(node)) this.someLeft = true;
      }
    }
    const noise = this.watched.isNoise(target);
    for (const node of addedNodes) {
      if (isOurHost(node)) {
        if (!isAttached(node)) this.hosts.add(node);
      } else if (isForeignHost(node) && this.strays-- > 0) Element.prototype.remove.call(node);
      else {
        foreign = true;
        if (!noise && isElement(node)) this.roots.add(node);
      }
    }
    if (!foreign || noise) return;
    const card = this.watched.cardOf(target);
    if (card) this.cards.add(card);
    else if (this.watched.awaitsPagePost()) this.roots.add(parentElement(target) ?? (target as Element));
  }

  private flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.checkUrl();
    const { roots, cards, hosts } = this;
    let up: Element | null = null;
    let inside = false;
    for (const root of roots) {
      // Cards that are added together have the same parent.
      const parent = parentElement(root);
      if (parent !== up) inside = this.isInside(root, roots);
      up = parent;
      if (!inside) this.search(root);
    }
    for (const card of cards) this.idleQueue.add(() => this.watched.onCardChanged(card));
    for (const host of hosts) this.idleQueue.add(() => this.watched.onHostRemoved(host));
    // Runs after the new cards were handled, because a post may only have changed its element.
    if (this.someLeft) this.idleQueue.addOnceAtEnd(this.onNodesRemoved);
    roots.clear();
    cards.clear();
    hosts.clear();
    this.someLeft = false;
  }

  /** True if `root` is inside another of the roots. */
  private isInside(root: Element, roots: ReadonlySet<Element>): boolean {
    for (let up = parentElement(root); up; up = parentElement(up)) if (roots.has(up)) return true;
    return false;
  }

  private search(root: Element): void {
    this.idleQueue.add(() => {
      if (!isConnected(root)) return;
      if (hasMoreThan(root, MAX_ELEMENTS_PER_SEARCH)) {
        for (const child of childrenOf(root)) this.search(child);
        return;
      }
      if (this.strays > 0) this.strays -= removeForeignHosts(root);
      for (const job of this.watched.search(root)) this.idleQueue.add(job);
    });
  }
}
