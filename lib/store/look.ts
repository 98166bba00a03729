/** What to show on a post that is not to be kept. */
import type { Annotation, Post } from '../post.ts';
import { correct } from '../text/correct.ts';
import { annotationOf, copyNote, type Read } from './annotate.ts';
import type { Finder } from './finder.ts';
import { mergePost, newPost } from './merge.ts';
import { recordOf, storedPost } from './record.ts';
import type { GroupRecord } from './schema.ts';
import { counted, type Strictness } from './strictness.ts';
import { noKinds } from './tally.ts';
import { contentOf } from './unit.ts';

/** The annotation of a post as if it were kept; copies are looked for in the library only. */
export async function look(
  tx: Read,
  finder: Finder,
  post: Post,
  strictness: Strictness,
): Promise<Annotation> {
  const stored = await tx.objectStore('posts').get(post.id);
  const corrections = await tx.objectStore('corrections').getAll(IDBKeyRange.bound([post.id], [post.id, []]));
  const now = stored?.lastSeenAt ?? '1970-01-01T00:00:00.000Z';
  const merged = correct(stored ? mergePost(storedPost(stored), post, now) : newPost(post, now), corrections);
  const place = { content: contentOf(post), member: stored?.member ?? null, campaigns: [] };
  const annotation = await annotationOf(tx, recordOf(merged, place));
  if (stored) return annotation;

  const search = await finder.find((id) => tx.objectStore('posts').get(id), post);
  const [best] = counted(strictness, finder, post, search);
  if (!best) return annotation;
  const own = recordOf(merged, { ...place, member: { kind: best.kind, score: best.score, close: true } });
  const kept = best.record.group === null ? undefined : await tx.objectStore('groups').get(best.record.group);
  const other = kept?.first ? ((await tx.objectStore('posts').get(kept.first)) ?? best.record) : best.record;
  const ids = [other, own].sort((a, b) => ((a.postedAt ?? '') < (b.postedAt ?? '') ? -1 : 1));
  const timed = own.postedAt !== null && other.postedAt !== null && own.postedAt !== other.postedAt;
  const group: Pick<GroupRecord, 'id' | 'kinds' | 'first' | 'founder' | 'size' | 'authors'> = {
    id: kept?.id ?? `g:${best.record.id}`,
    kinds: kept?.kinds ?? { ...noKinds(), [best.kind]: 1 },
    first: timed ? (ids[0]?.id ?? null) : null,
    founder: other.id,
    size: (kept?.size ?? 1) + 1,
    authors: kept?.authors ?? 1,
  };
  return { ...annotation, copy: copyNote(own, group, other) };
}
