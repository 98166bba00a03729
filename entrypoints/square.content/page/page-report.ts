/** What the popup asks of the page: which posts are here, and how well they could be read. */
import type { PageReport } from '../../../lib/messages.ts';
import { readPage } from '../../../lib/square/page/read-page.ts';

/** Reads the page once more, as a whole. Posts without an id have no place in it. */
export function createPageReport(page: Document): PageReport {
  const { surface, cards, health, signals, redacted } = readPage(page, page.location.href);
  const ids = cards.map(({ post }) => post.id).filter((id) => id !== null);
  return { surface, ids, health, signals, redacted };
}
