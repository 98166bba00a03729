import type { CopyGroup } from '../post.ts';
import { CopyIndex, type Found, type Other } from './copy-index.ts';
import { describe } from './describe.ts';
import { type Group, isClose, type Known, type Member, place, without } from './groups.ts';
import { type Sketch, sketch } from './sketch.ts';

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
export class Copies {
  private readonly texts = new Map<string, CopyText>();
  private readonly index = new CopyIndex();
  private readonly groupIds = new Map<string, string>();
  private readonly byId = new Map<string, Group>();
  private readonly said = new Map<string, Map<string, boolean>>();
  private readonly sketches = new Map<string, Sketch>();
  private readonly known: Known = {
    groupOf: (id) => this.groupWith(id),
    verdicts: (id) => this.said.get(id),
    alike: (a, b) => {
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
  find(post: Omit<CopyText, 'id'>): Found[] {
    const asked = sketch(post.text, post.title);
    return this.index.compare(asked, this.others(asked));
  }

  /** Add a text (again: replaces it). Gives the texts it matches, strongest first. */
  add(post: CopyText): Found[] {
    if (this.texts.has(post.id)) this.remove(post.id);
    const { id, text, title = null, author = null, postedAt = null } = post;
    this.texts.set(id, { id, text, title, author, postedAt });
    return this.enter(id);
  }

  /** Forget a text. False when it was not there. */
  remove(id: string): boolean {
    if (!this.texts.has(id)) return false;
    const group = this.leave(id);
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
  judge(a: string, b: string, copy: boolean): void {
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const) {
      const map = this.said.get(one) ?? new Map<string, boolean>();
      this.said.set(one, map.set(other, copy));
    }
    if (!this.texts.has(a) || !this.texts.has(b)) return;
    const [groupA, groupB] = [this.groupWith(a), this.groupWith(b)];
    if (copy && groupA !== undefined && groupA === groupB) return;
    if (!copy && (groupA === undefined || groupA !== groupB)) return;
    this.leave(b);
    if (copy) this.join(b, [{ id: a, kind: 'near', score: 0, role: 'same', ofLonger: 0 }]);
    else
      this.join(
        b,
        this.allowed(
          b,
          this.find(this.texts.get(b) as CopyText).filter((match) => match.id !== b),
        ),
      );
  }

  /** Texts that repeat one another, each group once, ordered by id. */
  groups(): CopyGroup[] {
    return [...this.byId.values()]
      .map((group) => describe(group, (id) => this.texts.get(id) as CopyText, this.known.alike))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** The group of one text, or `null`. */
  groupOf(id: string): CopyGroup | null {
    const group = this.groupWith(id);
    return group ? describe(group, (id) => this.texts.get(id) as CopyText, this.known.alike) : null;
  }

  private enter(id: string): Found[] {
    const asked = this.sketchOf(id);
    const others = this.others(asked);
    const found = this.allowed(id, this.index.compare(asked, others));
    this.index.insert(id, asked, others, found);
    this.join(id, found);
    return found;
  }

  /** Leaves out what the user called no copies. */
  private allowed(id: string, found: readonly Found[]): Found[] {
    const said = this.said.get(id);
    return found.filter((match) => said?.get(match.id) !== false);
  }

  private join(id: string, found: readonly Found[]): void {
    const { group, merged } = place(id, found, this.known);
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

  private groupWith(id: string): Group | undefined {
    const group = this.groupIds.get(id);
    return group === undefined ? undefined : this.byId.get(group);
  }

  /** Take a text out of its group; gives the group as it was. */
  private leave(id: string): Group | undefined {
    const group = this.groupWith(id);
    if (!group) return undefined;
    const left = without(group, id, this.known);
    this.byId.delete(group.id);
    for (const member of group.members) this.groupIds.delete(member.id);
    if (left) this.byId.set(left.id, left);
    for (const member of left?.members ?? []) this.groupIds.set(member.id, (left as Group).id);
    return group;
  }

  private others(asked: Sketch): Other[] {
    return this.index.candidates(asked).map((other) => ({ ...other, sketch: this.sketchOf(other.id) }));
  }

  private sketchOf(id: string): Sketch {
    let found = this.sketches.get(id);
    if (found) this.sketches.delete(id);
    else {
      const { text, title } = this.texts.get(id) as CopyText;
      found = sketch(text, title);
    }
    this.sketches.set(id, found);
    if (this.sketches.size > SKETCHES) this.sketches.delete(this.sketches.keys().next().value as string);
    return found;
  }
}
