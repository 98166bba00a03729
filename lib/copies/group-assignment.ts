import type { CopyKind } from '../post.ts';
import type { Match } from './copy-index.ts';

/**
 * Copy groups as small records, kept by whoever keeps the posts. A post joins when it matches a member and is
 * alike the centre (the first to arrive) and every other member it is checked against: all of a group of up to
 * nine, a sample of a larger one. So two texts that are not alike do not meet because of a third, and a new post
 * changes one group.
 */

export interface Member {
  id: string;
  /** How it repeats the centre; the centre itself is `exact`, 1. */
  kind: CopyKind;
  score: number;
  /** It shares most of the centre's text, so whatever does so too is alike it. */
  close: boolean;
}

export interface Group {
  /** Id of the centre. */
  id: string;
  /** The centre, then the others in order of arrival. */
  members: Member[];
}

/** What `place` asks about posts; all answers must be at hand, see `asked`. */
export interface GroupLookup {
  groupOf(id: string): Group | undefined;
  /** How two posts are alike, by the looser measure for members of one group; `null`: not at all. */
  compare(a: string, b: string): Pick<Member, 'kind' | 'score' | 'close'> | null;
  /** The user's word on a post and others: copies or not. */
  verdicts(id: string): ReadonlyMap<string, boolean> | undefined;
}

/** The outcome for one post: its group as it is now, and the ids of groups that became part of it. */
export interface Assignment {
  group: Group | null;
  merged: string[];
}

/** Members a newcomer is checked against besides the centre, at most. */
const MAX_CHECKED = 8;
/** They are chosen among so many, so that one more copy of a flood costs what the first did. */
const MAX_SAMPLED = 256;
/** Groups up to this size are merged when a post turns out to be the original of both. */
const MERGEABLE = 16;

/**
 * Find the group of a post from its matches.
 *
 * @param found What the index found for the post, strongest first, without those the user called no copies.
 * @returns The group to store, changed or new (with the members it takes in), or `null`: the post stays alone.
 *   The groups given by `known` are not touched.
 */
export function assignToGroup(id: string, found: readonly Match[], known: GroupLookup): Assignment {
  let group: Group | null = null;
  const merged: string[] = [];
  /** Groups, and posts without one, that are in it by now. */
  const inside = new Set<string>();

  for (const match of found) {
    const other = known.groupOf(match.id);
    const target: Group = other ?? { id: match.id, members: [centre(match.id)] };
    if (inside.has(target.id)) continue;
    if (!group) {
      const joining = other && match.id !== other.id ? known.compare(id, other.id) : asMember(match);
      if (joining && canJoin(id, joining.close, target, known)) {
        group = { id: target.id, members: [...target.members, { id, ...joining }] };
        inside.add(target.id);
      }
    } else if (
      match.kind !== 'excerpt' &&
      target.members.length <= MERGEABLE &&
      group.members.length <= MERGEABLE
    ) {
      const taken = mergeable(group, target, known);
      if (!taken) continue;
      group = { id: group.id, members: [...group.members, ...taken] };
      inside.add(target.id);
      if (other) merged.push(other.id);
    }
  }
  return { group, merged };
}

/** Ids whose texts `place` may ask `alike` about, besides the post itself. */
export function idsNeeded(found: readonly Match[], groupOf: GroupLookup['groupOf']): string[] {
  const ids = new Set<string>();
  for (const match of found) {
    ids.add(match.id);
    const group = groupOf(match.id);
    if (!group) continue;
    const members = group.members.length <= MERGEABLE ? group.members : [...membersToCheck(group, true)];
    ids.add(group.id);
    for (const member of members) ids.add(member.id);
  }
  return [...ids];
}

/** A group without one member: `null` when fewer than two are left. The next member becomes the centre. */
export function removeMember(group: Group, id: string, known: Pick<GroupLookup, 'compare'>): Group | null {
  const left = group.members.filter((member) => member.id !== id);
  const [first, ...others] = left;
  if (!first || others.length === 0) return null;
  if (group.id !== id) return { id: group.id, members: left };
  const kept = others.flatMap((member) => {
    const tie = known.compare(member.id, first.id);
    return tie ? [{ id: member.id, ...tie }] : [];
  });
  return kept.length === 0 ? null : { id: first.id, members: [centre(first.id), ...kept] };
}

function centre(id: string): Member {
  return { id, kind: 'exact', score: 1, close: true };
}

function asMember({ kind, score, ofLonger }: Match): Omit<Member, 'id'> {
  return { kind, score, close: isClose(kind, score, ofLonger) };
}

/** Two texts that both share this much with a third share at least half of it with one another. */
export function isClose(kind: CopyKind, score: number, ofLonger: number): boolean {
  return kind === 'exact' || kind === 'template' || (kind === 'near' && score >= 0.75 && ofLonger >= 0.75);
}

/** Whether a post may stand beside the members of a group; the centre is settled already. */
function canJoin(id: string, close: boolean, group: Group, known: GroupLookup): boolean {
  if (isRejected(id, group, known)) return false;
  const said = known.verdicts(id);
  for (const member of membersToCheck(group, !close)) {
    if (!said?.get(member.id) && !known.compare(id, member.id)) return false;
  }
  return true;
}

/** Whether the user said of some member that the post is no copy of it. */
export function isRejected(id: string, group: Group, known: Pick<GroupLookup, 'verdicts'>): boolean {
  const said = known.verdicts(id);
  return said !== undefined && group.members.some((member) => said.get(member.id) === false);
}

/** Members to check a newcomer against: those far from the centre, or all for one far from it itself. */
function* membersToCheck(group: Group, all: boolean): Generator<Member> {
  const members: Member[] = [];
  const skip = Math.ceil(group.members.length / MAX_SAMPLED);
  for (let i = 1; i < group.members.length; i += skip) {
    const member = group.members[i] as Member;
    if (all || !member.close) members.push(member);
  }
  const step = Math.max(1, members.length / MAX_CHECKED);
  for (let i = 0; i < members.length; i += step) yield members[Math.floor(i)] as Member;
}

/** The members of `other` as members of `group`, when each is alike each. */
function mergeable(group: Group, other: Group, known: GroupLookup): Member[] | null {
  const taken: Member[] = [];
  for (const { id } of other.members) {
    const tie = known.compare(id, group.id);
    if (!tie || isRejected(id, group, known)) return null;
    for (const member of group.members) if (!known.compare(id, member.id)) return null;
    taken.push({ id, ...tie });
  }
  return taken;
}
