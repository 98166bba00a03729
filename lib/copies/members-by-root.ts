/**
 * The posts of each copy group.
 * @param rootOf the first of the group that a post is in: itself, when it repeats nothing
 * @returns ids by that of their root, which is among them; ordered by root. A post alone is in no group.
 */
export function membersByRoot(ids: Iterable<string>, rootOf: (id: string) => string): Map<string, string[]> {
  const members = new Map<string, string[]>();
  for (const id of ids) {
    const root = rootOf(id);
    if (root === id) continue;
    const known = members.get(root);
    if (known) known.push(id);
    else members.set(root, [root, id]);
  }
  return new Map([...members].sort(([a], [b]) => (a < b ? -1 : 1)));
}
