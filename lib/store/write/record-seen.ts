/**
 * What counts as seen: every post with an id that was found in a page, whether or not it was scrolled to, and however
 * short its time on screen; not in a private window, and not as a translation (lib/worker/handlers.ts).
 */
import type { Annotation, Post } from '../../post.ts';
import type { Settings } from '../../settings.ts';
import { previewAnnotation } from '../annotations/preview.ts';
import type { PostRecord } from '../db/schema.ts';
import type { UnitOfWork } from './unit-of-work.ts';
import { prefetchForUpsert, upsertPost } from './upsert-post.ts';

/**
 * Stores posts as seen. If the user turned that off (`keepSeen`), only posts that are stored already are updated.
 * @returns the stored records, and the annotations of the posts that are not stored
 */
export async function recordSeen(
  unit: UnitOfWork,
  posts: readonly Post[],
  settings: Settings,
  now: string,
): Promise<{ stored: PostRecord[]; previews: Annotation[] }> {
  if (settings.keepSeen) await prefetchForUpsert(unit, posts);
  const stored: PostRecord[] = [];
  const previews: Annotation[] = [];
  for (const post of posts) {
    if (settings.keepSeen || (await unit.get(post.id))) stored.push(await upsertPost(unit, post, now));
    else previews.push(await previewAnnotation(unit.tx, await unit.copyIndex(), post, unit.strictness));
  }
  for (const { id, group } of stored) if (group === null) unit.plain.add(id);
  return { stored, previews };
}
