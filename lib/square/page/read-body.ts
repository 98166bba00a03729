/** Reads the body of a post or article page: the whole text, once, without embedded widgets. */
import type { RawAttachedCoin } from '../../post.ts';
import { card, nonTextControls, page } from '../selectors.ts';
import { postIdFromUrl } from '../urls.ts';
import { belongsToCard, readLabel } from './card-fields.ts';
import { type FoundCard, findBody } from './find-cards.ts';
import {
  closest,
  contains,
  firstChild,
  getAttribute,
  matches,
  nextSibling,
  nodeType,
  querySelector,
  querySelectorAll,
  TEXT,
  textData,
} from './safe-dom-read.ts';
import { isTranslated } from './translation.ts';
import { readVisibleText, type VisibleText } from './visible-text.ts';

export interface Body extends VisibleText {
  title: string | null;
  excerpt: boolean;
  /** True when a browser translated the text. */
  translated?: true;
  /** Coins of price widgets inside the body. */
  widgets: RawAttachedCoin[];
}

/** The post according to the page's metadata. */
interface PageMetadata {
  type: string;
  headline: string | null;
  text: string;
}

const string = (value: unknown) => (typeof value === 'string' ? value.trim() : '');

/** The JSON-LD of this post; `null` if it belongs to another one, as after a navigation inside the page. */
function readJsonLd(document: Document, id: string): PageMetadata | null {
  for (const script of querySelectorAll(document, page.jsonLd)) {
    let data: unknown;
    try {
      data = JSON.parse(sourceOf(script));
    } catch {
      continue;
    }
    for (const entry of Array.isArray(data) ? data : [data]) {
      if (typeof entry !== 'object' || entry === null) continue;
      const { '@type': type, url, '@id': at, mainEntityOfPage: main, headline, text, articleBody } = entry;
      const of = string(main) || string((main as Record<string, unknown> | undefined)?.['@id']);
      if (![url, at, of].some((link) => postIdFromUrl(string(link)) === id)) continue;
      return {
        type: string(type),
        headline: string(headline) || null,
        text: string(text) || string(articleBody),
      };
    }
  }
  return null;
}

/** The text of a script element. */
function sourceOf(script: Element): string {
  let text = '';
  for (let node = firstChild(script); node; node = nextSibling(node))
    if (nodeType(node) === TEXT) text += textData(node);
  return text;
}

/** The page's description, if the canonical address of the page is that of this post. */
function readMetaDescription(document: Document, id: string): string {
  const here = querySelectorAll(document, page.address).map(
    (tag) => getAttribute(tag, 'href') ?? getAttribute(tag, 'content') ?? '',
  );
  if (here.length === 0 || here.some((href) => postIdFromUrl(href) !== id)) return '';
  const tag = querySelector(document, page.description);
  return (tag && getAttribute(tag, 'content')?.trim()) ?? '';
}

/** Lines of a price widget: `OPG`, `OPGUSDT`, `0.1149`, `-14.19%`, alone or in a row. */
const SYMBOL = /^[A-Z0-9]{1,15}$/;
const PAIR = /^([A-Z0-9]{1,15})(?:USDT|USDC|FDUSD|BUSD|BTC|BNB|ETH|EUR|TRY)$/;
const PRICE = /^[\d.,]+$/;
const PERCENT = /^[+-]?[\d.,]+%$/;

/** The code of the widget that begins at `words[at]` and its number of words; `null` if none begins there. */
function widgetAt(words: string[], at: number): { code: string; size: number } | null {
  const [symbol = '', pair = '', price = '', percent = ''] = words.slice(at, at + 4);
  if (!SYMBOL.test(symbol) || PAIR.exec(pair)?.[1] !== symbol) return null;
  return PRICE.test(price) && PERCENT.test(percent) ? { code: symbol, size: 4 } : null;
}

