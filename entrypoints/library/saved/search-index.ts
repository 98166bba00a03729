/** What Saved is searched by: a card for each capture, held in memory while the page is open. */

import type { ListPage } from '../../../lib/list-rows.ts';
import type { StoredPost } from '../../../lib/post.ts';
import { createMatcher, type Filter, type SearchDocument, toSearchDocument } from '../../../lib/search.ts';
import type { LibraryReader } from '../../../lib/store/reader.ts';

const STRETCH = 1_000;

export class SavedSearchIndex {
  readonly #reader: LibraryReader;
  /** Newest capture first. */
  #cards: SearchDocument[] = [];
  #firstIds: ReadonlySet<string> = new Set();
  #filling: Promise<void> | null = null;
  /** True when every capture has its card. */
  isComplete = false;

  constructor(reader: LibraryReader) {
    this.#reader = reader;
  }

  get size(): number {
    return this.#cards.length;
  }

  /** The languages there are, most frequent first. */
  languages(): string[] {
    const counts = new Map<string, number>();
    for (const { lang } of this.#cards) if (lang) counts.set(lang, (counts.get(lang) ?? 0) + 1);
    return [...counts].sort((a, b) => b[1] - a[1]).map(([lang]) => lang);
  }

  /**
   * Reads all captures, unless that is being done.
   * @param onStretch called after each stretch: what is there can be searched.
   */
  load(onBatch: () => void): Promise<void> {
    this.#filling ??= this.#fill(onBatch).finally(() => {
      this.#filling = null;
    });
    return this.#filling;
  }

  /** After a change: reads anew, while the old cards go on answering. */
  async refresh(onBatch: () => void): Promise<void> {
    await this.#filling;
    await this.load(onBatch);
  }

  async #fill(onBatch: () => void): Promise<void> {
    const anew: SearchDocument[] = [];
    this.#firstIds = new Set(await this.#reader.firstIds());
    let after: string | null = null;
    do {
      const page: ListPage<StoredPost> = await this.#reader.captures({ after, limit: STRETCH });
      for (const post of page.rows) anew.push(toSearchDocument(post));
      after = page.next;
      if (!this.isComplete) {
        this.#cards = anew;
        onBatch();
      }
    } while (after !== null);
    this.#cards = anew;
    this.isComplete = true;
    onBatch();
  }

  /** Ids of the captures that pass the filter, newest capture first, among the cards there are. */
  find(filter: Filter): string[] {
    const passes = createMatcher(filter, (card) => this.#firstIds.has(card.id));
    return this.#cards.filter(passes).map((card) => card.id);
  }
}
