/** Converts between a post and its record, which adds index keys. */
import type { Role, StoredPost, Ticker } from '../../post.ts';
import { orderingTime } from '../../post-times.ts';
import { authorKey } from '../../text/author-key.ts';
import type { PostRecord } from './schema.ts';

/** Fields computed once when a post is stored: what it is counted and listed under. */
export interface DerivedFields {
  content: string;
  member: PostRecord['member'];
  sameText?: string | undefined;
  /** Keys of the campaigns that the post belongs to. */
  campaigns: string[];
  changedAt?: string | undefined;
}

/** Returns the record of a post. */
export function toRecord(post: StoredPost, derived: DerivedFields): PostRecord {
  const newest = newestFirstKey(post);
  const facets: (string | number)[][] = [];
  for (const [code, role] of rolesByCode(post)) facets.push(['t', code, role, newest, post.id]);
  for (const key of derived.campaigns) facets.push(['c', key, newest, post.id]);
  const author = authorKey(post.author);
  if (author !== null) facets.push(['a', author, newest, post.id]);

  const record: PostRecord = {
    ...post,
    content: derived.content,
    member: derived.member,
    facets,
  };
  if (derived.sameText !== undefined) record.sameText = derived.sameText;
  if (derived.changedAt !== undefined) record.changedAt = derived.changedAt;
  if (post.capturedAt !== null) record.keptKey = [-Date.parse(post.capturedAt), post.id];
  else record.staleKey = [Date.parse(post.lastSeenAt), post.id];
  if (post.group !== null) {
    record.groupKey = [post.group, orderingTime(post) ?? Number.POSITIVE_INFINITY, post.id];
  }
  return record;
}

/** Returns the derived fields that a record was created with. */
export function derivedFields(record: PostRecord): DerivedFields {
  const campaigns = record.facets.flatMap(([kind, key]) => (kind === 'c' ? [String(key)] : []));
  const { content, member, sameText, changedAt } = record;
  return { content, member, sameText, campaigns, changedAt };
}

/** Returns the post of a record, without its index keys. */
export function fromRecord(record: PostRecord): StoredPost {
  const {
    member: _m,
    sameText: _t,
    content: _c,
    keptKey: _k,
    staleKey: _s,
    groupKey: _g,
    facets: _f,
    changedAt: _at,
    ...post
  } = record;
  return post;
}

/** True if the exported data of a post differ, except counters and times of sightings. */
export function isEdited(before: StoredPost, after: StoredPost): boolean {
  const partOf = ({ capturedAt, note, tags, title, text, author, versions }: StoredPost) =>
    JSON.stringify([capturedAt, note, tags, title, text, author, versions]);
  return partOf(before) !== partOf(after);
}

/**
 * Maps each code of a post to its role; the first mention counts.
 * @param wanted filters the tickers
 */
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

/** Sort key: minus the posting time in ms or, if unknown, minus the time of the first sighting. */
export function newestFirstKey(post: Pick<StoredPost, 'postedAt' | 'firstSeenAt'>): number {
  return -Date.parse(post.postedAt ?? post.firstSeenAt);
}

/** The day under which a post is counted, in UTC: `2026-06-03`. */
export function countedDay(post: Pick<StoredPost, 'postedAt' | 'firstSeenAt'>): string {
  return (post.postedAt ?? post.firstSeenAt).slice(0, 10);
}
