/** A saved page as a document, outside a browser. Nothing of it is run or fetched. */

/**
 * Deepest nesting of elements. What is deeper stands beside its parent, as in Chromium, whose parser stops
 * nesting at the same depth; code that recurses over a page relies on it.
 */
const MAX_DEPTH = 512;

import { Window } from 'happy-dom';
import { ORIGIN } from '../square/hosts.ts';

export async function parseHtml(html: string): Promise<Document> {
  const window = new Window({
    url: `${ORIGIN}/`,
    settings: {
      enableJavaScriptEvaluation: false,
      disableJavaScriptFileLoading: true,
      disableCSSFileLoading: true,
      disableIframePageLoading: true,
    },
  });
  const parser = new window.DOMParser();
  const document = parser.parseFromString(html, 'text/html') as unknown as Document;
  limitDepth(document.documentElement);
  return document;
}

/** Takes out what is too deep, the deepest first, and puts it behind one another in document order. */
function limitDepth(root: Element): void {
  const tooDeep: { element: Element; parent: Element }[] = [];
  const open: { element: Element; depth: number; deepest: Element }[] = [
    { element: root, depth: 1, deepest: root },
  ];
  for (let next = open.pop(); next; next = open.pop()) {
    const { element, depth, deepest } = next;
    if (depth > MAX_DEPTH) tooDeep.push({ element, parent: deepest });
    const parent = depth >= MAX_DEPTH ? deepest : null;
    for (const child of [...element.children].reverse())
      open.push({ element: child, depth: depth + 1, deepest: parent ?? child });
  }
  for (const { element } of tooDeep.toReversed()) element.remove();
  for (const { element, parent } of tooDeep) parent.append(element);
}
