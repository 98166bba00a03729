/** Pages saved to a file. */
import { all, attr, dataOf, firstOf, nextOf, typeOf } from './nodes.ts';
import { page } from './selectors.ts';
import { surfaceOf } from './surface.ts';

const COMMENT = 8;

/**
 * The address a saved page had: what SingleFile or the browser noted in a comment, else what the page says of
 * itself (canonical, og:url).
 * @param document the parsed file.
 * @returns `null` when none of them is a page of Square.
 */
export function urlOfSavedPage(document: Document): string | null {
  const noted: string[] = [];
  for (const parent of [document, document.documentElement])
    for (let node = firstOf(parent); node; node = nextOf(node)) {
      if (typeOf(node) !== COMMENT) continue;
      const url = /(?:saved from url=(?:\(\d+\))?|url:\s*)(https:\/\/\S+)/i.exec(dataOf(node).slice(0, 4000));
      if (url?.[1]) noted.push(url[1]);
    }
  const own = all(document, page.address).map((tag) => attr(tag, 'href') ?? attr(tag, 'content') ?? '');
  return [...noted, ...own].find((href) => surfaceOf(href) !== null) ?? null;
}
