/** Rows for a search of candidates in a database: which keys each post is found by. docs/large-collections.md */
import { extractFeatures } from '../copies/fingerprint/text-features.ts';
import { identityText, postKeys } from '../copies/post-keys.ts';
import { orderingTime } from '../post-times.ts';
import type { ExportablePost } from '../store/export/export-record.ts';

/** The names of the columns, as a line of CSV. */
export const KEYS_HEAD = 'post,key,weight,runs,time,identity\n';

/**
 * The rows of a post as lines of CSV, one for each key: id, key (32 bits), weight (always 1), how many of its keys are
 * runs of words, time in ms since 1970 (empty: unknown), and what posts with the same features share (empty: nothing).
 */
export function keyRows(post: ExportablePost): string {
  const { keys, runs, identity } = postKeys(extractFeatures(post.text, post.title));
  const id = `"${post.id.replaceAll('"', '""')}"`;
  const end = `,1,${runs},${orderingTime(post) ?? ''},${identityText(identity) ?? ''}\n`;
  let rows = '';
  for (const key of keys) rows += `${id},${key}${end}`;
  return rows;
}
