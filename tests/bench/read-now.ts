/** Runs in a page: how parse.ts reads it. */
import { readPage } from '../../lib/square/page/read-page.ts';

declare global {
  /** Reads the whole page. @returns how many posts. */
  var readNow: () => number;
  /** The least anybody would do: the text of every card. */
  var touchNow: () => number;
}

globalThis.readNow = () => readPage(document, location.href).cards.length;
globalThis.touchNow = () =>
  [...document.querySelectorAll('[data-id]')].filter((card) => card.textContent.length > 0).length;
