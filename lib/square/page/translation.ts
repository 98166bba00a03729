/** Tells the author's words from a translation that a browser or an extension put into the page. */
import { addedTranslation, translated, translatedRoot } from '../selectors.ts';
import { getAttribute, matches, querySelector, tagName } from './safe-dom-read.ts';

/** True when a browser's translator replaced words in this element. */
export const isTranslated = (element: Element): boolean =>
  matches(element, translated) || querySelector(element, translated) !== null;

/** True while the page's root has the mark of a browser's translator. */
export const isPageTranslated = (root: Element | null): boolean =>
  root !== null && matches(root, translatedRoot);

/** True for an element in which an extension put a translation beside the original. A tag of the page is none. */
export function isAddedTranslation(element: Element): boolean {
  const names = getAttribute(element, 'class');
  if (names === null || !addedTranslation.test(names)) return false;
  return getAttribute(element, 'data-role') === null && tagName(element) !== 'a';
}
