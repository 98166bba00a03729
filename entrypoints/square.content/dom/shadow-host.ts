/**
 * The host elements that we add to the page: one per post. Tells our hosts from those of an earlier instance.
 */
import {
  getAttribute,
  isElement,
  parentOf,
  querySelectorAll,
} from '../../../lib/square/page/safe-dom-read.ts';
import { appendTo, createElement } from './safe-document.ts';
import { adoptStripStyles } from './stylesheets.ts';

/**
 * Marks a host, so that the instance that runs after an update can remove it. The name does not identify us.
 */
const HOST_ATTRIBUTE = 'data-rv4';

/** Our hosts, and the parent that we attached each one to. */
const own = new WeakMap<Node, Node | null>();

/** Handles the events of one host. */
export interface HostListener {
  /** @param target the button or other element inside the shadow root; `null` if unknown */
  onEvent(event: Event, target: Element | null): void;
}

interface Inside {
  root: ShadowRoot;
  listener: HostListener;
}
const inside = new WeakMap<Node, Inside>();

/** The shadow root of one of our hosts, and what handles its events. */
export const insideOf = (host: Node): Inside | undefined => inside.get(host);

let template: HTMLElement | null = null;

/**
 * Creates a host with a closed shadow root.
 * @param listener receives the events that `guardEvents` keeps from the page, and clicks that it missed
 */
export function makeHost(listener: HostListener): { host: HTMLElement; root: ShadowRoot } {
  if (!template) {
    template = createElement('div');
    template.setAttribute(HOST_ATTRIBUTE, '');
  }
  const host = template.cloneNode() as HTMLElement;
  own.set(host, null);
  const root = host.attachShadow({ mode: 'closed' });
  inside.set(host, { root, listener });
  adoptStripStyles(root);
  root.addEventListener('click', (event) => {
    event.stopPropagation();
    listener.onEvent(event, event.target as Element);
  });
  return { host, root };
}

/** Appends a host to an element of the page. */
export function attach(host: Node, place: Node): void {
  own.set(host, place);
  appendTo(place, host);
}

/** True for our own host if it is still where we attached it. */
export const isAttached = (node: Node): boolean => own.has(node) && parentOf(node) === own.get(node);

/** True for a host that this instance created. */
export const isOurHost = (node: Node): boolean => own.has(node);

/**
 * True for a host of another instance, or for a copy that the page made of ours (its shadow root is missing).
 */
export const isForeignHost = (node: Node): node is Element =>
  isElement(node) && !own.has(node) && getAttribute(node, HOST_ATTRIBUTE) !== null;

/**
 * Removes the hosts that this instance did not create.
 * @returns how many were removed
 */
export function removeForeignHosts(root: Node): number {
  const strays = querySelectorAll(root, `[${HOST_ATTRIBUTE}]`).filter((node) => !own.has(node));
  for (const node of strays) Element.prototype.remove.call(node);
  return strays.length;
}
