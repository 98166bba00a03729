/** Builds a copy group from the records of its members. */

import { describeGroup } from '../../copies/group-description.ts';
import type { Source } from '../../copies/source-forest.ts';
import type { CopyGroup } from '../../post.ts';
import type { PostRecord } from '../db/schema.ts';

/**
 * The sources of the members of a group. Of a post that repeats an equal text it is the earliest of those with this
 * text, as far as that is among the members.
 * @param members the earliest first
 */
export function sourcesOf(members: readonly PostRecord[]): Map<string, Source | null> {
  const earliest = new Map<string, string>();
  for (const { id, member, sameText } of members) {
    if (sameText !== undefined && !member?.equal && !earliest.has(sameText)) earliest.set(sameText, id);
  }
  return new Map(
    members.map(({ id, member, sameText }): [string, Source | null] => {
      // The members of version 1 have no sources until they are found again.
      if (!member?.source) return [id, null];
      const equal = member.equal && sameText !== undefined ? earliest.get(sameText) : undefined;
      return [id, { id: equal ?? member.source, kind: member.kind, score: member.score }];
    }),
  );
}

/** Members by time, then by id; those without a time last: the first is the root. */
export function inOrder(members: readonly PostRecord[]): PostRecord[] {
  return [...members].sort((a, b) => compare(a.postedAt ?? '~', b.postedAt ?? '~') || compare(a.id, b.id));
}

/**
 * The group of these members.
 * @param members the earliest first; at least one
 */
export function buildCopyGroup(members: readonly PostRecord[]): CopyGroup {
  const sources = sourcesOf(members);
  return describeGroup(
    (members[0] as PostRecord).id,
    members.map(({ id, text, title, postedAt, author }) => {
      return { id, text, title, postedAt, author, source: sources.get(id) ?? null };
    }),
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
