/** A post comes in: it meets what is stored of it, and the posts it repeats. */
import type { Correction, Post, StoredPost, Verdict } from '../post.ts';
import { campaignsOf } from './campaigns.ts';
import { corrected } from './corrections.ts';
import type { Finder, Found } from './finder.ts';
import { compareWords, isNews, mergePost, newPost } from './merge.ts';
import { stretchOf } from './paging.ts';
import { authorKey, type Place, placeOf, storedPost } from './record.ts';
import type { PostRecord } from './schema.ts';
import { contentOf, type Unit } from './unit.ts';

/**
 * Stores a post that was met.
 * @param also what else happens to it, after it was merged (a capture sets its time).
 * @returns its record.
 */
export async function arrive(
  unit: Unit,
  met: Post,
  now: string,
  also: (post: StoredPost) => StoredPost = (post) => post,
): Promise<PostRecord> {
  const content = contentOf(met);
  const before = await known(unit, met, content);
  const old = before && storedPost(before);
  const words = old ? compareWords(old, met) : 'changed';
  const merged = old ? mergePost(old, met, now) : newPost(met, now);
  const corrections = await correctionsOf(unit, merged.id);
  const post = also(corrected(merged, corrections));
  if (before && old && !isNews(old, post)) return before;

  if (before && (words === 'same' || words === 'old')) {
    return unit.put(before, post, { ...placeOf(before), campaigns: campaignsOf(post) });
  }
  return settle(unit, before, post);
}

/** Gives a post, new or with new words, its place among its copies, and stores it. */
export async function settle(unit: Unit, before: PostRecord | null, post: StoredPost): Promise<PostRecord> {
  const finder = await unit.finder();
  if (before && before.id !== post.id) finder.remove(before.id);
  const search = await finder.find(unit.tx, post);
  const found = await allowed(unit, post, search.found);
  finder.insert(post.id, { ...search, found });
  const { group, member } = await join(unit, finder, post, found);
  const place: Place = { content: contentOf(post), member, campaigns: campaignsOf(post) };
  return unit.put(before, { ...post, group }, place);
}

const ALONE = { group: null, member: null };

/**
 * The group for a post that repeats others: that of the strongest match whose founder it is like too, so that two
 * texts do not meet because of a third; or a new one with a match that has none.
 */
export async function join(unit: Unit, finder: Finder, post: StoredPost, found: readonly Found[]) {
  for (const { record, kind, score } of found) {
    const group = record.group;
    if (group === null) {
      const name = await freeName(unit, record.id);
      unit.ledger.founders.set(name, record.id);
      await unit.change(record, { group: name }, { member: { kind: 'exact', score: 1 } });
      return { group: name, member: { kind, score } };
    }
    const founder = await founderOf(unit, group);
    if (!founder || founder.id === record.id) return { group, member: { kind, score } };
    if (founder.id === post.id || (await verdictOn(unit, post.id, founder.id))?.copy === false) continue;
    const likeness = finder.likeness(post, founder);
    if (likeness) return { group, member: { kind: likeness.kind, score: likeness.score } };
  }
  return ALONE;
}

/** The post a group began with; when that is gone, its earliest member. */
async function founderOf(unit: Unit, group: string): Promise<PostRecord | undefined> {
  const id = unit.ledger.founders.get(group) ?? (await unit.tx.objectStore('groups').get(group))?.founder;
  const founder = id === undefined ? undefined : await unit.get(id);
  return founder?.group === group ? founder : unit.posts.index('group').get(stretchOf([group]));
}

/** A group is named after the post it begins with; another one of the same name gets a number. */
async function freeName(unit: Unit, founder: string): Promise<string> {
  const groups = unit.tx.objectStore('groups');
  for (let n = 1; ; n++) {
    const name = n === 1 ? `g:${founder}` : `g:${founder}:${n}`;
    if (!(await groups.getKey(name)) && !unit.ledger.groups.has(name)) return name;
  }
}

/** Leaves out the pairs that the user called no copies. */
export async function allowed(unit: Unit, post: Post, found: Found[]): Promise<Found[]> {
  const words = await Promise.all(found.map(({ id }) => verdictOn(unit, post.id, id)));
  return found.filter((_, i) => words[i]?.copy !== false);
}

function verdictOn(unit: Unit, a: string, b: string): Promise<Verdict | undefined> {
  return unit.tx.objectStore('verdicts').get(pair(a, b));
}

/** Two ids in the order their verdict is kept under. */
export function pair(a: string, b: string): [string, string] {
  return a < b ? [a, b] : [b, a];
}

function correctionsOf(unit: Unit, id: string): Promise<Correction[]> {
  return unit.tx.objectStore('corrections').getAll(IDBKeyRange.bound([id], [id, []]));
}

/** What is stored of a post: by its id, or by its words when one of the two has none. */
async function known(unit: Unit, met: Post, content: string): Promise<PostRecord | null> {
  const same = await unit.get(met.id);
  if (same) return same;
  if (!met.id.startsWith('text:')) {
    const nameless = await unit.get(content);
    return nameless && sameAuthor(nameless, met) ? nameless : null;
  }
  const alike = await unit.posts.index('content').getAll(content, 20);
  return alike.find((record) => sameAuthor(record, met)) ?? null;
}

/** Nothing speaks against one author: two that are known differ. */
function sameAuthor(a: Post, b: Post): boolean {
  const [one, other] = [authorKey(a.author), authorKey(b.author)];
  return (
    one === null || other === null || one === other || (!!a.author.name && a.author.name === b.author.name)
  );
}
