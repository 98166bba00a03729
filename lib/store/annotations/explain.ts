/** Data of the copy panel: the members of a post's group, and its source with the differences. */
import { diff } from '../../copies/compare/diff.ts';
import type { Response } from '../../messages.ts';
import { prefixRange } from '../db/paging.ts';
import type { ReadTx } from '../db/schema.ts';
import type { FindSource } from './annotation.ts';
import { buildCopyGroup } from './group-details.ts';

/** Maximum number of members in one response; the panel cannot show thousands. */
const MAX_MEMBERS = 50;

/** @returns `null` if there is no post with this id */
export async function explainCopies(
  tx: ReadTx,
  id: string,
  findSource: FindSource,
): Promise<Response<'explain'> | null> {
  const store = tx.objectStore('posts');
  const record = await store.get(id);
  if (!record) return null;
  const group = record.group === null ? undefined : await tx.objectStore('groups').get(record.group);
  const posts = group ? await store.index('group').getAll(prefixRange([group.id]), MAX_MEMBERS) : [];
  if (!group || posts.length === 0) return { group: null, members: [], diff: [], otherId: null };

  const { member } = record;
  const sourceId = member?.source ? ((member.equal ? await findSource(id) : null) ?? member.source) : null;
  const other = sourceId === null ? posts.find((post) => post.id !== id) : await store.get(sourceId);
  const words = ({ title, text }: { title: string | null; text: string }) =>
    title ? `${title}\n${text}` : text;
  return {
    group: { ...buildCopyGroup(posts), id: group.id, first: group.first },
    members: posts.map(({ id, url, author, postedAt, title }) => ({ id, url, author, postedAt, title })),
    diff: other ? diff(words(record), words(other)) : [],
    otherId: other?.id ?? null,
  };
}
