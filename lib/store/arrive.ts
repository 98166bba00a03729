/** A post comes in: it meets what is stored of it, and the posts it repeats. */
import type { Correction, Post, StoredPost } from '../post.ts';
import { correct } from '../text/correct.ts';
import { mayBeSameAuthor } from '../text/count.ts';
import { campaignsOf } from './campaigns.ts';
import type { Search } from './finder.ts';
import { join, readVerdicts } from './grouping.ts';
import { compareWords, isNews, mergePost, newPost } from './merge.ts';
import { possible } from './possible.ts';
import { type Place, placeOf, storedPost } from './record.ts';
import { renamed } from './renamed.ts';
import type { PostRecord } from './schema.ts';
import { counted } from './strictness.ts';
import { contentOf, type Unit } from './unit.ts';

/** Asks at once for all that the arrival of these posts will need. */
export async function prepare(unit: Unit, posts: readonly Post[]): Promise<void> {
  await unit.prefetch(posts.map(({ id }) => id));
  const news = await Promise.all(posts.map(async (post) => ((await unit.get(post.id)) ? [] : [post])));
  const finder = await unit.finder();
  await unit.prefetch(news.flat().flatMap((post) => finder.candidates(post)));
}

/**
 * Stores a post that was met.
 * @param also what else happens to it, after it was merged (a capture sets its time).
 * @returns its record.
 */
export async function arrive(
  unit: Unit,
  shown: Post,
  now: string,
  also: (post: StoredPost) => StoredPost = (post) => post,
): Promise<PostRecord> {
  const met = possible(shown, now);
  const content = contentOf(met);
  const before = await known(unit, met, content);
  const old = before && storedPost(before);
  const words = old ? compareWords(old, met) : 'changed';
  const merged = old ? mergePost(old, met, now) : newPost(met, now);
  if (before && before.id !== merged.id) await renamed(unit, before.id, merged.id);
  const corrections = await correctionsOf(unit, merged.id);
  const post = also(correct(merged, corrections));
  if (before && old && !isNews(old, post)) return before;

  const reworded = words === 'fresh' || words === 'changed';
  if (before && before.id === post.id && !reworded) {
    return unit.put(before, post, { ...placeOf(before), campaigns: await campaignsOf(unit, post) });
  }
  return settle(unit, before, post);
}

/** Gives a post, new or with new words, its place among its copies, and stores it. */
export async function settle(unit: Unit, before: PostRecord | null, post: StoredPost): Promise<PostRecord> {
  const finder = await unit.finder();
  if (before) await unit.withdraw(before);
  const search = await allowed(unit, post.id, await finder.find((id) => unit.get(id), post));
  finder.insert(post.id, search);
  const copies = counted(unit.strictness, finder, post, search);
  const { group, member } = await join(unit, finder, post, copies);
  const place: Place = { content: contentOf(post), member, campaigns: await campaignsOf(unit, post) };
  return unit.put(before, { ...post, group }, place);
}

/** Leaves out the pairs that the user called no copies. */
export async function allowed(unit: Unit, id: string, search: Search): Promise<Search> {
  if (search.found.length === 0) return search;
  const said = (await readVerdicts(unit, [id])).get(id);
  return { ...search, found: search.found.filter((match) => said?.get(match.id) !== false) };
}

async function correctionsOf(unit: Unit, id: string): Promise<Correction[]> {
  if (!(await unit.has('corrections'))) return [];
  return unit.tx.objectStore('corrections').getAll(IDBKeyRange.bound([id], [id, []]));
}

/** What is stored of a post: by its id, or by its words when one of the two has none. */
export async function known(unit: Unit, met: Post, content: string): Promise<PostRecord | null> {
  const same = await unit.get(met.id);
  if (same) return same;
  const nameless = isNameless(met);
  if (!nameless && !(await unit.has('nameless'))) return null;
  const alike = await unit.posts.index('content').getAll(content, ALIKE);
  return alike.find((record) => (nameless || isNameless(record)) && mayBeOne(record, met)) ?? null;
}

/** Posts of the same words that are looked at. */
const ALIKE = 200;

const isNameless = ({ id }: Post): boolean => id.startsWith('text:');

/** Nothing speaks against one post: two authors, or two times as their sources gave them, that are known differ. */
function mayBeOne(a: Post, b: Post): boolean {
  const timed = a.postedAtSource === 'label' && b.postedAtSource === 'label';
  return mayBeSameAuthor(a.author, b.author) && !(timed && a.postedAt !== b.postedAt);
}
