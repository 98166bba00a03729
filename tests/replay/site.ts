/** The replayed Binance Square: what www.binance.com answers in the test browsers and in the demo. */
import { readFileSync } from 'node:fs';
import type { Site, SiteAnswer } from '../browser/harness/network.ts';
import {
  articlePage,
  cards,
  type FakePost,
  hashtagPage,
  homePage,
  newsPage,
  type PageOptions,
  postPage,
  profilePage,
  searchPage,
} from './pages.ts';
import { filler, fresh, homePosts } from './posts.ts';
import { SEED_HANDLE, seedPosts } from './seed.ts';

const textOf = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const CLIENT = textOf('./client.js');
const STYLE = textOf('./square.css');
const SEED = textOf('../../seeds/001_83ee0e7153174509.txt');

/** As strict as a page with inline styles can be: the overlay must not lean on the page's leniency. */
const PAGE_CSP =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src data:; connect-src 'self'";

export interface SiteOptions {
  /** The posts of home, hashtag, search and news pages, newest first; default: `homePosts`. */
  posts?: readonly FakePost[];
  /** How many made-up posts scrolling brings below each list; default 40. */
  below?: number;
  /** How pages are written: wording, wrapper, decoys. */
  page?: PageOptions;
  /** Comments under every post. */
  comments?: readonly FakePost[];
}

const html = (body: string): SiteAnswer => ({
  status: 200,
  type: 'text/html; charset=utf-8',
  body,
  headers: { 'content-security-policy': PAGE_CSP },
});

const SQUARE_PATH =
  /^\/(?:[a-z]{2}(?:-[A-Z]{2})?\/)?square(?:\/(profile|post|hashtag|search|news)(?:\/([^/]+))?)?\/?$/;

/**
 * The site as a function from request to answer.
 *
 * Home, hashtag, search and news show `posts`; the profile QuynhAnh96 shows the posts of the seed dump, any
 * other profile made-up ones; every list goes on below while the reader scrolls.
 */
export function replaySite({
  posts = homePosts,
  below = 40,
  page = {},
  comments = [],
}: SiteOptions = {}): Site {
  const seeds = seedPosts(SEED);
  const known = new Map([...posts, ...seeds, ...comments].map((post) => [post.id, post]));
  let prepended = 0;

  const keep = (shown: FakePost[]) => {
    for (const post of shown) known.set(post.id, post);
    return shown;
  };
  const options: PageOptions = {
    ...page,
    head: `<link rel="stylesheet" href="/__replay/square.css">${page.head ?? ''}`,
    foot: `<script src="/__replay/client.js"></script>${page.foot ?? ''}`,
  };

  /** What a list shows first, and the author of what follows below. */
  function listOf(path: string): { first: readonly FakePost[]; author?: string } {
    const [, kind, name = ''] = SQUARE_PATH.exec(path) ?? [];
    if (kind !== 'profile') return { first: posts };
    const author = decodeURIComponent(name);
    if (author === SEED_HANDLE) return { first: seeds, author };
    const own = posts.filter(({ handle }) => handle === author);
    return { first: own.length ? own : Array.from({ length: 20 }, (_, i) => filler(i, author)), author };
  }

  function moreCards(query: URLSearchParams): SiteAnswer {
    const { first, author } = listOf(query.get('page') ?? '');
    const wording = page.wording ? { wording: page.wording } : {};
    const count = Number(query.get('count') ?? query.get('new'));
    if (query.has('new')) {
      prepended += count;
      const came = Array.from({ length: count }, (_, i) => fresh(prepended - i, author));
      return html(cards(keep(came), wording));
    }
    const from = Number(query.get('from')) - first.length;
    const left = Math.max(0, Math.min(count, below - from));
    return html(cards(keep(Array.from({ length: left }, (_, i) => filler(500 + from + i, author))), wording));
  }

  function squarePage(url: URL): SiteAnswer | null {
    const match = SQUARE_PATH.exec(url.pathname);
    if (!match) return null;
    const [, kind, name = ''] = match;
    const { first, author = '' } = listOf(url.pathname);
    if (kind === 'profile')
      return html(profilePage({ name: author, handle: author }, keep([...first]), options));
    if (kind === 'hashtag') return html(hashtagPage(decodeURIComponent(name), first, options));
    if (kind === 'search') return html(searchPage(url.searchParams.get('s') ?? '', first, options));
    if (kind === 'news') return html(newsPage(first, options));
    if (kind !== 'post') return html(homePage(first, options));
    const post = known.get(name);
    if (!post) return null;
    const { title } = post;
    return html(
      title === undefined
        ? postPage(post, { ...options, comments })
        : articlePage({ ...post, title }, { ...options, comments }),
    );
  }

  return (_method, url) => {
    if (url.pathname === '/__replay/client.js') return { status: 200, type: 'text/javascript', body: CLIENT };
    if (url.pathname === '/__replay/square.css') return { status: 200, type: 'text/css', body: STYLE };
    if (url.pathname === '/__replay/cards') return moreCards(url.searchParams);
    return squarePage(url);
  };
}
