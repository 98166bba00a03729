/** Groups of copies in the database: gathers what `place` of lib/copies asks, and stores what it says. */
import type { Match } from '../../copies/copy-index.ts';
import {
  assignToGroup,
  type Group,
  type GroupLookup,
  idsNeeded,
  isClose,
} from '../../copies/group-assignment.ts';
import type { Post } from '../../post.ts';
import type { StoredCopyIndex } from '../copy-index/stored-copy-index.ts';
import { prefixRange } from '../db/paging.ts';
import type { PostRecord } from '../db/schema.ts';
import type { UnitOfWork } from './unit-of-work.ts';

/** Members of one group that are read; a newcomer to a larger group is checked against these. */
const MEMBER_SAMPLE = 24;

/** A post's place: the group and how it repeats the group's centre; nulls for a post alone. */
export interface GroupMembership {
  group: string | null;
  member: PostRecord['member'];
}

/**
 * Finds the group of a post from its matches, and lets the posts it takes in follow.
 * @param found what the copy index found for it, strongest first.
 */
export async function assignGroup(
  unit: UnitOfWork,
  finder: StoredCopyIndex,
  post: Pick<Post, 'id' | 'text' | 'title'>,
  found: readonly (Match & { record: PostRecord })[],
): Promise<GroupMembership> {
  if (found.length === 0) return { group: null, member: null };
  const posts = new Map<string, Pick<Post, 'id' | 'text' | 'title'>>([[post.id, post]]);
  for (const { record } of found) posts.set(record.id, record);

  const groups = await readGroups(unit, post.id, found, posts);
  const groupOf = (id: string) => groups.of.get(id);
  const wanted = idsNeeded(found, groupOf);
  await Promise.all(
    wanted.map(async (id) => {
      const record = posts.get(id) ?? (await unit.get(id));
      if (record) posts.set(id, record);
    }),
  );
  const verdicts = await readVerdicts(unit, [post.id, ...wanted]);
  const known: GroupLookup = {
    groupOf,
    verdicts: (id) => verdicts.get(id),
    compare(a, b) {
      const [one, other] = [posts.get(a), posts.get(b)];
      const likeness = one && other ? finder.groupLikeness(one, other) : null;
      return (
        likeness && {
          kind: likeness.kind,
          score: likeness.score,
          close: isClose(likeness.kind, likeness.score, likeness.ofLonger),
        }
      );
    },
  };
  const { group } = assignToGroup(post.id, found, known);
  if (!group) return { group: null, member: null };

  const name = groups.names.get(group.id) ?? (await uniqueGroupId(unit, group.id));
  unit.ledger.founders.set(name, group.id);
  let own: PostRecord['member'] = null;
  for (const { id, kind, score, close } of group.members) {
    if (id === post.id) own = { kind, score, close };
    else await moveToGroup(unit, id, name, { kind, score, close });
  }
  return { group: name, member: own };
}

async function moveToGroup(
  unit: UnitOfWork,
  id: string,
  group: string,
  member: PostRecord['member'],
): Promise<void> {
  const record = await unit.get(id);
  if (record && record.group !== group) await unit.update(record, { group }, { member });
}

/** The groups of the matches as lib/copies knows groups: the centre first, then members. */
async function readGroups(
  unit: UnitOfWork,
  newcomer: string,
  found: readonly { record: PostRecord }[],
  posts: Map<string, Pick<Post, 'id' | 'text' | 'title'>>,
) {
  /** By any post's id, and the stored name by the centre's id. */
  const of = new Map<string, Group>();
  const names = new Map<string, string>();
  const stored = new Set(found.flatMap(({ record }) => record.group ?? []));
  for (const name of stored) {
    const [founder, sample] = await Promise.all([
      readFounder(unit, name),
      unit.posts.index('group').getAll(prefixRange([name]), MEMBER_SAMPLE),
    ]);
    const matched = found.flatMap(({ record }) => (record.group === name ? [record] : []));
    const members = new Map([...(founder ? [founder] : []), ...sample, ...matched].map((m) => [m.id, m]));
    // A post whose words changed looks for its place as if it had had none.
    members.delete(newcomer);
    const [centre] = members.keys();
    if (centre === undefined) continue;
    const group: Group = {
      id: centre,
      members: [...members.values()].map(({ id, member }) => ({ id, ...(member ?? EXACT_MEMBER) })),
    };
    names.set(centre, name);
    for (const member of members.values()) {
      of.set(member.id, group);
      posts.set(member.id, member);
    }
  }
  return { of, names };
}

const EXACT_MEMBER = { kind: 'exact', score: 1, close: true } as const;

/** The post a group began with, while it is one of its members. */
async function readFounder(unit: UnitOfWork, group: string): Promise<PostRecord | undefined> {
  const id = unit.ledger.founders.get(group) ?? (await unit.tx.objectStore('groups').get(group))?.founder;
  const founder = id === undefined ? undefined : await unit.get(id);
  return founder?.group === group ? founder : undefined;
}

/** A group is named after the post it begins with; another one of the same name gets a number. */
export async function uniqueGroupId(unit: UnitOfWork, founder: string): Promise<string> {
  const groups = unit.tx.objectStore('groups');
  for (let n = 1; ; n++) {
    const name = n === 1 ? `g:${founder}` : `g:${founder}:${n}`;
    if (!(await groups.getKey(name)) && !unit.ledger.groups.has(name)) return name;
  }
}

/** The user's words on pairs with these posts, by post and the other one. */
export async function readVerdicts(
  unit: UnitOfWork,
  ids: readonly string[],
): Promise<Map<string, Map<string, boolean>>> {
  const verdicts = new Map<string, Map<string, boolean>>();
  const store = unit.tx.objectStore('verdicts');
  if (!(await unit.hasAny('verdicts'))) return verdicts;
  await Promise.all(
    ids.map(async (id) => {
      const [left, right] = await Promise.all([store.getAll(prefixRange([id])), store.index('b').getAll(id)]);
      const words = [
        ...left.map((word) => [word.b, word.copy] as const),
        ...right.map((word) => [word.a, word.copy] as const),
      ];
      if (words.length > 0) verdicts.set(id, new Map(words));
    }),
  );
  return verdicts;
}
