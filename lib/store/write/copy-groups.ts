/**
 * Stores which source each post has, and the group it is in with it. A group has a label that says nothing; a post takes
 * the label of its source, so that a group is a tree of sources. When a tree gets another first, that takes the label
 * of the tree, and no member is written again.
 */
import type { SourceChange } from '../../copies/source.ts';
import type { StoredPost } from '../../post.ts';
import type { StoredSourceForest } from '../copy-index/stored-source-forest.ts';
import type { DerivedFields } from '../db/post-record.ts';
import type { Member, PostRecord } from '../db/schema.ts';
import type { UnitOfWork } from './unit-of-work.ts';

/**
 * Stores a post with a new text or time, and finds its source and those of posts that may repeat it.
 * @param before its record, which may have another id; `null` for a new post.
 * @returns its record
 */
export async function storePost(
  unit: UnitOfWork,
  before: PostRecord | null,
  post: StoredPost,
  derived: Pick<DerivedFields, 'content' | 'campaigns'>,
): Promise<PostRecord> {
  // Verdicts that moved with its id may have changed its group since.
  const present = before && ((await unit.get(before.id)) ?? before);
  const known = present?.id === post.id ? present : null;
  const record = await unit.put(
    present,
    { ...post, group: known?.group ?? null },
    { ...derived, member: known?.member ?? null, sameText: known?.sameText },
  );
  const index = await unit.copyIndex();
  const read = (id: string) => unit.get(id);
  if (present && !known) await applySourceChanges(unit, await index.remove(read, present));
  const changes = known ? await index.replace(read, known, record) : await index.insert(read, record);
  await applySourceChanges(unit, changes);
  return (await unit.get(post.id)) ?? record;
}

/** Deletes a post, and finds other sources for the posts that repeat it. */
export async function deletePost(unit: UnitOfWork, record: PostRecord): Promise<void> {
  unit.remove(record);
  const index = await unit.copyIndex();
  await applySourceChanges(unit, await index.remove((id) => unit.get(id), record));
}

/** Writes the sources that a step of the forest changed. */
export async function applySourceChanges(unit: UnitOfWork, changes: readonly SourceChange[]): Promise<void> {
  if (changes.length === 0) return;
  const labels = await labelsOfFormerRoots(unit, changes);
  for (const { id } of changes) await regroup(unit, id, labels);
}

/** Of posts that get their first repeaters: the label of a group whose root is one of these repeaters. */
async function labelsOfFormerRoots(
  unit: UnitOfWork,
  changes: readonly SourceChange[],
): Promise<Map<string, string>> {
  const labels = new Map<string, string>();
  for (const { id, source } of changes) {
    if (!source || labels.has(source.id)) continue;
    const record = await unit.get(id);
    if (record && record.group !== null && (await rootOf(unit, record.group)) === id)
      labels.set(source.id, record.group);
  }
  return labels;
}

/**
 * Writes the source of a post as the index has it, and puts the post into the group of its source. The posts that repeat
 * it follow later, in the maintenance, when it changes its group.
 * @param labels for posts without a group that get a repeater.
 */
async function regroup(
  unit: UnitOfWork,
  id: string,
  labels: ReadonlyMap<string, string> = new Map(),
): Promise<void> {
  const index = await unit.copyIndex();
  const { source, equals } = index.sourceStateOf(id);
  const parent = source && (await unit.get(source.id));
  if (parent && parent.group === null) {
    const label = labels.get(parent.id) ?? (await newLabel(unit, parent.id));
    unit.ledger.setRoot(label, parent.id);
    await unit.update(parent, { group: label });
  }
  if (parent && equals !== null && parent.sameText !== equals) {
    const now = (await unit.get(parent.id)) ?? parent;
    await unit.update(now, {}, { sameText: equals });
  }
  const record = await unit.get(id);
  if (!record) return;
  const group = source
    ? ((await unit.get(source.id))?.group ?? null)
    : await labelOfRoot(unit, index, record);
  const member: Member | null = source && {
    source: source.id,
    kind: source.kind,
    score: source.score,
    ...(equals !== null ? { equal: true } : {}),
  };
  const sameText = equals ?? record.sameText;
  if (group !== record.group) index.groupsToSpread.add(id);
  if (group !== record.group || sameText !== record.sameText || !isSame(member, record.member))
    await unit.update(record, { group }, { member, sameText });
}

/** The label that a post without a source keeps: that of its group, unless another root has it. */
async function labelOfRoot(
  unit: UnitOfWork,
  index: StoredSourceForest,
  { id, group }: PostRecord,
): Promise<string | null> {
  if (group === null) return null;
  const root = await rootOf(unit, group);
  if (root === id) return group;
  const other = root === undefined ? undefined : await unit.get(root);
  if (other?.group === group && index.has(other.id) && !index.sourceStateOf(other.id).source) return null;
  unit.ledger.setRoot(group, id);
  return group;
}

function isSame(a: Member | null, b: Member | null): boolean {
  if (!a || !b) return a === b;
  return a.source === b.source && a.kind === b.kind && a.score === b.score && a.equal === b.equal;
}

/** The root of a group, as far as it is known. */
async function rootOf(unit: UnitOfWork, group: string): Promise<string | undefined> {
  return unit.ledger.roots.get(group) ?? (await unit.tx.objectStore('groups').get(group))?.root;
}

/** A label that no group has: after the post it begins with, with a number where that is taken. */
async function newLabel(unit: UnitOfWork, root: string): Promise<string> {
  const groups = unit.tx.objectStore('groups');
  for (let n = 1; ; n++) {
    const label = n === 1 ? `g:${root}` : `g:${root}:${n}`;
    if (!(await groups.getKey(label)) && !unit.ledger.groups.has(label)) return label;
  }
}

/** Lets some of the posts follow whose sources are in another group: at most `limit`. */
export async function regroupSome(unit: UnitOfWork, limit: number): Promise<void> {
  const index = await unit.copyIndex();
  if (index.groupsToSpread.size > 0) {
    for (const id of index.repeatersOf(index.groupsToSpread)) index.postsToRegroup.add(id);
    index.groupsToSpread.clear();
  }
  const ids = [...index.postsToRegroup].slice(0, limit);
  await unit.prefetch(ids);
  for (const id of ids) {
    index.postsToRegroup.delete(id);
    await regroup(unit, id);
  }
}
