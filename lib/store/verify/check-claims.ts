/** Computes the copies that an export claims once more from its texts and times, and names what does not hold. */
import { classify } from '../../copies/compare/classify.ts';
import { extractFeatures, type TextFeatures } from '../../copies/fingerprint/text-features.ts';
import { describeGroup } from '../../copies/group-description.ts';
import { LruCache } from '../../copies/lru-cache.ts';
import type { CopyMember } from '../../post.ts';
import { authorKey } from '../../text/author-key.ts';
import { canonicalJson } from '../export/canonical-json.ts';
import type { ExportDocument, ExportGroup } from '../export/export-schema.ts';
import type { ClaimPosts } from './claim-posts.ts';
import type { FindSources } from './find-sources.ts';

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

/** Called between two pieces of work with what is done, and how many posts of how many; it may throw to stop. */
export type Step = (name: string, done: number, total: number) => Promise<void>;

/** Members per piece. */
const PIECE = 100;
/** Number of texts whose features are cached: the first of a group is compared with many. */
const FEATURE_CACHE_SIZE = 512;

/** What a document claims. */
type Claims = Pick<ExportDocument, 'copyGroups' | 'verdicts' | 'complete'>;

/** Checks each group: source, kind and score of each member, the evidence of order, the first, who belongs to it. */
export async function checkClaims(
  claims: Claims,
  posts: ClaimPosts,
  findSources: FindSources,
  onStep: Step,
): Promise<CheckedClaims> {
  const checker = new ClaimChecker(claims, posts, onStep);
  await checker.checkGroups();
  if (claims.complete) await checker.checkSources(findSources);
  return checker.result;
}

class ClaimChecker {
  readonly result: CheckedClaims = { faults: [], checked: 0, unchecked: 0 };
  readonly #claims: Claims;
  readonly #posts: ClaimPosts;
  readonly #onStep: Step;
  readonly #features = new LruCache<TextFeatures>(FEATURE_CACHE_SIZE);
  /** Where each post is a member, by the numbers of group and member. */
  readonly #members = new Map<string, readonly [group: number, member: number]>();
  readonly #rejected: Set<string>;
  /** Members with a fault that is already reported. */
  readonly #reported = new Set<string>();

