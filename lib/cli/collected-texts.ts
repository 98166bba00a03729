import type { CopyText, CopyTexts } from '../copies/in-memory-copies.ts';
import type { ExportablePost } from '../store/export/export-record.ts';
import { authorKey } from '../text/author-key.ts';
import { Spool } from './io/spool.ts';

/** The texts of collected posts for the search for copies, read from temporary files. */
export class CollectedTexts implements CopyTexts {
  readonly #numbers: ReadonlyMap<string, number>;
  readonly #posts: Spool<{ post: ExportablePost }>;
  /** Text and title alone: they are read for each comparison. */
  readonly #words = new Spool<Pick<CopyText, 'text' | 'title'>>();
  readonly #added = new Map<string, number>();

  constructor(numbers: ReadonlyMap<string, number>, posts: Spool<{ post: ExportablePost }>) {
    this.#numbers = numbers;
    this.#posts = posts;
  }

  get size(): number {
    return this.#added.size;
  }

  keys(): Iterable<string> {
    return this.#added.keys();
  }

  get(id: string): CopyText | undefined {
    const number = this.#added.has(id) ? this.#numbers.get(id) : undefined;
    return number === undefined ? undefined : toCopyText(this.#posts.get(number).post);
  }

  wordsOf(id: string): Pick<CopyText, 'text' | 'title'> | undefined {
    const number = this.#added.get(id);
    return number === undefined ? undefined : this.#words.get(number);
  }

  set(id: string, { text, title }: CopyText): void {
    this.#added.set(id, this.#words.add({ text, title: title ?? null }));
  }

  delete(id: string): boolean {
    return this.#added.delete(id);
  }

  close(): void {
    this.#words.close();
  }
}

export const toCopyText = (post: ExportablePost): CopyText => ({ ...post, author: authorKey(post.author) });
