/**
 * Every selector of Square's pages, and nowhere else. Each has been seen at work by others or in a saved page.
 * Never here: `css-…` and `…__hash` class names, utility classes, words of any language, positions.
 */

/** What tells that a post is here, and which. Any one of them is enough. */
export const idSignals = {
  /** Root of a card: `data-id="330100000000001"`. */
  'data-id': '[data-id]',
  /** Text block of a card, with the id once more. */
  'content-data': '.feed-content-text[data],[datatype][data]',
  /** The hidden permalink. */
  permalink: 'a[href*="/square/post/"],a[href*="/feed/post/"]',
  /** Came in October 2026. */
  'prefetch-path': '[data-prefetch-path*="/post/"]',
  /** A coin's link names the post it hangs on. */
  'coin-link': 'a[href*="contentId="]',
} as const;

/** The same in one, as the browser finds them in half the time: one look at each link, and at each `data`. */
export const anyIdSignal =
  'a:is([href*="/square/post/"],[href*="/feed/post/"],[href*="contentId="]),[data-id],[data]:is(.feed-content-text,[datatype]),[data-prefetch-path*="/post/"]';

/** Where a card's words stand, best first. */
export const textSignals = {
  description: '.card__description',
  'rich-text': '.rich-text',
  'rich-text-wrap': '.rich-text-wrap',
  'content-text': '.feed-content-text',
  /** Body of a post or article page. */
  body: '.richtext-container',
} as const;

/** What else the reader counts on; missing, it costs a field, never a post. */
export const partSignals = {
  box: '.feed-card',
  title: '.card__title',
  author: 'a.nick',
  time: '.create-time',
  tag: '[data-role="coinpair"],[data-role="hashtag"]',
  coin: '.trading-pairs .symbol',
  counter: '.card__ft .num',
} as const;

/** Boxes a card has been known by, outermost first. */
export const boxes = [
  '.feed-card',
  '[class*="FeedBuzzBaseViewRoot"]',
  '.feed-buzz-card-base-view',
  '.card-content-box',
] as const;

/** Where no post is, whatever it looks like. */
export const nonPostAreas =
  'head,header,footer,nav,.FollowListCard,.follow-card,.feed-layout-widget-sidebar,.feed-layout-nav-sidebar,.trending-topics,[role="tooltip"],template';

/** What a card never reaches beyond. */
export const boundaries = 'body,main,#__APP,#comment,.feed-layout-main,.feed-list-container,.FeedList';

/** A text: a link in here leads to another post. */
export const textContainers = '.card__description,.rich-text,.richtext-container';

/** A quoted post that carries no id. The class is a guess; only its meaning is sure. The button is not meant. */
export const quoted =
  ':is([class*="quote"],[class*="Quote"],[class*="repost"],[class*="Repost"]):not(.quote-icon,.detail-quote-button)';

/** Find all that `quoted` does, and a little more; one by one they are much cheaper. */
export const quotedPrefilter = ['[class*="uote"]', '[class*="epost"]'] as const;

/** Parts of a card. */
export const card = {
  /** The overlay's place: React appends nothing here. */
  overlayMount: '.card-content-box',
  comment: '.in-thread-card',
  content: '.feed-content-text',
  title: '.card__title',
  heading: 'h1,h2,h3',
  nick: 'a.nick,.nick-username a',
  profile: 'a[href*="/square/profile/"]',
  header: '.card__hd',
  extra: '.card__hd-extra',
  /** The "⋯" menu beside the header's labels. */
  menu: '.bn-tooltips-wrap,.bn-tooltips,[role="tooltip"]',
  time: '.create-time',
  sentiment: '.tendency-icon',
  base: '.feed-buzz-card-base-view',
  coins: '.trading-pairs a',
  symbol: '.symbol',
  counter: '.current',
  comments: '.comments-icon',
  quotes: '.quote-icon',
  likes: '.thumb-up-button',
  views: '.view-counts',
} as const;

/** Parts of a post or article page. */
export const page = {
  main: '.feed-layout-main',
  /** Best first. The whole `.article-body` holds title and disclaimer too. */
  bodies: [
    '#articleBody .richtext-container',
    '.feed-layout-main .richtext-container',
    '.richtext-container',
  ],
  article: '#articleBody,.article-body',
  author: '.author',
  comments: '#comment',
  jsonLd: 'script[type="application/ld+json"]',
  description: 'meta[name="description"],meta[property="og:description"]',
  address: 'link[rel="canonical"],meta[property="og:url"]',
} as const;

/** Never part of a text: controls, and what is drawn. */
export const nonTextControls = '.feed-buzz-view-more,[role="button"],[role="tooltip"]';

/** What changes all the time and never changes a post. */
export const volatileAreas = '.trading-pairs,.card__ft,.bn-tooltips';