/** Removes the widgets from a text and moves the marks accordingly. */
function withoutWidgets({ text, marks }: VisibleText): VisibleText & { widgets: RawAttachedCoin[] } {
  const widgets: RawAttachedCoin[] = [];
  const cuts: [start: number, end: number][] = [];
  const words = [...text.matchAll(/\S+/g)];
  const plain = words.map(([word]) => word);
  for (let i = 0; i < words.length; i += 1) {
    const widget = widgetAt(plain, i);
    const start = words[i]?.index ?? 0;
    if (!widget || (start > 0 && text[start - 1] !== '\n')) continue;
    const last = words[i + widget.size - 1];
    const end = (last?.index ?? 0) + (last?.[0].length ?? 0);
    if (end < text.length && text[end] !== '\n') continue;
    widgets.push({ code: widget.code, via: 'widget' });
    cuts.push([start, end]);
    i += widget.size - 1;
  }
  let kept = text;
  let moved = marks;
  for (const [start, end] of cuts.reverse()) {
    // Removes the line with its line break.
    const from = text[end] === undefined && start > 0 ? start - 1 : start;
    const to = text[end] === undefined ? end : end + 1;
    kept = kept.slice(0, from) + kept.slice(to);
    moved = moved
      .filter((mark) => mark.end <= from || mark.start >= to)
      .map((mark) =>
        mark.start < to ? mark : { ...mark, start: mark.start - (to - from), end: mark.end - (to - from) },
      );
  }
  return { text: kept.trimEnd(), marks: moved, widgets };
}

/** A text that was cut short. */
const CUT = /(?:…|\.\.\.)$/;

const withoutSpaces = (text: string) => text.replace(/\s+/g, '');

/** The heading above the body: a title or, on some short posts, the first paragraph. */
function bodyHeading(body: Element): string | null {
  const article = closest(body, page.article);
  if (!article || article === body) return null;
  return readLabel(
    querySelectorAll(article, card.heading).find((heading) => !contains(body, heading)) ?? null,
  );
}

function readBodyText(found: FoundCard, document: Document): VisibleText | null {
  const body = findBody(document);
  if (!body) return null;
  const bare = matches(body, page.article);
  const lines = querySelector(body, 'br,p,div,li') !== null;
  return readVisibleText(body, {
    keepLines: !lines,
    skip: (element) =>
      matches(element, nonTextControls) ||
      !belongsToCard(found, element) ||
      (bare && matches(element, card.heading)),
  });
}

/**
 * Reads the text of the post of a post page: from the body, else from the page's metadata, whose description
 * is only the beginning.
 * @returns `null` if the page has neither, or still shows another post
 */
export function readBody(found: FoundCard, document: Document, pageTranslated = false): Body | null {
  const shown = readBodyText(found, document);
  const described = readJsonLd(document, found.id);
  const isArticle = described?.type === 'NewsArticle' || described?.type === 'Article';
  const element = findBody(document);
  const foreign = element !== null && (pageTranslated || isTranslated(element));
  // No translator touches the page's metadata; a description that is cut short is only the beginning of the words.
  const inData = foreign && described !== null && described.text !== '' && !CUT.test(described.text);
  if (shown && shown.text !== '' && foreign && !inData)
    return { ...withoutWidgets(shown), title: null, excerpt: false, translated: true };
  if (shown && shown.text !== '' && !inData) {
    const { text, marks, widgets } = withoutWidgets(shown);
    const heading = element && bodyHeading(element);
    const doubled = heading !== null && withoutSpaces(text).startsWith(withoutSpaces(heading));
    if (heading === null || doubled) return { text, marks, widgets, title: null, excerpt: false };
    if (isArticle || !described) return { text, marks, widgets, title: heading, excerpt: false };
    const moved = marks.map((mark) => ({
      ...mark,
      start: mark.start + heading.length + 1,
      end: mark.end + heading.length + 1,
    }));
    return { text: `${heading}\n${text}`, marks: moved, widgets, title: null, excerpt: false };
  }
  const title = isArticle ? (described?.headline ?? null) : null;
  if (described && described.text !== '')
    return {
      text: described.text,
      marks: [],
      widgets: [],
      title,
      excerpt: CUT.test(described.text),
    };
  const meta = readMetaDescription(document, found.id);
  return meta === '' ? null : { text: meta, marks: [], widgets: [], title, excerpt: true };
}
