/** Finds the posts of a page: the union of independent signals, keyed by id. */
import { isPostId } from './ids.ts';
import { all, attr, closest, documentOf, holds, isA, isElement, isHidden, one, upOf } from './nodes.ts';
import { boxes, card, decoys, idSignal, idSignals, lists, noise, page, texts } from './selectors.ts';
import { surfaceOf } from './surface.ts';
import { contentIdOf, postIdOf } from './urls.ts';

/** A post on the page, found but not read. */
export interface FoundCard {
  id: string;
  /** All the page shows of this post stands in here. */
  element: Element;
  kind: 'post' | 'comment';
  /** True for the post that a post page is about: its body is the whole text, not a card. */
  whole: boolean;
  /** Other posts inside `element` (quoted ones): nothing in them belongs to this post. */
  inner: Element[];
}

const anyBox = boxes.join(',');

interface Signal {
  id: string;
  element: Element;
}

/** Levels from a signal up to its card at most; in a real card it is seven. */
const CLIMB = 9;
/** Levels above a card that may hide it and nothing else. */
const WRAPPERS = 2;

/** The id an element claims, or `null`. A link inside somebody's text leads elsewhere and claims nothing. */
function claimed(element: Element): string | null {
  const id = attr(element, 'data-id') ?? attr(element, 'data');
  if (isPostId(id)) return id;
  const path = attr(element, 'data-prefetch-path');
  if (path !== null) return postIdOf(path);
  const href = attr(element, 'href');
  if (href === null) return null;
  const coin = contentIdOf(href);
  if (coin !== null) return coin;
  return isHidden(element) || !closest(element, texts) ? postIdOf(href) : null;
}

function signalsIn(root: ParentNode & Node): Signal[] {
  const found = all(root, idSignal);
  if (isElement(root) && isA(root, idSignal)) found.unshift(root);
  const signals: Signal[] = [];
  for (const element of found) {
    const id = claimed(element);
    if (id !== null) signals.push({ id, element });
  }
  return signals;
}

/** A subtree that lies inside a card is read as the whole card. */
function widen(root: ParentNode & Node): ParentNode & Node {
  if (!isElement(root)) return root;
  const rooted = closest(root, '[data-id]');
  const inner = rooted && isPostId(attr(rooted, 'data-id')) ? rooted : root;
  if (!closest(inner, anyBox)) return inner;
  for (const box of boxes) {
    const outer = closest(inner, box);
    if (outer) return outer;
  }
  return inner;
}

/** Up from a signal as far as nothing of another post comes into view. */
function climb(start: Element, rivals: Element[], limit: Node): Element {
  let at = start;
  for (let level = 0; level < CLIMB; level += 1) {
    const up = upOf(at);
    if (!up || at === limit || isA(up, lists)) break;
    if (rivals.some((rival) => holds(up, rival)) || one(up, decoys)) break;
    at = up;
  }
  return at;
}

/** The box around a signal, unless it belongs to another post: then the signal is of a quoted one. */
function boxOf({ id, element }: Signal, owners: Map<Element, string>): Element | null {
  const rooted = closest(element, '[data-id]');
  const owner = rooted ? attr(rooted, 'data-id') : null;
  if (rooted && owner === id) return rooted;
  for (const selector of boxes) {
    const box = closest(element, selector);
    if (!box) continue;
    if (isPostId(owner) && rooted && holds(box, rooted)) return null;
    const first = owners.get(box) ?? id;
    owners.set(box, first);
    return first === id ? box : null;
  }
  return null;
}

/** The nearest signals of other posts before and after the one at `index`. */
function rivalsOf(signals: Signal[], index: number): Element[] {
  const id = signals[index]?.id;
  let before = index;
  let after = index;
  while (signals[before]?.id === id) before -= 1;
  while (signals[after]?.id === id) after += 1;
  return [signals[before], signals[after]].flatMap((rival) => (rival ? [rival.element] : []));
}

/** What was found of the elements that cards stand in: on one page they are nearly always the same few. */
type Known = Map<Element, boolean>;

/** True when the element is, or stands in, a part of the page where no post is. */
function inDecoy(element: Element, known: Known): boolean {
  const path: Element[] = [];
  let answer: boolean | undefined;
  for (let at: Element | null = element; at && answer === undefined; at = upOf(at)) {
    answer = known.get(at) ?? (isA(at, decoys) || undefined);
    path.push(at);
  }
  for (const passed of path) known.set(passed, answer ?? false);
  return answer ?? false;
}

