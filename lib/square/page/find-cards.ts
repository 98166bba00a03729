/** Finds the posts of a page: the union of independent signals, by id. */
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

/** A post that was found on the page but not yet read. */
export interface FoundCard {
  id: string;
  /** Contains everything that the page shows of this post. */
  element: Element;
  kind: 'post' | 'comment';
  /** True for the post of a post page: its body has the whole text, not an excerpt. */
  isPagePost: boolean;
  /** Other posts inside `element` (quoted ones): nothing in them belongs to this post. */
  nestedPosts: Element[];
}

const anyBox = boxes.join(',');

interface Signal {
  id: string;
  element: Element;
}

/** Maximum number of levels from a signal up to its card; real cards have seven. */
const CLIMB = 9;
/** Number of levels above a card that are checked for a wrapper which hides only this card. */
const WRAPPERS = 2;

/** The post id of a signal, or `null`. A link inside a text leads to another post and is no signal. */
function claimedPostId(element: Element): string | null {
  const id = getAttribute(element, 'data-id') ?? getAttribute(element, 'data');
  if (isPostId(id)) return id;
  const path = getAttribute(element, 'data-prefetch-path');
  if (path !== null) return postIdFromUrl(path);
  const href = getAttribute(element, 'href');
  if (href === null) return null;
  const coin = postIdFromCoinLink(href);
  if (coin !== null) return coin;
  return !closest(element, textContainers) || isHidden(element) ? postIdFromUrl(href) : null;
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

/** Widens a subtree inside a card to the whole card. */
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

/** Climbs from a signal to the last ancestor that contains nothing of another post. */
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

/** The card around a signal; `null` if it belongs to another post: then the signal is of a quoted post. */
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

/** Cache for ancestors of cards: on one page they are nearly always the same few. */
type Known = Map<Element, boolean>;

/** True if the element is in an area of the page that contains no posts. */
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

/** True if the card is in such an area, or hidden by its own attributes or those of a wrapper around it. */
function isDecoy(element: Element, known: Known = new Map()): boolean {
  if (inDecoy(element, known)) return true;
  let at: Element | null = element;
  for (let level = 0; at && level <= WRAPPERS && !matches(at, boundaries); level += 1) {
    if (isHidden(at)) return true;
    at = parentElement(at);
  }
  return false;
}

/** The body of a post page: the innermost text container that is not a comment's. */
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

/**
 * After a navigation inside the page, the address changes first: true while the coins still belong to another
 * post.
 */
function isStalePage(document: Document, id: string): boolean {
  const coins = querySelectorAll(document, idSignals['coin-link']).filter(
    (link) => !closest(link, `[data-id],${page.comments}`),
  );
  const ids = coins.map((link) => postIdFromCoinLink(getAttribute(link, 'href') ?? ''));
  return ids.length > 0 && !ids.includes(id);
}

/**
 * The post of a post page: its card if that contains its text, else the parent of its body, else the main
 * column.
 */
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
 * Finds every post in `root`, each id once, outer posts before those they quote. Reads no text and does not
 * force layout.
 * @param root the document, or an added subtree: one inside a card is widened to the card
 * @param href the page's address; on other pages than Square's nothing is found
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

/**
 * The element to which the overlay appends its host: the last place in the card, where the page's framework
 * adds nothing.
 */
export function overlayMountPoint(element: Element): Element {
  if (matches(element, `${page.article},${page.main}`)) return element;
  return querySelector(element, card.overlayMount) ?? element;
}

/** True for areas that change often without a change of the post: prices, counters, menus. */
export function isVolatile(node: Node): boolean {
  const element = isElement(node) ? node : parentElement(node);
  return element !== null && closest(element, volatileAreas) !== null;
}
