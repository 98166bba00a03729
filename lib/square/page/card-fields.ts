/** The parts of a card besides its text: who, when, labels, counters, coins. */
import type { Author, Counts, Labels, RawAttachedCoin } from '../../post.ts';
import { isPinnedLabel, isPlaceholder } from '../labels.ts';
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
import { readVisibleText } from './visible-text.ts';

/** Longest name, handle or label we take, UTF-16 units. */
const MAX_LABEL = 200;
/** The page attaches three at most. */
const MAX_COINS = 30;

/** The words of a small part on one line, or `null` when it has none. */
export function readLabel(element: Element | null): string | null {
  if (!element) return null;
  const only = firstChild(element);
  const plain = only && nodeType(only) === TEXT && nextSibling(only) === null;
  const words = (plain ? textData(only) : readVisibleText(element).text)
    .slice(0, MAX_LABEL)
    .replace(/\s+/g, ' ')
    .trim();
  return words !== '' && !isPlaceholder(words) ? words : null;
}

/** In two steps: matching the whole selector on every element would be a tenth of all reading. */
const quotesIn = (element: Element): Element[] =>
  quotedPrefilter.some((hint) =>
    querySelectorAll(element, hint).some((alike) => getAttribute(alike, 'class') !== BUTTON),
  )
    ? querySelectorAll(element, quoted)
    : [];
/** The button that every card has: by far the most of what is alike. */
const BUTTON = 'quote-icon card-function-item';

/**
 * The card with its quotes that carry no id among its inner posts: only their class tells of them.
 * A box that holds the post's own text or link is no quote, whatever its class says.
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

/** True when `element` is the post's own and no inner post's. */
export const belongsToCard = ({ nestedPosts: inner }: FoundCard, element: Element): boolean =>
  inner.length === 0 || !inner.some((other) => contains(other, element));

/** The first element of the post's own that fits. */
export function queryOwn(found: FoundCard, selector: string, root: Element = found.element): Element | null {
  const first = querySelector(root, selector);
  if (!first || belongsToCard(found, first)) return first;
  return querySelectorAll(root, selector).find((element) => belongsToCard(found, element)) ?? null;
}

/** Who and when stand above the words: what comes after them may be a quoted post's. */
interface Head {
  root: Element;
  /** The post's words, where they are known. */
  words: Element | null;
}

/** The first own element of the head that fits. */
const queryHeader = (found: FoundCard, { root, words }: Head, selector: string): Element | null => {
  const first = querySelector(root, selector);
  const fits = (element: Element) =>
    belongsToCard(found, element) && (words === null || isBefore(element, words));
  if (!first || fits(first)) return first;
  return querySelectorAll(root, selector).find(fits) ?? null;
};

/** Name and handle from the link that shows the name, else the handle from the picture's link. */
export function readAuthor(found: FoundCard, head: Head): Author {
  const link = queryHeader(found, head, card.nick) ?? queryHeader(found, head, card.profile);
  if (!link || closest(link, textContainers)) return { name: null, handle: null };
  return {
    name: readLabel(link),
    handle: handleFromUrl(getAttribute(link, 'href') ?? '')?.slice(0, MAX_LABEL) ?? null,
  };
}

/** The time as shown, or `null` while the page shows a placeholder. */
export const readTimeLabel = (found: FoundCard, head: Head): string | null =>
  readLabel(queryHeader(found, head, card.time));

/** The slot above the header: empty on every card but a pinned one. */
function isPinned({ element }: FoundCard): boolean {
  const base = querySelector(element, card.base);
  const root = base && parentElement(base);
  for (let node = root ? firstChild(root) : null; node && node !== base; node = nextSibling(node)) {
    const label = isElement(node) ? readLabel(node) : null;
    if (label !== null && isPinnedLabel(label)) return true;
  }
  return false;
}

/** The verdict beside the "⋯" menu, which itself is always full of words. */
function factCheckOf(found: FoundCard): string | null {
  const extra = queryOwn(found, card.extra);
  for (let node = extra ? firstChild(extra) : null; node; node = nextSibling(node)) {
    if (!isElement(node) || matches(node, card.menu) || querySelector(node, card.menu)) continue;
    const label = readLabel(node);
    if (label !== null) return label;
  }
  return null;
}

export const readLabels = (found: FoundCard): Labels => ({
  pinned: isPinned(found),
  factCheck: factCheckOf(found),
  sentiment: readLabel(queryOwn(found, card.sentiment)),
});

/** The counters; what the page leaves out (it leaves out zero) is `null`. */
export function readCounts(found: FoundCard, root: Element = found.element): Counts {
  const count = (selector: string) => {
    const button = queryOwn(found, selector, root);
    const label = button && readLabel(querySelector(button, card.counter));
    return label ? parseCounter(label) : null;
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
const COIN_PATH = /^\/(?:[a-z]{2}(?:-[A-Za-z]{2,4})?\/)?([a-z]+)\/([^/]+)/;

/** Symbol and target of a coin link, or `null` when it shows no symbol. */
function coinOf(link: Element): RawAttachedCoin | null {
  const path = COIN_PATH.exec(sitePath(getAttribute(link, 'href') ?? '') ?? '');
  const via = VIA.get(path?.[1] ?? '') ?? null;
  // `BTC_USDT` says its symbol; `BTCUSDT` and contract addresses do not.
  const inPath = via === 'trade' ? (/^([^_]+)_/.exec(path?.[2] ?? '')?.[1] ?? null) : null;
  const code = (readLabel(querySelector(link, card.symbol)) ?? inPath)?.slice(0, 32);
  return code ? { code, via } : null;
}

/** The coins attached to a post: the links under it, or those that name its id. */
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
