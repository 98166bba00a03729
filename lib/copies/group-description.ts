import type { CopyGroup, CopyKind, CopyMember } from '../post.ts';
import { findSlots, type TemplateText } from './compare/template-slots.ts';
import { kindOfGroup } from './group-kind.ts';
import type { Source } from './source-forest.ts';

/** A member of a group. */
export interface GroupMember {
  id: string;
  text: string;
  title?: string | null;
  postedAt?: string | null;
  author?: string | { handle: string | null; name: string | null } | null;
  /** `null` for the root. */
  source: Source | null;
}

/** Members whose slots are given, at most. */
const MAX_FILLED = 1000;

/** The root, when it can be said that it was posted first: no member's time is unknown or the same. */
function firstPosted(root: string, members: readonly GroupMember[]): string | null {
  const time = members.find(({ id }) => id === root)?.postedAt;
  if (!time) return null;
  return members.every(({ id, postedAt }) => id === root || (postedAt && postedAt !== time)) ? root : null;
}

/**
 * A group as the export shows it: members by posting time, each with its source and how it repeats it, and whether
 * the first's author posted it too; for a template what fills its slots.
 */
export function describeGroup(root: string, posts: readonly GroupMember[]): CopyGroup {
  const sorted = [...posts].sort(
    (a, b) => compareText(a.postedAt ?? '~', b.postedAt ?? '~') || compareText(a.id, b.id),
  );
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
    first: firstPosted(root, posts),
    members,
    ...(filled.length > 1 ? { slots: findSlots(filled) } : {}),
  };
}

/** What tells one author from another; `null` when unknown. Case says nothing. */
function authorOf({ author }: GroupMember): string | null {
  const name = typeof author === 'string' ? author : (author?.handle ?? author?.name);
  return name?.toLowerCase() || null;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