/** True when the card is in a decoy, or hidden by its own attributes or by those of a box around nothing but it. */
function isDecoy(element: Element, known: Known = new Map()): boolean {
  if (inDecoy(element, known)) return true;
  let at: Element | null = element;
  for (let level = 0; at && level <= WRAPPERS && !isA(at, lists); level += 1) {
    if (isHidden(at)) return true;
    at = upOf(at);
  }
  return false;
}

/** The body of a post page: the innermost text container that is no comment's. */
export function bodyOf(document: Document): Element | null {
  for (const selector of page.bodies) {
    const found = all(document, selector).find(
      (body) => !closest(body, page.comments) && !one(body, '.richtext-container') && !isDecoy(body),
    );
    if (found) return found;
  }
  const article = one(document, page.article);
  return article && !isDecoy(article) ? article : null;
}

/** After a visit within the page its address comes first: true while the coins still hang on another post. */
function isLeftOver(document: Document, id: string): boolean {
  const coins = all(document, idSignals['coin-link']).filter(
    (link) => !closest(link, `[data-id],${page.comments}`),
  );
  const ids = coins.map((link) => contentIdOf(attr(link, 'href') ?? ''));
  return ids.length > 0 && !ids.includes(id);
}

/** The post a post page is about: its card if that holds its text, else the box of its body, else the main column. */
function wholeOf(document: Document, id: string, known: FoundCard | undefined): FoundCard | null {
  const body = bodyOf(document);
  if (known && (body ? holds(known.element, body) : one(known.element, `${card.content},${texts}`)))
    return { ...known, kind: 'post', whole: true };
  if (isLeftOver(document, id)) return null;
  const element = body ? (closest(body, page.article) ?? body) : one(document, page.main);
  const rooted = element && closest(element, '[data-id]');
  if (!element || (rooted && isPostId(attr(rooted, 'data-id')))) return null;
  return { id, element, kind: 'post', whole: true, inner: [] };
}

/**
 * Finds every post in `root`, each id once, outer posts before the ones they quote.
 * Reads no text; asks nothing of the layout.
 * @param root the document, or a subtree that was added: one inside a card is widened to the card.
 * @param href the page's address; on anything but Square's pages nothing is found.
 */
export function findCards(root: ParentNode & Node, href: string): FoundCard[] {
  const surface = surfaceOf(href);
  if (surface === null) return [];
  const scope = widen(root);
  const signals = signalsIn(scope);
  const found = new Map<string, FoundCard>();
  const owners = new Map<Element, string>();
  const known: Known = new Map();
  const pageId = surface === 'post' ? postIdOf(href) : null;
  let open: FoundCard[] = [];

  for (const [index, signal] of signals.entries()) {
    const { id } = signal;
    if (found.has(id)) continue;
    const element = boxOf(signal, owners) ?? climb(signal.element, rivalsOf(signals, index), scope);
    if (isDecoy(element, known)) continue;
    open = open.filter((outer) => outer.element !== element && holds(outer.element, element));
    const quoted = open.length > 0;
    const other = pageId !== null && id !== pageId && !quoted;
    const kind = other || isA(element, card.comment) ? 'comment' : 'post';
    for (const outer of open) outer.inner.push(element);
    const next: FoundCard = { id, element, kind, whole: false, inner: [] };
    found.set(id, next);
    open.push(next);
  }

  if (pageId !== null) {
    const own = found.get(pageId);
    const isQuoted = [...found.values()].some(({ inner }) => own && inner.includes(own.element));
    const whole = wholeOf(documentOf(scope) ?? (scope as Document), pageId, isQuoted ? undefined : own);
    if (whole) found.set(pageId, whole);
  }
  return [...found.values()];
}

/** Where the overlay appends its host: the last place in the card, which the page's framework leaves alone. */
export function placeFor(element: Element): Element {
  if (isA(element, `${page.article},${page.main}`)) return element;
  return one(element, card.place) ?? element;
}

/** True where the page changes all the time and no post does: prices, counters, menus. */
export function isNoise(node: Node): boolean {
  const element = isElement(node) ? node : upOf(node);
  return element !== null && closest(element, noise) !== null;
}
