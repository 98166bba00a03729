/** Report for the popup: which posts are on the page, and how completely they could be read. */
import type { PageReport } from '../../../lib/messages.ts';
import { readPage } from '../../../lib/square/page/read-page.ts';

/**
 * Reads the whole page once. Posts without an id are left out.
 * @param known ids of the posts that have a strip: a collapsed copy is hidden, and counts all the same
 */
export function createPageReport(page: Document, known: Iterable<string> = []): PageReport {
  const { surface, cards, health, signals, redacted } = readPage(page, page.location.href);
  const ids = cards.map(({ post }) => post.id).filter((id) => id !== null);
  return { surface, ids: [...new Set([...ids, ...known])], health, signals, redacted };
}
