import type { Post } from '../../post.ts';
import { authorKey, countCodes, dayOf, groupByDay } from '../author-key.ts';
import { namePattern } from '../roles/project-handles.ts';
import { type CampaignKey, campaignKeys, isCampaign } from './campaign-keys.ts';
import type { Campaign } from './summary-schema.ts';

/** The fields of a post that a campaign needs; texts are not stored. */
type CampaignPost = Pick<Post, 'id' | 'author' | 'postedAt'> & {
  cashtags: Pick<Post['cashtags'][number], 'code' | 'role'>[];
};
/** What decides whether a post without a cashtag is related to a campaign. */
export type RelatedPost = Pick<Post, 'id' | 'title' | 'text' | 'cashtags' | 'mentions'>;

interface Group {
  handle: string | null;
  /**
   * The account in the posts' spelling, capitals preferred: they separate the words of the project's name.
   */
  spelling: string | null;
  code: string;
  twin: boolean;
  posts: CampaignPost[];
  related: string[];
  /** Pattern of the project's name. */
  name: RegExp | null;
}

/** The campaigns, built post by post: memory grows with the posts of campaigns, and holds none of their texts. */
export class CampaignTable {
  readonly #posts: { post: CampaignPost; keys: CampaignKey[] }[] = [];
  #groups: Group[] | null = null;

  /** Adds a post, each once; `addRelated` comes after the last of them. */
  add({ id, author, postedAt, cashtags, hashtags, mentions }: Post): void {
    const keys = campaignKeys({ cashtags, hashtags, mentions });
    if (keys.length === 0) return;
    const codes = cashtags.map(({ code, role }) => ({ code, role }));
    this.#posts.push({ post: { id, author, postedAt, cashtags: codes }, keys });
  }

  /** True if posts without a cashtag may be related to a campaign: only then must they be read. */
  get mayHaveRelated(): boolean {
    return this.#all().some(({ handle }) => handle !== null);
  }

  /** Adds a post without cashtags to the campaigns whose account it mentions or whose project it names. */
  addRelated({ id, title, text, cashtags, mentions }: RelatedPost): void {
    if (cashtags.length > 0) return;
    for (const { handle, name, related } of this.#all()) {
      if (handle === null) continue;
      if (
        mentions.some((mention) => mention.toLowerCase() === handle) ||
        name?.test(`${title ?? ''}\n${text}`)
      )
        related.push(id);
    }
  }

  /**
   * Every key with its posts, most posts first; `enough` says which of them are campaigns. A post with `#X $X` but
   * without an account joins the campaign of that code if there is exactly one.
   * @param isCopy returns whether a post is a copy; omit it if copies were not computed
   */
  rows(isCopy?: (id: string) => boolean): Campaign[] {
    return this.#all()
      .map((group) => toCampaign(group, isCopy))
      .sort((a, b) => b.posts.length - a.posts.length || (a.code < b.code ? -1 : 1));
  }

  #all(): Group[] {
    this.#groups ??= this.#group();
    return this.#groups;
  }

  #group(): Group[] {
    const handles = new Map<string, Set<string>>();
    for (const { handle, code } of this.#posts.flatMap(({ keys }) => keys)) {
      if (handle !== null) handles.set(code, (handles.get(code) ?? new Set()).add(handle));
    }
    const groups = new Map<string, Group>();
    for (const { post, keys } of this.#posts) {
      for (const { code, hasHashtagTwin: twin, displayHandle: spelling, ...key } of keys) {
        const known = handles.get(code);
        const handle = key.handle ?? (known?.size === 1 ? ([...known][0] ?? null) : null);
        const id = JSON.stringify([handle, code]);
        const empty = { handle, spelling, code, twin: false, posts: [], related: [], name: null };
        const group = groups.get(id) ?? empty;
        group.twin ||= twin;
        if (spelling !== null && (group.spelling === null || spelling < group.spelling))
          group.spelling = spelling;
        group.posts.push(post);
        groups.set(id, group);
      }
    }
    const all = [...groups.values()];
    for (const group of all) group.name = group.spelling === null ? null : namePattern(group.spelling);
    return all;
  }
}

function toCampaign(
  { handle, code, twin, posts, related }: Group,
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
    related,
    authors: authors.size,
    firstAt: times[0] ?? null,
    lastAt: times.at(-1) ?? null,
    riders: countCodes(posts.flatMap((post) => riderCodes(post, code))),
    days: groupByDay(posts, dayOf).map(([day, dayPosts]) => ({
      day,
      posts: dayPosts.length,
      riders: [...new Set(dayPosts.flatMap((post) => riderCodes(post, code)))],
    })),
    copies: isCopy ? posts.filter(({ id }) => isCopy(id)).length / posts.length : null,
  };
}

/** The riders of a campaign's post: cashtags that are neither the campaign's code nor discussed. */
export function riderCodes(post: Pick<CampaignPost, 'cashtags'>, code: string): string[] {
  return post.cashtags
    .filter((ticker) => ticker.code !== code && (ticker.role === 'appended' || ticker.role === 'unsupported'))
    .map((ticker) => ticker.code);
}
