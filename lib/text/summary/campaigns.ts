/** Builds the campaigns of a set of posts. */
import type { Post } from '../../post.ts';
import { authorKey, countCodes, dayOf, groupByDay } from '../author-key.ts';
import { namePattern } from '../roles/project-handles.ts';
import { campaignKeys, isCampaign } from './campaign-keys.ts';
import type { Campaign } from './summary-schema.ts';

interface Group {
  handle: string | null;
  /**
   * The account in the posts' spelling, capitals preferred: they separate the words of the project's name.
   */
  spelt: string | null;
  code: string;
  twin: boolean;
  posts: Post[];
}

/**
 * Builds the campaigns.
 * @param posts in order of arrival, each once
 * @param isCopy returns whether a post is a copy; omit it if copies were not computed
 * @returns every key with its posts, most posts first; `enough` says which of them are campaigns. A post with
 * `#X $X` but without an account joins the campaign of that code if there is exactly one.
 */
export function buildCampaigns(posts: readonly Post[], isCopy?: (id: string) => boolean): Campaign[] {
  const handles = handlesByCode(posts);
  const groups = new Map<string, Group>();
  for (const post of posts) {
    for (const { code, hasHashtagTwin: twin, displayHandle: spelt, ...key } of campaignKeys(post)) {
      const known = handles.get(code);
      const handle = key.handle ?? (known?.size === 1 ? ([...known][0] ?? null) : null);
      const id = JSON.stringify([handle, code]);
      const group = groups.get(id) ?? { handle, spelt, code, twin: false, posts: [] };
      group.twin ||= twin;
      if (spelt !== null && (group.spelt === null || spelt < group.spelt)) group.spelt = spelt;
      group.posts.push(post);
      groups.set(id, group);
    }
  }
  const postsWithoutCashtags = posts.filter((post) => post.cashtags.length === 0);
  return [...groups.values()]
    .map((group) => toCampaign(group, relatedPosts(group, postsWithoutCashtags), isCopy))
    .sort((a, b) => b.posts.length - a.posts.length || (a.code < b.code ? -1 : 1));
}

function handlesByCode(posts: readonly Post[]): Map<string, Set<string>> {
  const handles = new Map<string, Set<string>>();
  for (const { handle, code } of posts.flatMap(campaignKeys)) {
    if (handle !== null) handles.set(code, (handles.get(code) ?? new Set()).add(handle));
  }
  return handles;
}

function toCampaign(
  { handle, code, twin, posts }: Group,
  related: readonly Post[],
  isCopy: ((id: string) => boolean) | undefined,
): Campaign {
  const authors = new Set(posts.map(({ author }) => authorKey(author)).filter((author) => author !== null));
  const times = posts
    .map(({ postedAt }) => postedAt)
    .filter((time) => time !== null)
    .sort();
  return {
    handle,
    code,
    twin: twin ? `#${code.toLowerCase()}` : null,
    enough: isCampaign({ posts: posts.length, authors: authors.size }),
    posts: posts.map(({ id }) => id),
    related: related.map(({ id }) => id),
    authors: authors.size,
    firstAt: times[0] ?? null,
    lastAt: times.at(-1) ?? null,
    riders: countCodes(posts.flatMap((post) => riderCodes(post, code))),
    days: groupByDay(posts, dayOf).map(([day, those]) => ({
      day,
      posts: those.length,
      riders: [...new Set(those.flatMap((post) => riderCodes(post, code)))],
    })),
    copies: isCopy ? posts.filter(({ id }) => isCopy(id)).length / posts.length : null,
  };
}

/** The riders of a campaign's post: cashtags that are neither the campaign's code nor discussed. */
export function riderCodes(post: Pick<Post, 'cashtags'>, code: string): string[] {
  return post.cashtags
    .filter((ticker) => ticker.code !== code && (ticker.role === 'appended' || ticker.role === 'unsupported'))
    .map((ticker) => ticker.code);
}

/** Posts without cashtags that mention the account or name its project. */
function relatedPosts({ handle, spelt }: Group, postsWithoutCashtags: readonly Post[]): Post[] {
  if (handle === null) return [];
  const name = spelt === null ? null : namePattern(spelt);
  return postsWithoutCashtags.filter(
    ({ title, text, mentions }) =>
      mentions.some((mention) => mention.toLowerCase() === handle) || name?.test(`${title ?? ''}\n${text}`),
  );
}
