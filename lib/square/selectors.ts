/**
 * All selectors for Square's pages. Each was seen in a saved page or is documented by others. Not used:
 * `css-…` and `…__hash` class names, utility classes, words of a language, positions.
 */

/** Elements that show that a post is there, and its id. Any one of them is enough. */
export const idSignals = {
  /** Root of a card: `data-id="330100000000001"`. */
  'data-id': '[data-id]',
  /** Text block of a card, which repeats the id. */
  'content-data': '.feed-content-text[data],[datatype][data]',
  /** The hidden permalink. */
  permalink: 'a[href*="/square/post/"],a[href*="/feed/post/"]',
  /** Added in October 2026. */
  'prefetch-path': '[data-prefetch-path*="/post/"]',
  /** The link of a coin contains the id of its post. */
  'coin-link': 'a[href*="contentId="]',
} as const;

/**
 * All id signals as one selector, which the browser matches in half the time: each link and each `data`
 * attribute is checked once.
 */
export const anyIdSignal =
  'a:is([href*="/square/post/"],[href*="/feed/post/"],[href*="contentId="]),[data-id],[data]:is(.feed-content-text,[datatype]),[data-prefetch-path*="/post/"]';

/** Where the text of a card is, best first. */
export const textSignals = {
  description: '.card__description',
  'rich-text': '.rich-text',
  'rich-text-wrap': '.rich-text-wrap',
  'content-text': '.feed-content-text',
  /** Body of a post or article page. */
  body: '.richtext-container',
} as const;

/** Other elements that are read; a missing one costs a field, never a post. */
export const partSignals = {
  box: '.feed-card',
  title: '.card__title',
  author: 'a.nick',
  time: '.create-time',
  tag: '[data-role="coinpair"],[data-role="hashtag"]',
  coin: '.trading-pairs .symbol',
  counter: '.card__ft .num',
} as const;

/** Known root elements of cards, outermost first. */
export const boxes = [
  '.feed-card',
  '[class*="FeedBuzzBaseViewRoot"]',
  '.feed-buzz-card-base-view',
  '.card-content-box',
] as const;

/** Areas that contain no posts, whatever is in them. */
export const nonPostAreas =
  'head,header,footer,nav,.FollowListCard,.follow-card,.feed-layout-widget-sidebar,.feed-layout-nav-sidebar,.trending-topics,[role="tooltip"],template';

/** Elements that a card never contains. */
export const boundaries = 'body,main,#__APP,#comment,.feed-layout-main,.feed-list-container,.FeedList';

/** Containers of a text: a link in them leads to another post. */
export const textContainers = '.card__description,.rich-text,.richtext-container';

/**
 * A quoted post without an id. The exact class is a guess, so its name is matched by a part; buttons are
 * excluded.
 */
export const quoted =
  ':is([class*="quote"],[class*="Quote"],[class*="repost"],[class*="Repost"]):not(.quote-icon,.detail-quote-button)';

/** Match everything that `quoted` matches, and a little more; used one by one, they are much faster. */
export const quotedPrefilter = ['[class*="uote"]', '[class*="epost"]'] as const;

/** Parts of a card. */
export const card = {
  /** Where the overlay is attached: React appends nothing to this element. */
  overlayMount: '.card-content-box',
  comment: '.in-thread-card',
  content: '.feed-content-text',
  title: '.card__title',
  heading: 'h1,h2,h3',
  nick: 'a.nick,.nick-username a',
  profile: 'a[href*="/square/profile/"]',
  header: '.card__hd',
  extra: '.card__hd-extra',
  /** The "⋯" menu beside the labels of the header. */
  menu: '.bn-tooltips-wrap,.bn-tooltips,[role="tooltip"]',
  menuItem: '.menu-item',
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
  /** Best first. The whole `.article-body` also contains title and disclaimer. */
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

/** Never part of a text: controls and graphics. */
export const nonTextControls = '.feed-buzz-view-more,[role="button"],[role="tooltip"]';

/** Changes often, without a change of the post. */
export const volatileAreas = '.trading-pairs,.card__ft,.bn-tooltips';

/**
 * Marks of a browser's translator on what it replaced. Chrome: `<font style="vertical-align: inherit;">` around every
 * text (chromium, components/translate; also Google's page translator). Edge: `_msttexthash`, `_mstmutation`. Firefox:
 * `data-moz-translations-id` while it works, afterwards only the root's `lang`.
 */
export const translated =
  'font[style*="vertical-align: inherit"],[_msttexthash],[_msthash],[_mstmutation],[data-moz-translations-id],[data-translated]';

/** The page's root while a translator is at work on the whole page. */
export const translatedRoot = '.translated-ltr,.translated-rtl,[_msthash],[_msttexthash]';

/**
 * Class names of translations that an extension adds under a text: Immersive Translate
 * (`notranslate immersive-translate-target-wrapper`), Read Frog (`notranslate read-frog-translated-content-wrapper`) and
 * their kin. They mark what they add as not to be translated again.
 */
export const addedTranslation =
  /(?:^|\s)notranslate(?:\s|$)|translat(?:ed|ion)[-_]?(?:target|content|text|result|block|wrapper)|translate[-_]target|bilingual/i;
