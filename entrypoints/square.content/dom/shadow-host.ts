/** The elements that are ours in the page: one host a post, found again by us and by a later instance. */
import {
  getAttribute,
  isElement,
  parentOf,
  querySelectorAll,
} from '../../../lib/square/page/safe-dom-read.ts';
import { appendTo, createElement } from './safe-document.ts';
import { adoptStripStyles } from './stylesheets.ts';

/** Marks a host, so that the instance after an update can take away what this one left. Says nothing of us. */
const HOST_ATTRIBUTE = 'data-rv4';

/** Our hosts, and where we put each. */
const own = new WeakMap<Node, Node | null>();

/** What the page must not hear of: it would open the post, or act on a key. */
const CONTAINED_EVENTS = [
  ...['auxclick', 'dblclick', 'mousedown', 'mouseup', 'pointerdown', 'pointerup'],
  ...['touchstart', 'touchend', 'keydown', 'keyup', 'keypress'],
];
const ONCE = { once: true, passive: true };

/** Hears what happens in a root, and keeps it there. */
export interface EventListenerObject {
  handleEvent(event: Event): void;
}

let template: HTMLElement | null = null;

/**
 * Makes a host with its closed root.
 * @param ear hears clicks, and `pointerover` and `focusin` once each: the rest after `guard`.
 */
export function makeHost(ear: EventListenerObject): { host: HTMLElement; root: ShadowRoot } {
  if (!template) {
    template = createElement('div');
    template.setAttribute(HOST_ATTRIBUTE, '');
  }
  const host = template.cloneNode() as HTMLElement;
  own.set(host, null);
  const root = host.attachShadow({ mode: 'closed' });
  adoptStripStyles(root);
  root.addEventListener('click', ear);
  root.addEventListener('pointerover', ear, ONCE);
  root.addEventListener('focusin', ear, ONCE);
  return { host, root };
}

/** Once somebody comes near, all else is heard too: most strips are never touched. */
export function listenToAll(root: Node, ear: EventListenerObject): void {
  for (const name of CONTAINED_EVENTS) root.addEventListener(name, ear, { passive: true });
}

/** Puts a host at the end of a place in the page. */
export function attach(host: Node, place: Node): void {
  own.set(host, place);
  appendTo(place, host);
}

/** True for a host of ours that stands where we put it. */
export const isAttached = (node: Node): boolean => own.has(node) && parentOf(node) === own.get(node);

/** True for a host this instance made. */
export const isOurHost = (node: Node): boolean => own.has(node);

/** True for a host that is not ours: an older instance's, or a copy the page made (its root is empty). */
export const isForeignHost = (node: Node): node is Element =>
  isElement(node) && !own.has(node) && getAttribute(node, HOST_ATTRIBUTE) !== null;

/** Takes away hosts that are not ours. @returns how many. */
export function removeForeignHosts(root: Node): number {
  const strays = querySelectorAll(root, `[${HOST_ATTRIBUTE}]`).filter((node) => !own.has(node));
  for (const node of strays) Element.prototype.remove.call(node);
  return strays.length;
}
