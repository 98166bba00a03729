/** Builds the annotation of a stored post from its record and its group. */

import type { CopyMatch } from '../../copies/compare/decide-copy.ts';
import type { Annotation, CopyAnnotation } from '../../post.ts';
import { authorKey } from '../../text/author-key.ts';
import { weakestKind } from '../db/list-rows.ts';
import { prefixRange } from '../db/paging.ts';
import type { GroupRecord, PostRecord, ReadTx } from '../db/schema.ts';

/** Compares the texts of two posts; `null` if they do not match. */
type CompareRecords = (a: PostRecord, b: PostRecord) => CopyMatch | null;

/** Returns the annotation of a stored post. */
export async function buildAnnotation(
  tx: ReadTx,
  record: PostRecord,
  kinship?: CompareRecords,
): Promise<Annotation> {
  return {
    id: record.id,
    saved: record.capturedAt !== null,
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
 * Returns the copy annotation of a group member.
 * @param other the first of the group or, for the first itself, the member after it
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
    first: null,
    lag:
      record.postedAt === null || other.postedAt === null
        ? null
        : Date.parse(record.postedAt) - Date.parse(other.postedAt),
    sameAuthor: author !== null && author === authorKey(other.author),
  };
}

/** Match of two members. The match with the founder is stored with each member; other pairs are compared. */
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
