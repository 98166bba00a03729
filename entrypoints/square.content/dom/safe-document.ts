/**
 * The page's document past the names that the page laid over it: `<form name="body">` makes `document.body` a
 * form, in Chrome for content scripts too (reliability notes, F14). What is read of nodes goes through
 * `lib/square/page/safe-dom-read.ts`; here is what is done to them.
 */
import { firstChild, getAttribute, isElement, nextSibling } from '../../../lib/square/page/safe-dom-read.ts';

const members = new Map<string, PropertyDescriptor>();

/** A member of the document as the browser defines it: the one nearest the root of its prototypes. */
function member(name: keyof Document): PropertyDescriptor {
  let found = members.get(name);
  for (
    let proto = Object.getPrototypeOf(document);
    proto && !members.has(name);
    proto = Object.getPrototypeOf(proto)
  )
    found = Object.getOwnPropertyDescriptor(proto, name) ?? found;
  members.set(name, found ?? {});
  return found ?? {};
}

const get = <T>(name: keyof Document): T => member(name).get?.call(document);
const call = <T>(name: keyof Document, ...values: unknown[]): T => member(name).value.apply(document, values);

export const pageRoot = (): Element | null => get('documentElement');
export const pageBody = (): Element | null => get('body');
export const pageFocus = (): Element | null => get('activeElement');

export const createElement = <T extends keyof HTMLElementTagNameMap>(tag: T): HTMLElementTagNameMap[T] =>
  call('createElement', tag);

export const createSvgElement = <T extends keyof SVGElementTagNameMap>(tag: T): SVGElementTagNameMap[T] =>
  call('createElementNS', 'http://www.w3.org/2000/svg', tag);

/** What lies at a point of the window. Looks at the layout: for clicks only. */
export const elementAt = (x: number, y: number): Element | null => call('elementFromPoint', x, y);

/** Puts a node at the end of a place in the page. */
export const appendTo = (place: Node, node: Node): Node => Node.prototype.appendChild.call(place, node);

export const childrenOf = (element: Element): Element[] => {
  const children: Element[] = [];
  for (let node = firstChild(element); node; node = nextSibling(node))
    if (isElement(node)) children.push(node);
  return children;
};

/** True when more than `limit` elements are below this one: looks at no more than those. */
export const hasMoreThan = (element: Element, limit: number): boolean =>
  Element.prototype.getElementsByTagName.call(element, '*').item(limit) !== null;

/** Sets an attribute; `null` takes it away. */
export function setAttr(element: Element, name: string, value: string | null): void {
  if (value === null) Element.prototype.removeAttribute.call(element, name);
  else if (getAttribute(element, name) !== value) Element.prototype.setAttribute.call(element, name, value);
}