  constructor(claims: Claims, posts: ClaimPosts, onStep: Step) {
    this.#claims = claims;
    this.#posts = posts;
    this.#onStep = onStep;
    this.#rejected = new Set(
      claims.verdicts.filter(({ copy }) => !copy).flatMap(({ a, b }) => [`${a} ${b}`, `${b} ${a}`]),
    );
  }

  async checkGroups(): Promise<void> {
    const { copyGroups } = this.#claims;
    const total = copyGroups.reduce((sum, { members }) => sum + members.length, 0);
    const ids = new Set<string>();
    let done = 0;
    for (const [i, group] of copyGroups.entries()) {
      const path = `copyGroups[${i}]`;
      if (ids.has(group.id)) this.#fault(path, `its id ${group.id} is that of another group`);
      ids.add(group.id);
      if (group.members.length < 2) this.#fault(path, 'a group has at least two posts');
      const byId = new Map(group.members.map((member) => [member.id, member]));
      for (const [j, member] of group.members.entries()) {
        this.#checkMember(member, i, j, byId);
        if (++done % PIECE === 0) await this.#onStep('checking copies', done, total);
      }
      this.#checkRoots(group, path, byId);
      this.#checkDescription(group, path);
    }
  }

  #checkMember(
    member: CopyMember,
    group: number,
    number: number,
    members: ReadonlyMap<string, CopyMember>,
  ): void {
    const at = pathOf(member, group, number);
    const other = this.#claimed(member.id);
    if (other) this.#fault(at, `this post is a member at ${other.path} as well`, member.id);
    this.#members.set(member.id, [group, number]);
    if (!this.#posts.has(member.id)) this.#fault(at, 'there is no such post in the document', member.id);
    else this.#checkSource(member, at, members);
  }

  /** A member's source, and what the two texts are to each other. */
  #checkSource(member: CopyMember, at: string, members: ReadonlyMap<string, CopyMember>): void {
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
    if (!this.#posts.has(source)) {
      if (this.#claims.complete) this.#fault(at, `its source ${source} is not in the document`, id);
      else this.result.unchecked++;
      return;
    }
    this.result.checked++;
    if (!members.has(source)) this.#fault(at, `its source ${source} is not a member of this group`, id);
    if (!this.#posts.isBefore(source, id))
      this.#fault(at, `its source ${source} is not the earlier of the two`, id);
    if (this.#rejected.has(`${id} ${source}`))
      this.#fault(at, `this post was marked as not a copy of its source ${source}`, id);
    const verdict = classify(this.#featuresOf(id), this.#featuresOf(source));
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
    /** Where the sources of a member lead. */
    const ends = new Map<string, CopyMember>();
    for (const member of group.members) {
      const passed = new Set<string>();
      let at = member;
      for (;;) {
        const next = at.source ? members.get(at.source) : undefined;
        if (ends.has(at.id) || !next || passed.has(at.id)) break;
        passed.add(at.id);
        at = next;
      }
      if (passed.has(at.id)) {
        this.#fault(path, `the sources of ${member.id} form a circle`, member.id);
        return;
      }
      const end = ends.get(at.id) ?? at;
      for (const id of passed) ends.set(id, end);
      // Version 1 names no sources; a source outside of a part of a library may connect anything.
      if (end.source === null || (this.#claims.complete && end.source !== undefined)) roots.add(end.id);
    }
    const isPart = group.members.some(
      ({ source }) => source === undefined || (source && !this.#posts.has(source)),
    );
    if (roots.size === 0 && !isPart) this.#fault(path, 'every member has a source');
    if (roots.size > 1)
      this.#fault(path, `its members are not connected: ${[...roots].slice(0, 5).join(', ')} have no source`);
  }

  /** What follows from the sources: the first, the kind of the group, evidence of order, authors, slots. */
  #checkDescription(group: ExportGroup, path: string): void {
    const isWhole = group.members.every(
      ({ id, source }) => this.#posts.has(id) && source !== undefined && (!source || this.#posts.has(source)),
    );
    const root = group.members.find(({ source }) => source === null)?.id;
    if (!isWhole || root === undefined) return;
    const posts = group.members.map(({ id, kind, score, source }) => {
      const post = this.#posts.get(id);
      return { ...post, author: authorKey(post.author), source: source ? { id: source, kind, score } : null };
    });
    const is = describeGroup(root, posts);
    if (is.first !== group.first) this.#fault(path, `first: ${group.first} is claimed; it is ${is.first}`);
    if (is.kind !== group.kind) this.#fault(path, `kind: "${group.kind}" is claimed; it is "${is.kind}"`);
    if (this.#claims.complete && canonicalJson(is.slots ?? []) !== canonicalJson(group.slots ?? []))
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
  async checkSources(findSources: FindSources): Promise<void> {
    const sourceOf = await findSources(this.#posts, this.#claims.verdicts, (done, total) =>
      this.#onStep('finding copies', done, total),
    );
    let number = 0;
    for (const id of this.#posts.ids()) {
      const place = `captures[${number++}] (id ${id})`;
      const claimed = this.#claimed(id);
      if (claimed && claimed.source === undefined) continue;
      const is = sourceOf(id);
      if ((claimed?.source ?? null) === (is?.id ?? null) || this.#reported.has(id)) continue;
      const what = is
        ? `the closest earlier post is ${is.id} (${is.kind}, ${is.score})`
        : 'it repeats no earlier post';
      this.#fault(claimed?.path ?? place, `source: ${claimed?.source ?? null} is claimed; ${what}`);
    }
  }

  #featuresOf(id: string): TextFeatures {
    const known = this.#features.get(id);
    if (known) return known;
    const { text, title } = this.#posts.get(id);
    return this.#features.set(id, extractFeatures(text, title));
  }

  /** Where a post is a member, and the source it is said to have; `null` if it is none. */
  #claimed(id: string): { path: string; source: CopyMember['source'] } | null {
    const at = this.#members.get(id);
    if (!at) return null;
    const [group, number] = at;
    const member = this.#claims.copyGroups[group]?.members[number] as CopyMember;
    return { path: pathOf(member, group, number), source: member.source };
  }

  #fault(path: string, message: string, id?: string): void {
    this.result.faults.push({ path, message });
    if (id !== undefined) this.#reported.add(id);
  }
}

const pathOf = ({ id }: CopyMember, group: number, number: number) =>
  `copyGroups[${group}].members[${number}] (id ${id})`;

const inThousandths = (score: number) => Math.round(score * 1000) / 1000;
