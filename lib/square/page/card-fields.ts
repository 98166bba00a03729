/** Reads the parts of a card other than its text: author, time, labels, counters, coins. */
import type { Author, Counts, Labels, RawAttachedCoin } from '../../post.ts';
import { LOCALE } from '../hosts.ts';
import { isOriginalLabel, isPinnedLabel, isPlaceholder } from '../labels.ts';
import { parseCounter } from '../parse-counter.ts';
import { card, idSignals, quoted, quotedPrefilter, textContainers } from '../selectors.ts';
import { handleFromUrl, postIdFromCoinLink, postIdFromUrl, sitePath } from '../urls.ts';
import type { FoundCard } from './find-cards.ts';
import {
  closest,
  contains,
  firstChild,
  getAttribute,
  isBefore,
  isElement,
  matches,
  nextSibling,
  nodeType,
  parentElement,
  querySelector,
  querySelectorAll,
  TEXT,
  textData,
} from './safe-dom-read.ts';
import { isTranslated } from './translation.ts';
import { readVisibleText } from './visible-text.ts';

/** Maximum length of a name, handle or label, in UTF-16 code units. */
const MAX_LABEL = 200;
/** Maximum number of coins; the page attaches up to three. */
const MAX_COINS = 30;

/** The text of a small element on one line; `null` if it is empty. */
export function readLabel(element: Element | null): string | null {
  // Translated text is neither a name nor a label: what was read before stays.
  if (!element || isTranslated(element)) return null;
  const only = firstChild(element);
  const plain = only && nodeType(only) === TEXT && nextSibling(only) === null;
  const words = (plain ? textData(only) : readVisibleText(element).text)
    .slice(0, MAX_LABEL)
    .replace(/\s+/g, ' ')
    .trim();
  return words !== '' && !isPlaceholder(words) ? words : null;
}

/** In two steps: matching the full selector for every element would take a tenth of the reading time. */
const quotesIn = (element: Element): Element[] =>
  quotedPrefilter.some((hint) =>
    querySelectorAll(element, hint).some((alike) => getAttribute(alike, 'class') !== BUTTON),
  )
    ? querySelectorAll(element, quoted)
    : [];
/** Class of a button that every card has; it matches the prefilter most often. */
const BUTTON = 'quote-icon card-function-item';

/**
 * Adds quoted posts without an id to the nested posts of a card: only their class identifies them. An element
 * that contains the post's own text or link is not a quoted post, whatever its class.
 */
export function withQuotedPosts(found: FoundCard): FoundCard {
  const quotes = quotesIn(found.element);
  if (quotes.length === 0) return found;
  const own = querySelectorAll(found.element, `${idSignals['content-data']},${idSignals.permalink}`).filter(
    (signal) =>
      (getAttribute(signal, 'data') ?? postIdFromUrl(getAttribute(signal, 'href') ?? '')) === found.id,
  );
  const foreign = quotes.filter((quote) => !own.some((signal) => contains(quote, signal)));
  return { ...found, nestedPosts: [...found.nestedPosts, ...foreign] };
}

/** True if `element` belongs to the post itself and not to a nested post. */
export const belongsToCard = ({ nestedPosts: inner }: FoundCard, element: Element): boolean =>
  inner.length === 0 || !inner.some((other) => contains(other, element));

/** The first matching element of the post itself. */
export function queryOwn(found: FoundCard, selector: string, root: Element = found.element): Element | null {
  const first = querySelector(root, selector);
  if (!first || belongsToCard(found, first)) return first;
  return querySelectorAll(root, selector).find((element) => belongsToCard(found, element)) ?? null;
}

/** Author and time come before the text: elements after it may belong to a quoted post. */
interface Head {
  root: Element;
  /** The element with the post's text, if known. */
  words: Element | null;
}

/** The first matching element of the post's own header. */
const queryHeader = (found: FoundCard, { root, words }: Head, selector: string): Element | null => {
  const first = querySelector(root, selector);
  const fits = (element: Element) =>
    belongsToCard(found, element) && (words === null || isBefore(element, words));
  if (!first || fits(first)) return first;
  return querySelectorAll(root, selector).find(fits) ?? null;
};

