/** The posts on the page: which element shows which post, its annotation, and what to send. */
import type { Annotation, RawPost } from '../../../lib/post.ts';
import {
  type FoundCard,
  findCards,
  isVolatile,
  overlayMountPoint,
} from '../../../lib/square/page/find-cards.ts';
import { readCard } from '../../../lib/square/page/read-card.ts';
import { getAttribute, isConnected, parentOf } from '../../../lib/square/page/safe-dom-read.ts';
import { isPageTranslated } from '../../../lib/square/page/translation.ts';
import { surfaceFromUrl } from '../../../lib/square/surface.ts';
import { postIdFromUrl } from '../../../lib/square/urls.ts';
import { pageBody, pageRoot } from '../dom/safe-document.ts';
import type { ClickGuard } from '../dom/trusted-click.ts';
import type { IdleQueue } from '../page/idle-queue.ts';
import type { PageObserverDelegate } from '../page/page-observer.ts';
import { resetTemplate } from '../strip/strip.ts';
import type { AnnotateQueue, SendFn } from './annotate-queue.ts';
import { CopyCollapser } from './collapse-copies.ts';
import { CopyCount } from './copy-count.ts';
import { PagePost, type PagePostContext } from './page-post.ts';
import { postDigest } from './post-digest.ts';

/** Maximum time, in ms, that a strip waits for its annotation before it is shown without one. */
const PATIENCE = 700;
/** Strips made within this time, in ms, wait together: a timer for each costs as much as a part of a strip. */
const PATIENCE_STEP = 50;

export class PostRegistry implements PageObserverDelegate {
  readonly items = new Map<string, PagePost>();
  readonly collapser = new CopyCollapser(() => this.items.values());
  private readonly byElement = new WeakMap<Element, PagePost>();
  private readonly byHost = new WeakMap<Node, PagePost>();
  /**
   * For each body element of a post page: the text last read from it, and the id of the post it belongs to.
   */
  private readonly bodies = new WeakMap<Element, { id: string; words: string }>();
  private readonly context: PagePostContext;
  private readonly copyCount: CopyCount;
  /** Posts whose strips were made since `waitingSince`, and are shown together without an annotation. */
  private waiting: PagePost[] = [];
  private waitingSince = Number.NEGATIVE_INFINITY;
  private url = '';
  /** The `lang` of the page when it was first read. */
  private language: string | null = null;
  /** Id of the post that a post page shows. */
  private pagePostId: string | null = null;

  constructor(
    ask: SendFn,
    private readonly annotateQueue: Pick<AnnotateQueue, 'add'>,
    isTrusted: ClickGuard,
    private readonly idleQueue: Pick<IdleQueue, 'add'>,
    private readonly patience = PATIENCE,
  ) {
    this.copyCount = new CopyCount(ask, this.items);
    this.context = {
      ask,
      isTrusted,
      readCurrent: (item) => this.readCurrent(item),
      applyAnnotations: (annotations) => this.applyAnnotations(annotations),
      onChanged: () => this.collapser.update(),
      toggleCopies: (item) => this.collapser.toggleGroup(item),
    };
  }

  isNoise = isVolatile;

  awaitsPagePost(): boolean {
    return this.pagePostId !== null && !this.items.has(this.pagePostId);
  }

  cardOf(node: Node): Element | null {
    return this.itemAt(node)?.element ?? null;
  }

  /** The post whose card contains this node. */
  itemAt(node: Node | null): PagePost | null {
    for (let at = node; at; at = parentOf(at)) {
      const item = this.byElement.get(at as Element);
      if (item) return item;
    }
    return null;
  }

  onUrlChanged(url: string): void {
    this.url = url;
    const surface = surfaceFromUrl(url);
    this.pagePostId = surface === 'post' ? postIdFromUrl(url) : null;
    if (surface === null) for (const item of this.items.values()) this.remove(item);
  }

  search(root: Element): (() => void)[] {
    // A card that was read keeps its kind and surface: the address may change before the content does.
    return findCards(root, this.url).map(
      (found) => () => this.register(found, !this.byElement.has(found.element)),
    );
  }

  onCardChanged(card: Element): void {
    for (const found of findCards(card, this.url)) this.register(found, true);
  }

  onHostRemoved(host: Node): void {
    const item = this.byHost.get(host);
    if (item && isConnected(item.element) && this.items.get(item.id) === item)
      item.mount(overlayMountPoint(item.element));
  }

  onNodesRemoved(): void {
    for (const item of this.items.values()) if (!isConnected(item.element)) this.remove(item);
  }

  /** Sends a post again, even if unchanged: its annotation may have changed. */
  resend(item: PagePost): void {
    item.sentDigest = null;
    this.onCardChanged(item.element);
  }

