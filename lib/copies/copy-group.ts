import type { CopyGroup, CopyKind, CopyMember } from '../post.ts';
import { findSlots, type TemplateText } from './compare/template-slots.ts';
import type { Group, GroupLookup } from './group-assignment.ts';

/** What is known of a member besides its text. */
interface PostInfo {
  postedAt?: string | null;
  author?: string | { handle: string | null; name: string | null } | null;
  text: string;
  title?: string | null;
}

/** How texts repeat one another, the weakest tie first: a group is called after the weakest of its members. */
export const KINDS_WEAKEST_FIRST: readonly CopyKind[] = ['excerpt', 'near', 'template', 'exact'];
/** Members whose slots are given, at most. */
const MAX_FILLED = 1000;

/**
 * The earliest posted of some posts; `null` when any time is unknown or two share the earliest, since then
 * nobody can say.
 */
function firstPosted(posts: readonly { id: string; postedAt?: string | null }[]): string | null {
  let first: { id: string; postedAt?: string | null } | null = null;
  let match = false;
  for (const post of posts) {
    if (!post.postedAt) return null;
    if (!first || post.postedAt < (first.postedAt as string)) [first, match] = [post, false];
    else if (post.postedAt === first.postedAt) match = true;
  }
  return match ? null : (first?.id ?? null);
}

/**
 * A group as the export shows it: members by posting time, each told against the first (its words, and whether it is
 * a repeat by the same author or a copy by another), and for a template what fills its slots.
 *
 * @param alike How a member repeats the first, when the first is not the centre.
 */
export function toCopyGroup(
  group: Group,
  post: (id: string) => PostInfo,
  alike: GroupLookup['compare'],
): CopyGroup {
  const dated = group.members.map((member) => ({ ...member, postedAt: post(member.id).postedAt ?? null }));
  const first = firstPosted(dated);
  const reference = first ?? group.id;
  dated.sort((a, b) => compareText(a.postedAt ?? '~', b.postedAt ?? '~') || compareText(a.id, b.id));

  const author = authorOf(post(first ?? (dated[0]?.id as string)));
  const members = dated.map((member): CopyMember => {
    const { id } = member;
    const own = authorOf(post(id));
    const sameAuthor = author && own ? author === own : null;
    if (id === reference) return { id, kind: 'exact', score: 1, sameAuthor };
    const match = reference === group.id ? member : (alike(id, reference) ?? member);
    return { id, kind: match.kind, score: Math.round(match.score * 1000) / 1000, sameAuthor };
  });
  const kind = KINDS_WEAKEST_FIRST.find((weak) => members.some((member) => member.kind === weak)) ?? 'exact';
  const filled = members
    .filter((member) => member.id === reference || member.kind === 'template')
    .slice(0, MAX_FILLED)
    .map(
      ({ id }): TemplateText => ({ id, text: [post(id).title, post(id).text].filter(Boolean).join('\n') }),
    );
  return {
    id: group.id,
    kind,
    first,
    members,
    ...(filled.length > 1 ? { slots: findSlots(filled) } : {}),
  };
}

/** What tells one author from another; `null` when unknown. Case says nothing. */
function authorOf({ author }: PostInfo): string | null {
  const name = typeof author === 'string' ? author : (author?.handle ?? author?.name);
  return name?.toLowerCase() || null;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