/** Name and handle from the link with the name; otherwise the handle from the link of the picture. */
export function readAuthor(found: FoundCard, head: Head): Author {
  const link = queryHeader(found, head, card.nick) ?? queryHeader(found, head, card.profile);
  if (!link || closest(link, textContainers)) return { name: null, handle: null };
  return {
    name: readLabel(link),
    handle: handleFromUrl(getAttribute(link, 'href') ?? '')?.slice(0, MAX_LABEL) ?? null,
  };
}

/** The time as displayed; `null` while the page shows a placeholder. */
export const readTimeLabel = (found: FoundCard, head: Head): string | null =>
  readLabel(queryHeader(found, head, card.time));

/** True if the element above the header, which is empty on other cards, has a label. */
function isPinned({ element }: FoundCard): boolean {
  const base = querySelector(element, card.base);
  const root = base && parentElement(base);
  for (let node = root ? firstChild(root) : null; node && node !== base; node = nextSibling(node)) {
    const label = isElement(node) ? readLabel(node) : null;
    if (label !== null && isPinnedLabel(label)) return true;
  }
  return false;
}

/** The fact check beside the "⋯" menu; the menu itself always contains text. */
function factCheckOf(found: FoundCard): string | null {
  const extra = queryOwn(found, card.extra);
  for (let node = extra ? firstChild(extra) : null; node; node = nextSibling(node)) {
    if (!isElement(node) || matches(node, card.menu) || querySelector(node, card.menu)) continue;
    const label = readLabel(node);
    if (label !== null) return label;
  }
  return null;
}

/** True if the site shows the post in translation: then the menu offers the original. */
export function isTranslatedBySite(found: FoundCard): boolean {
  const label = readLabel(queryOwn(found, card.menuItem));
  return label !== null && isOriginalLabel(label);
}

export const readLabels = (found: FoundCard): Labels => ({
  pinned: isPinned(found),
  factCheck: factCheckOf(found),
  sentiment: readLabel(queryOwn(found, card.sentiment)),
});

/** The language a page says it is in; a browser's translation changes it together with the counters. */
const pageLanguage = (element: Element): string | null =>
  getAttribute(element.ownerDocument.documentElement, 'lang');

/** The counters; those that the page omits (it omits zeros) are `null`. */
export function readCounts(found: FoundCard, root: Element = found.element): Counts {
  const lang = pageLanguage(found.element);
  const count = (selector: string) => {
    const button = queryOwn(found, selector, root);
    const label = button && readLabel(querySelector(button, card.counter));
    return label ? parseCounter(label, lang) : null;
  };
  return {
    comments: count(card.comments),
    quotes: count(card.quotes),
    likes: count(card.likes),
    views: count(card.views),
  };
}

const VIA = new Map<string, RawAttachedCoin['via']>([
  ['trade', 'trade'],
  ['futures', 'futures'],
  ['alpha', 'alpha'],
  ['price', 'price'],
]);
const COIN_PATH = new RegExp(`^${LOCALE}\\/([a-z]+)\\/([^/]+)`);

/** Symbol and target of a coin link; `null` if it shows no symbol. */
function coinOf(link: Element): RawAttachedCoin | null {
  const path = COIN_PATH.exec(sitePath(getAttribute(link, 'href') ?? '') ?? '');
  const via = VIA.get(path?.[1] ?? '') ?? null;
  // `BTC_USDT` contains the symbol; `BTCUSDT` and contract addresses do not.
  const inPath = via === 'trade' ? (/^([^_]+)_/.exec(path?.[2] ?? '')?.[1] ?? null) : null;
  const code = (readLabel(querySelector(link, card.symbol)) ?? inPath)?.slice(0, 32);
  return code ? { code, via } : null;
}

/** The coins attached to a post: the links below it, or those that contain its id. */
export function readCoins(found: FoundCard, root: Element = found.element): RawAttachedCoin[] {
  let links = querySelectorAll(root, card.coins);
  if (links.length === 0)
    links = querySelectorAll(root, idSignals['coin-link']).filter(
      (a) => postIdFromCoinLink(getAttribute(a, 'href') ?? '') === found.id,
    );
  const coins = new Map<string, RawAttachedCoin>();
  for (const link of links.slice(0, MAX_COINS)) {
    const coin = belongsToCard(found, link) && !closest(link, textContainers) ? coinOf(link) : null;
    if (coin) coins.set(`${coin.code} ${coin.via}`, coin);
  }
  return [...coins.values()];
}
