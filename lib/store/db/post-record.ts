/** A post's record: the post with the keys it is found by. */
import type { Role, StoredPost, Ticker } from '../../post.ts';
import { authorKey } from '../../text/author-key.ts';
import type { PostRecord } from './schema.ts';

/** What a post is counted and listed under, worked out once when it is stored. */
export interface DerivedFields {
  content: string;
  member: PostRecord['member'];
  /** Keys of the campaigns it belongs to. */
  campaigns: string[];
}

/** The record of a post. */
export function toRecord(post: StoredPost, place: DerivedFields): PostRecord {
  const newest = newestFirstKey(post);
  const facets: (string | number)[][] = [];
  for (const [code, role] of rolesByCode(post)) facets.push(['t', code, role, newest, post.id]);
  for (const key of place.campaigns) facets.push(['c', key, newest, post.id]);
  const author = authorKey(post.author);
  if (author !== null) facets.push(['a', author, newest, post.id]);

  const record: PostRecord = {
    ...post,
    content: place.content,
    member: place.member,
    facets,
  };
  if (post.capturedAt !== null) record.keptKey = [-Date.parse(post.capturedAt), post.id];
  else record.staleKey = [Date.parse(post.lastSeenAt), post.id];
  if (post.group !== null) {
    const ms = post.postedAt === null ? Number.POSITIVE_INFINITY : Date.parse(post.postedAt);
    record.groupKey = [post.group, ms, post.id];
  }
  return record;
}

/** What `recordOf` was told about a record. */
export function derivedFields(record: PostRecord): DerivedFields {
  const campaigns = record.facets.flatMap(([kind, key]) => (kind === 'c' ? [String(key)] : []));
  return { content: record.content, member: record.member, campaigns };
}

/** The post without the keys the database finds it by. */
export function fromRecord(record: PostRecord): StoredPost {
  const { member: _m, content: _c, keptKey: _k, staleKey: _s, groupKey: _g, facets: _f, ...post } = record;
  return post;
}

/** Each code of a post with its role; the first mention counts. `wanted` leaves tickers out. */
export function rolesByCode(
  post: Pick<StoredPost, 'cashtags' | 'otherTickers'>,
  wanted: (ticker: Ticker) => boolean = () => true,
): Map<string, Role> {
  const roles = new Map<string, Role>();
  for (const ticker of [...post.cashtags, ...post.otherTickers]) {
    if (!roles.has(ticker.code) && wanted(ticker)) roles.set(ticker.code, ticker.role);
  }
  return roles;
}

/** Minus the time a post is listed by: of its posting or, when unknown, of its first sight. */
export function newestFirstKey(post: Pick<StoredPost, 'postedAt' | 'firstSeenAt'>): number {
  return -Date.parse(post.postedAt ?? post.firstSeenAt);
}

/** The day a post counts for, `2026-06-03`, UTC. */
export function countedDay(post: Pick<StoredPost, 'postedAt' | 'firstSeenAt'>): string {
  return (post.postedAt ?? post.firstSeenAt).slice(0, 10);
}
