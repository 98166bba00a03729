/** Search index of all posts: a document for each, in memory while the page is open. */
import { type SearchDocument, toSearchDocument } from '../../../lib/search/document.ts';
import { countFacets, type Facets } from '../../../lib/search/facets.ts';
import type { Filter } from '../../../lib/search/filter.ts';
import { foldForSearch } from '../../../lib/search/fold-for-search.ts';
import { createMatcher, type GroupFacts } from '../../../lib/search/matcher.ts';
import { type SortOrder, sortDocuments } from '../../../lib/search/sort-orders.ts';
import type { ChangedIds } from '../../../lib/store/db/change-channel.ts';
import type { IndexablePost, LibraryReader } from '../../../lib/store/reader.ts';

/** Posts per read: so few that typing and scrolling go on meanwhile. */
const BATCH_SIZE = 500;
/** Delay, in ms, after which changes are read, so that a list does not wait for them. */
const PAUSE = 600;

/** Most groups have no tags: they share one empty list. */
const NONE: readonly string[] = [];

interface IndexedGroup {
  first: string | null;
  size: number;
  /** The tags of its review, as they were written and normalized. */
  tagNames: readonly string[];
  tags: readonly string[];
}

export class PostsIndex {
  readonly #reader: LibraryReader;
  readonly #listeners = new Set<() => void>();
  #cards = new Map<string, SearchDocument>();
  #groups = new Map<string, IndexedGroup>();
  #sorted = new Map<string, SearchDocument[]>();
  #facets: Facets | null = null;
  #filling: Promise<void> | null = null;
  /** What changed since it was read last; `null` for everything. */
  #changed: Set<string> | null = new Set();
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Number of `hold` calls that were not ended. */
  #holds = 0;
  /** True when all posts are indexed. */
  isComplete = false;

  constructor(reader: LibraryReader) {
    this.#reader = reader;
    reader.onChange((changed) => this.#onChange(changed));
  }

  /** Number of indexed posts. */
  get size(): number {
    return this.#cards.size;
  }

  /**
   * Calls `listener` whenever the answers may be others: after batches of the first load, and after changes.
   * @returns a function that removes the listener
   */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Loads all posts, unless that was done or is being done. */
  load(): Promise<void> {
    if (this.isComplete) return Promise.resolve();
    this.#filling ??= this.#fill().finally(() => {
      this.#filling = null;
    });
    return this.#filling;
  }

  /** Indexed posts that match the filter, in the given order. */
  find(filter: Filter, order: SortOrder = 'posted', reverse = false): string[] {
    const passes = createMatcher(filter, this.#groupFacts);
    const ids: string[] = [];
    for (const card of this.#inOrder(order, reverse)) if (passes(card)) ids.push(card.id);
    return ids;
  }

  /** Authors, tickers, tags and languages of the indexed posts. */
  facets(): Facets {
    this.#facets ??= countFacets([...this.#cards.values()], (card) => this.#groupOf(card)?.tagNames ?? NONE);
    return this.#facets;
  }

  isSaved(id: string): boolean {
    return (this.#cards.get(id)?.savedAt ?? null) !== null;
  }

  /** Number of posts in the group of which a post is the first; 0 for others. */
  copiesOf(id: string): number {
    const card = this.#cards.get(id);
    return card ? this.#copiesOf(card) : 0;
  }

  #groupOf = ({ group }: SearchDocument): IndexedGroup | undefined =>
    group === null ? undefined : this.#groups.get(group);

  #copiesOf(card: SearchDocument): number {
    const group = this.#groupOf(card);
    return group?.first === card.id ? group.size - 1 : 0;
  }

  readonly #groupFacts: GroupFacts = {
    isFirst: (card) => this.#groupOf(card)?.first === card.id,
    tagsOf: (card) => this.#groupOf(card)?.tags ?? NONE,
  };

  #inOrder(order: SortOrder, reverse: boolean): SearchDocument[] {
    const key = `${order} ${reverse}`;
    let sorted = this.#sorted.get(key);
    if (!sorted) {
      sorted = sortDocuments([...this.#cards.values()], order, (card) => this.#copiesOf(card), reverse);
      this.#sorted.set(key, sorted);
    }
    return sorted;
  }

  async #fill(): Promise<void> {
    const cards = new Map<string, SearchDocument>();
    this.#changed = new Set();
    await this.#readGroups();
    let nextUpdate = BATCH_SIZE;
    for await (const batch of this.#reader.allIndexable(BATCH_SIZE)) {
      for (const { post, campaigns } of batch) cards.set(post.id, toSearchDocument(post, campaigns));
      // A reload shows the old posts until it is done; a first load shows what is there, at growing distances, because
      // each time the lists are sorted again.
      if (!this.isComplete && cards.size >= nextUpdate) {
        nextUpdate *= 2;
        this.#cards = cards;
        this.#answersChanged();
      }
    }
    this.#cards = cards;
    this.isComplete = true;
    this.#answersChanged();
    if (this.#changed === null || this.#changed.size > 0) this.#schedule();
  }

  async #readGroups(): Promise<void> {
    const [groups, reviews] = await Promise.all([this.#reader.groupSizes(), this.#reader.groupReviews()]);
    this.#groups = new Map(
      groups.map(({ id, first, size }) => {
        const tagNames = reviews.get(id)?.tags ?? NONE;
        return [id, { first, size, tagNames, tags: tagNames.map(foldForSearch) }];
      }),
    );
  }

  #onChange(changed: ChangedIds): void {
    if (changed === null) this.#changed = null;
    else for (const id of changed) this.#changed?.add(id);
    this.#schedule();
  }

  /**
   * Leaves changes unread until the returned function is called. While thousands of posts are edited, the edit and each
   * look at what it changed would wait for each other.
   */
  hold(): () => void {
    this.#holds++;
    return () => {
      this.#holds--;
      if (this.#changed === null || this.#changed.size > 0) this.#schedule();
    };
  }

  #schedule(): void {
    if (!this.isComplete || this.#holds > 0) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#update().catch(() => {});
    }, PAUSE);
  }

  /** Reads what changed. */
  async #update(): Promise<void> {
    await this.#filling;
    const changed = this.#changed;
    this.#changed = new Set();
    if (changed === null) {
      this.isComplete = true;
      this.#filling ??= this.#fill().finally(() => {
        this.#filling = null;
      });
      return this.#filling;
    }
    await this.#readGroups();
    await this.reread([...changed]);
  }

  /** Reads some posts again at once, for those who have just changed them. */
  async reread(ids: readonly string[]): Promise<void> {
    this.#replace(ids, await this.#reader.indexable(ids));
    this.#answersChanged();
  }

  #replace(ids: readonly string[], found: IndexablePost[]): void {
    for (const id of ids) this.#cards.delete(id);
    for (const { post, campaigns } of found) this.#cards.set(post.id, toSearchDocument(post, campaigns));
  }

  #answersChanged(): void {
    this.#sorted = new Map();
    this.#facets = null;
    for (const listener of this.#listeners) listener();
  }
}

const indexes = new WeakMap<LibraryReader, PostsIndex>();

/** The index of a library; one a page, because it holds all posts. */
export function postsIndexOf(reader: LibraryReader): PostsIndex {
  const index = indexes.get(reader) ?? new PostsIndex(reader);
  indexes.set(reader, index);
  return index;
}
