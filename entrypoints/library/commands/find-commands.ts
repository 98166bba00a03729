/** What Ctrl+K offers for a query. */
import { authorName, formatCount, formatShortTime } from '../../../components/format.ts';
import type { Command } from '../../../components/library/CommandPalette.tsx';
import type { NavItem } from '../../../components/library/LibraryFrame.tsx';
import type { StoredPost } from '../../../lib/post.ts';
import type { Facets, FacetValue } from '../../../lib/search/facets.ts';
import { EMPTY_FILTER } from '../../../lib/search/filter.ts';
import { foldForSearch } from '../../../lib/search/fold-for-search.ts';
import type { LibraryReader } from '../../../lib/store/reader.ts';
import type { PostsIndex } from '../posts/posts-index.ts';
import { hrefTo } from '../route.ts';

/** Most results of each kind. */
const MAX = 5;

/**
 * Pages, authors, tickers and tags.
 * @param menu the pages
 */
export function findCommands(query: string, facets: Facets, menu: readonly NavItem[]): Command[] {
  const wanted = foldForSearch(query.trim());
  const fits = (text: string) => foldForSearch(text).includes(wanted);
  const pages = menu.map(
    ({ href, label, glyph }): Command => ({
      id: `page ${href}`,
      kind: 'action',
      icon: glyph,
      label,
      hint: '',
      href,
    }),
  );
  if (wanted === '') return pages;
  const list = (kind: Command['kind'], values: readonly FacetValue[], hrefOf: (value: string) => string) =>
    values
      .filter(({ value, label }) => fits(label) || fits(value))
      .slice(0, MAX)
      .map(
        ({ value, label, posts }): Command => ({
          id: `${kind} ${value}`,
          kind,
          label,
          hint: formatCount('posts_count', posts),
          href: hrefOf(value),
        }),
      );
  return [
    ...pages.filter(({ label }) => fits(label)),
    ...list('author', facets.authors, (key) => hrefTo('authors', key)),
    ...list('ticker', facets.tickers, (code) => hrefTo('tickers', code)),
    ...list('tag', facets.tags, (tag) => hrefTo('posts', null, { tag })),
  ];
}

/** Copy groups by the text of their first post, and posts. The query may use the search language. */
export async function postCommands(
  query: string,
  index: PostsIndex,
  reader: LibraryReader,
): Promise<Command[]> {
  if (query.trim().length < 2) return [];
  const firsts = index.find({ ...EMPTY_FILTER, query, copies: 'first' }, 'copied').slice(0, MAX);
  const found = index.find({ ...EMPTY_FILTER, query }).slice(0, MAX);
  const [groups, posts] = await Promise.all([reader.posts(firsts), reader.posts(found)]);
  return [
    ...groups.map(
      (post): Command => ({
        id: `group ${post.id}`,
        kind: 'group',
        label: preview(post),
        hint: formatCount('post_copied', index.copiesOf(post.id)),
        href: hrefTo('copies', post.group),
      }),
    ),
    ...posts.map(
      (post): Command => ({
        id: `post ${post.id}`,
        kind: 'post',
        label: `${authorName(post.author)}: ${preview(post)}`,
        hint: post.postedAt === null ? '' : formatShortTime(post.postedAt),
        href: hrefTo('posts', post.id, { q: query }),
      }),
    ),
  ];
}

const preview = ({ title, text }: StoredPost): string =>
  (title ?? text).slice(0, 120).replace(/\s+/g, ' ').trim();
