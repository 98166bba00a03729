/** Builds a copy group from the records of its members. */

import { describeGroup } from '../../copies/group-description.ts';
import type { Source } from '../../copies/source.ts';
import type { CopyGroup } from '../../post.ts';
import { orderingTime } from '../../post-times.ts';
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

/** Members in the order of posts, the root first: by time, then by id; those without a time last. */
export function inOrder(members: readonly PostRecord[]): PostRecord[] {
  const times = new Map(members.map((post) => [post, orderingTime(post) ?? Number.POSITIVE_INFINITY]));
  return [...members].sort((a, b) => {
    const [one, other] = [times.get(a) as number, times.get(b) as number];
    return one === other ? (a.id < b.id ? -1 : 1) : one - other;
  });
}

/**
 * The group of these members.
 * @param members the earliest first; at least one
 */
export function buildCopyGroup(members: readonly PostRecord[]): CopyGroup {
  const sources = sourcesOf(members);
  return describeGroup(
    (members[0] as PostRecord).id,
    members.map((post) => ({ ...post, source: sources.get(post.id) ?? null })),
  );
}
