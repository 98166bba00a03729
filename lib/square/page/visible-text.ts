/** Reads the text of an element as displayed, with the spans that the page marks. */
import type { RawMark } from '../../post.ts';
import { parseSiteUrl, sitePath } from '../urls.ts';
import {
  ELEMENT,
  firstChild,
  getAttribute,
  isHidden,
  nextSibling,
  nodeType,
  parentOf,
  TEXT,
  tagName,
  textData,
} from './safe-dom-read.ts';
import { isAddedTranslation } from './translation.ts';

/** A text and its marks; offsets are UTF-16 code units of `text`. */
export interface VisibleText {
  text: string;
  marks: RawMark[];
}

interface WalkOptions {
  /** Elements to leave out, with their content. */
  skip?: (element: Element) => boolean;
  /** True if the page keeps line breaks of the source (`white-space: pre-line`). */
  keepLines?: boolean;
}

/**
 * Stops reading after this many UTF-16 code units: more than the longest stored text (20,000), so that the
 * truncation is noticed.
 */
const MAX_READ = 24_000;

/**
 * Maximum number of marks in a text; below, maximum length of a tag in UTF-16 code units. Real posts have far
 * less.
 */
const MAX_MARKS = 500;
const MAX_TAG = 128;

/** White space that becomes one space, and line ends. */
const RUN = /[\t\n\f\r]| {2}/;
const RUNS = /[ \t\n\f\r]+/g;
const END = /[\r\n]/;
const ENDS = /\r\n?|\n/;

const BLOCKS = new Set(
  'address article aside blockquote dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main ol p pre section table tr ul'.split(
    ' ',
  ),
);
const SKIPPED_TAGS = new Set(
  'audio button canvas iframe img input math noscript object option script select style svg template textarea video'.split(
    ' ',
  ),
);

type ElementMark = { kind: RawMark['kind']; value: string; href: string | null };

/** The mark of an element, or `null`. */
function markOf(element: Element, name: string): ElementMark | null {
  const role = getAttribute(element, 'data-role');
  const href = name === 'a' ? getAttribute(element, 'href') : null;
  const claim = (kind: RawMark['kind'], value: string | null): ElementMark => ({
    kind,
    value: value?.trim() ?? '',
    href,
  });
  if (role === 'coinpair') return claim('cashtag', getAttribute(element, 'data-value'));
  if (role === 'hashtag') return claim('hashtag', getAttribute(element, 'data-hashtag'));
  if (role === 'mention') return claim('mention', null);
  const path = href === null ? null : sitePath(href);
  if (path === null) return null;
  if (path.includes('/square/profile/')) return claim('mention', null);
  return claim(path.includes('/square/hashtag/') ? 'hashtag' : 'link', null);
}

/** Checks a mark against its text: a link to a profile is a mention only if its text is `@handle`. */
function resolveMark(
  { kind, value, href }: ElementMark,
  words: string,
): Pick<RawMark, 'kind' | 'value'> | null {
  if (kind !== 'link' && words.length > MAX_TAG) return null;
  if (kind === 'cashtag' && words.startsWith('$')) return { kind, value: value || words.slice(1) };
  if (kind === 'hashtag' && words.startsWith('#')) return { kind, value: value || words };
  if (kind === 'mention' && words.startsWith('@')) return { kind, value: words };
  const url = href === null ? null : parseSiteUrl(href);
  return url && { kind: 'link', value: url.href };
}

/**
 * Reads `root` as a browser displays it: white space collapses, `<br>` and blocks end a line, several empty
 * lines become one. Content hidden by attributes is left out. Iterative, so that 50,000 nested elements do
 * not overflow the stack.
 */
export function readVisibleText(root: Element, { skip, keepLines = false }: WalkOptions = {}): VisibleText {
  const marks: RawMark[] = [];
  let text = '';
  let breaks = 0;
  let space = false;
  let open: { element: Element; claim: ElementMark; start: number } | null = null;

  const write = (words: string) => {
    if (words === '') return;
    if (text !== '') text += breaks > 0 ? '\n'.repeat(Math.min(breaks, 2)) : space ? ' ' : '';
    breaks = 0;
    space = false;
    if (open && open.start < 0) open.start = text.length;
    text += words;
  };
  const writeLine = (line: string) => {
    const words = RUN.test(line) ? line.replace(RUNS, ' ') : line;
    const first = words.startsWith(' ');
    const last = words.endsWith(' ');
    if (first) space = true;
    write(first || last ? words.slice(first ? 1 : 0, last ? -1 : undefined) : words);
    if (last) space = true;
  };
  const newLine = () => {
    breaks += 1;
    space = false;
  };
  const border = () => {
    if (breaks === 0 && text !== '') newLine();
  };
  const enter = (element: Element): boolean => {
    const name = tagName(element);
    if (name === 'br') newLine();
    if (name === 'br' || SKIPPED_TAGS.has(name) || isHidden(element) || skip?.(element)) return false;
    if (isAddedTranslation(element)) return false;
    if (BLOCKS.has(name)) border();
    const claim = open ? null : markOf(element, name);
    if (claim) open = { element, claim, start: -1 };
    return true;
  };
  const leave = (element: Element) => {
    if (BLOCKS.has(tagName(element))) border();
    if (open?.element !== element) return;
    const { claim, start } = open;
    open = null;
    const mark = start < 0 ? null : resolveMark(claim, text.slice(start));
    if (mark && marks.length < MAX_MARKS)
      marks.push({ kind: mark.kind, start, end: text.length, value: mark.value });
  };

  let node = firstChild(root);
  while (node && text.length < MAX_READ) {
    const type = nodeType(node);
    if (type === TEXT) {
      const words = textData(node).slice(0, MAX_READ);
      if (keepLines && END.test(words))
        words.split(ENDS).forEach((line, i) => {
          if (i > 0) newLine();
          writeLine(line);
        });
      else writeLine(words);
    }
    const entered = type === ELEMENT && enter(node as Element);
    let next: Node | null = entered ? firstChild(node) : null;
    // An empty element is left at once; on the way up, every parent is left.
    if (entered && !next) leave(node as Element);
    for (let at: Node | null = node; !next && at && at !== root; ) {
      next = nextSibling(at);
      if (next) break;
      at = parentOf(at);
      if (at && at !== root) leave(at as Element);
    }
    node = next;
  }
  return { text, marks };
}
