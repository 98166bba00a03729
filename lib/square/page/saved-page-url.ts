/** Pages saved to a file. */

import { page } from '../selectors.ts';
import { surfaceFromUrl } from '../surface.ts';
import {
  firstChild,
  getAttribute,
  nextSibling,
  nodeType,
  querySelectorAll,
  textData,
} from './safe-dom-read.ts';

const COMMENT = 8;

/**
 * The original address of a saved page: from the comment that SingleFile or the browser wrote, else from the
 * page's metadata (canonical, og:url).
 * @param document the parsed file
 * @returns `null` if none of them is a page of Square
 */
export function urlOfSavedPage(document: Document): string | null {
  const noted: string[] = [];
  for (const parent of [document, document.documentElement])
    for (let node = firstChild(parent); node; node = nextSibling(node)) {
      if (nodeType(node) !== COMMENT) continue;
      const url = /(?:saved from url=(?:\(\d+\))?|url:\s*)(https:\/\/\S+)/i.exec(
        textData(node).slice(0, 4000),
      );
      if (url?.[1]) noted.push(url[1]);
    }
  const own = querySelectorAll(document, page.address).map(
    (tag) => getAttribute(tag, 'href') ?? getAttribute(tag, 'content') ?? '',
  );
  return [...noted, ...own].find((href) => surfaceFromUrl(href) !== null) ?? null;
}
