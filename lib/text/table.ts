/** The ticker table: per code, how many posts are about it and in how many it only rides along. */
import type { Post, Role, Ticker, TickerRow } from '../post.ts';
import { authorOf, byDay, dayOf } from './count.ts';

interface Use {
  role: Role;
  author: string | null;
  day: string | null;
}

/**
 * @returns A row a code, most posts first. Counted are the codes a text writes: cashtags, hashtag tickers and bare
 *   codes; not what only the page attaches, nor what only a list could tell to be a code.
 */
export function tickerTable(posts: readonly Post[]): TickerRow[] {
  const uses = new Map<string, Use[]>();
  for (const post of posts) {
    const use = { author: authorOf(post), day: dayOf(post) };
    for (const { code, role } of [...post.cashtags, ...post.otherTickers].filter(isWritten)) {
      const those = uses.get(code);
      if (those) those.push({ ...use, role });
      else uses.set(code, [{ ...use, role }]);
    }
  }
  return [...uses].map(([code, those]) => rowOf(code, those)).sort(mostPosts);
}

/** True for a ticker that the text itself writes and that is surely one. */
export function isWritten({ source, unsure }: Ticker): boolean {
  return source !== 'attached' && source !== 'widget' && !unsure;
}

function rowOf(code: string, uses: readonly Use[]): TickerRow {
  const count = (role: Role) => uses.filter((use) => use.role === role).length;
  return {
    code,
    posts: uses.length,
    authors: new Set(uses.map(({ author }) => author).filter((author) => author !== null)).size,
    discussed: count('discussed'),
    appended: count('appended'),
    unsupported: count('unsupported'),
    topic: count('topic'),
    days: byDay(uses, ({ day }) => day).map(([day, those]) => {
      const about = those.filter(({ role }) => role === 'discussed' || role === 'topic').length;
      return { day, about, riding: those.length - about };
    }),
  };
}

const mostPosts = (a: TickerRow, b: TickerRow): number => b.posts - a.posts || (a.code < b.code ? -1 : 1);
