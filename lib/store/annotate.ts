/** What the overlay shows on a post, from its record and its group. */

import type { IDBPTransaction } from 'idb';
import type { Annotation, CopyNote } from '../post.ts';
import { stretchOf } from './paging.ts';
import { authorKey } from './record.ts';
import type { GroupRecord, PostRecord, TableName, Tables } from './schema.ts';
import { weakest } from './views.ts';

/** A transaction that is only read in. */
export type Read = IDBPTransaction<Tables, TableName[], 'readwrite' | 'readonly'>;

/** A stored post's annotation. */
export async function annotationOf(tx: Read, record: PostRecord): Promise<Annotation> {
  return {
    id: record.id,
    saved: record.capturedAt !== null,
    note: record.note,
    tags: record.tags,
    tickers: [...record.cashtags, ...record.otherTickers],
    copy: record.group === null ? null : await copyNoteOf(tx, record, record.group),
  };
}

async function copyNoteOf(tx: Read, record: PostRecord, id: string): Promise<CopyNote | null> {
  const [group, members] = await Promise.all([
    tx.objectStore('groups').get(id),
    tx
      .objectStore('posts')
      .index('group')
      .getAll(stretchOf([id]), 2),
  ]);
  const other = members.find((member) => member.id !== record.id);
  return group && other ? copyNote(record, group, other) : null;
}

/**
 * The note on a member of a group.
 * @param other the group's first or, for the first itself, the member after it.
 */
export function copyNote(
  record: PostRecord,
  group: Pick<GroupRecord, 'id' | 'kinds' | 'first' | 'size' | 'authors'>,
  other: PostRecord,
): CopyNote {
  const rank = group.first === null ? 'unknown' : group.first === record.id ? 'first' : 'copy';
  // The closeness of a pair is kept with the one that came in later; the group's founder has none of its own.
  const closeness = (rank === 'first' ? other.member : record.member) ?? { kind: 'exact' as const, score: 1 };
  const author = authorKey(record.author);
  return {
    group: group.id,
    kind: rank === 'first' ? weakest(group) : closeness.kind,
    rank,
    size: group.size,
    authors: group.authors,
    score: closeness.score,
    other: { id: other.id, author: other.author, url: other.url, postedAt: other.postedAt },
    lag:
      record.postedAt === null || other.postedAt === null
        ? null
        : Date.parse(record.postedAt) - Date.parse(other.postedAt),
    sameAuthor: author !== null && author === authorKey(other.author),
  };
}
