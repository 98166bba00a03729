/** What the reader did, as a model, and how the library differs from it. */
import { type Entry, type FileEntry, type HistoryEvent, replay } from '../store/user-data-history.ts';
import type { StoredUserData } from './user-data.ts';

/** A change of the model. The library has all of it or nothing. */
export interface Change {
  apply(): void;
  revert(): void;
}
export interface Review {
  state: 'open' | 'confirmed' | 'dismissed';
  note: string;
}
type Import = Extract<HistoryEvent, { kind: 'import' }>;

const sorted = (tags: readonly string[]) => [...tags].sort().join();
const NOTHING: Entry = { note: '', tags: [], capturedAt: null };

export class UserDataModel {
  /** Posts that are on the page, and so in the library. They are never deleted. */
  readonly #seen: readonly string[];
  readonly #events: HistoryEvent[] = [];
  #entries = new Map<string, Entry>();
  /** By the post of the group that it was written at. */
  readonly #reviews = new Map<string, Review>();
  #time = Date.parse('2026-12-01T00:00:00.000Z');

  constructor(seen: readonly string[]) {
    this.#seen = seen;
  }

  entry(id: string): Entry {
    return this.#entries.get(id) ?? NOTHING;
  }
  isSaved = (id: string) => this.entry(id).capturedAt !== null;
  savedIds = () => [...this.#entries.keys()].filter(this.isSaved);
  review = (post: string): Review => this.#reviews.get(post) ?? { state: 'open', note: '' };

  saves(id: string, saved: boolean): Change {
    const time = new Date(++this.#time).toISOString();
    return this.#add({ kind: 'field', id, change: { capturedAt: saved ? time : null } });
  }
  /** Tags that are there already are not written: an import that brought them may take them away again. */
  writes(id: string, { tags, ...change }: Partial<Entry>): Change {
    const isSame = tags && sorted(tags) === sorted(this.entry(id).tags);
    return this.#add({ kind: 'field', id, change: isSame || !tags ? change : { ...change, tags } });
  }
  deletes = (id: string): Change => this.#add({ kind: 'delete', id });
  /** @returns the change, and the event by which it is undone */
  imports(file: readonly FileEntry[]): Change & { event: Import } {
    const event: Import = { kind: 'import', file, undone: false };
    return { ...this.#add(event), event };
  }
  undoes(event: Import): Change {
    const set = (undone: boolean) => {
      event.undone = undone;
      this.#replay();
    };
    return { apply: () => set(true), revert: () => set(false) };
  }
  reviews(post: string, review: Review): Change {
    const before = this.review(post);
    return {
      apply: () => this.#reviews.set(post, review),
      revert: () => this.#reviews.set(post, before),
    };
  }

  #add(event: HistoryEvent | Omit<Extract<HistoryEvent, { kind: 'field' }>, 'capturedAt'>): Change {
    return {
      apply: () => {
        const { capturedAt } = event.kind === 'field' ? this.entry(event.id) : NOTHING;
        this.#events.push(event.kind === 'field' ? { ...event, capturedAt } : (event as Import));
        this.#replay();
      },
      revert: () => {
        this.#events.pop();
        this.#replay();
      },
    };
  }

  #replay(): void {
    this.#entries = replay(this.#events, this.#seen);
  }

  /** What the library holds otherwise than the model, one line a post; empty if nothing. */
  differences({ posts, reviews, captured, waiting }: StoredUserData): string[] {
    const line = (id: string, saved: boolean, { note, tags }: Pick<Entry, 'note' | 'tags'>) =>
      saved || note !== '' || tags.length > 0
        ? `${id} ${saved ? 'saved' : ''} ${JSON.stringify(note)} ${sorted(tags)}`
        : '';
    const expected = [...this.#entries].map(([id, entry]) => line(id, entry.capturedAt !== null, entry));
    const actual = posts.map((post) => line(post.id, post.saved, post));
    for (const [post, { state, note }] of this.#reviews) {
      expected.push(state === 'open' && note === '' ? '' : `review ${post} ${state} ${note}`);
      const found = reviews.find(({ anchors }) => anchors.includes(post));
      actual.push(found ? `review ${post} ${found.state} ${found.note}` : '');
    }
    expected.push(`${this.savedIds().length} saved`);
    actual.push(`${captured} saved`);
    if (waiting > 0) actual.push(`${waiting} edits wait`);
    const [wanted, there] = [new Set(expected), new Set(actual)];
    return [
      ...expected.filter((one) => one !== '' && !there.has(one)).map((one) => `missing: ${one}`),
      ...actual.filter((one) => one !== '' && !wanted.has(one)).map((one) => `instead: ${one}`),
    ];
  }
}
