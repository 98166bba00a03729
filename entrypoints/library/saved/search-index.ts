/** Search index of Saved: a document for each capture, in memory while the page is open. */

import type { ListPage } from '../../../lib/list-rows.ts';
import type { StoredPost } from '../../../lib/post.ts';
import { createMatcher, type Filter, type SearchDocument, toSearchDocument } from '../../../lib/search.ts';
import type { LibraryReader } from '../../../lib/store/reader.ts';

const BATCH_SIZE = 1_000;

export class SavedSearchIndex {
  readonly #reader: LibraryReader;
  /** Newest capture first. */
  #cards: SearchDocument[] = [];
  #firstIds: ReadonlySet<string> = new Set();
  #filling: Promise<void> | null = null;
  /** True when all captures are indexed. */
  isComplete = false;

  constructor(reader: LibraryReader) {
    this.#reader = reader;
  }

  get size(): number {
    return this.#cards.length;
  }

  /** Languages of the captures, most frequent first. */
  languages(): string[] {
    const counts = new Map<string, number>();
    for (const { lang } of this.#cards) if (lang) counts.set(lang, (counts.get(lang) ?? 0) + 1);
    return [...counts].sort((a, b) => b[1] - a[1]).map(([lang]) => lang);
  }

  /**
   * Loads all captures, unless a load is running.
   * @param onBatch called after each batch, which can then be searched
   */
  load(onBatch: () => void): Promise<void> {
    this.#filling ??= this.#fill(onBatch).finally(() => {
      this.#filling = null;
    });
    return this.#filling;
  }

  /** Loads again after a change; until then, searches use the old documents. */
  async refresh(onBatch: () => void): Promise<void> {
    await this.#filling;
    await this.load(onBatch);
  }

  async #fill(onBatch: () => void): Promise<void> {
    const anew: SearchDocument[] = [];
    this.#firstIds = new Set(await this.#reader.firstIds());
    let after: string | null = null;
    do {
      const page: ListPage<StoredPost> = await this.#reader.captures({ after, limit: BATCH_SIZE });
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

  /** Ids of the indexed captures that match the filter, newest capture first. */
  find(filter: Filter): string[] {
    const passes = createMatcher(filter, (card) => this.#firstIds.has(card.id));
    return this.#cards.filter(passes).map((card) => card.id);
  }
}
