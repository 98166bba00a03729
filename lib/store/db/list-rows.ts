/** Converts database records to the rows that pages and export use. */
import { kindOfGroup } from '../../copies/group-kind.ts';
import type { CampaignRow, GroupRow, TickerRow } from '../../list-rows.ts';
import type { Role } from '../../post.ts';
import { isCampaign } from '../../text/summary/campaign-keys.ts';
import { fromRecord } from './post-record.ts';
import {
  type CampaignRecord,
  emptyKindTotals,
  type GroupRecord,
  type PostRecord,
  type TickerRecord,
} from './schema.ts';

export function groupIndex(sort: 'size' | 'authors' | 'recent') {
  if (sort === 'authors') return ['authors', 'byAuthors'] as const;
  if (sort === 'recent') return ['latest', 'byLatest'] as const;
  return ['size', 'bySize'] as const;
}

export function tickerIndex(role: Role | null) {
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

export function toGroupRow(group: GroupRecord, lead: PostRecord | undefined): GroupRow {
  const { id, first, size, authors, latestAt } = group;
  return {
    id,
    kind: kindOfGroup({ ...emptyKindTotals(), ...group.kinds }),
    first,
    size,
    authors,
    latestAt,
    previewPost: lead ? fromRecord(lead) : null,
  };
}

export function toTickerRow({
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

export function toCampaignRow(
  record: CampaignRecord,
  firstAt: string | null,
  lastAt: string | null,
): CampaignRow {
  const { key, handle, code, posts, authors, copies, riders } = record;
  return {
    key,
    handle,
    code,
    posts,
    authors,
    firstAt,
    lastAt,
    copies,
    riders,
    isCampaign: isCampaign(record),
  };
}
