/**
 * Determines the campaigns of a post. No list of coins is needed: the task of a campaign prescribes #tag,
 * $tag and @account.
 */
import type { Post } from '../../post.ts';
import { matchHandlesToCodes } from '../roles/project-handles.ts';
import { isKnownCoin } from '../tags/known-coins.ts';

export interface CampaignKey {
  /** The account in lower case with its sign; `null` if the post does not mention one. */
  handle: string | null;
  /** The account in the post's spelling. */
  displayHandle: string | null;
  code: string;
  /** True if the post has both `#OPG` and `$OPG`. */
  hasHashtagTwin: boolean;
}

/**
 * The keys (@handle, CODE) of a post; for a pair `#X $X` without an account, (`null`, CODE). For major coins
 * such a pair is no evidence of a campaign: two thirds of the posts with `$ETH` also have `#ETH`.
 * @returns keys in the order of the codes, each code once
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
