/** Annotates a post without storing it, as in a private window. */
import type { Annotation, Post } from '../../post.ts';
import { contentOf } from '../../text/content-id.ts';
import { applyCorrections } from '../../text/roles/apply-corrections.ts';
import { matchesForStrictness, type Strictness } from '../copy-index/match-strictness.ts';
import type { StoredCopyIndex } from '../copy-index/stored-copy-index.ts';
import { fromRecord, toRecord } from '../db/post-record.ts';
import { emptyKindTotals, type GroupRecord, type ReadTx } from '../db/schema.ts';
import { mergeSighting, toStoredPost } from '../merge/merge-sighting.ts';
import { buildAnnotation, buildCopyAnnotation } from './annotation.ts';

/**
 * Returns the annotation that the post would have if it were stored. Copies are looked up in the library
 * only.
 */
export async function previewAnnotation(
  tx: ReadTx,
  finder: StoredCopyIndex,
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
  const place = { content: contentOf(post), member: stored?.member ?? null, campaigns: [] };
  const annotation = await buildAnnotation(tx, toRecord(merged, place));
  if (stored) return annotation;

  const search = await finder.find((id) => tx.objectStore('posts').get(id), post);
  const [match] = matchesForStrictness(strictness, finder, post, search);
  if (!match) return annotation;
  const self = toRecord(merged, { ...place, member: { kind: match.kind, score: match.score, close: true } });
  const membership =
    match.record.group === null ? undefined : await tx.objectStore('groups').get(match.record.group);
  const other = membership?.first
    ? ((await tx.objectStore('posts').get(membership.first)) ?? match.record)
    : match.record;
  const ids = [other, self].sort((a, b) => ((a.postedAt ?? '') < (b.postedAt ?? '') ? -1 : 1));
  const timed = self.postedAt !== null && other.postedAt !== null && self.postedAt !== other.postedAt;
  const group: Pick<GroupRecord, 'id' | 'kinds' | 'first' | 'founder' | 'size' | 'authors'> = {
    id: membership?.id ?? `g:${match.record.id}`,
    kinds: membership?.kinds ?? { ...emptyKindTotals(), [match.kind]: 1 },
    first: timed ? (ids[0]?.id ?? null) : null,
    founder: other.id,
    size: (membership?.size ?? 1) + 1,
    authors: membership?.authors ?? 1,
  };
  return { ...annotation, copy: buildCopyAnnotation(self, group, other) };
}
