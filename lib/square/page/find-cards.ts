/** Finds the posts of a page: the union of independent signals, keyed by id. */
import { isPostId } from '../post-id.ts';
import {
  anyIdSignal,
  boundaries,
  boxes,
  card,
  idSignals,
  nonPostAreas,
  page,
  textContainers,
  volatileAreas,
} from '../selectors.ts';
import { surfaceFromUrl } from '../surface.ts';
import { postIdFromCoinLink, postIdFromUrl } from '../urls.ts';
import {
  closest,
  contains,
  documentOf,
  getAttribute,
  isElement,
  isHidden,
  matches,
  parentElement,
  querySelector,
  querySelectorAll,
} from './safe-dom-read.ts';

/** A post on the page, found but not read. */
export interface FoundCard {
  id: string;
  /** All the page shows of this post stands in here. */
  element: Element;
  kind: 'post' | 'comment';
  /** True for the post that a post page is about: its body is the whole text, not a card. */
  isPagePost: boolean;
  /** Other posts inside `element` (quoted ones): nothing in them belongs to this post. */
  nestedPosts: Element[];
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
function claimedPostId(element: Element): string | null {
  const id = getAttribute(element, 'data-id') ?? getAttribute(element, 'data');
  if (isPostId(id)) return id;
  const path = getAttribute(element, 'data-prefetch-path');
  if (path !== null) return postIdFromUrl(path);
  const href = getAttribute(element, 'href');
  if (href === null) return null;
  const coin = postIdFromCoinLink(href);
  if (coin !== null) return coin;
  return isHidden(element) || !closest(element, textContainers) ? postIdFromUrl(href) : null;
}

function signalsIn(root: ParentNode & Node): Signal[] {
  const found = querySelectorAll(root, anyIdSignal);
  if (isElement(root) && matches(root, anyIdSignal)) found.unshift(root);
  const signals: Signal[] = [];
  for (const element of found) {
    const id = claimedPostId(element);
    if (id !== null) signals.push({ id, element });
  }
  return signals;
}

/** A subtree that lies inside a card is read as the whole card. */
function expandToCard(root: ParentNode & Node): ParentNode & Node {
  if (!isElement(root)) return root;
  const rooted = closest(root, '[data-id]');
  const nestedPosts = rooted && isPostId(getAttribute(rooted, 'data-id')) ? rooted : root;
  if (!closest(nestedPosts, anyBox)) return nestedPosts;
  for (const box of boxes) {
    const outer = closest(nestedPosts, box);
    if (outer) return outer;
  }
  return nestedPosts;
}

/** Up from a signal as far as nothing of another post comes into view. */
function cardRoot(start: Element, rivals: Element[], limit: Node): Element {
  let at = start;
  for (let level = 0; level < CLIMB; level += 1) {
    const up = parentElement(at);
    if (!up || at === limit || matches(up, boundaries)) break;
    if (rivals.some((rival) => contains(up, rival)) || querySelector(up, nonPostAreas)) break;
    at = up;
  }
  return at;
}

/** The box around a signal, unless it belongs to another post: then the signal is of a quoted one. */
function boxOf({ id, element }: Signal, owners: Map<Element, string>): Element | null {
  const rooted = closest(element, '[data-id]');
  const owner = rooted ? getAttribute(rooted, 'data-id') : null;
  if (rooted && owner === id) return rooted;
  for (const selector of boxes) {
    const box = closest(element, selector);
    if (!box) continue;
    if (isPostId(owner) && rooted && contains(box, rooted)) return null;
    const first = owners.get(box) ?? id;
    owners.set(box, first);
    return first === id ? box : null;
  }
  return null;
}

/** The nearest signals of other posts before and after the one at `index`. */
function neighbourSignals(signals: Signal[], index: number): Element[] {
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
  for (let at: Element | null = element; at && answer === undefined; at = parentElement(at)) {
    answer = known.get(at) ?? (matches(at, nonPostAreas) || undefined);
    path.push(at);
  }
  for (const passed of path) known.set(passed, answer ?? false);
  return answer ?? false;
}

/** True when the card is in a decoy, or hidden by its own attributes or by those of a box around nothing but it. */
function isDecoy(element: Element, known: Known = new Map()): boolean {
  if (inDecoy(element, known)) return true;
  let at: Element | null = element;
  for (let level = 0; at && level <= WRAPPERS && !matches(at, boundaries); level += 1) {
    if (isHidden(at)) return true;
    at = parentElement(at);
  }
  return false;
}

/** The body of a post page: the innermost text container that is no comment's. */
export function findBody(document: Document): Element | null {
  for (const selector of page.bodies) {
    const found = querySelectorAll(document, selector).find(
      (body) =>
        !closest(body, page.comments) && !querySelector(body, '.richtext-container') && !isDecoy(body),
    );
    if (found) return found;
  }
  const article = querySelector(document, page.article);
  return article && !isDecoy(article) ? article : null;
}

/** After a visit within the page its address comes first: true while the coins still hang on another post. */
function isStalePage(document: Document, id: string): boolean {
  const coins = querySelectorAll(document, idSignals['coin-link']).filter(
    (link) => !closest(link, `[data-id],${page.comments}`),
  );
  const ids = coins.map((link) => postIdFromCoinLink(getAttribute(link, 'href') ?? ''));
  return ids.length > 0 && !ids.includes(id);
}

/** The post a post page is about: its card if that holds its text, else the box of its body, else the main column. */
function pagePost(document: Document, id: string, known: FoundCard | undefined): FoundCard | null {
  const body = findBody(document);
  if (
    known &&
    (body ? contains(known.element, body) : querySelector(known.element, `${card.content},${textContainers}`))
  )
    return { ...known, kind: 'post', isPagePost: true };
  if (isStalePage(document, id)) return null;
  const element = body ? (closest(body, page.article) ?? body) : querySelector(document, page.main);
  const rooted = element && closest(element, '[data-id]');
  if (!element || (rooted && isPostId(getAttribute(rooted, 'data-id')))) return null;
  return { id, element, kind: 'post', isPagePost: true, nestedPosts: [] };
}

/**
 * Finds every post in `root`, each id once, outer posts before the ones they quote.
 * Reads no text; asks nothing of the layout.
 * @param root the document, or a subtree that was added: one inside a card is widened to the card.
 * @param href the page's address; on anything but Square's pages nothing is found.
 */
export function findCards(root: ParentNode & Node, href: string): FoundCard[] {
  const surface = surfaceFromUrl(href);
  if (surface === null) return [];
  const scope = expandToCard(root);
  const signals = signalsIn(scope);
  const found = new Map<string, FoundCard>();
  const owners = new Map<Element, string>();
  const known: Known = new Map();
  const pageId = surface === 'post' ? postIdFromUrl(href) : null;
  let open: FoundCard[] = [];

  for (const [index, signal] of signals.entries()) {
    const { id } = signal;
    if (found.has(id)) continue;
    const element =
      boxOf(signal, owners) ?? cardRoot(signal.element, neighbourSignals(signals, index), scope);
    if (isDecoy(element, known)) continue;
    open = open.filter((outer) => outer.element !== element && contains(outer.element, element));
    const quoted = open.length > 0;
    const other = pageId !== null && id !== pageId && !quoted;
    const kind = other || matches(element, card.comment) ? 'comment' : 'post';
    for (const outer of open) outer.nestedPosts.push(element);
    const next: FoundCard = { id, element, kind, isPagePost: false, nestedPosts: [] };
    found.set(id, next);
    open.push(next);
  }

  if (pageId !== null) {
    const own = found.get(pageId);
    const isQuoted = [...found.values()].some(({ nestedPosts }) => own && nestedPosts.includes(own.element));
    const whole = pagePost(documentOf(scope) ?? (scope as Document), pageId, isQuoted ? undefined : own);
    if (whole) found.set(pageId, whole);
  }
  return [...found.values()];
}

/** Where the overlay appends its host: the last place in the card, which the page's framework leaves alone. */
export function overlayMountPoint(element: Element): Element {
  if (matches(element, `${page.article},${page.main}`)) return element;
  return querySelector(element, card.overlayMount) ?? element;
}

/** True where the page changes all the time and no post does: prices, counters, menus. */
export function isVolatile(node: Node): boolean {
  const element = isElement(node) ? node : parentElement(node);
  return element !== null && closest(element, volatileAreas) !== null;
}
