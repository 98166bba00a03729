import type { CopyGroup, CopyKind, CopyMember } from '../post.ts';
import { compareTimes, orderingTime, type TimedPost } from '../post-times.ts';
import { findSlots, type TemplateText } from './compare/template-slots.ts';
import { kindOfGroup } from './group-kind.ts';
import type { Source } from './source.ts';

/** A member of a group. Without `postedAtSource`, its time is one that a file states. */
interface GroupMember extends Partial<Omit<TimedPost, 'id'>> {
  id: string;
  text: string;
  author?: string | { handle: string | null; name: string | null } | null;
  /** `null` for the root. */
  source: Source | null;
}

/** Members whose slots are given, at most. */
const MAX_FILLED = 1000;

/** A member's time as far as it is given. */
export function timedPost({ kind, url, title, ...known }: Omit<GroupMember, 'text' | 'source'>): TimedPost {
  const {
    id,
    postedAt = null,
    postedAtSource = postedAt === null ? null : 'label',
    label,
    firstSeenAt,
  } = known;
  return {
    ...{ id, postedAt, postedAtSource, label, firstSeenAt },
    ...{ kind: kind ?? 'post', url: url ?? null, title: title ?? null },
  };
}

/**
 * A group as the export shows it: members by time, each with its source, how it repeats it, how it is known that the
 * source is earlier, and whether the first's author posted it too; for a template what fills its slots. The root is
 * the first when it can be claimed to be earlier than every other member.
 */
export function describeGroup(root: string, posts: readonly GroupMember[]): CopyGroup {
  const timed = new Map(posts.map((post) => [post.id, timedPost(post)]));
  const times = new Map(
    [...timed].map(([id, post]) => [id, orderingTime(post) ?? Number.POSITIVE_INFINITY] as const),
  );
  const timeOf = (id: string) => times.get(id) as number;
  const sorted = [...posts].sort((a, b) => {
    const [one, other] = [timeOf(a.id), timeOf(b.id)];
    return one === other ? compareText(a.id, b.id) : one - other;
  });
  /** How it is known that a post is earlier than another; `null` if it is not. */
  const orderOf = (a: string | undefined, b: string) => {
    const [one, other] = [a === undefined ? undefined : timed.get(a), timed.get(b)];
    const known = one && other ? compareTimes(one, other) : null;
    return known && known.order < 0 ? known.evidence : null;
  };
  const first = sorted.find(({ id }) => id === root) as GroupMember;
  const author = authorOf(first);
  const kinds: Record<CopyKind, number> = { exact: 0, template: 0, near: 0, excerpt: 0, figures: 0 };
  const members = sorted.map((post): CopyMember => {
    const own = authorOf(post);
    const sameAuthor = author && own ? author === own : null;
    if (post.source) kinds[post.source.kind]++;
    return {
      id: post.id,
      kind: post.source?.kind ?? 'exact',
      score: post.source?.score ?? 1,
      source: post.source?.id ?? null,
      order: orderOf(post.source?.id, post.id),
      sameAuthor,
    };
  });
  const kind = kindOfGroup(kinds);
  const filled = sorted
    .filter(({ id, source }) => id === root || source?.kind === 'template')
    .slice(0, MAX_FILLED)
    .map(({ id, title, text }): TemplateText => ({ id, text: [title, text].filter(Boolean).join('\n') }));
  return {
    id: root,
    kind,
    first: posts.every(({ id }) => id === root || orderOf(root, id) !== null) ? root : null,
    members,
    ...(filled.length > 1 ? { slots: findSlots(filled) } : {}),
  };
}

/** What distinguishes authors, without case; `null` when unknown. */
function authorOf({ author }: GroupMember): string | null {
  const name = typeof author === 'string' ? author : (author?.handle ?? author?.name);
  return name?.toLowerCase() || null;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
