/**
 * Reviews of copy groups in the `meta` store. Groups are found anew when posts come and go, so a review is kept under
 * posts and not under a group: it belongs to the group of the first of its anchors that is still stored.
 */
import { type GroupReview, isEmptyReview, mergeReviews } from '../../group-review.ts';
import { MAX_NOTE } from '../../post.ts';
import { MAX_TAGS } from '../../post-enums.ts';
import type { Database } from './connection.ts';
import { prefixRange } from './paging.ts';
import type { ReadTx, WriteTx } from './schema.ts';

/** A review as it is stored. */
export interface StoredReview extends GroupReview {
  /** Ids of posts of the group when it was written, the first of the group first. */
  anchors: string[];
}

/** Posts that a review is anchored to: enough for some to be there after others were deleted. */
export const MAX_ANCHORS = 20;
const PREFIX = 'review:';
const keyOf = ({ anchors }: StoredReview): string => PREFIX + anchors[0];

type Tx = Pick<ReadTx, 'objectStore'>;

/** All reviews, each with the group that it belongs to now; `null` when none of its posts is in a group. */
async function readReviews(tx: Tx): Promise<{ review: StoredReview; group: string | null }[]> {
  const range = IDBKeyRange.bound(PREFIX, `${PREFIX}\uffff`);
  const stored = (await tx.objectStore('meta').getAll(range)) as StoredReview[];
  return Promise.all(stored.map(async (review) => ({ review, group: await groupOf(tx, review) })));
}

async function groupOf(tx: Tx, { anchors }: StoredReview): Promise<string | null> {
  for (const id of anchors) {
    const post = await tx.objectStore('posts').get(id);
    if (post) return post.group;
  }
  return null;
}

/** The review of each group that has one. Groups that became one have the reviews of both, merged. */
export async function reviewsByGroup(db: Database): Promise<Map<string, GroupReview>> {
  const found = new Map<string, GroupReview>();
  for (const { review, group } of await readReviews(db.transaction(['meta', 'posts']) as unknown as Tx)) {
    if (group === null) continue;
    const { anchors: _, ...bare } = review;
    const other = found.get(group);
    found.set(group, other ? mergeReviews(other, bare) : bare);
  }
  return found;
}

/** Replaces what is stored for a group; an empty review removes it. @returns the earliest posts of the group; none if it is unknown */
export async function writeReview(tx: WriteTx, group: string, review: GroupReview): Promise<string[]> {
  const record = await tx.objectStore('groups').get(group);
  if (!record) return [];
  const members = await tx
    .objectStore('posts')
    .index('group')
    .getAll(prefixRange([group]), MAX_ANCHORS);
  const ids = members.map(({ id }) => id);
  for (const old of await readReviews(tx))
    if (old.group === group) await tx.objectStore('meta').delete(keyOf(old.review));
  const anchors = [...new Set([...(record.first === null ? [] : [record.first]), ...ids])];
  if (!isEmptyReview(review)) await putReview(tx, { ...review, anchors });
  return anchors;
}

/** Stores a review under its first anchor, within the limits. */
async function putReview(tx: WriteTx, review: StoredReview): Promise<void> {
  await tx.objectStore('meta').put(withinLimits(review), keyOf(review));
}

/** Note and tags are cut to what a post may have. */
const withinLimits = (review: StoredReview): StoredReview => ({
  ...review,
  note: review.note.slice(0, MAX_NOTE),
  tags: review.tags.slice(0, MAX_TAGS),
  anchors: review.anchors.slice(0, MAX_ANCHORS),
});

/** What an import did to one review: the key, what the file has, and what was there before and after. */
export interface ReviewStep {
  key: string;
  /** Missing in a step of an earlier version. */
  incoming?: StoredReview;
  before: StoredReview | null;
  after: StoredReview;
}

/** Takes the review of a file: merged with one that shares a post with it. @returns `null` if nothing changed */
export async function importReview(tx: WriteTx, incoming: StoredReview): Promise<ReviewStep | null> {
  const stored = await readReviews(tx);
  const before =
    stored.find(({ review }) => review.anchors.some((id) => incoming.anchors.includes(id)))?.review ?? null;
  const after = merged(before, incoming);
  if (before && isSame(before, after)) return null;
  if (isEmptyReview(after) || after.anchors.length === 0) return null;
  await putReview(tx, after);
  return { key: keyOf(after), incoming, before, after };
}

const merged = (before: StoredReview | null, incoming: StoredReview): StoredReview =>
  withinLimits(before ? { ...mergeReviews(before, incoming), anchors: before.anchors } : incoming);

const isSame = (a: StoredReview | undefined, b: StoredReview): boolean =>
  a?.at === b.at && a.state === b.state && a.note === b.note && a.tags.join('\n') === b.tags.join('\n');

/**
 * Takes back what an import did to a review, unless the reader wrote it since.
 * @param later steps of later imports: what their files brought stays, and they can be undone in their turn
 */
export async function revertReview(
  tx: WriteTx,
  step: ReviewStep,
  later: readonly ReviewStep[],
): Promise<void> {
  const store = tx.objectStore('meta');
  const { key, before } = step;
  const following = later.filter((one) => one.key === key);
  const { after } = following.at(-1) ?? step;
  let review = before;
  for (const one of following) {
    one.before = review;
    review = merged(review, one.incoming ?? one.after);
    one.after = review;
  }
  if (!isSame((await store.get(key)) as StoredReview | undefined, after)) return;
  if (review) await putReview(tx, review);
  else await store.delete(key);
}
