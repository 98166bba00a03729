/** Which campaigns a post belongs to. No coin list is needed: a campaign's task prints #tag, $tag and @account. */
import type { Post } from '../../post.ts';
import { matchHandlesToCodes } from '../roles/project-handles.ts';
import { isKnownCoin } from '../tags/known-coins.ts';

export interface CampaignKey {
  /** The account, lower case with its sign; `null` when the post does not mention it. */
  handle: string | null;
  /** The account as the post spells it. */
  displayHandle: string | null;
  code: string;
  /** True when the post writes the code both ways, `#OPG` and `$OPG`. */
  hasHashtagTwin: boolean;
}

/**
 * The keys (@handle, CODE) of a post; for a code written as twins without its account, (`null`, CODE). Twins
 * alone say nothing of the great coins: two of three `$ETH` have their `#ETH`.
 *
 * @returns In order of the codes' appearance, each code once.
 */
export function campaignKeys(post: Pick<Post, 'cashtags' | 'hashtags' | 'mentions'>): CampaignKey[] {
  if (post.cashtags.length === 0) return [];
  const hashtags = new Set(post.hashtags.map((hashtag) => hashtag.slice(1).toUpperCase()));
  const codes = post.cashtags.filter(({ unsure }) => !unsure).map(({ code }) => code);
  const twins = new Set(codes.filter((code) => hashtags.has(code)));
  const links = new Map(matchHandlesToCodes(post.mentions, codes, twins).map((link) => [link.code, link]));
  return codes.flatMap((code) => {
    const link = links.get(code);
    const hasHashtagTwin = twins.has(code);
    const qualifies = isKnownCoin(code) ? hasHashtagTwin && link : hasHashtagTwin || link;
    return qualifies
      ? [{ handle: link?.handle ?? null, displayHandle: link?.shown ?? null, code, hasHashtagTwin }]
      : [];
  });
}

/**
 * True if a key has enough posts or authors to be called a campaign: 3 posts or 2 authors. One author with one or
 * two posts is no campaign.
 */
export function isCampaign({ posts, authors }: { posts: number; authors: number }): boolean {
  return posts >= 3 || authors >= 2;
}
