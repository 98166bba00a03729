/** Builds the annotation of a stored post from its record, its source and its group. */

import { kindOfGroup } from '../../copies/group-kind.ts';
import type { Annotation, CopyAnnotation, CopyKind } from '../../post.ts';
import { compareTimes, orderingTime } from '../../post-times.ts';
import { authorKey } from '../../text/author-key.ts';
import { prefixRange } from '../db/paging.ts';
import type { GroupRecord, Member, PostRecord, ReadTx } from '../db/schema.ts';
import { isShown, type Strictness } from './strictness.ts';

/** Returns the present source of a post that repeats an equal text. */
export type FindSource = (id: string) => Promise<string | null>;

/**
 * Returns the annotation of a stored post.
 * @param strictness which copies are shown
 */
export async function buildAnnotation(
  tx: ReadTx,
  record: PostRecord,
  strictness: Strictness,
  findSource: FindSource,
): Promise<Annotation> {
  const copy = record.group === null ? null : await readCopyAnnotation(tx, record, record.group, findSource);
  return {
    id: record.id,
    saved: record.capturedAt !== null,
    tickers: [...record.cashtags, ...record.otherTickers],
    copy: copy && isShown(strictness, copy) ? copy : null,
  };
}

async function readCopyAnnotation(
  tx: ReadTx,
  record: PostRecord,
  label: string,
  findSource: FindSource,
): Promise<CopyAnnotation | null> {
  const posts = tx.objectStore('posts');
  const [group, [root, second]] = await Promise.all([
    tx.objectStore('groups').get(label),
    posts.index('group').getAll(prefixRange([label]), 2),
  ]);
  if (!group || !root) return null;
  const { member } = record;
  if (member?.source) {
    const id = (member.equal ? await findSource(record.id) : null) ?? member.source;
    const source = id === root.id ? root : await posts.get(id);
    return source ? annotateCopy(record, member, source, group, root) : null;
  }
  const follower = root.id === record.id ? second : root;
  return follower ? annotateFirst(record, follower, group) : null;
}

type GroupNumbers = Pick<GroupRecord, 'id' | 'first' | 'size' | 'authors'>;

/**
 * The copy annotation of a post that repeats another one.
 * @param root the first of the group
 */
export function annotateCopy(
  record: PostRecord,
  { kind, score }: Pick<Member, 'kind' | 'score'>,
  source: PostRecord,
  group: GroupNumbers,
  root: PostRecord | null,
): CopyAnnotation {
  const order = compareTimes(source, record);
  const first = group.first !== null && root?.id === group.first ? root : null;
  return {
    ...pairOf(record, source, group),
    kind,
    score,
    rank: order && order.order < 0 ? 'copy' : 'unknown',
    first: first && otherPost(first),
    order: order && order.order < 0 ? order.evidence : null,
  };
}

/** The copy annotation of a post that another one repeats. */
export function annotateFirst(
  record: PostRecord,
  follower: PostRecord,
  group: GroupNumbers & { kinds?: GroupRecord['kinds'] },
): CopyAnnotation {
  const kind: CopyKind = group.kinds ? kindOfGroup(group.kinds) : (follower.member?.kind ?? 'exact');
  return {
    ...pairOf(record, follower, group),
    kind,
    score: follower.member?.score ?? 1,
    rank: group.first === record.id ? 'first' : 'unknown',
    first: null,
    order: group.first === record.id ? (compareTimes(record, follower)?.evidence ?? null) : null,
  };
}

function pairOf(record: PostRecord, other: PostRecord, { id, size, authors }: GroupNumbers) {
  const author = authorKey(record.author);
  const [time, otherTime] = [orderingTime(record), orderingTime(other)];
  return {
    group: id,
    size,
    authors,
    other: otherPost(other),
    lag: time === null || otherTime === null ? null : time - otherTime,
    sameAuthor: author !== null && author === authorKey(other.author),
  };
}

const otherPost = ({ id, author, url, postedAt }: PostRecord): CopyAnnotation['other'] => {
  return { id, author, url, postedAt };
};
