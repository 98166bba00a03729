/** The orders of a list of posts. */
import type { SearchDocument } from './document.ts';

export const SORT_ORDERS = ['posted', 'saved', 'seen', 'author', 'views', 'copied'] as const;
export type SortOrder = (typeof SORT_ORDERS)[number];

/** The order that a URL parameter names; the newest posts first if it names none. */
export const readSortOrder = (name: string | null): SortOrder =>
  SORT_ORDERS.find((order) => order === name) ?? 'posted';

const timeOf = (time: string | null): number => (time === null ? Number.NaN : Date.parse(time));

/**
 * Sorts documents: the newest, most viewed or most copied first, authors from A to Z. What is not known comes last, in
 * either direction; equal ones are sorted by posting time, newest first, then by id.
 * @param copiesOf number of posts that repeat a post
 * @param reverse the other direction
 * @returns a new list
 */
export function sortDocuments(
  documents: readonly SearchDocument[],
  order: SortOrder,
  copiesOf: (card: SearchDocument) => number,
  reverse = false,
): SearchDocument[] {
  const posted = Float64Array.from(documents, (card) => timeOf(card.postedAt));
  const keys = order === 'posted' ? posted : sortKeys(documents, order, copiesOf);
  const direction = reverse ? -1 : 1;
  const compare = (a: number, b: number): number =>
    descending(keys[a] as number, keys[b] as number, direction) ||
    descending(posted[a] as number, posted[b] as number, 1) ||
    ((documents[a] as SearchDocument).id < (documents[b] as SearchDocument).id ? 1 : -1) * direction;
  return [...Uint32Array.from(documents, (_, i) => i).sort(compare)].map(
    (i) => documents[i] as SearchDocument,
  );
}

/** The larger first (the smaller for -1); unknown ones last. */
function descending(a: number, b: number, direction: number): number {
  if (a === b) return 0;
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : 1;
  return Number.isNaN(b) ? -1 : (b - a) * direction;
}

/** A number for each document: the larger comes first. */
function sortKeys(
  documents: readonly SearchDocument[],
  order: Exclude<SortOrder, 'posted'>,
  copiesOf: (card: SearchDocument) => number,
): Float64Array {
  switch (order) {
    case 'saved':
      return Float64Array.from(documents, (card) => timeOf(card.savedAt));
    case 'seen':
      return Float64Array.from(documents, (card) => timeOf(card.seenAt));
    case 'views':
      return Float64Array.from(documents, (card) => card.views ?? Number.NaN);
    case 'copied':
      return Float64Array.from(documents, copiesOf);
    case 'author': {
      const ranks = authorRanks(documents);
      return Float64Array.from(documents, (card) => ranks.get(card.authorName) ?? Number.NaN);
    }
  }
}

/** Comparing names is slow, so it is done once per name. */
function authorRanks(documents: readonly SearchDocument[]): Map<string, number> {
  const { compare } = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true });
  const names = [...new Set(documents.map((card) => card.authorName))].filter(Boolean).sort(compare);
  return new Map(names.map((name, i) => [name, -i]));
}
