/** The elements that are ours in the page: one host a post, found again by us and by a later instance. */
import { getAttribute, isElement, parentOf, querySelectorAll } from '../../lib/square/page/safe-dom-read.ts';
import { make, putInto } from './safe.ts';
import { dress } from './sheet.ts';

/** Marks a host, so that the instance after an update can take away what this one left. Says nothing of us. */
const MARK = 'data-rv4';

/** Our hosts, and where we put each. */
const own = new WeakMap<Node, Node | null>();

/** What the page must not hear of: it would open the post, or act on a key. */
const OURS_ALONE = [
  ...['auxclick', 'dblclick', 'mousedown', 'mouseup', 'pointerdown', 'pointerup'],
  ...['touchstart', 'touchend', 'keydown', 'keyup', 'keypress'],
];
const ONCE = { once: true, passive: true };

/** Hears what happens in a root, and keeps it there. */
export interface Ear {
  handleEvent(event: Event): void;
}

let blank: HTMLElement | null = null;

/**
 * Makes a host with its closed root.
 * @param ear hears clicks, and `pointerover` and `focusin` once each: the rest after `guard`.
 */
export function makeHost(ear: Ear): { host: HTMLElement; root: ShadowRoot } {
  if (!blank) {
    blank = make('div');
    blank.setAttribute(MARK, '');
  }
  const host = blank.cloneNode() as HTMLElement;
  own.set(host, null);
  const root = host.attachShadow({ mode: 'closed' });
  dress(root);
  root.addEventListener('click', ear);
  root.addEventListener('pointerover', ear, ONCE);
  root.addEventListener('focusin', ear, ONCE);
  return { host, root };
}

/** Once somebody comes near, all else is heard too: most strips are never touched. */
export function guard(root: Node, ear: Ear): void {
  for (const name of OURS_ALONE) root.addEventListener(name, ear, { passive: true });
}

/** Puts a host at the end of a place in the page. */
export function settle(host: Node, place: Node): void {
  own.set(host, place);
  putInto(place, host);
}

/** True for a host of ours that stands where we put it. */
export const isSettled = (node: Node): boolean => own.has(node) && parentOf(node) === own.get(node);

/** True for a host this instance made. */
export const isOwn = (node: Node): boolean => own.has(node);

/** True for a host that is not ours: an older instance's, or a copy the page made (its root is empty). */
export const isStray = (node: Node): node is Element =>
  isElement(node) && !own.has(node) && getAttribute(node, MARK) !== null;

/** Takes away hosts that are not ours. @returns how many. */
export function clearStrays(root: Node): number {
  const strays = querySelectorAll(root, `[${MARK}]`).filter((node) => !own.has(node));
  for (const node of strays) Element.prototype.remove.call(node);
  return strays.length;
}
