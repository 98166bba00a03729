import type { CopyGroup, CopyKind } from '../post.ts';
import { tokens } from './tokens.ts';

/** A text to look for copies of. Ids are any distinct strings; the library uses post ids. */
export interface CopyText {
  id: string;
  text: string;
  title?: string | null;
  /** Handle or name; compared without case. */
  author?: string | null;
  /** ISO 8601 in UTC with milliseconds. */
  postedAt?: string | null;
}

/** A text that an earlier added one repeats, or that repeats it. */
export interface Match {
  /** Id of the other text. */
  id: string;
  kind: CopyKind;
  /** Share of the shorter text's words that stand in the same order in the other, 0 to 1. */
  score: number;
  /** Whether the newer text is the `part`, the `whole` around the other, or neither. */
  role: 'same' | 'part' | 'whole';
}

/** All copies among texts kept in memory: for `analyze`, tests and the bench. */
export class Copies {
  private readonly texts = new Map<string, CopyText>();
  private readonly bySkeleton = new Map<number, string[]>();

  /** Add a text (again: replaces it). Gives the texts it matches, best first. */
  add(post: CopyText): Match[] {
    this.remove(post.id);
    this.texts.set(post.id, post);
    const { skeleton, units } = tokens(post.title ? `${post.title}\n${post.text}` : post.text);
    if (units < 6) return [];
    const same = this.bySkeleton.get(skeleton) ?? [];
    const found = same.map((id): Match => ({ id, kind: 'exact', score: 1, role: 'same' }));
    this.bySkeleton.set(skeleton, [...same, post.id]);
    return found;
  }

  /** Forget a text. False when it was not there. */
  remove(id: string): boolean {
    for (const [key, ids] of this.bySkeleton) {
      if (ids.includes(id))
        this.bySkeleton.set(
          key,
          ids.filter((other) => other !== id),
        );
    }
    return this.texts.delete(id);
  }

  /** The user's word on two texts: never in one group, or in one group after all. */
  judge(_a: string, _b: string, _copy: boolean): void {}

  /** Texts that repeat one another, in order of their first. */
  groups(): CopyGroup[] {
    return [...this.bySkeleton.values()]
      .filter((ids) => ids.length > 1)
      .map((ids) => ({
        id: ids[0] as string,
        kind: 'exact',
        first: null,
        members: ids.map((id) => ({ id, kind: 'exact', score: 1 })),
      }));
  }
}
