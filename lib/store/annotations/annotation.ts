/** What the overlay shows on a post, from its record and its group. */

import type { IDBPTransaction } from 'idb';
import type { CopyMatch } from '../../copies/compare/classify.ts';
import type { Annotation, CopyAnnotation } from '../../post.ts';
import { authorKey } from '../../text/author-key.ts';
import { weakestKind } from '../db/list-rows.ts';
import { prefixRange } from '../db/paging.ts';
import type { GroupRecord, PostRecord, TableName, Tables } from '../db/schema.ts';

/** Compares two posts' texts. */
type CompareRecords = (a: PostRecord, b: PostRecord) => CopyMatch | null;

/** A transaction that is only read in. */
export type ReadTx = IDBPTransaction<Tables, TableName[], 'readwrite' | 'readonly'>;

/** A stored post's annotation. */
export async function buildAnnotation(
  tx: ReadTx,
  record: PostRecord,
  kinship?: CompareRecords,
): Promise<Annotation> {
  return {
    id: record.id,
    saved: record.capturedAt !== null,
    note: record.note,
    tags: record.tags,
    tickers: [...record.cashtags, ...record.otherTickers],
    copy: record.group === null ? null : await readCopyAnnotation(tx, record, record.group, kinship),
  };
}

async function readCopyAnnotation(
  tx: ReadTx,
  record: PostRecord,
  id: string,
  kinship?: CompareRecords,
): Promise<CopyAnnotation | null> {
  const [group, members] = await Promise.all([
    tx.objectStore('groups').get(id),
    tx
      .objectStore('posts')
      .index('group')
      .getAll(prefixRange([id]), 2),
  ]);
  const other = members.find((member) => member.id !== record.id);
  return group && other ? buildCopyAnnotation(record, group, other, kinship) : null;
}

/**
 * The note on a member of a group.
 * @param other the group's first or, for the first itself, the member after it.
 */
export function buildCopyAnnotation(
  record: PostRecord,
  group: Pick<GroupRecord, 'id' | 'kinds' | 'first' | 'founder' | 'size' | 'authors'>,
  other: PostRecord,
  kinship?: CompareRecords,
): CopyAnnotation {
  const rank = group.first === null ? 'unknown' : group.first === record.id ? 'first' : 'copy';
  const { kind, score } = likenessTo(record, other, group.founder, kinship);
  const author = authorKey(record.author);
  return {
    group: group.id,
    kind: rank === 'first' ? weakestKind(group) : kind,
    rank,
    size: group.size,
    authors: group.authors,
    score,
    other: { id: other.id, author: other.author, url: other.url, postedAt: other.postedAt },
    lag:
      record.postedAt === null || other.postedAt === null
        ? null
        : Date.parse(record.postedAt) - Date.parse(other.postedAt),
    sameAuthor: author !== null && author === authorKey(other.author),
  };
}

/** How two members are alike: each is kept with its likeness to the founder, other pairs are compared. */
function likenessTo(
  record: PostRecord,
  other: PostRecord,
  founder: string,
  kinship: CompareRecords | undefined,
): Pick<CopyMatch, 'kind' | 'score'> {
  const kept = record.id === founder ? other.member : record.member;
  const known = record.id === founder || other.id === founder;
  return (known ? null : kinship?.(record, other)) ?? kept ?? { kind: 'exact', score: 1 };
}
