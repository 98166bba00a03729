/** Pairs of posts that the user said are no copies of each other. */
export class RejectedPairs {
  readonly #others = new Map<string, Set<string>>();

  /** @param rejected false takes the rejection back */
  set(a: string, b: string, rejected: boolean): void {
    this.#put(a, b, rejected);
    this.#put(b, a, rejected);
  }

  get isEmpty(): boolean {
    return this.#others.size === 0;
  }

  /** The other posts of the pairs that a post is in; `undefined` when there are none. */
  of(id: string): ReadonlySet<string> | undefined {
    return this.#others.get(id);
  }

  [Symbol.iterator](): IterableIterator<[string, ReadonlySet<string>]> {
    return this.#others.entries();
  }

  #put(id: string, other: string, rejected: boolean): void {
    const others = this.#others.get(id) ?? new Set<string>();
    if (rejected) this.#others.set(id, others.add(other));
    else if (others.delete(other) && others.size === 0) this.#others.delete(id);
  }
}
