/** Accounts and the copied texts they posted: the graph of the GraphML export, for a picture and a table. */
import { authorKey } from '../text/author-key.ts';
import { groupStory, type StoryGroup, type StoryPost } from './group-story.ts';
import { storyTitle } from './title.ts';

interface NetworkAccount {
  /** As given by `authorKey`. */
  key: string;
  author: StoryPost['author'];
  /** Number of texts, of posts of these texts, and how often the account's post was the first. */
  texts: number;
  posts: number;
  first: number;
}

interface NetworkText {
  /** Id of the copy group. */
  id: string;
  title: string;
  /** Number of accounts. */
  accounts: number;
}

export interface CopyNetwork {
  /** Accounts with most texts first. */
  accounts: NetworkAccount[];
  texts: NetworkText[];
  /** An account posted a text, so many times. */
  links: { account: string; text: string; posts: number; first: boolean }[];
}

/**
 * Builds the network. Texts that only one account posted are left out, as are posts of unknown authors.
 * @param mostAccounts accounts with the most texts are kept; the others are left out with their links
 */
export function copyNetwork(
  groups: readonly { group: StoryGroup; posts: readonly StoryPost[] }[],
  mostAccounts: number,
): CopyNetwork {
  const accounts = new Map<string, NetworkAccount>();
  const texts: NetworkText[] = [];
  const links: CopyNetwork['links'] = [];
  for (const { group, posts } of groups) {
    const story = groupStory(group, posts);
    const byAccount = new Map<string, { author: StoryPost['author']; posts: number; first: boolean }>();
    for (const { post, isFirst } of story.members) {
      const key = authorKey(post.author);
      if (key === null) continue;
      const own = byAccount.get(key) ?? { author: post.author, posts: 0, first: false };
      own.posts++;
      own.first ||= isFirst;
      byAccount.set(key, own);
    }
    if (byAccount.size < 2) continue;
    texts.push({ id: group.id, title: storyTitle(story, 60), accounts: byAccount.size });
    for (const [key, { author, posts: count, first }] of byAccount) {
      const account = accounts.get(key) ?? { key, author, texts: 0, posts: 0, first: 0 };
      account.texts++;
      account.posts += count;
      account.first += first ? 1 : 0;
      accounts.set(key, account);
      links.push({ account: key, text: group.id, posts: count, first });
    }
  }
  const kept = [...accounts.values()]
    .sort((a, b) => b.texts - a.texts || b.posts - a.posts || (a.key < b.key ? -1 : 1))
    .slice(0, mostAccounts);
  const keys = new Set(kept.map(({ key }) => key));
  const shown = links.filter(({ account }) => keys.has(account));
  const linked = new Set(shown.map(({ text }) => text));
  return { accounts: kept, texts: texts.filter(({ id }) => linked.has(id)), links: shown };
}
