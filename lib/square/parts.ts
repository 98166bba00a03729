/** The parts of a card besides its text: who, when, labels, counters, coins. */
import type { Author, Counts, Labels, RawAttached } from '../post.ts';
import { readCount } from './count.ts';
import type { FoundCard } from './find.ts';
import { isPlaceholder, saysPinned } from './labels.ts';
import {
  all,
  attr,
  closest,
  dataOf,
  firstOf,
  holds,
  isA,
  isBefore,
  isElement,
  nextOf,
  one,
  TEXT,
  typeOf,
  upOf,
} from './nodes.ts';
import { card, idSignals, maybeQuoted, quoted, texts } from './selectors.ts';
import { contentIdOf, handleOf, pathOf, postIdOf } from './urls.ts';
import { walk } from './walk.ts';

/** Longest name, handle or label we take, UTF-16 units. */
const MAX_LABEL = 200;
/** The page attaches three at most. */
const MAX_COINS = 30;

/** The words of a small part on one line, or `null` when it has none. */
export function labelOf(element: Element | null): string | null {
  if (!element) return null;
  const only = firstOf(element);
  const plain = only && typeOf(only) === TEXT && nextOf(only) === null;
  const words = (plain ? dataOf(only) : walk(element).text).slice(0, MAX_LABEL).replace(/\s+/g, ' ').trim();
  return words !== '' && !isPlaceholder(words) ? words : null;
}

/** In two steps: matching the whole selector on every element would be a tenth of all reading. */
const quotesIn = (element: Element): Element[] =>
  maybeQuoted.some((hint) => all(element, hint).some((alike) => attr(alike, 'class') !== BUTTON))
    ? all(element, quoted)
    : [];
/** The button that every card has: by far the most of what is alike. */
const BUTTON = 'quote-icon card-function-item';

/**
 * The card with its quotes that carry no id among its inner posts: only their class tells of them.
 * A box that holds the post's own text or link is no quote, whatever its class says.
 */
export function withQuotes(found: FoundCard): FoundCard {
  const quotes = quotesIn(found.element);
  if (quotes.length === 0) return found;
  const own = all(found.element, `${idSignals['content-data']},${idSignals.permalink}`).filter(
    (signal) => (attr(signal, 'data') ?? postIdOf(attr(signal, 'href') ?? '')) === found.id,
  );
  const foreign = quotes.filter((quote) => !own.some((signal) => holds(quote, signal)));
  return { ...found, inner: [...found.inner, ...foreign] };
}

/** True when `element` is the post's own and no inner post's. */
export const isOwn = ({ inner }: FoundCard, element: Element): boolean =>
  inner.length === 0 || !inner.some((other) => holds(other, element));

/** The first element of the post's own that fits. */
export function ownOne(found: FoundCard, selector: string, root: Element = found.element): Element | null {
  const first = one(root, selector);
  if (!first || isOwn(found, first)) return first;
  return all(root, selector).find((element) => isOwn(found, element)) ?? null;
}

/** Who and when stand above the words: what comes after them may be a quoted post's. */
interface Head {
  root: Element;
  /** The post's words, where they are known. */
  words: Element | null;
}

/** The first own element of the head that fits. */
const inHead = (found: FoundCard, { root, words }: Head, selector: string): Element | null => {
  const first = one(root, selector);
  const fits = (element: Element) => isOwn(found, element) && (words === null || isBefore(element, words));
  if (!first || fits(first)) return first;
  return all(root, selector).find(fits) ?? null;
};

/** Name and handle from the link that shows the name, else the handle from the picture's link. */
export function authorOf(found: FoundCard, head: Head): Author {
  const link = inHead(found, head, card.nick) ?? inHead(found, head, card.profile);
  if (!link || closest(link, texts)) return { name: null, handle: null };
  return { name: labelOf(link), handle: handleOf(attr(link, 'href') ?? '')?.slice(0, MAX_LABEL) ?? null };
}

/** The time as shown, or `null` while the page shows a placeholder. */
export const timeOf = (found: FoundCard, head: Head): string | null =>
  labelOf(inHead(found, head, card.time));

/** The slot above the header: empty on every card but a pinned one. */
function isPinned({ element }: FoundCard): boolean {
  const base = one(element, card.base);
  const root = base && upOf(base);
  for (let node = root ? firstOf(root) : null; node && node !== base; node = nextOf(node)) {
    const label = isElement(node) ? labelOf(node) : null;
    if (label !== null && saysPinned(label)) return true;
  }
  return false;
}

/** The verdict beside the "⋯" menu, which itself is always full of words. */
function factCheckOf(found: FoundCard): string | null {
  const extra = ownOne(found, card.extra);
  for (let node = extra ? firstOf(extra) : null; node; node = nextOf(node)) {
    if (!isElement(node) || isA(node, card.menu) || one(node, card.menu)) continue;
    const label = labelOf(node);
    if (label !== null) return label;
  }
  return null;
}

export const labelsOf = (found: FoundCard): Labels => ({
  pinned: isPinned(found),
  factCheck: factCheckOf(found),
  sentiment: labelOf(ownOne(found, card.sentiment)),
});

/** The counters; what the page leaves out (it leaves out zero) is `null`. */
export function countsOf(found: FoundCard, root: Element = found.element): Counts {
  const count = (selector: string) => {
    const button = ownOne(found, selector, root);
    const label = button && labelOf(one(button, card.counter));
    return label ? readCount(label) : null;
  };
  return {
    comments: count(card.comments),
    quotes: count(card.quotes),
    likes: count(card.likes),
    views: count(card.views),
  };
}

const VIA = new Map<string, RawAttached['via']>([
  ['trade', 'trade'],
  ['futures', 'futures'],
  ['alpha', 'alpha'],
  ['price', 'price'],
]);
const COIN_PATH = /^\/(?:[a-z]{2}(?:-[A-Za-z]{2,4})?\/)?([a-z]+)\/([^/]+)/;

/** Symbol and target of a coin link, or `null` when it shows no symbol. */
function coinOf(link: Element): RawAttached | null {
  const path = COIN_PATH.exec(pathOf(attr(link, 'href') ?? '') ?? '');
  const via = VIA.get(path?.[1] ?? '') ?? null;
  // `BTC_USDT` says its symbol; `BTCUSDT` and contract addresses do not.
  const inPath = via === 'trade' ? (/^([^_]+)_/.exec(path?.[2] ?? '')?.[1] ?? null) : null;
  const code = (labelOf(one(link, card.symbol)) ?? inPath)?.slice(0, 32);
  return code ? { code, via } : null;
}

/** The coins attached to a post: the links under it, or those that name its id. */
export function coinsOf(found: FoundCard, root: Element = found.element): RawAttached[] {
  let links = all(root, card.coins);
  if (links.length === 0)
    links = all(root, idSignals['coin-link']).filter((a) => contentIdOf(attr(a, 'href') ?? '') === found.id);
  const coins = new Map<string, RawAttached>();
  for (const link of links.slice(0, MAX_COINS)) {
    const coin = isOwn(found, link) && !closest(link, texts) ? coinOf(link) : null;
    if (coin) coins.set(`${coin.code} ${coin.via}`, coin);
  }
  return [...coins.values()];
}
