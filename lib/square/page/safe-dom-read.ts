/**
 * Reads the page's nodes with the browser's own accessors.
 * `<form><input name=textContent>` makes `form.textContent` an element, in Chrome also for a content script
 * (named elements shadow members of `document` in the same way). Prototypes cannot be changed like that, so
 * every read uses the accessor of the prototype.
 */

/** The definition of a member that is nearest the root of a node's prototype chain. */
function member(node: Node, name: string): PropertyDescriptor {
  let found: PropertyDescriptor | undefined;
  for (let proto: object | null = Object.getPrototypeOf(node); proto; proto = Object.getPrototypeOf(proto))
    found = Object.getOwnPropertyDescriptor(proto, name) ?? found;
  return found ?? {};
}

/** Looked up once, for the first node: by then the document's classes exist, in a page as in a test. */
function getter<N extends Node, T>(name: string): (node: N) => T {
  let get: ((this: N) => T) | undefined;
  return (node) => {
    get ??= member(node, name).get as (this: N) => T;
    return get.call(node);
  };
}

/**
 * A method with one argument, which is all that is needed: a rest parameter would double the cost of a call.
 */
function method<N extends Node, T, A>(name: string): (node: N, argument: A) => T {
  let call: ((this: N, argument: A) => T) | undefined;
  return (node, argument) => {
    call ??= member(node, name).value as (this: N, argument: A) => T;
    return call.call(node, argument);
  };
}

export const ELEMENT = 1;
export const TEXT = 3;
const DOCUMENT = 9;
const FRAGMENT = 11;

export const nodeType = getter<Node, number>('nodeType');
export const parentOf = getter<Node, Node | null>('parentNode');
export const firstChild = getter<Node, Node | null>('firstChild');
export const nextSibling = getter<Node, Node | null>('nextSibling');
export const documentOf = getter<Node, Document | null>('ownerDocument');
export const isConnected = getter<Node, boolean>('isConnected');
/** The data of a text node or a comment. */
export const textData = getter<Node, string>('data');
export const tagName = getter<Element, string>('localName');
export const contains = method<Node, boolean, Node | null>('contains');
export const getAttribute = method<Element, string | null, string>('getAttribute');
const namesOf = method<Element, string[], undefined>('getAttributeNames');
export const attrNames = (element: Element): string[] => namesOf(element, undefined);
export const matches = method<Element, boolean, string>('matches');
export const closest = method<Element, Element | null, string>('closest');

const positionOf = method<Node, number, Node>('compareDocumentPosition');
const FOLLOWING = 4;
const WITHIN = 16;

/** True if `other` comes later in the document than `node` and is not inside it. */
export const isBefore = (node: Node, other: Node): boolean =>
  (positionOf(node, other) & (FOLLOWING | WITHIN)) === FOLLOWING;

// Elements, documents and fragments each have their own methods.
const queries = () => ({
  one: method<Node, Element | null, string>('querySelector'),
  all: method<Node, NodeListOf<Element>, string>('querySelectorAll'),
});
const ofElement = queries();
const ofDocument = queries();
const ofFragment = queries();
function queryOf(root: Node) {
  const type = nodeType(root);
  if (type === ELEMENT) return ofElement;
  if (type === DOCUMENT) return ofDocument;
  if (type === FRAGMENT) return ofFragment;
  throw new TypeError('not a root');
}

/** The first matching element below `root`. */
export const querySelector = (root: Node, selector: string): Element | null =>
  queryOf(root).one(root, selector);
/** All matching elements below `root`, in document order. */
export function querySelectorAll(root: Node, selector: string): Element[] {
  const list = queryOf(root).all(root, selector);
  const found: Element[] = [];
  for (let i = 0, end = list.length; i < end; i += 1) found.push(list[i] as Element);
  return found;
}

export const isElement = (node: Node | null): node is Element => node !== null && nodeType(node) === ELEMENT;

/** The parent, if it is an element. */
export function parentElement(node: Node): Element | null {
  const parent = parentOf(node);
  return isElement(parent) ? parent : null;
}

/** True if the element's own attributes hide it. Does not use the layout, which would force one. */
export function isHidden(element: Element): boolean {
  if (getAttribute(element, 'hidden') !== null) return true;
  const style = getAttribute(element, 'style');
  return style !== null && /(?:^|;)\s*display\s*:\s*none/i.test(style);
}
