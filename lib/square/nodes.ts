/**
 * The page's nodes, read past anything the page put in the way.
 *
 * `<form><input name=textContent>` makes `form.textContent` an element, in Chrome also for a content script
 * (and `document` can be clobbered by named elements in the same way). The prototypes cannot be reached like
 * that, so every read goes through theirs.
 */

/** The base-most definition of a member on a node's prototype chain. */
function member(node: Node, name: string): PropertyDescriptor {
  let found: PropertyDescriptor | undefined;
  for (let proto: object | null = Object.getPrototypeOf(node); proto; proto = Object.getPrototypeOf(proto))
    found = Object.getOwnPropertyDescriptor(proto, name) ?? found;
  return found ?? {};
}

/** Looked up once, at the first node: by then the document's classes exist, in a page as in a test. */
function getter<N extends Node, T>(name: string): (node: N) => T {
  let get: ((this: N) => T) | undefined;
  return (node) => {
    get ??= member(node, name).get as (this: N) => T;
    return get.call(node);
  };
}

function method<N extends Node, T, A extends unknown[]>(name: string): (node: N, ...args: A) => T {
  let call: ((this: N, ...args: A) => T) | undefined;
  return (node, ...args) => {
    call ??= member(node, name).value as (this: N, ...args: A) => T;
    return call.call(node, ...args);
  };
}

export const ELEMENT = 1;
export const TEXT = 3;
const DOCUMENT = 9;

export const typeOf = getter<Node, number>('nodeType');
export const parentOf = getter<Node, Node | null>('parentNode');
export const firstOf = getter<Node, Node | null>('firstChild');
export const nextOf = getter<Node, Node | null>('nextSibling');
export const documentOf = getter<Node, Document | null>('ownerDocument');
export const isOnPage = getter<Node, boolean>('isConnected');
/** Of a text or a comment. */
export const dataOf = getter<Node, string>('data');
export const nameOf = getter<Element, string>('localName');
export const holds = method<Node, boolean, [Node | null]>('contains');
export const attr = method<Element, string | null, [string]>('getAttribute');
export const attrNames = method<Element, string[], []>('getAttributeNames');
export const isA = method<Element, boolean, [string]>('matches');
export const closest = method<Element, Element | null, [string]>('closest');

const positionOf = method<Node, number, [Node]>('compareDocumentPosition');
const FOLLOWING = 4;

/** True when `other` comes later on the page than `node`, and is not inside of it. */
export const isBefore = (node: Node, other: Node): boolean =>
  !holds(node, other) && (positionOf(node, other) & FOLLOWING) !== 0;

// Elements, documents and fragments each have their own.
const queries = new Map(
  [ELEMENT, DOCUMENT, 11].map((type) => [
    type,
    {
      one: method<Node, Element | null, [string]>('querySelector'),
      all: method<Node, NodeListOf<Element>, [string]>('querySelectorAll'),
    },
  ]),
);
const queryOf = (root: Node) => {
  const query = queries.get(typeOf(root));
  if (!query) throw new TypeError('not a root');
  return query;
};

/** The first element under `root` that fits. */
export const one = (root: Node, selector: string): Element | null => queryOf(root).one(root, selector);
/** All elements under `root` that fit, in page order. */
export const all = (root: Node, selector: string): Element[] => [...queryOf(root).all(root, selector)];

export const isElement = (node: Node | null): node is Element => node !== null && typeOf(node) === ELEMENT;

/** The parent, when it is an element. */
export function upOf(node: Node): Element | null {
  const parent = parentOf(node);
  return isElement(parent) ? parent : null;
}

/** True when the element's own attributes hide it. Nothing is asked of the layout: that would force one. */
export function isHidden(element: Element): boolean {
  if (attr(element, 'hidden') !== null) return true;
  const style = attr(element, 'style');
  return style !== null && /(?:^|;)\s*display\s*:\s*none/i.test(style);
}
