/** Reads how a stored post repeats another one, where the copy index is not at hand. */
import type { CopyAnnotation } from '../../post.ts';
import { prefixRange } from '../db/paging.ts';
import type { ReadTx } from '../db/schema.ts';
import { buildAnnotation } from './annotation.ts';
import { sourcesOf } from './group-details.ts';
import type { Strictness } from './strictness.ts';

/** Maximum number of members that are read to find the earliest of those with an equal text. */
const MAX_MEMBERS = 500;

/**
 * What the strip of a post says about copies.
 * @returns `null` for an unknown post, and for one whose copies are not shown with this strictness
 */
export async function readCopy(
  tx: ReadTx,
  id: string,
  strictness: Strictness,
): Promise<CopyAnnotation | null> {
  const posts = tx.objectStore('posts');
  const record = await posts.get(id);
  if (!record || record.group === null) return null;
  const { group } = record;
  const { copy } = await buildAnnotation(tx, record, strictness, async () => {
    const members = await posts.index('group').getAll(prefixRange([group]), MAX_MEMBERS);
    return sourcesOf(members).get(id)?.id ?? null;
  });
  return copy;
}
