/** Answers the popup: which posts are on the page, how completely they could be read, and what to do with them. */
import type { PageReport, PopupRequest } from '../../../lib/messages.ts';
import type { RawPost } from '../../../lib/post.ts';
import { readCards } from '../../../lib/square/page/read-page.ts';
import { isConnected } from '../../../lib/square/page/safe-dom-read.ts';
import type { PagePost } from '../posts/page-post.ts';
import type { PostRegistry } from '../posts/post-registry.ts';

/** Of a long text, this many characters are reported. */
const SHOWN_OF_TEXT = 300;

/**
 * Reads the whole page once. Posts without an id are left out.
 * @param items the posts that have a strip: a collapsed copy is hidden, and counts all the same
 */
function createPageReport(page: Document, items: ReadonlyMap<string, PagePost>): PageReport {
  const { surface, cards, health, signals, redacted } = readCards(page, page.location.href);
  const read = new Map<string | null, RawPost>(cards.map(({ post }) => [post.id, post]));
  for (const { id, original } of items.values()) if (original) read.set(id, original);
  const posts = [...read].flatMap(([id, { author, title, text }]) =>
    id === null
      ? []
      : {
          id,
          author,
          title,
          text: text.slice(0, SHOWN_OF_TEXT),
          annotation: items.get(id)?.annotation ?? null,
        },
  );
  return { surface, posts, health, signals, redacted };
}

/** Answers a request of the popup: see `PopupRequest`. */
export async function answerPopup(
  request: PopupRequest,
  { items, collapser }: PostRegistry,
): Promise<PageReport | string[] | boolean> {
  if (request.ask === 'report') return createPageReport(document, items);
  if (request.ask === 'show') {
    const item = items.get(request.id);
    if (!item || !isConnected(item.element)) return false;
    collapser.reveal(item);
    item.showOnPage();
    return true;
  }
  const found = request.ids.flatMap((id) => items.get(id) ?? []);
  for (const item of found) await item.save();
  return found.filter((item) => item.isSaved()).map(({ id }) => id);
}
