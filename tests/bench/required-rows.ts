/** What makes a bench broken: a row that is missing, and a row without a number. Slow is not broken. */
import type { Row } from './table.ts';

/** Rows that must be there: a bench that measures less than it used to must not pass. */
const PROMISED: Record<string, string[]> = {
  parse: ['posts of a text dump, read and understood', 'posts of a page, read'],
  tickers: ['cashtags of a text, by its characters'],
  copies: ['query', 'insert'],
  store: [
    'save to acknowledged',
    '20 posts seen before, nothing new',
    '20 posts seen before, seen again later (written)',
    '20 new posts, 4 of them copies',
    'popup: opened to painted with data',
    'library: opened to painted with data',
    'cold worker: killed to 20 new posts answered',
    'bytes on disk a post',
  ],
  library: [
    'copies: opened to painted, p95',
    'a group opens, p95',
    'saved: opened to painted, p95',
    'sort answers, p95',
    'tag many posts at once, for 5,000',
    'search answers, p95, all saved',
    'filter answers, p95, all saved',
    'most elements in the document while scrolling, all saved',
    'export of all posts as JSON: live memory added',
  ],
  page: [
    'page of 60 cards, opened in an empty tab to loaded',
    'the same over that without the extension',
    'the same over that with an empty content script',
    'scripts a card, added',
    'layouts forced by scripts, added',
  ],
  size: ['content script, gzip', 'background, gzip', 'popup, first view, gzip', 'library, first view, gzip'],
};

/** @throws saying which row of the area is missing or was not measured. */
export function check(area: string, rows: readonly Row[]): void {
  for (const { what, ours, sizes, beside } of rows) {
    const numbers = [...ours, beside.value];
    if (ours.length === 0 || (sizes && sizes.length !== ours.length) || !numbers.every(Number.isFinite))
      throw new Error(`${area}, ${what}: not measured`);
  }
  const missing = PROMISED[area]?.filter((what) => !rows.some((row) => row.what === what)) ?? [];
  if (missing.length > 0) throw new Error(`${area}: no row for ${missing.join('; ')}`);
}
