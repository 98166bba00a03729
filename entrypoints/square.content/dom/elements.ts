/** Helpers that create our own elements. Text is always inserted as text, never as markup. */

import { NAME_PLACEHOLDER } from '../../../components/choose-badge-message.ts';
import { createElement, createSvgElement } from './safe-document.ts';

type Child = Node | string | null;

interface Attributes {
  /** Attributes. `null` and `false` omit the attribute; `true` sets it to the empty string. */
  [attribute: string]: string | number | boolean | null | undefined;
}

/**
 * Creates an element.
 * @param attributes its attributes
 * @param children nodes and texts in order; `null` is omitted
 */
export function h<T extends keyof HTMLElementTagNameMap>(
  tag: T,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[T] {
  const element = createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    element.setAttribute(name, value === true ? '' : String(value));
  }
  for (const child of children)
    if (child !== null) element.append(typeof child === 'string' ? textNode(child) : child);
  return element;
}

/** Replaces C0 control characters, which are drawn as boxes or break a line. The stored text keeps them. */
export const plain = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  text.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');

/**
 * Adds text that the page cannot find, select or measure. It is drawn by the style sheet (`[data-text]`), since
 * `window.find` finds rendered text nodes in a closed shadow root, and in Firefox `Range.getClientRects` measures them;
 * the text node itself is not rendered. A screen reader reads the label.
 */
function withHiddenText<T extends HTMLElement>(element: T, text: string): T {
  const inner = createElement('span');
  inner.setAttribute('inert', '');
  inner.append(text);
  element.append(inner);
  element.setAttribute('data-text', text);
  if (text.trim() !== '') {
    element.setAttribute('role', 'img');
    element.setAttribute('aria-label', text);
  }
  return element;
}

/** Creates an element that shows our own text. */
export const textNode = (text: string): HTMLElement => withHiddenText(createElement('span'), text);

/**
 * Wraps text from the page in `<bdi>`, so that its direction cannot affect ours (a name may contain U+202E).
 */
export const isolatedText = (text: string): HTMLElement =>
  withHiddenText(h('bdi', { dir: 'auto' }), plain(text));

/** Creates a 16 × 16 icon from one path, in the color of the text. */
export function icon(path: string): SVGSVGElement {
  const svg = createSvgElement('svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  const line = createSvgElement('path');
  line.setAttribute('d', path);
  svg.append(line);
  return svg;
}

/** Builds a fragment from a translated text and inserts the nodes at each `NAME_PLACEHOLDER`, in order. */
export function withNodes(text: string, ...nodes: Node[]): DocumentFragment {
  const whole = new DocumentFragment();
  text.split(NAME_PLACEHOLDER).forEach((piece, i) => {
    const node = i > 0 ? nodes[i - 1] : undefined;
    if (node) whole.append(node);
    if (piece !== '') whole.append(textNode(piece));
  });
  return whole;
}

/** Creates a button whose action runs only for a trusted click. */
export type Press = (attributes: Attributes, act: () => void, ...children: Child[]) => HTMLButtonElement;
