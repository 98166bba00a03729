/** Reads a found card: its text as displayed and its other data. */
import type { RawPost } from '../../post.ts';
import { WIDGET_TOKEN } from '../dump/repeated-text.ts';
import { isPostId, postedAtFromId, postUrl } from '../post-id.ts';
import { card, idSignals, nonTextControls, page, textContainers, textSignals } from '../selectors.ts';
import { surfaceFromUrl } from '../surface.ts';
import { postIdFromUrl } from '../urls.ts';
import {
  belongsToCard,
  isTranslatedBySite,
  queryOwn,
  readAuthor,
  readCoins,
  readCounts,
  readLabel,
  readLabels,
  readTimeLabel,
  withQuotedPosts,
} from './card-fields.ts';
import { type FoundCard, findBody } from './find-cards.ts';
import { readBody } from './read-body.ts';
import {
  closest,
  documentOf,
  getAttribute,
  isConnected,
  isHidden,
  matches,
  querySelector,
  querySelectorAll,
} from './safe-dom-read.ts';
import { isTranslated } from './translation.ts';
import { readVisibleText, type VisibleText } from './visible-text.ts';

/** Only white space, including characters that `trim` does not remove. */
const EMPTY = /^[\s\u200b-\u200f\u2060\ufeff]*$/;

/**
 * The raw text in the hidden permalink. Only a hidden link contains the text; the text of a visible one is
 * its label.
 */
function permalinkText(found: FoundCard, title: string | null): VisibleText | null {
  const link = querySelectorAll(found.element, idSignals.permalink).find(
    (a) =>
      isHidden(a) && belongsToCard(found, a) && postIdFromUrl(getAttribute(a, 'href') ?? '') === found.id,
  );
  if (!link || isTranslated(link)) return null;
  const { text } = readVisibleText(link, { keepLines: true });
  return {
    text: (title !== null && text.startsWith(title) ? text.slice(title.length) : text)
      .replace(WIDGET_TOKEN, '')
      .replace(/[ \t]*\n[ \t]*/g, '\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim(),
    marks: [],
  };
}

/** The element with the post's own text; `undefined` if the page says that it belongs to another post. */
function contentOf(found: FoundCard): Element | null | undefined {
  const block = queryOwn(found, card.content);
  const id = block && getAttribute(block, 'data');
  return block && isPostId(id) && id !== found.id ? undefined : block;
}

/** A text, and whether it is a translation. */
type CardText = VisibleText & { translated?: true };

function textOf(
  found: FoundCard,
  content: Element | null,
  title: string | null,
  pageTranslated: boolean,
): CardText | null {
  const root = content ?? found.element;
  const skip = (element: Element) => found.nestedPosts.includes(element) || matches(element, nonTextControls);
  for (const selector of [textSignals.description, textSignals['rich-text'], textSignals['rich-text-wrap']]) {
    const element = queryOwn(found, selector, root);
    const shown = element && readVisibleText(element, { keepLines: true, skip });
    if (!shown || EMPTY.test(shown.text)) continue;
    if (!pageTranslated && !isTranslated(element)) return shown;
    // The link is hidden, so most translators leave it; its tags are the page's own, and the marks have their names.
    const original = permalinkText(found, title);
    return original && !EMPTY.test(original.text) ? original : { ...shown, translated: true };
  }
  const hidden = permalinkText(found, title);
  if (hidden && !EMPTY.test(hidden.text)) return hidden;
  const rest = `${idSignals.permalink},${card.title},${card.heading}`;
  return (
    content &&
    readVisibleText(content, { keepLines: true, skip: (element) => skip(element) || matches(element, rest) })
  );
}

function titleOf(found: FoundCard, content: Element | null): string | null {
  const title = queryOwn(found, card.title);
  return readLabel(title ?? (content && queryOwn(found, card.heading, content)));
}

/** The fields that a card and a post page share. */
function commonFields(found: FoundCard, url: string, root: Element, words: Element | null) {
  const postedAt = postedAtFromId(found.id);
  return {
    id: found.id,
    url: postUrl(found.id),
    surface: surfaceFromUrl(url) ?? 'home',
    author: readAuthor(found, { root, words }),
    counts: readCounts(found, root),
    postedAt,
    postedAtSource: postedAt === null ? null : ('id' as const),
    timeLabel: readTimeLabel(found, { root, words }),
  };
}

function readPagePost(found: FoundCard, url: string, pageTranslated: boolean): RawPost | null {
  const document = documentOf(found.element);
  const body = document && readBody(found, document, pageTranslated);
  if (!document || !body || EMPTY.test(body.text)) return null;
  const main = closest(found.element, page.main) ?? found.element;
  // Comments have authors, times and counters too, so read those of the post outside the comments.
  const comments = querySelectorAll(main, `${page.comments},${card.comment}`);
  const own = { ...found, inner: [...found.nestedPosts, ...comments] };
  const author = queryOwn(own, page.author, main);
  const words = findBody(document);
  const head = { root: author ?? main, words };
  const coins = readCoins(own, main).filter(({ via }) => via !== null);
  return {
    ...commonFields(own, url, main, words),
    ...(author && { author: readAuthor(own, head), timeLabel: readTimeLabel(own, head) }),
    kind: body.title === null ? 'post' : 'article',
    title: body.title,
    ...(body.translated && { translated: true }),
    ...(isTranslatedBySite(own) && { translatedBySite: true }),
    text: body.text,
    excerpt: body.excerpt,
    marks: body.marks,
    attached: [...coins, ...body.widgets.filter(({ code }) => !coins.some((coin) => coin.code === code))],
    labels: readLabels(own),
  };
}

function readFeedCard(found: FoundCard, url: string, pageTranslated: boolean): RawPost | null {
  const content = contentOf(found);
  if (content === undefined) return null;
  const title = titleOf(found, content);
  const shown: CardText = textOf(found, content, title, pageTranslated) ?? { text: '', marks: [] };
  if (EMPTY.test(shown.text) && title === null) return null;
  const isArticle = title !== null && found.kind === 'post';
  return {
    ...commonFields(found, url, found.element, content ?? queryOwn(found, textContainers)),
    kind: isArticle ? 'article' : found.kind,
    title,
    ...(shown.translated && { translated: true }),
    ...(isTranslatedBySite(found) && { translatedBySite: true }),
    text: shown.text,
    excerpt: isArticle,
    marks: shown.marks,
    attached: readCoins(found),
    labels: readLabels(found),
  };
}

/**
 * Reads one post.
 * @param found result of `findCards`, used at once: a card that was removed or reused since gives `null`
 * @param url the page's address. After a navigation inside the page it may already be the next post's, while
 * the page still shows the previous body: the caller waits until the body of an `isPagePost` card changed.
 * @param pageTranslated the language of the page changed: Firefox leaves no other mark of its translator
 * @returns the post, or `null` if it shows no text (live, poll, not yet loaded). Never throws: one unusual
 * card must not affect the others.
 */
export function readCard(found: FoundCard, url: string, pageTranslated = false): RawPost | null {
  try {
    const id = getAttribute(found.element, 'data-id');
    if (!isConnected(found.element) || (isPostId(id) && id !== found.id)) return null;
    const own = withQuotedPosts(found);
    const whole = own.isPagePost ? readPagePost(own, url, pageTranslated) : null;
    return (
      whole ??
      (own.isPagePost && !querySelector(own.element, card.content)
        ? null
        : readFeedCard(own, url, pageTranslated))
    );
  } catch {
    return null;
  }
}
