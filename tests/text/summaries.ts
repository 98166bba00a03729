/** The summaries that an export has, of posts in memory. */
import type { Post } from '../../lib/post.ts';
import { CampaignTable } from '../../lib/text/summary/campaigns.ts';
import type { Campaign, TickerRow } from '../../lib/text/summary/summary-schema.ts';
import { TickerTable } from '../../lib/text/summary/ticker-table.ts';

export function tickerTable(posts: Iterable<Post>): TickerRow[] {
  const table = new TickerTable();
  for (const post of posts) table.add(post);
  return table.rows();
}

export function buildCampaigns(posts: readonly Post[], isCopy?: (id: string) => boolean): Campaign[] {
  const table = new CampaignTable();
  for (const post of posts) table.add(post);
  for (const post of posts) table.addRelated(post);
  return table.rows(isCopy);
}
