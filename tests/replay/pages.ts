/** Whole pages of Binance Square in own markup, with the decoys that stand around the posts. */
import { type CardOptions, card, cardRoot, type FakePost, WORDINGS, type Wording } from './card.ts';
import { esc, rich } from './markup.ts';

export type { FakeCoin, FakePost, Wording } from './card.ts';
export { card, cardRoot, cards, WORDINGS } from './card.ts';
export { profileFromSeed } from './seed.ts';

export interface PageOptions {
  /** Language of the page's own words; default English. */
  wording?: Wording;
  /** The wrapper around the cards that profiles lost in 2026; default: there. */
  feedList?: boolean;
  /** Sidebars, follow cards, prefetch links; default: there. */
  decoys?: boolean;
  /** Markup at the end of `<head>` and of `<body>`, e.g. a script for the replayed site. */
  head?: string;
  foot?: string;
  /** Class and data attributes of `<html>`, as text. */
  root?: string;
  /** Adds `data-prefetch-path` to every card. */
  prefetch?: boolean;
}

export interface FakeProfile {
  name: string;
  handle: string;
  /** As shown. */
  counts?: { posts: string; following: string; followers: string; liked: string };
}

const ENGLISH = WORDINGS[0] as Wording;
const cardOptions = ({ wording = ENGLISH, prefetch = false }: PageOptions): CardOptions => ({
  wording,
  prefetch,
});

/** Sidebar topics: a whole text of somebody's post that is not a card, and no id anywhere. */
const sidebar = (locale: string) =>
  `<div class="feed-layout-widget-sidebar"><div class="trending-topics"><h2>Trending Topics</h2><a href="/${locale}/square/hashtag/Foo%24515"><div>Foo$515</div><div>73 views</div><div>2 Discussing</div><div>$ABC a whole text of somebody's post, shown beside the feed and not a card of it</div></a></div><div class="FollowListCard"><div class="follow-card"><div class="nick-username"><a class="nick" href="/${locale}/square/profile/side_star">Side Star</a></div><div class="feed-follow-button">Follow</div></div></div></div>`;

const followCard = (locale: string) =>
  `<div class="css-jjjjjj"><div class="FollowListCard"><div>Suggested Creators</div><div class="follow-card"><div class="nick-username"><a class="nick" href="/${locale}/square/profile/suggested_one">Suggested One</a></div><div class="feed-follow-button">Follow</div></div></div></div>`;

/** Cards with the follow card after the fourth, as on the home page. */
function list(posts: readonly FakePost[], options: PageOptions): string {
  const shown = posts.map((post) => card(post, cardOptions(options)));
  if (options.decoys !== false && shown.length > 0)
    shown.splice(4, 0, followCard((options.wording ?? ENGLISH).locale));
  const inner = shown.join('');
  return options.feedList === false
    ? `<div>${inner}</div>`
    : `<div class="FeedList css-kkkkkk">${inner}</div>`;
}

/** The frame every page shares. `main` goes into `.feed-layout-main`. */
function frame(main: string, path: string, options: PageOptions): string {
  const { wording = ENGLISH, decoys = true, head = '', foot = '', root = '' } = options;
  const { locale } = wording;
  const prefetch = decoys
    ? '<link as="script" rel="prefetch" data-id="fc0e" href="data:,"><link as="script" rel="prefetch" data-id="123456" href="data:,">'
    : '';
  const nav = decoys
    ? `<header class="bn-header"><a href="/${locale}">Binance</a></header><div class="feed-layout-nav-sidebar"><a class="bn-balink nav-item" id="feed-nav-home" href="/${locale}/square">Home</a></div>`
    : '';
  return `<!doctype html><html lang="${locale}" bn-lang="${locale}" path-prefix="/${locale}" dir="ltr"${root ? ` ${root}` : ''}><head><meta charset="utf-8"><title>Square</title><link rel="canonical" href="https://www.binance.com/${locale}${path}">${prefetch}${head}</head><body class="theme-root"><div id="__APP"><div class="style_NewLayoutV2__AAAAA">${nav}<div class="feed-layout-main">${main}</div>${decoys ? sidebar(locale) : ''}</div></div>${decoys ? '<footer><a href="/en/terms">Terms</a></footer>' : ''}${foot}</body></html>`;
}

/** The home feed. */
export const homePage = (posts: readonly FakePost[], options: PageOptions = {}): string =>
  frame(
    `<div><div id="feed-home-tabs" class="feed-list-container styles_HomeFeedList__AAAAA"><div><div class="bubble-hidden"><div class="new-posts-hint-bubble"><span>New Posts</span></div></div><div>${list(posts, options)}</div></div></div></div>`,
    '/square',
    options,
  );

/** A creator's profile: header, tabs, cards, and the invitation at the end. */
export function profilePage(
  profile: FakeProfile,
  posts: readonly FakePost[],
  options: PageOptions = {},
): string {
  const {
    posts: total,
    following,
    followers,
    liked,
  } = profile.counts ?? {
    posts: '1k Posts',
    following: '169 Following',
    followers: '367 Followers',
    liked: '1.0K+ Liked',
  };
  const shown = [`${profile.name}`, total, following, followers, liked]
    .map((line) => `<div>${esc(line)}</div>`)
    .join('');
  return frame(
    `<div>${shown}</div><div><div class="category">Posts</div><div class="category">Replies</div></div>${list(posts, { ...options, decoys: false })}<div>Log in to explore more content</div>`,
    `/square/profile/${encodeURIComponent(profile.handle)}`,
    options,
  );
}

