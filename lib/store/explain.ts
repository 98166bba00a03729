/** What is behind a post's strip: its group's members, and the text it repeats with what differs. */
import { diff } from '../copies/compare/diff.ts';
import type { Reply } from '../messages.ts';
import type { Read } from './annotate.ts';
import { described, measureOf } from './described.ts';
import { stretchOf } from './paging.ts';

/** Members told of; the strip is no place for thousands. */
const MEMBERS = 50;

/** `null` for a post that is not there. */
export async function explain(tx: Read, id: string): Promise<Reply<'explain'> | null> {
  const record = await tx.objectStore('posts').get(id);
  if (!record) return null;
  const group = record.group === null ? undefined : await tx.objectStore('groups').get(record.group);
  if (!group) return { group: null, members: [], diff: [], otherId: null };

  const posts = await tx
    .objectStore('posts')
    .index('group')
    .getAll(stretchOf([group.id]), MEMBERS);
  const measure = await measureOf(tx.objectStore('copyIndex'));
  const other = posts.find((post) => post.id !== id);
  const words = ({ title, text }: { title: string | null; text: string }) =>
    title ? `${title}\n${text}` : text;
  return {
    group: { ...described(group.id, group.founder, posts, measure), first: group.first },
    members: posts.map(({ id, url, author, postedAt, title }) => ({ id, url, author, postedAt, title })),
    diff: other ? diff(words(record), words(other)) : [],
    otherId: other?.id ?? null,
  };
}
