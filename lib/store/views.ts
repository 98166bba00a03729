/** From the database's records to what the pages show and the export holds. */
import type { CopyGroup, CopyMember, Role, StoredPost } from '../post.ts';
import type { CampaignRow, GroupRow, TickerRow } from '../rows.ts';
import type { CampaignRecord, GroupRecord, PostRecord, TickerRecord } from './schema.ts';

/** Minus the time a post is listed by: of its posting or, when unknown, of its first sight. */
export function facetTime(post: StoredPost): number {
  return -Date.parse(post.postedAt ?? post.firstSeenAt);
}

export function groupOrder(sort: 'size' | 'authors' | 'recent') {
  if (sort === 'authors') return ['authors', 'byAuthors'] as const;
  if (sort === 'recent') return ['latest', 'byLatest'] as const;
  return ['size', 'bySize'] as const;
}

export function tickerOrder(role: Role | null) {
  switch (role) {
    case 'discussed':
      return ['discussed', 'byDiscussed'] as const;
    case 'appended':
      return ['appended', 'byAppended'] as const;
    case 'unsupported':
      return ['unsupported', 'byUnsupported'] as const;
    case 'topic':
      return ['topic', 'byTopic'] as const;
    default:
      return ['posts', 'byPosts'] as const;
  }
}

/** The post without the keys the database finds it by. */
export function storedPost(record: PostRecord): StoredPost {
  const {
    member: _m,
    doc: _d,
    content: _c,
    keptKey: _k,
    staleKey: _s,
    groupKey: _g,
    facets: _f,
    ...post
  } = record;
  return post;
}

export function groupRow(group: GroupRecord, lead: PostRecord | undefined): GroupRow {
  const { id, first, size, authors, latestAt } = group;
  return { id, kind: weakest(group), first, size, authors, latestAt, lead: lead ? storedPost(lead) : null };
}

/** The weakest way in which a member of the group repeats its first. */
export function weakest({ kinds }: Pick<GroupRecord, 'kinds'>) {
  return (['template', 'excerpt', 'near'] as const).find((kind) => kinds[kind] > 0) ?? 'exact';
}

/** The group as exported and shown, from its record and its members' posts. */
export function copyGroup(group: GroupRecord, members: PostRecord[]): CopyGroup {
  return {
    id: group.id,
    kind: weakest(group),
    first: group.first,
    members: members.map(
      (post): CopyMember => ({ id: post.id, ...(post.member ?? { kind: 'exact', score: 1 }) }),
    ),
  };
}

export function tickerRow({
  code,
  posts,
  authors,
  discussed,
  appended,
  unsupported,
  topic,
}: TickerRecord): TickerRow {
  return { code, posts, authors, discussed, appended, unsupported, topic };
}

export function campaignRow(
  record: CampaignRecord,
  firstAt: string | null,
  lastAt: string | null,
): CampaignRow {
  const { key, handle, code, posts, authors, copies, riders } = record;
  return { key, handle, code, posts, authors, firstAt, lastAt, copies, riders, enough: isCampaign(record) };
}

/** Enough posts or authors to speak of a campaign: 3 posts or 2 authors (tickers notes, section 5). */
export function isCampaign({ posts, authors }: { posts: number; authors: number }): boolean {
  return posts >= 3 || authors >= 2;
}
