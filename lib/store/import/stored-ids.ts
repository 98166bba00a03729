/** Ids for imported posts: the library accepts only Square's numeric ids and content ids. */
import { PostId } from '../../post.ts';
import { authorKey } from '../../text/author-key.ts';
import { contentId } from '../../text/content-id.ts';
import type { ExportRecord } from '../export/export-schema.ts';

/**
 * Maps each unknown id to the content id of its post. Copies have the same text, so author and time, if
 * known, are part of the hash.
 */
export function contentIdsForUnknown(captures: readonly ExportRecord[]): Map<string, string> {
  const ids = new Map<string, string>();
  for (const { id, author, postedAt, title, text } of captures) {
    if (PostId.safeParse(id).success) continue;
    const source = [authorKey(author), postedAt].filter((known) => known !== null);
    ids.set(id, contentId(title, [text, ...source].join('\n')));
  }
  return ids;
}
