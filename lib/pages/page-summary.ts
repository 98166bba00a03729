/** Summary of the page in the active tab for the popup, computed from the annotations of its strips. */
import type { PagePostReport } from '../messages.ts';

/** A ticker, and in how many posts of the page it is discussed (or, in the second list, only tagged). */
export interface TickerOnPage {
  code: string;
  shown: string;
  posts: number;
}

export interface PageSummary {
  /** Posts on the page. */
  posts: number;
  /** Those that repeat an earlier post, in page order. */
  copies: PagePostReport[];
  /** Those that later posts repeat. */
  firsts: PagePostReport[];
  saved: number;
  /** Tickers that at least one post discusses, and the others; most posts first. */
  discussed: TickerOnPage[];
  tagged: TickerOnPage[];
}

/** Summarizes the posts of a page. */
export function summarizePage(posts: readonly PagePostReport[]): PageSummary {
  const rankOf = ({ annotation }: PagePostReport) => annotation?.copy?.rank;
  const discussed = new Map<string, TickerOnPage>();
  const tagged = new Map<string, TickerOnPage>();
  for (const { annotation } of posts)
    for (const { code, shown, role } of annotation?.tickers ?? []) {
      const list = role === 'discussed' || role === 'topic' ? discussed : tagged;
      const entry = list.get(code) ?? { code, shown, posts: 0 };
      entry.posts++;
      list.set(code, entry);
    }
  for (const code of discussed.keys()) tagged.delete(code);
  const byPosts = (list: Map<string, TickerOnPage>) => [...list.values()].sort((a, b) => b.posts - a.posts);
  return {
    posts: posts.length,
    // Where the order of two posts is not known, neither is called the earlier one.
    copies: posts.filter((post) => rankOf(post) === 'copy'),
    firsts: posts.filter((post) => rankOf(post) === 'first'),
    saved: posts.filter(({ annotation }) => annotation?.saved).length,
    discussed: byPosts(discussed),
    tagged: byPosts(tagged),
  };
}
