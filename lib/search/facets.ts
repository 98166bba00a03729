/** What occurs in a list of posts, with numbers: for suggestions. */
import type { SearchDocument } from './document.ts';

export interface FacetValue {
  /** What the filter is set to. */
  value: string;
  label: string;
  posts: number;
}

export interface Facets {
  authors: FacetValue[];
  tickers: FacetValue[];
  tags: FacetValue[];
  languages: FacetValue[];
}

/**
 * Counts authors, tickers, tags and languages; the most frequent first. An author's value is its key.
 * @param groupTagsOf the tags of a post's group, as they were written
 */
export function countFacets(
  documents: readonly SearchDocument[],
  groupTagsOf: (card: SearchDocument) => readonly string[] = () => [],
): Facets {
  const authors = new Counter();
  const tickers = new Counter();
  const tags = new Counter();
  const languages = new Counter();
  for (const card of documents) {
    if (card.authorKey !== null) authors.add(card.authorKey, card.authorName);
    if (card.lang) languages.add(card.lang, card.lang);
    for (const tag of new Set([...card.tagNames, ...groupTagsOf(card)])) tags.add(tag, tag);
    for (const ticker of card.tickers) {
      const code = ticker.slice(0, ticker.lastIndexOf(' ')).toUpperCase();
      tickers.add(code, `$${code}`);
    }
  }
  return { authors: authors.list(), tickers: tickers.list(), tags: tags.list(), languages: languages.list() };
}

class Counter {
  readonly #values = new Map<string, FacetValue>();

  add(value: string, label: string): void {
    const known = this.#values.get(value);
    if (known) known.posts++;
    else this.#values.set(value, { value, label, posts: 1 });
  }

  list(): FacetValue[] {
    return [...this.#values.values()].sort((a, b) => b.posts - a.posts || (a.value < b.value ? -1 : 1));
  }
}
