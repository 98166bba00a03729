/**
 * Reports how well a page could be read: the hits of each signal, and the structure without personal data.
 */

import { boundaries, idSignals, page, partSignals, textSignals } from '../selectors.ts';
import {
  attrNames,
  firstChild,
  getAttribute,
  isElement,
  nextSibling,
  querySelector,
  querySelectorAll,
  tagName,
} from './safe-dom-read.ts';

/** Number of hits of a signal; the popup shows it when reading fails. */
export interface SignalCount {
  /** Its name in selectors.ts. */
  signal: string;
  count: number;
}

export const signals = { ...idSignals, ...textSignals, ...partSignals };

/**
 * Counts the hits of each signal on the page; the last two entries count what was found but could not be
 * read.
 */
export function countSignals(document: Document, unread: { ids: number; texts: number }): SignalCount[] {
  const counts = Object.entries(signals).map(([signal, selector]) => ({
    signal,
    count: querySelectorAll(document, selector).length,
  }));
  return [
    ...counts,
    { signal: 'id-without-text', count: unread.ids },
    { signal: 'text-without-id', count: unread.texts },
  ];
}

/** Maximum number of elements in the report; fewer are enough to show the structure. */
const MAX_LINES = 300;
const MAX_DEPTH = 24;

/** Class names used by our selectors: the report contains no others. */
const KNOWN = new Set(
  [...Object.values(signals), boundaries, ...Object.values(page).flat()]
    .join(',')
    .match(/\.[A-Za-z_][\w-]*/g)
    ?.map((name) => name.slice(1)),
);
const PLAIN_NAME = /^[a-z][a-z-]{0,30}$/;

/** One element as `div.feed-card.+3[data-id style]`: known classes, the number of others, attribute names. */
function describeElement(element: Element): string {
  const classes = (getAttribute(element, 'class') ?? '').split(/\s+/).filter((name) => name !== '');
  const known = classes.filter((name) => KNOWN.has(name));
  const others = classes.length - known.length;
  const names = attrNames(element).filter((name) => name !== 'class' && PLAIN_NAME.test(name));
  const tag =
    PLAIN_NAME.test(tagName(element)) || /^h[1-6]$/.test(tagName(element)) ? tagName(element) : 'other';
  return `${[tag, ...known, ...(others > 0 ? [`+${others}`] : [])].join('.')}${names.length ? `[${names.sort().join(' ')}]` : ''}`;
}

interface Outline {
  element: Element;
  line: string;
  /** Number of equal siblings in a row; only the first is described in detail. */
  times: number;
  depth: number;
}

function childrenOf({ element, depth }: Outline): Outline[] {
  const children: Outline[] = [];
  for (let node = firstChild(element); node; node = nextSibling(node)) {
    if (!isElement(node)) continue;
    const line = describeElement(node);
    const last = children.at(-1);
    if (last?.line === line) last.times += 1;
    else children.push({ element: node, line, times: 1, depth: depth + 1 });
  }
  return children;
}

/**
 * The structure of the page for a bug report: tags, known class names, attribute names, counts. No texts,
 * names, ids or addresses. Equal siblings in a row become one line with a count.
 */
export function describeStructure(document: Document, counts: SignalCount[]): string {
  const root = querySelector(document, page.main) ?? querySelector(document, 'body');
  const lines = counts.map(({ signal, count }) => `${signal}: ${count}`);
  const stack: Outline[] = root ? [{ element: root, line: describeElement(root), times: 1, depth: 0 }] : [];
  for (let at = stack.pop(); at && lines.length < MAX_LINES; at = stack.pop()) {
    lines.push(`${' '.repeat(at.depth)}${at.line}${at.times > 1 ? ` ×${at.times}` : ''}`);
    if (at.depth < MAX_DEPTH) stack.push(...childrenOf(at).reverse());
  }
  return lines.join('\n');
}
