import type { CopyKind } from '../post.ts';

/** How texts repeat one another, the weakest tie first. */
const KINDS_WEAKEST_FIRST: readonly CopyKind[] = ['figures', 'excerpt', 'near', 'template', 'exact'];

/** The kind of a group: that of most of its copies; when two are as frequent, the weaker. */
export function kindOfGroup(kinds: Readonly<Record<CopyKind, number>>): CopyKind {
  let most: CopyKind = 'exact';
  for (const kind of [...KINDS_WEAKEST_FIRST].reverse()) if (kinds[kind] >= kinds[most]) most = kind;
  return most;
}
