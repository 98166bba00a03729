/** What is behind a post's strip: its group's members, and the text it repeats with what differs. */
import { diff } from '../../copies/compare/diff.ts';
import type { Response } from '../../messages.ts';
import { prefixRange } from '../db/paging.ts';
import type { ReadTx } from './annotation.ts';
import { buildCopyGroup, loadTextComparer } from './group-details.ts';

/** Members told of; the strip is no place for thousands. */
const MAX_MEMBERS = 50;

/** `null` for a post that is not there. */
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
