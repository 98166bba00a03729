/** The posts on the page: which element shows which post, what was said of it, and what is to be sent. */
import type { Annotation, RawPost } from '../../../lib/post.ts';
import {
  type FoundCard,
  findCards,
  isVolatile,
  overlayMountPoint,
} from '../../../lib/square/page/find-cards.ts';
import { readCard } from '../../../lib/square/page/read-card.ts';
import { isConnected, parentOf } from '../../../lib/square/page/safe-dom-read.ts';
import { surfaceFromUrl } from '../../../lib/square/surface.ts';
import { postIdFromUrl } from '../../../lib/square/urls.ts';
import { pageBody } from '../dom/safe-document.ts';
import type { ClickGuard } from '../dom/trusted-click.ts';
import type { IdleQueue } from '../page/idle-queue.ts';
import type { PageObserverDelegate } from '../page/page-observer.ts';
import { resetTemplate } from '../strip/strip.ts';
import type { AnnotateQueue, SendFn } from './annotate-queue.ts';
import { CopyCollapser } from './collapse-copies.ts';
import { PagePost, type PagePostContext } from './page-post.ts';
import { postDigest } from './post-digest.ts';

/** How long a strip waits, in ms, for what the library says of its post, before it comes without. */
const PATIENCE = 700;

export class PostRegistry implements PageObserverDelegate {
  readonly items = new Map<string, PagePost>();
  readonly folds = new CopyCollapser(() => this.items.values());
  private readonly byElement = new WeakMap<Element, PagePost>();
  private readonly byHost = new WeakMap<Node, PagePost>();
  /** The words last read as the text of a post page, and whose they were. */
  private readonly bodies = new WeakMap<Element, { id: string; words: string }>();
  private readonly context: PagePostContext;
  private url = '';
  /** Id of the post a post page is about. */
  private pagePostId: string | null = null;

  constructor(
    ask: SendFn,
    private readonly outbox: Pick<AnnotateQueue, 'add'>,
    trust: ClickGuard,
    private readonly slices: Pick<IdleQueue, 'add'>,
    private readonly patience = PATIENCE,
  ) {
    this.context = {
      ask,
      trust,
      readCurrent: (item) => this.readCurrent(item),
      applyAnnotations: (annotations) => this.applyAnnotations(annotations),
      unfold: (item) => this.folds.toggleGroup(item),
    };
  }

  isNoise = isVolatile;

  awaitsPagePost(): boolean {
    return this.pagePostId !== null && !this.items.has(this.pagePostId);
  }

  cardOf(node: Node): Element | null {
    return this.itemAt(node)?.element ?? null;
  }

  /** The post whose card holds this node. */
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
    // A card that was read stays as it was read: the address may change before the page does.
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

  /** Sends a post once more, unchanged as it may be: what the library says of it may have changed. */
  resend(item: PagePost): void {
    item.sentDigest = null;
    this.onCardChanged(item.element);
  }

  /** What the library says about posts, some of them here. */
  applyAnnotations(annotations: readonly Annotation[]): void {
    for (const annotation of annotations) this.items.get(annotation.id)?.setAnnotation(annotation);
    this.folds.update();
  }

  /** Makes every strip anew, in other words. */
  rebuildStrips(): void {
    resetTemplate();
    for (const item of this.items.values()) {
      item.rebuildStrip();
      this.byHost.set(item.strip.host, item);
    }
    this.folds.update();
  }

  private register(found: FoundCard, reread: boolean): void {
    const { id, element } = found;
    const before = this.byElement.get(element);
    // React gave the element to another post.
    if (before && before.id !== id) this.remove(before);

    const known = this.items.get(id);
    const moved = known !== undefined && known.element !== element;
    // The same post twice on the page: the page's own post has the strip, else the first.
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

  private make(id: string, post: RawPost, element: Element): PagePost {
    const item = new PagePost(id, { kind: post.kind, surface: post.surface }, element, this.context);
    this.items.set(id, item);
    this.byHost.set(item.strip.host, item);
    const showWithoutAnnotation = () => this.items.get(id) === item && item.reveal();
    setTimeout(() => this.slices.add(showWithoutAnnotation), this.patience);
    return item;
  }

  private send(item: PagePost, post: RawPost): void {
    const now = postDigest(post);
    if (now === item.sentDigest) return;
    item.sentDigest = now;
    this.outbox.add(item.id, { ...post, ...item.firstReading });
  }

  private remove(item: PagePost): void {
    item.unmount();
    this.items.delete(item.id);
    this.byElement.delete(item.element);
  }

  /**
   * What a card says. A post page takes its id from the address, which changes before the page does: words that
   * were the last post's are not the next one's, until they change.
   */
  private readPost(found: FoundCard): RawPost | null {
    const post = readCard(found, this.url);
    if (!post || !found.isPagePost) return post;
    const words = `${post.title}\n${post.text}`;
    const last = this.bodies.get(found.element);
    if (last && last.id !== found.id && last.words === words) return null;
    this.bodies.set(found.element, { id: found.id, words });
    return post;
  }

  /** The post as its element shows it at this moment; where the page just gave it another element, as that one. */
  private readCurrent(item: PagePost): RawPost | null {
    const pagePostId = ({ id, element }: FoundCard) => id === item.id && element === item.element;
    const body = pageBody();
    const found =
      findCards(item.element, this.url).find((card) => pagePostId(card) && isConnected(card.element)) ??
      (body && findCards(body, this.url).find(({ id }) => id === item.id));
    const post = found ? this.readPost(found) : null;
    return post && { ...post, ...item.firstReading };
  }
}
