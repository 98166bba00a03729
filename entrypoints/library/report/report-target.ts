/** What a report is made of: its subject, and the posts that its document holds. */
import type { CampaignRow } from '../../../lib/list-rows.ts';
import type { StoredPost } from '../../../lib/post.ts';
import type { ReportSubject } from '../../../lib/report/subject.ts';
import type { LibraryReader } from '../../../lib/store/reader.ts';

export interface ReportTarget {
  subject: ReportSubject;
  /** Ids of all posts of the document. */
  ids: string[];
}

/** Posts in one report at most; of more, the newest. */
const MAX_POSTS = 5_000;

/** A copy group with all its members. */
export async function groupTarget(reader: LibraryReader, id: string): Promise<ReportTarget> {
  const detail = await reader.group(id, MAX_POSTS);
  const ids = (detail?.posts ?? []).map((post) => post.id);
  // In the document a group has another id than in the library: it is named by a post.
  return { subject: { of: 'group', id: ids[0] ?? id }, ids };
}

/** A campaign. Posts that its posts repeat are part of the document. */
export async function campaignTarget(
  reader: LibraryReader,
  { key, code, handle }: Pick<CampaignRow, 'key' | 'code' | 'handle'>,
): Promise<ReportTarget> {
  const { rows } = await reader.postsOfCampaign(key, { limit: MAX_POSTS });
  const name = handle === null ? `$${code}` : `$${code} ${handle}`;
  return {
    subject: { of: 'campaign', name, posts: rows.map(({ id }) => id) },
    ids: await withCopies(reader, rows),
  };
}

/** An author: their posts, and all posts of the groups these are in. */
export async function authorTarget(
  reader: LibraryReader,
  author: StoredPost['author'],
  posts: readonly StoredPost[],
): Promise<ReportTarget> {
  return { subject: { of: 'author', author }, ids: await withCopies(reader, posts) };
}

/**
 * Selected posts, or the posts of a filter.
 * @param filter the filter in the reader's words; `null` for a selection
 */
export function postsTarget(ids: readonly string[], filter: string | null): ReportTarget {
  return { subject: { of: 'posts', filter }, ids: ids.slice(0, MAX_POSTS) };
}

/** The ids of posts and of all members of their groups. */
async function withCopies(reader: LibraryReader, posts: readonly StoredPost[]): Promise<string[]> {
  const ids = new Set(posts.map(({ id }) => id));
  for (const group of new Set(posts.flatMap((post) => post.group ?? []))) {
    const detail = await reader.group(group);
    for (const { id } of detail?.posts ?? []) ids.add(id);
    if (ids.size >= MAX_POSTS) break;
  }
  return [...ids].slice(0, MAX_POSTS);
}
