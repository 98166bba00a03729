/**
 * Reads members of `document` through their prototypes, because a page can shadow them: `<form name="body">`
 * makes `document.body` a form, in Chrome for content scripts too. This file changes the page;
 * `lib/square/page/safe-dom-read.ts` reads it.
 */
import { firstChild, getAttribute, isElement, nextSibling } from '../../../lib/square/page/safe-dom-read.ts';

const members = new Map<string, PropertyDescriptor>();

/**
 * Returns the browser's own definition of a member of `document`: the one nearest the root of the prototype
 * chain.
 */
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

/** Returns the element at a point of the window. Forces layout: call it for clicks only. */
export const elementAt = (x: number, y: number): Element | null => call('elementFromPoint', x, y);

/** All elements at a point of the window, topmost first. Forces layout: for clicks only. */
export const elementsAt = (x: number, y: number): Element[] => [
  ...call<Iterable<Element>>('elementsFromPoint', x, y),
];

/** True if a point of the window lies in the box of an element. Forces layout: for clicks only. */
export function isOver(element: Element, x: number, y: number): boolean {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return x >= left && x < right && y >= top && y < bottom;
}

/** Appends a node to an element of the page. */
export const appendTo = (place: Node, node: Node): Node => Node.prototype.appendChild.call(place, node);

export const childrenOf = (element: Element): Element[] => {
  const children: Element[] = [];
  for (let node = firstChild(element); node; node = nextSibling(node))
    if (isElement(node)) children.push(node);
  return children;
};

/** True if `element` contains more than `limit` elements. Visits at most `limit + 1` of them. */
export const hasMoreThan = (element: Element, limit: number): boolean =>
  Element.prototype.getElementsByTagName.call(element, '*').item(limit) !== null;

/** Sets an attribute; `null` removes it. */
export function setAttr(element: Element, name: string, value: string | null): void {
  if (value === null) Element.prototype.removeAttribute.call(element, name);
  else if (getAttribute(element, name) !== value) Element.prototype.setAttribute.call(element, name, value);
}
