/** Inserts or updates a post: merges it with the stored record and finds its source. */
import type { Correction, Post, StoredPost } from '../../post.ts';
import { orderingTime } from '../../post-times.ts';
import { couldBeSameAuthor } from '../../text/author-key.ts';
import { contentOf } from '../../text/content-id.ts';
import { applyCorrections } from '../../text/roles/apply-corrections.ts';
import { derivedFields, fromRecord } from '../db/post-record.ts';
import type { PostRecord } from '../db/schema.ts';
import { isWorthWriting, mergeSighting, toStoredPost } from '../merge/merge-sighting.ts';
import { withPlausibleTime } from '../merge/plausible-time.ts';
import { campaignKeysOf } from './campaign-membership.ts';
import { storePost } from './copy-groups.ts';
import { moveFeedback } from './feedback.ts';
import type { UnitOfWork } from './unit-of-work.ts';

/** Requests all records that storing these posts will need, in one step. */
export async function prefetchForUpsert(unit: UnitOfWork, posts: readonly Post[]): Promise<void> {
  await unit.prefetch(posts.map(({ id }) => id));
  const newPosts = await Promise.all(posts.map(async (post) => ((await unit.get(post.id)) ? [] : [post])));
  const copyIndex = await unit.copyIndex();
  await unit.prefetch(newPosts.flat().flatMap((post) => copyIndex.candidates(post)));
}

/**
 * Inserts or updates a post.
 * @param transform applied after the merge (a capture sets its time)
 * @returns its record
 */
export async function upsertPost(
  unit: UnitOfWork,
  incoming: Post,
  now: string,
  transform: (post: StoredPost) => StoredPost = (post) => post,
): Promise<PostRecord> {
  const sighting = withPlausibleTime(incoming, now);
  const content = contentOf(sighting);
  const before = await findExistingRecord(unit, sighting, content);
  const old = before && fromRecord(before);
  const merged = old ? mergeSighting(old, sighting, now) : toStoredPost(sighting, now);
  if (before && before.id !== merged.id) await moveFeedback(unit, before.id, merged.id);
  const corrections = await readCorrections(unit, merged.id);
  const post = transform(applyCorrections(merged, corrections));
  if (before && old && !isWorthWriting(old, post)) return before;

  if (before && before.id === post.id && isIndexedAlike(before, post)) {
    return unit.put(before, post, { ...derivedFields(before), campaigns: await campaignKeysOf(unit, post) });
  }
  return storeAndGroup(unit, before, post);
}

/** True when text and time, by which copies are found, are the same. */
export function isIndexedAlike(a: StoredPost, b: StoredPost): boolean {
  return a.text === b.text && a.title === b.title && orderingTime(a) === orderingTime(b);
}

/** Stores a post with a new text or time, and finds its source. */
export async function storeAndGroup(
  unit: UnitOfWork,
  before: PostRecord | null,
  post: StoredPost,
): Promise<PostRecord> {
  const campaigns = await campaignKeysOf(unit, post);
  return storePost(unit, before, post, { content: contentOf(post), campaigns });
}

async function readCorrections(unit: UnitOfWork, id: string): Promise<Correction[]> {
  if (!(await unit.hasAny('corrections'))) return [];
  return unit.tx.objectStore('corrections').getAll(IDBKeyRange.bound([id], [id, []]));
}

/** Finds the stored record of a post: by its id, or by its content id if one of the two has no id. */
export async function findExistingRecord(
  unit: UnitOfWork,
  sighting: Post,
  content: string,
): Promise<PostRecord | null> {
  const same = await unit.get(sighting.id);
  if (same) return same;
  const nameless = hasContentId(sighting);
  if (!nameless && !(await unit.hasAny('nameless'))) return null;
  const alike = await unit.posts.index('content').getAll(content, MAX_SAME_CONTENT);
  return (
    alike.find((record) => (nameless || hasContentId(record)) && couldBeSamePost(record, sighting)) ?? null
  );
}

/** Maximum number of posts with the same text to compare. */
const MAX_SAME_CONTENT = 200;

const hasContentId = ({ id }: Post): boolean => id.startsWith('text:');

/** True unless two known authors differ, or two known times from the same source. */
function couldBeSamePost(a: Post, b: Post): boolean {
  const timed = a.postedAtSource === 'label' && b.postedAtSource === 'label';
  return couldBeSameAuthor(a.author, b.author) && !(timed && a.postedAt !== b.postedAt);
}
