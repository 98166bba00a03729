/** Annotates a post without storing it, as in a private window. */
import type { Annotation, CopyAnnotation, Post } from '../../post.ts';
import { contentOf } from '../../text/content-id.ts';
import { applyCorrections } from '../../text/roles/apply-corrections.ts';
import type { StoredSourceForest } from '../copy-index/stored-source-forest.ts';
import { fromRecord, toRecord } from '../db/post-record.ts';
import type { Member, PostRecord, ReadTx } from '../db/schema.ts';
import { mergeSighting, toStoredPost } from '../merge/merge-sighting.ts';
import { annotateCopy, annotateFirst, buildAnnotation } from './annotation.ts';
import { inOrder } from './group-details.ts';
import { isShown, type Strictness } from './strictness.ts';

/**
 * Returns the annotation that the post would have if it were stored. Copies are looked up in the library
 * only.
 */
export async function previewAnnotation(
  tx: ReadTx,
  index: StoredSourceForest,
  post: Post,
  strictness: Strictness,
): Promise<Annotation> {
  const stored = await tx.objectStore('posts').get(post.id);
  const corrections = await tx.objectStore('corrections').getAll(IDBKeyRange.bound([post.id], [post.id, []]));
  const now = stored?.lastSeenAt ?? '1970-01-01T00:00:00.000Z';
  const merged = applyCorrections(
    stored ? mergeSighting(fromRecord(stored), post, now) : toStoredPost(post, now),
    corrections,
  );
  const place = { content: contentOf(post), member: null, campaigns: [] };
  const record = toRecord(merged, stored ? { ...place, member: stored.member } : place);
  const annotation = await buildAnnotation(
    tx,
    record,
    strictness,
    async (id) => index.sourceStateOf(id).source?.id ?? null,
  );
  if (stored) return annotation;
  const copy = await previewCopies(tx, index, record);
  return { ...annotation, copy: copy && isShown(strictness, copy) ? copy : null };
}

/** The closest earlier post is its source; without one, the closest later post repeats it. */
async function previewCopies(
  tx: ReadTx,
  index: StoredSourceForest,
  record: PostRecord,
): Promise<CopyAnnotation | null> {
  const posts = tx.objectStore('posts');
  const matches = await index.matches((id) => posts.get(id), record);
  const found = await Promise.all(
    matches.map(async (match) => ({ match, post: (await posts.get(match.id)) as PostRecord })),
  );
  const isEarlier = (post: PostRecord) => inOrder([post, record])[0] === post;
  const earlier = found.find(({ post }) => isEarlier(post));
  const closest = earlier ?? found[0];
  if (!closest) return null;
  const { match, post } = closest;
  const stored = post.group === null ? undefined : await tx.objectStore('groups').get(post.group);
  const root = stored && (await posts.get(stored.root));
  const group = {
    id: stored?.id ?? `g:${post.id}`,
    first: earlier ? (stored?.first ?? null) : record.id,
    size: (stored?.size ?? 1) + 1,
    authors: stored?.authors ?? 1,
  };
  if (earlier) return annotateCopy(record, match, post, group, root ?? null);
  const member: Member = { source: record.id, kind: match.kind, score: match.score };
  return annotateFirst(record, { ...post, member }, group);
}