export interface PostPageOptions extends PageOptions {
  comments?: readonly FakePost[];
  /** Whole text where the card has only an excerpt. */
  body?: string;
  /** Server-side description of the post; default: there, in `<head>`. */
  jsonLd?: boolean;
  /** The main post is a card with its id as well. */
  asCard?: boolean;
  /** Lines of the price widget inside the body. */
  widget?: boolean;
  /** Leaves the body out: only the metadata tells the text. */
  bodyless?: boolean;
}

const paragraphs = (text: string, post: FakePost) =>
  text
    .split(/\n+/)
    .map((line) => `<p>${rich(line, post)}</p>`)
    .join('');

function detailPage(post: FakePost, options: PostPageOptions): string {
  const { wording = ENGLISH, comments = [], jsonLd = true, widget, bodyless, asCard } = options;
  const { locale } = wording;
  const body = options.body ?? post.text;
  const url = `https://www.binance.com/${locale}/square/post/${post.id}`;
  const data = {
    '@context': 'https://schema.org',
    '@type': post.title === undefined ? 'DiscussionForumPosting' : 'NewsArticle',
    url,
    headline: post.title ?? body.split('\n')[0],
    text: body,
    author: {
      name: post.name ?? 'Somebody',
      url: `https://www.binance.com/${locale}/square/profile/${encodeURIComponent(post.handle ?? 'somebody')}`,
    },
  };
  const script = `<script type="application/ld+json">${JSON.stringify(data).replace(/</g, '\\u003c')}</script>`;
  const meta = `<meta property="og:url" content="${url}"><meta name="description" content="${esc(body.slice(0, 150))}">`;
  const coin = post.coins?.[0]?.code ?? 'OPG';
  const price = widget
    ? `<div class="widget__CCCCC"><div>${coin}</div><div>${coin}USDT</div><div>0.1149</div><div>-14.19%</div></div>`
    : '';
  const coins = (post.coins ?? [])
    .map(
      ({ code }) =>
        `<a href="/${locale}/price/${code.toLowerCase()}?contentId=${post.id}"><span class="symbol">${code}</span><span class="index">-1.71%</span></a>`,
    )
    .join('');
  const title = post.title === undefined ? '' : `<h1>${esc(post.title)}</h1>`;
  const article = bodyless
    ? ''
    : `<div id="articleBody" class="article-body">${title}<div class="richtext-container">${paragraphs(body, post)}${price}</div><div>Disclaimer: opinions of third parties, no advice.</div></div>`;
  const author = `<div class="author"><div class="nick-username"><a class="nick" href="/${locale}/square/profile/${encodeURIComponent(post.handle ?? 'somebody')}">${esc(post.name ?? 'Somebody')}</a></div><div class="create-time">${esc(post.time ?? '--')}</div></div>`;
  const main = `${author}${article}<div class="trading-pairs">${coins}</div><div class="thumb-up-button"><div class="num"><span class="current">${esc(post.counts?.likes ?? '')}</span></div></div><div class="detail-quote-button"></div><div class="detail-bookmark-button"></div><div class="detail-share-button"></div>`;
  const whole = asCard ? `<div class="FeedBuzzBaseViewRoot" data-id="${post.id}">${main}</div>` : main;
  const thread = comments
    .map((comment, i) =>
      cardRoot(comment, {
        wording,
        thread: i === 0 ? 'first' : i === comments.length - 1 ? 'last' : 'middle',
      }),
    )
    .join('');
  return frame(
    `${whole}<div id="comment">${comments.length ? `<div>Replies ${comments.length}</div><div>Most relevant</div>` : ''}${thread}<div class="cursor-pointer text-center t-subtitle2">Show collapsed comments</div></div>`,
    `/square/post/${post.id}`,
    { ...options, head: `${meta}${jsonLd ? script : ''}${options.head ?? ''}` },
  );
}

/** The page of one short post, with its comments. */
export const postPage = (post: FakePost, options: PostPageOptions = {}): string => detailPage(post, options);

/** The page of an article: `post.title` is set; `options.body` is the whole text. */
export const articlePage = (post: FakePost & { title: string }, options: PostPageOptions = {}): string =>
  detailPage(post, options);

/** The page of one hashtag. */
export const hashtagPage = (tag: string, posts: readonly FakePost[], options: PageOptions = {}): string =>
  frame(
    `<h1>#${esc(tag)}</h1><div>1.2M views</div><div>3,456 Discussing</div><div role="tablist"><div>Hot</div><div>Latest</div></div><div id="bn-tab-pane-0">${list(posts, { ...options, decoys: false })}</div>`,
    `/square/hashtag/${encodeURIComponent(tag)}`,
    options,
  );

/** Search results: the roots stand in the tab pane without their outer boxes. */
export const searchPage = (query: string, posts: readonly FakePost[], options: PageOptions = {}): string =>
  frame(
    `<div role="tablist"><div>All</div><div>People</div></div><div id="bn-tab-pane-0">${posts.map((post) => cardRoot(post, cardOptions(options))).join('')}</div>`,
    `/square/search?s=${encodeURIComponent(query)}`,
    options,
  );

/** The news list. */
export const newsPage = (posts: readonly FakePost[], options: PageOptions = {}): string =>
  frame(
    `<h1>News</h1>${list(posts, { ...options, decoys: false, feedList: false })}`,
    '/square/news/all',
    options,
  );

/** A page of Square that shows no post: consent, login, or not yet loaded. */
export const emptyPage = (options: PageOptions = {}): string =>
  frame(
    '<div class="bn-modal-confirm"><h2>Please log in</h2><button>Log in</button></div>',
    '/square',
    options,
  );
