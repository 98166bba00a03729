/** Reads a found card: its words as displayed and what the page says about them. */
import type { RawPost } from '../post.ts';
import { readBody } from './body.ts';
import { bodyOf, type FoundCard } from './find.ts';
import { TOKEN } from './fold.ts';
import { isPostId, postedAtOf, postUrlOf } from './ids.ts';
import { all, attr, closest, documentOf, isA, isHidden, isOnPage, one } from './nodes.ts';
import {
  authorOf,
  coinsOf,
  countsOf,
  isOwn,
  labelOf,
  labelsOf,
  ownOne,
  timeOf,
  withQuotes,
} from './parts.ts';
import { card, idSignals, notText, page, textSignals, texts } from './selectors.ts';
import { surfaceOf } from './surface.ts';
import { postIdOf } from './urls.ts';
import { type Shown, walk } from './walk.ts';

/** Nothing but space, also the kinds that no trim takes. */
const EMPTY = /^[\s\u200b-\u200f\u2060\ufeff]*$/;

/** The raw text in the hidden permalink. Only a hidden link holds it; the words of a visible one are its name. */
function hiddenText(found: FoundCard, title: string | null): Shown | null {
  const link = all(found.element, idSignals.permalink).find(
    (a) => isHidden(a) && isOwn(found, a) && postIdOf(attr(a, 'href') ?? '') === found.id,
  );
  if (!link) return null;
  const { text } = walk(link, { keepLines: true });
  return {
    text: (title !== null && text.startsWith(title) ? text.slice(title.length) : text)
      .replace(TOKEN, '')
      .replace(/[ \t]*\n[ \t]*/g, '\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim(),
    marks: [],
  };
}

/** The block the post's own text stands in; `undefined` when the page says it is another post's. */
function contentOf(found: FoundCard): Element | null | undefined {
  const block = ownOne(found, card.content);
  const id = block && attr(block, 'data');
  return block && isPostId(id) && id !== found.id ? undefined : block;
}

function textOf(found: FoundCard, content: Element | null, title: string | null): Shown | null {
  const root = content ?? found.element;
  const skip = (element: Element) => found.inner.includes(element) || isA(element, notText);
  for (const selector of [textSignals.description, textSignals['rich-text'], textSignals['rich-text-wrap']]) {
    const element = ownOne(found, selector, root);
    const shown = element && walk(element, { keepLines: true, skip });
    if (shown && !EMPTY.test(shown.text)) return shown;
  }
  const hidden = hiddenText(found, title);
  if (hidden && !EMPTY.test(hidden.text)) return hidden;
  const rest = `${idSignals.permalink},${card.title},${card.heading}`;
  return (
    content && walk(content, { keepLines: true, skip: (element) => skip(element) || isA(element, rest) })
  );
}

function titleOf(found: FoundCard, content: Element | null): string | null {
  const title = ownOne(found, card.title);
  return labelOf(title ?? (content && ownOne(found, card.heading, content)));
}

/** What is read the same way from a card and from a post page. */
function common(found: FoundCard, url: string, root: Element, words: Element | null) {
  const postedAt = postedAtOf(found.id);
  return {
    id: found.id,
    url: postUrlOf(found.id),
    surface: surfaceOf(url) ?? 'home',
    author: authorOf(found, { root, words }),
    counts: countsOf(found, root),
    postedAt,
    postedAtSource: postedAt === null ? null : ('id' as const),
    timeLabel: timeOf(found, { root, words }),
  };
}

function readWhole(found: FoundCard, url: string): RawPost | null {
  const document = documentOf(found.element);
  const body = document && readBody(found, document);
  if (!document || !body || EMPTY.test(body.text)) return null;
  const main = closest(found.element, page.main) ?? found.element;
  // Comments have authors, times and counters too: the post's own stand outside of them.
  const comments = all(main, `${page.comments},${card.comment}`);
  const own = { ...found, inner: [...found.inner, ...comments] };
  const author = ownOne(own, page.author, main);
  const words = bodyOf(document);
  const head = { root: author ?? main, words };
  const coins = coinsOf(own, main).filter(({ via }) => via !== null);
  return {
    ...common(own, url, main, words),
    ...(author && { author: authorOf(own, head), timeLabel: timeOf(own, head) }),
    kind: body.title === null ? 'post' : 'article',
    title: body.title,
    text: body.text,
    excerpt: body.excerpt,
    marks: body.marks,
    attached: [...coins, ...body.widgets.filter(({ code }) => !coins.some((coin) => coin.code === code))],
    labels: labelsOf(own),
  };
}

function readInFeed(found: FoundCard, url: string): RawPost | null {
  const content = contentOf(found);
  if (content === undefined) return null;
  const title = titleOf(found, content);
  const shown = textOf(found, content, title) ?? { text: '', marks: [] };
  if (EMPTY.test(shown.text) && title === null) return null;
  const isArticle = title !== null && found.kind === 'post';
  return {
    ...common(found, url, found.element, content ?? ownOne(found, texts)),
    kind: isArticle ? 'article' : found.kind,
    title,
    text: shown.text,
    excerpt: isArticle,
    marks: shown.marks,
    attached: coinsOf(found),
    labels: labelsOf(found),
  };
}

/**
 * Reads one post.
 * @param found from `findCards`, at once: a card that was since removed or given to another post reads as `null`.
 * @param url the page's address. After a client-side visit it is already the next post's while the page may
 *   still hold the last one's body: the caller waits until the body of a `whole` post changed.
 * @returns the post, or `null` when it shows no text (live, poll, not yet filled). Never throws: one odd card
 *   must not cost the page its other posts.
 */
export function readCard(found: FoundCard, url: string): RawPost | null {
  try {
    const id = attr(found.element, 'data-id');
    if (!isOnPage(found.element) || (isPostId(id) && id !== found.id)) return null;
    const own = withQuotes(found);
    const whole = own.whole ? readWhole(own, url) : null;
    return whole ?? (own.whole && !one(own.element, card.content) ? null : readInFeed(own, url));
  } catch {
    return null;
  }
}
