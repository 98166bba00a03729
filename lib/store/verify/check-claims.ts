/** Computes the copies that an export claims once more from its texts and times, and names what does not hold. */
import { classify } from '../../copies/compare/classify.ts';
import { extractFeatures, type TextFeatures } from '../../copies/fingerprint/text-features.ts';
import { describeGroup } from '../../copies/group-description.ts';
import { InMemoryCopies } from '../../copies/in-memory-copies.ts';
import type { CopyMember } from '../../post.ts';
import { orderingTime } from '../../post-times.ts';
import { authorKey } from '../../text/author-key.ts';
import { canonicalJson } from '../export/canonical-json.ts';
import type { ExportDocument, ExportGroup, ExportRecord } from '../export/export-schema.ts';

/** A claim that does not hold, and where it is: `copyGroups[3].members[2] (id 330020877222706)`. */
export interface Fault {
  path: string;
  message: string;
}

interface CheckedClaims {
  faults: Fault[];
  /** Claims "this post repeats that one" that were computed again. */
  checked: number;
  /** Claims that name a post which is not in the document, or no post at all (version 1). */
  unchecked: number;
}

/** Called between two pieces of work, so that a page stays responsive; it may throw to stop. */
type Pause = () => Promise<void>;
/** Posts per piece. */
const PIECE = 100;

type Document = Pick<ExportDocument, 'captures' | 'copyGroups' | 'verdicts' | 'complete'>;

/** Checks each group: source, kind and score of each member, the evidence of order, the first, who belongs to it. */
export async function checkClaims(document: Document, pause: Pause = async () => {}): Promise<CheckedClaims> {
  const checker = new ClaimChecker(document, pause);
  await checker.checkGroups();
  if (document.complete) await checker.checkSources();
  return checker.result;
}

class ClaimChecker {
  readonly result: CheckedClaims = { faults: [], checked: 0, unchecked: 0 };
  readonly #document: Document;
  readonly #pause: Pause;
  readonly #records: Map<string, ExportRecord>;
  /** Where each post is a member, and what is claimed of it. */
  readonly #members = new Map<string, { path: string; member: CopyMember }>();
  readonly #rejected: Set<string>;
  /** Members with a fault that is already reported. */
  readonly #reported = new Set<string>();
  #work = 0;

