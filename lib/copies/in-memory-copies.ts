import type { CopyGroup } from '../post.ts';
import { toCopyGroup } from './copy-group.ts';
import { type ComparedCandidate, CopyIndex, type Match } from './copy-index.ts';
import { extractFeatures, type TextFeatures } from './fingerprint/text-features.ts';
import {
  assignToGroup,
  type Group,
  type GroupLookup,
  isClose,
  type Member,
  removeMember,
} from './group-assignment.ts';

/** A text to look for copies of. Ids are any distinct strings; the library uses post ids. */
export interface CopyText {
  id: string;
  text: string;
  title?: string | null;
  /** Handle, or name where there is none; compared without case. */
  author?: string | null;
  /** ISO 8601 in UTC with milliseconds. */
  postedAt?: string | null;
}

/** Sketches kept at hand: the originals of a flood are asked for again and again. */
const SKETCHES = 256;

/**
 * All copies among texts kept in memory: for `analyze`, tests and the bench. The browser's library does the same
 * steps with texts read from its store.
 */
export class InMemoryCopies {
  private readonly texts = new Map<string, CopyText>();
  private readonly index = new CopyIndex();
  private readonly groupIds = new Map<string, string>();
  private readonly byId = new Map<string, Group>();
  private readonly verdicts = new Map<string, Map<string, boolean>>();
  private readonly sketches = new Map<string, TextFeatures>();
  private readonly lookup: GroupLookup = {
    groupOf: (id) => this.groupContaining(id),
    verdicts: (id) => this.verdicts.get(id),
    compare: (a, b) => {
      const tie = this.index.kinship(this.sketchOf(a), this.sketchOf(b));
      return tie && { kind: tie.kind, score: tie.score, close: isClose(tie.kind, tie.score, tie.ofLonger) };
    },
  };

  get size(): number {
    return this.texts.size;
  }

  /** Bytes the index keeps, texts and groups not counted. */
  get indexBytes(): number {
    return this.index.bytes;
  }

  /** The texts this one repeats or is repeated by, strongest first; nothing is kept. */
  find(post: Omit<CopyText, 'id'>): Match[] {
    const asked = extractFeatures(post.text, post.title);
    return this.index.compare(asked, this.others(asked));
  }

  /** Add a text (again: replaces it). Gives the texts it matches, strongest first. */
  add(post: CopyText): Match[] {
    if (this.texts.has(post.id)) this.remove(post.id);
    const { id, text, title = null, author = null, postedAt = null } = post;
    this.texts.set(id, { id, text, title, author, postedAt });
    return this.addToIndex(id);
  }

  /** Forget a text. False when it was not there. */
  remove(id: string): boolean {
    if (!this.texts.has(id)) return false;
    const group = this.leaveGroup(id);
    this.index.remove(id);
    this.texts.delete(id);
    this.sketches.delete(id);
    // What leaned on it in the index must stand alone now.
    for (const member of group?.members ?? []) {
      if (member.id === id) continue;
      const asked = this.sketchOf(member.id);
      const others = this.others(asked).filter((other) => other.id !== member.id);
      this.index.insert(member.id, asked, others, this.index.compare(asked, others));
    }
    return true;
  }

  /** The user's word on two texts: never in one group, or in one group after all. It outlives regrouping. */
  setVerdict(a: string, b: string, copy: boolean): void {
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const) {
      const map = this.verdicts.get(one) ?? new Map<string, boolean>();
      this.verdicts.set(one, map.set(other, copy));
    }
    if (!this.texts.has(a) || !this.texts.has(b)) return;
    const [groupA, groupB] = [this.groupContaining(a), this.groupContaining(b)];
    if (copy && groupA !== undefined && groupA === groupB) return;
    if (!copy && (groupA === undefined || groupA !== groupB)) return;
    this.leaveGroup(b);
    if (copy) this.join(b, [{ id: a, kind: 'near', score: 0, role: 'same', ofLonger: 0 }]);
    else
      this.join(
        b,
        this.withoutRejected(
          b,
          this.find(this.texts.get(b) as CopyText).filter((match) => match.id !== b),
        ),
      );
  }

  /** Texts that repeat one another, each group once, ordered by id. */
  groups(): CopyGroup[] {
    return [...this.byId.values()]
      .map((group) => toCopyGroup(group, (id) => this.texts.get(id) as CopyText, this.lookup.compare))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** The group of one text, or `null`. */
  groupOf(id: string): CopyGroup | null {
    const group = this.groupContaining(id);
    return group ? toCopyGroup(group, (id) => this.texts.get(id) as CopyText, this.lookup.compare) : null;
  }

  private addToIndex(id: string): Match[] {
    const asked = this.sketchOf(id);
    const others = this.others(asked);
    const found = this.withoutRejected(id, this.index.compare(asked, others));
    this.index.insert(id, asked, others, found);
    this.join(id, found);
    return found;
  }

  /** Leaves out what the user called no copies. */
  private withoutRejected(id: string, found: readonly Match[]): Match[] {
    const verdicts = this.verdicts.get(id);
    return found.filter((match) => verdicts?.get(match.id) !== false);
  }

  private join(id: string, found: readonly Match[]): void {
    const { group, merged } = assignToGroup(id, found, this.lookup);
    for (const gone of merged) this.byId.delete(gone);
    if (!group) return;
    this.byId.set(group.id, group);
    this.groupIds.set(group.id, group.id);
    // Newcomers stand at the end: a flood's thousands need not be gone through for each of them.
    for (let i = group.members.length - 1; i > 0; i--) {
      const member = group.members[i] as Member;
      if (this.groupIds.get(member.id) === group.id) break;
      this.groupIds.set(member.id, group.id);
    }
  }

  private groupContaining(id: string): Group | undefined {
    const group = this.groupIds.get(id);
    return group === undefined ? undefined : this.byId.get(group);
  }

  /** Take a text out of its group; gives the group as it was. */
  private leaveGroup(id: string): Group | undefined {
    const group = this.groupContaining(id);
    if (!group) return undefined;
    const left = removeMember(group, id, this.lookup);
    this.byId.delete(group.id);
    for (const member of group.members) this.groupIds.delete(member.id);
    if (left) this.byId.set(left.id, left);
    for (const member of left?.members ?? []) this.groupIds.set(member.id, (left as Group).id);
    return group;
  }

  private others(asked: TextFeatures): ComparedCandidate[] {
    return this.index.candidates(asked).map((other) => ({ ...other, sketch: this.sketchOf(other.id) }));
  }

  private sketchOf(id: string): TextFeatures {
    let found = this.sketches.get(id);
    if (found) this.sketches.delete(id);
    else {
      const { text, title } = this.texts.get(id) as CopyText;
      found = extractFeatures(text, title);
    }
    this.sketches.set(id, found);
    if (this.sketches.size > SKETCHES) this.sketches.delete(this.sketches.keys().next().value as string);
    return found;
  }
}
