/** Data of the copy panel: the members of a post's group, and the earlier text with the differences. */
import { diff } from '../../copies/compare/diff.ts';
import type { Response } from '../../messages.ts';
import { prefixRange } from '../db/paging.ts';
import type { ReadTx } from '../db/schema.ts';
import { buildCopyGroup, loadTextComparer } from './group-details.ts';

/** Maximum number of members in one response; the panel cannot show thousands. */
const MAX_MEMBERS = 50;

/** @returns `null` if there is no post with this id */
export async function explainCopies(tx: ReadTx, id: string): Promise<Response<'explain'> | null> {
  const record = await tx.objectStore('posts').get(id);
  if (!record) return null;
  const group = record.group === null ? undefined : await tx.objectStore('groups').get(record.group);
  if (!group) return { group: null, members: [], diff: [], otherId: null };

  const posts = await tx
    .objectStore('posts')
    .index('group')
    .getAll(prefixRange([group.id]), MAX_MEMBERS);
  const measure = await loadTextComparer(tx.objectStore('copyIndex'));
  const other = posts.find((post) => post.id !== id);
  const words = ({ title, text }: { title: string | null; text: string }) =>
    title ? `${title}\n${text}` : text;
  return {
    group: { ...buildCopyGroup(group.id, group.founder, posts, measure), first: group.first },
    members: posts.map(({ id, url, author, postedAt, title }) => ({ id, url, author, postedAt, title })),
    diff: other ? diff(words(record), words(other)) : [],
    otherId: other?.id ?? null,
  };
}
