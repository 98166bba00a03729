/** Small helpers to build our own nodes: text is always text, never markup. */

import { createElement, createSvgElement } from './safe-document.ts';

type Child = Node | string | null;

interface Attributes {
  /** Attributes; `null` and `false` leave one out, `true` gives an empty one. */
  [attribute: string]: string | number | boolean | null | undefined;
}

/** Makes an element. @param look attributes; @param children nodes and texts in order, `null` is left out. */
export function h<T extends keyof HTMLElementTagNameMap>(
  tag: T,
  look: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[T] {
  const element = createElement(tag);
  for (const [name, value] of Object.entries(look)) {
    if (value === null || value === undefined || value === false) continue;
    element.setAttribute(name, value === true ? '' : String(value));
  }
  for (const child of children) if (child !== null) element.append(child);
  return element;
}

/** Somebody's words as they can be shown: C0 controls would be boxes or swallow a line; the stored text keeps them. */
export const plain = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  text.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');

/** Words of somebody else: kept apart from the direction of ours (names may hold U+202E). */
export const isolatedText = (text: string): HTMLElement => h('bdi', { dir: 'auto' }, plain(text));

/** A drawing of 16 x 16 made of one path, in the colour of the text. */
export function icon(path: string): SVGSVGElement {
  const svg = createSvgElement('svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  const line = createSvgElement('path');
  line.setAttribute('d', path);
  svg.append(line);
  return svg;
}

/** Stands in a translated text for a node that `phrase` puts there. */
export const NODE_PLACEHOLDER = '\ufffc';

/** A translated text with nodes in its slots, in order. */
export function withNodes(text: string, ...nodes: Node[]): DocumentFragment {
  const whole = new DocumentFragment();
  text.split(NODE_PLACEHOLDER).forEach((piece, i) => {
    const node = i > 0 ? nodes[i - 1] : undefined;
    if (node) whole.append(node);
    whole.append(piece);
  });
  return whole;
}

/** Makes a button whose act happens only when the user really meant it. */
export type Press = (look: Attributes, act: () => void, ...children: Child[]) => HTMLButtonElement;

/** A drawing, of one path. */
export const CLOSE_ICON = 'M4 4l8 8M12 4l-8 8';