  constructor(document: Document, pause: Pause) {
    this.#document = document;
    this.#pause = pause;
    this.#records = new Map(document.captures.map((record) => [record.id, record]));
    this.#rejected = new Set(
      document.verdicts.filter(({ copy }) => !copy).flatMap(({ a, b }) => [`${a} ${b}`, `${b} ${a}`]),
    );
  }

  async checkGroups(): Promise<void> {
    const ids = new Set<string>();
    for (const [i, group] of this.#document.copyGroups.entries()) {
      const path = `copyGroups[${i}]`;
      if (ids.has(group.id)) this.#fault(path, `its id ${group.id} is that of another group`);
      ids.add(group.id);
      await this.#checkGroup(group, path);
    }
  }

  async #checkGroup(group: ExportGroup, path: string): Promise<void> {
    const features = new Map<string, TextFeatures>();
    const byId = new Map(group.members.map((member) => [member.id, member]));
    if (group.members.length < 2) this.#fault(path, 'a group has at least two posts');
    for (const [i, member] of group.members.entries()) {
      const at = `${path}.members[${i}] (id ${member.id})`;
      const other = this.#members.get(member.id);
      if (other) this.#fault(at, `this post is a member at ${other.path} as well`, member.id);
      this.#members.set(member.id, { path: at, member });
      if (!this.#records.has(member.id)) this.#fault(at, 'there is no such post in the document', member.id);
      else this.#checkMember(member, at, byId, features);
      await this.#count();
    }
    this.#checkRoots(group, path, byId);
    this.#checkDescription(group, path);
  }

  /** A member's source, and what the two texts are to each other. */
  #checkMember(
    member: CopyMember,
    at: string,
    members: ReadonlyMap<string, CopyMember>,
    features: Map<string, TextFeatures>,
  ): void {
    const { id, source } = member;
    if (source === undefined) {
      this.result.unchecked++;
      return;
    }
    if (source === null) {
      if (member.kind !== 'exact' || member.score !== 1)
        this.#fault(at, 'a post without a source is exact with score 1', id);
      return;
    }
    const [post, other] = [this.#records.get(id) as ExportRecord, this.#records.get(source)];
    if (!other) {
      if (this.#document.complete) this.#fault(at, `its source ${source} is not in the document`, id);
      else this.result.unchecked++;
      return;
    }
    this.result.checked++;
    if (!members.has(source)) this.#fault(at, `its source ${source} is not a member of this group`, id);
    if (!isBefore(other, post)) this.#fault(at, `its source ${source} is not the earlier of the two`, id);
    if (this.#rejected.has(`${id} ${source}`))
      this.#fault(at, `this post was marked as not a copy of its source ${source}`, id);
    const featuresOf = (record: ExportRecord) => {
      const known = features.get(record.id) ?? extractFeatures(record.text, record.title);
      features.set(record.id, known);
      return known;
    };
    const verdict = classify(featuresOf(post), featuresOf(other));
    if (!verdict) {
      this.#fault(at, `its text does not match that of its source ${source}`, id);
      return;
    }
    const score = inThousandths(verdict.score);
    if (verdict.kind !== member.kind)
      this.#fault(at, `kind: "${member.kind}" is claimed; the texts are "${verdict.kind}"`, id);
    if (score !== member.score) this.#fault(at, `score: ${member.score} is claimed; it is ${score}`, id);
  }

  /** Sources lead every member to one root. In a part of a library, to a member whose source is not in it. */
  #checkRoots(group: ExportGroup, path: string, members: ReadonlyMap<string, CopyMember>): void {
    const roots = new Set<string>();
    for (const member of group.members) {
      const passed = new Set<string>();
      let at: CopyMember | undefined = member;
      while (at?.source && members.has(at.source) && !passed.has(at.id)) {
        passed.add(at.id);
        at = members.get(at.source);
      }
      if (at && passed.has(at.id)) {
        this.#fault(path, `the sources of ${member.id} form a circle`, member.id);
        return;
      }
      // Version 1 names no sources; a source outside of a part of a library may connect anything.
      if (at && (at.source === null || (this.#document.complete && at.source !== undefined)))
        roots.add(at.id);
    }
    const isPart = group.members.some(
      ({ source }) => source === undefined || (source && !this.#records.has(source)),
    );
    if (roots.size === 0 && !isPart) this.#fault(path, 'every member has a source');
    if (roots.size > 1)
      this.#fault(path, `its members are not connected: ${[...roots].slice(0, 5).join(', ')} have no source`);
  }

  /** What follows from the sources: the first, the kind of the group, evidence of order, authors, slots. */
  #checkDescription(group: ExportGroup, path: string): void {
    const isWhole = group.members.every(
      ({ id, source }) =>
        this.#records.has(id) && source !== undefined && (!source || this.#records.has(source)),
    );
    const root = group.members.find(({ source }) => source === null)?.id;
    if (!isWhole || root === undefined) return;
    const posts = group.members.map(({ id, kind, score, source }) => ({
      ...(this.#records.get(id) as ExportRecord),
      author: authorKey((this.#records.get(id) as ExportRecord).author),
      source: source ? { id: source, kind, score } : null,
    }));
    const is = describeGroup(root, posts);
    if (is.first !== group.first) this.#fault(path, `first: ${group.first} is claimed; it is ${is.first}`);
    if (is.kind !== group.kind) this.#fault(path, `kind: "${group.kind}" is claimed; it is "${is.kind}"`);
    if (this.#document.complete && canonicalJson(is.slots ?? []) !== canonicalJson(group.slots ?? []))
      this.#fault(path, 'slots: not what differs between the texts');
    const members = new Map(is.members.map((member) => [member.id, member]));
    for (const [i, { id, order, sameAuthor }] of group.members.entries()) {
      const member = members.get(id);
      const at = `${path}.members[${i}] (id ${id})`;
      if (order !== undefined && order !== member?.order)
        this.#fault(at, `order: ${order} is claimed; it is ${member?.order}`, id);
      if (sameAuthor !== undefined && sameAuthor !== member?.sameAuthor)
        this.#fault(at, `sameAuthor: ${sameAuthor} is claimed; it is ${member?.sameAuthor}`, id);
    }
  }

  /** Finds the sources of all posts again: a source that is not the closest earlier post, and copies left out. */
  async checkSources(): Promise<void> {
    const copies = new InMemoryCopies();
    for (const { a, b, copy } of this.#document.verdicts) copies.setVerdict(a, b, copy);
    const posts = [...this.#records.values()].sort((a, b) => (isBefore(a, b) ? -1 : 1));
    for (const post of posts) {
      copies.add({ ...post, author: authorKey(post.author) });
      await this.#count();
    }
    while (copies.settleSome()) await this.#pause();
    for (const [i, { id }] of this.#document.captures.entries()) {
      const claimed = this.#members.get(id);
      if (claimed?.member.source === undefined && claimed) continue;
      const is = copies.sourceOf(id);
      if ((claimed?.member.source ?? null) === (is?.id ?? null) || this.#reported.has(id)) continue;
      const what = is
        ? `the closest earlier post is ${is.id} (${is.kind}, ${is.score})`
        : 'it repeats no earlier post';
      this.#fault(
        claimed?.path ?? `captures[${i}] (id ${id})`,
        `source: ${claimed?.member.source ?? null} is claimed; ${what}`,
      );
    }
  }

  #fault(path: string, message: string, id?: string): void {
    this.result.faults.push({ path, message });
    if (id !== undefined) this.#reported.add(id);
  }

  async #count(): Promise<void> {
    if (++this.#work % PIECE === 0) await this.#pause();
  }
}

/** Order of posts: by time, then by id; without a time last. */
function isBefore(a: ExportRecord, b: ExportRecord): boolean {
  const [one, other] = [
    orderingTime(a) ?? Number.POSITIVE_INFINITY,
    orderingTime(b) ?? Number.POSITIVE_INFINITY,
  ];
  return one === other ? a.id < b.id : one < other;
}

const inThousandths = (score: number) => Math.round(score * 1000) / 1000;
