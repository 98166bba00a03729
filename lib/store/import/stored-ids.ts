/** Ids for the posts of a file: the library knows Square's digits and hashes of words, and no others. */
import { PostId } from '../../post.ts';
import { authorKey } from '../../text/author-key.ts';
import { contentId } from '../../text/content-id.ts';
import type { ExportRecord } from '../export/export-schema.ts';

/**
 * For each id that a file made up the one its post is stored under. Copies have the same words: author and time, where
 * the file knows them, keep them apart.
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