  /** Applies annotations; those of posts that are not on the page are ignored. */
  applyAnnotations(annotations: readonly Annotation[]): void {
    for (const annotation of annotations) this.items.get(annotation.id)?.setAnnotation(annotation);
    this.collapser.update();
    this.copyCount.update();
  }

  /** Creates every strip again after the messages changed. */
  rebuildStrips(): void {
    resetTemplate();
    for (const item of this.items.values()) {
      item.rebuildStrip();
      this.byHost.set(item.strip.host, item);
    }
    this.collapser.update();
  }

  private register(found: FoundCard, reread: boolean): void {
    const { id, element } = found;
    const before = this.byElement.get(element);
    // React reused the element for another post.
    if (before && before.id !== id) this.remove(before);

    const known = this.items.get(id);
    const moved = known !== undefined && known.element !== element;
    // The page has the same post twice: the page's own post gets the strip, otherwise the first one.
    if (moved && isConnected(known.element) && !found.isPagePost) return;
    if (known && !moved && !reread) {
      known.mount(overlayMountPoint(element));
      return;
    }

    const post = this.readPost(found);
    if (!post) return;
    const item = known ?? this.make(id, post, element);
    if (moved) this.byElement.delete(item.element);
    item.move(element);
    this.byElement.set(element, item);
    item.mount(overlayMountPoint(element));
    this.send(item, post);
  }

  /** True while a browser translates the page. Firefox only changes the `lang` of the page. */
  private isPageTranslated(): boolean {
    const root = pageRoot();
    const language = root && getAttribute(root, 'lang');
    this.language ??= language;
    return isPageTranslated(root) || (language !== this.language && !this.isOwnLanguage(language));
  }

  /** True when the address names this language: the user chose it on the site. */
  private isOwnLanguage(language: string | null): boolean {
    const [, locale] = /^\/([a-z]{2})(?:-[a-z]+)?\//i.exec(new URL(this.url).pathname) ?? [];
    return locale !== undefined && language?.toLowerCase().startsWith(locale.toLowerCase()) === true;
  }

  private make(id: string, post: RawPost, element: Element): PagePost {
    const item = new PagePost(id, { kind: post.kind, surface: post.surface }, element, this.context);
    this.items.set(id, item);
    this.byHost.set(item.strip.host, item);
    this.revealLater(item);
    return item;
  }

  /** Shows the strip of a post after a while, if it is still the post's. */
  private revealLater(item: PagePost): void {
    const now = performance.now();
    if (now - this.waitingSince > PATIENCE_STEP) {
      this.waitingSince = now;
      const waiting: PagePost[] = [];
      this.waiting = waiting;
      const showWithoutAnnotation = () => {
        for (const one of waiting) if (this.items.get(one.id) === one) one.reveal();
      };
      setTimeout(() => this.idleQueue.add(showWithoutAnnotation), this.patience);
    }
    this.waiting.push(item);
  }

  private send(item: PagePost, post: RawPost): void {
    // A translation is no change of the post.
    const isTranslation = post.translated || post.translatedBySite;
    if (isTranslation && item.original) return;
    if (!isTranslation) item.original = post;
    const now = postDigest(post);
    if (now === item.sentDigest) return;
    item.sentDigest = now;
    this.annotateQueue.add(item.id, { ...post, ...item.firstReading });
  }

  private remove(item: PagePost): void {
    item.unmount();
    this.copyCount.update();
    this.items.delete(item.id);
    this.byElement.delete(item.element);
  }

  /**
   * Reads a card. A post page takes its id from the address, which changes before the content does: text that
   * belonged to the previous post is not accepted for the next one until it changes.
   */
  private readPost(found: FoundCard): RawPost | null {
    const post = readCard(found, this.url, this.isPageTranslated());
    if (!post || !found.isPagePost) return post;
    const words = `${post.title}\n${post.text}`;
    const last = this.bodies.get(found.element);
    if (last && last.id !== found.id && last.words === words) return null;
    this.bodies.set(found.element, { id: found.id, words });
    return post;
  }

  /**
   * Reads the post that the element shows now. If the page reused the element for another post, registers
   * that one.
   */
  private readCurrent(item: PagePost): RawPost | null {
    const pagePostId = ({ id, element }: FoundCard) => id === item.id && element === item.element;
    const body = pageBody();
    const found =
      findCards(item.element, this.url).find((card) => pagePostId(card) && isConnected(card.element)) ??
      (body && findCards(body, this.url).find(({ id }) => id === item.id));
    const post = found ? this.readPost(found) : null;
    const own = post?.translated || post?.translatedBySite ? (item.original ?? post) : post;
    return own && { ...own, ...item.firstReading };
  }
}
