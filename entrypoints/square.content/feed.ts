/** The posts on the page: which element shows which post, what was said of it, and what is to be sent. */
import type { Annotation, RawPost } from '../../lib/post.ts';
import { type FoundCard, findCards, isNoise, placeFor } from '../../lib/square/find.ts';
import { isOnPage, parentOf } from '../../lib/square/nodes.ts';
import { readCard } from '../../lib/square/read.ts';
import { surfaceOf } from '../../lib/square/surface.ts';
import { postIdOf } from '../../lib/square/urls.ts';
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

  isNoise = isNoise;

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
    const surface = surfaceOf(url);
    this.own = surface === 'post' ? postIdOf(url) : null;
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
    if (item && isOnPage(item.element) && this.items.get(item.id) === item)
      item.mount(placeFor(item.element));
  }

  left(): void {
    for (const item of this.items.values()) if (!isOnPage(item.element)) this.drop(item);
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
    if (moved && isOnPage(known.element) && !found.whole) return;
    if (known && !moved && !reread) {
      known.mount(placeFor(element));
      return;
    }

    const post = this.reading(found);
    if (!post) return;
    const item = known ?? this.make(id, post, element);
    if (moved) this.byElement.delete(item.element);
    item.move(element);
    this.byElement.set(element, item);
    item.mount(placeFor(element));
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
    if (!post || !found.whole) return post;
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
      findCards(item.element, this.url).find((card) => own(card) && isOnPage(card.element)) ??
      (body && findCards(body, this.url).find(({ id }) => id === item.id));
    const post = found ? this.reading(found) : null;
    return post && { ...post, ...item.met };
  }
}
