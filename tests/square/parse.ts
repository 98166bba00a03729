/** Page markup to a document, and what the reader makes of it. */
import { type ReadPage, readPage } from '../../lib/square/page/read-page.ts';

export const parse = (html: string): Document => new DOMParser().parseFromString(html, 'text/html');

const ORIGIN = 'https://www.binance.com';

/** Reads markup as the page at `path`. */
export const read = (html: string, path = '/en/square'): ReadPage => readPage(parse(html), ORIGIN + path);

/** Ids and texts of a page. */
export const idsAndTexts = ({ cards }: ReadPage): [string | null, string][] =>
  cards.map(({ post }) => [post.id, post.text]);
