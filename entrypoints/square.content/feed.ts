/** The posts on the page: which element shows which post, what was said of it, and what is to be sent. */
import type { Annotation, RawPost } from '../../lib/post.ts';
import {
  type FoundCard,
  findCards,
  isVolatile,
  overlayMountPoint,
} from '../../lib/square/page/find-cards.ts';
import { readCard } from '../../lib/square/page/read-card.ts';
import { isConnected, parentOf } from '../../lib/square/page/safe-dom-read.ts';
import { surfaceFromUrl } from '../../lib/square/surface.ts';
import { postIdFromUrl } from '../../lib/square/urls.ts';
import { digest } from './digest.ts';
import { Folds } from './fold.ts';
import { type Around, Item } from './item.ts';
import type { AskFn, Outbox } from './outbox.ts';
import { pageBody } from './safe.ts';
import type { Slices } from './slices.ts';
import { forgetWords } from './strip.ts';
import type { Trust } from './trust.ts';
import type { Watched } from './watch.ts';

/** How long a strip waits, in ms, for what the library says of its post, before it comes without. */
const PATIENCE = 700;

export class Feed implements Watched {
  readonly items = new Map<string, Item>();
  readonly folds = new Folds(() => this.items.values());
  private readonly byElement = new WeakMap<Element, Item>();
  private readonly byHost = new WeakMap<Node, Item>();
  /** The words last read as the text of a post page, and whose they were. */
  private readonly bodies = new WeakMap<Element, { id: string; words: string }>();
  private readonly around: Around;
  private url = '';
  /** Id of the post a post page is about. */
  private own: string | null = null;

  constructor(
    ask: AskFn,
    private readonly outbox: Pick<Outbox, 'add'>,
    trust: Trust,
    private readonly slices: Pick<Slices, 'add'>,
    private readonly patience = PATIENCE,
  ) {
    this.around = {
      ask,
      trust,
      read: (item) => this.read(item),
      told: (annotations) => this.told(annotations),
      unfold: (item) => this.folds.toggle(item),
    };
  }

  isNoise = isVolatile;

  waits(): boolean {
    return this.own !== null && !this.items.has(this.own);
  }

  cardOf(node: Node): Element | null {
    return this.itemAt(node)?.element ?? null;
  }

  /** The post whose card holds this node. */
  itemAt(node: Node | null): Item | null {
    for (let at = node; at; at = parentOf(at)) {
      const item = this.byElement.get(at as Element);
      if (item) return item;
    }
    return null;
  }

  moved(url: string): void {
    this.url = url;
    const surface = surfaceFromUrl(url);
    this.own = surface === 'post' ? postIdFromUrl(url) : null;
    if (surface === null) for (const item of this.items.values()) this.drop(item);
  }

  search(root: Element): (() => void)[] {
    // A card that was read stays as it was read: the address may change before the page does.
    return findCards(root, this.url).map(
      (found) => () => this.see(found, !this.byElement.has(found.element)),
    );
  }

  touched(card: Element): void {
    for (const found of findCards(card, this.url)) this.see(found, true);
  }

  dropped(host: Node): void {
    const item = this.byHost.get(host);
    if (item && isConnected(item.element) && this.items.get(item.id) === item)
      item.mount(overlayMountPoint(item.element));
  }

  left(): void {
    for (const item of this.items.values()) if (!isConnected(item.element)) this.drop(item);
  }

  /** Sends a post once more, unchanged as it may be: what the library says of it may have changed. */
  again(item: Item): void {
    item.sent = null;
    this.touched(item.element);
  }

  /** What the library says about posts, some of them here. */
  told(annotations: readonly Annotation[]): void {
    for (const annotation of annotations) this.items.get(annotation.id)?.hear(annotation);
    this.folds.apply();
  }

  /** Makes every strip anew, in other words. */
  redress(): void {
    forgetWords();
    for (const item of this.items.values()) {
      item.redress();
      this.byHost.set(item.strip.host, item);
    }
    this.folds.apply();
  }

  private see(found: FoundCard, reread: boolean): void {
    const { id, element } = found;
    const before = this.byElement.get(element);
    // React gave the element to another post.
    if (before && before.id !== id) this.drop(before);

    const known = this.items.get(id);
    const moved = known !== undefined && known.element !== element;
    // The same post twice on the page: the page's own post has the strip, else the first.
    if (moved && isConnected(known.element) && !found.isPagePost) return;
    if (known && !moved && !reread) {
      known.mount(overlayMountPoint(element));
      return;
    }

    const post = this.reading(found);
    if (!post) return;
    const item = known ?? this.make(id, post, element);
    if (moved) this.byElement.delete(item.element);
    item.move(element);
    this.byElement.set(element, item);
    item.mount(overlayMountPoint(element));
    this.send(item, post);
  }

  private make(id: string, post: RawPost, element: Element): Item {
    const item = new Item(id, { kind: post.kind, surface: post.surface }, element, this.around);
    this.items.set(id, item);
    this.byHost.set(item.strip.host, item);
    const bare = () => this.items.get(id) === item && item.comeOut();
    setTimeout(() => this.slices.add(bare), this.patience);
    return item;
  }

  private send(item: Item, post: RawPost): void {
    const now = digest(post);
    if (now === item.sent) return;
    item.sent = now;
    this.outbox.add(item.id, { ...post, ...item.met });
  }

  private drop(item: Item): void {
    item.leave();
    this.items.delete(item.id);
    this.byElement.delete(item.element);
  }

  /**
   * What a card says. A post page takes its id from the address, which changes before the page does: words that
   * were the last post's are not the next one's, until they change.
   */
  private reading(found: FoundCard): RawPost | null {
    const post = readCard(found, this.url);
    if (!post || !found.isPagePost) return post;
    const words = `${post.title}\n${post.text}`;
    const last = this.bodies.get(found.element);
    if (last && last.id !== found.id && last.words === words) return null;
    this.bodies.set(found.element, { id: found.id, words });
    return post;
  }

  /** The post as its element shows it at this moment; where the page just gave it another element, as that one. */
  private read(item: Item): RawPost | null {
    const own = ({ id, element }: FoundCard) => id === item.id && element === item.element;
    const body = pageBody();
    const found =
      findCards(item.element, this.url).find((card) => own(card) && isConnected(card.element)) ??
      (body && findCards(body, this.url).find(({ id }) => id === item.id));
    const post = found ? this.reading(found) : null;
    return post && { ...post, ...item.met };
  }
}
