/** One feed card in Square's markup. Own markup after the structure of a page saved in June 2026. */
import { esc, rich, type Tagging } from './markup.ts';

/** A coin under a post. */
export interface FakeCoin {
  code: string;
  via?: 'trade' | 'futures' | 'alpha' | 'price';
  /** As shown: `-0.51%`. */
  change?: string;
}

/** A post to be put on a page. Everything but id and text can be left out. */
export interface FakePost extends Tagging {
  id: string;
  text: string;
  /** Gives an article: title, and `text` as its excerpt. */
  title?: string;
  name?: string;
  handle?: string;
  /** The time as shown: `Jun 3`, `19h`, `--`. */
  time?: string;
  pinned?: boolean;
  /** As shown: `Partly True`. */
  factCheck?: string;
  /** As shown: `Bullish`. */
  sentiment?: string;
  /** As shown; left out: the value is absent, as for zero. */
  counts?: { comments?: string; quotes?: string; likes?: string; views?: string };
  coins?: readonly FakeCoin[];
  /** Raw-only tokens of the hidden copy: `{future}(BTCUSDT)`. */
  tokens?: readonly string[];
  /** Text of the hidden link where it is not the text itself. */
  hidden?: string;
  images?: number;
  /** The post was translated: its menu has "See original". */
  translated?: boolean;
  /** A post quoted inside this one, with its own `data-id` or without. */
  quote?: { post: FakePost; withId: boolean };
  /** A card without text (live, poll, recommendation). */
  textless?: boolean;
}

/** The page's own words in one language. Only what the cards need. */
export interface Wording {
  locale: string;
  pinned: string;
  article: string;
  more: string;
  original: string;
  menu: readonly string[];
}

export const WORDINGS: readonly Wording[] = [
  {
    locale: 'en',
    pinned: 'PINNED',
    article: 'Article',
    more: 'View More',
    original: 'See original',
    menu: ['Follow', 'Not interested in this post', 'Report', 'Block User'],
  },
  {
    locale: 'zh-CN',
    pinned: '置顶',
    article: '文章',
    more: '查看更多',
    original: '查看原文',
    menu: ['关注', '对此帖不感兴趣', '举报', '屏蔽用户'],
  },
  {
    locale: 'it',
    pinned: 'FISSATO',
    article: 'Articolo',
    more: 'Visualizza altro',
    original: "Vedi l'originale",
    menu: ['Segui', 'Non mi interessa', 'Segnala', 'Blocca utente'],
  },
];

export interface CardOptions {
  wording?: Wording;
  /** Class names a comment's root has besides. */
  thread?: 'first' | 'middle' | 'last';
  /** Adds the attribute that appeared in October 2026. */
  prefetch?: boolean;
}

const [ENGLISH] = WORDINGS as [Wording];

const avatar = (post: FakePost, locale: string) =>
  `<div class="relative shrink-0"><div class="card-avatar"><div class="avatar-name-container avatar-nickname-v2 has-overlay css-aaaaaa"><a class="avatar-box click-able css-bbbbbb" data-link="true" href="/${locale}/square/profile/${encodeURIComponent(post.handle ?? 'somebody')}" target="_blank" aria-expanded="false"><img class="avatar-img" src="data:," alt=""><div class="certified-icon"></div></a><div class="avatar-nick-container"><div class="avatar-nick-box"><div class="avatar-nick-box-suffix flex items-center gap-1"></div></div></div></div></div></div>`;

const header = (post: FakePost, { locale, menu, original }: Wording) =>
  `<div class="card__hd-wrapper"><div class="card__hd"><div class="avatar-name-container avatar-nickname-v2 has-overlay css-aaaaaa"><div class="avatar-nick-container css-bbbbbb"><div class="avatar-nick-box css-cccccc"><div class="nick-username" aria-expanded="false"><a class="nick css-dddddd" data-bn-type="text" data-link="true" href="/${locale}/square/profile/${encodeURIComponent(post.handle ?? 'somebody')}" target="_blank">${esc(post.name ?? 'Somebody')}</a></div><div class="avatar-nick-box-suffix flex items-center gap-1"><div class="text-SecondaryText">·</div><div class="css-eeeeee"><div class="create-time">${esc(post.time ?? 'Jun 3')}</div></div>${
    post.sentiment === undefined
      ? ''
      : `<div class="tendency-icon"><div><span data-bn-type="text">${esc(post.sentiment)}</span></div></div>`
  }</div></div></div></div><div class="card__hd-extra flex gap-2 flex-shrink-0">${
    post.factCheck === undefined
      ? ''
      : `<div class="text-TertiaryText flex items-center gap-1"><svg></svg><span class="hover:underline">${esc(post.factCheck)}</span></div>`
  }<div class="bn-tooltips-wrap"><div class="bn-tooltips-ele"><div><svg></svg></div></div><div class="bn-bubble bn-tooltips" role="tooltip" tabindex="0"><div class="bn-bubble-content"><div>${[
    ...(post.translated ? [original] : []),
    ...menu,
  ]
    .map((item) => `<div class="menu-item"><svg></svg><span>${esc(item)}</span></div>`)
    .join('')}</div></div></div></div></div></div></div>`;

/** The raw text as the hidden link has it: tokens stand on their own line after the text. */
const hiddenText = (post: FakePost) =>
  post.hidden ?? `${post.title ?? ''}${[post.text, ...(post.tokens ?? [])].join('\n')}`;

function content(post: FakePost, { locale, article, more }: Wording): string {
  if (post.textless) return '<div class="live-preview"><div>00:12:45</div></div>';
  const description = `<div class="card__description rich-text" style="display: inline;">${rich(post.text, post)}</div>`;
  const label = post.title === undefined ? '' : `<div class="text-xs">${esc(article)}</div>`;
  const body =
    post.title === undefined
      ? `<div class="rich-text-wrap keep-line">${description}</div>`
      : `<div class="card__title"><h3>${esc(post.title)}</h3></div><div class="rich-text-wrap keep-line card__description_line-clamp has-title">${description}</div>`;
  const viewMore =
    post.text.length > 280
      ? `<div class="feed-buzz-view-more text-link-btn" data-link="true">${esc(more)}</div>`
      : '';
  return `${label}<div><div class="feed-content-text text-t-third css-ffffff" datatype="squareCard" data="${post.id}"><a href="/${locale}/square/post/${post.id}" style="display: none;">${esc(hiddenText(post))}</a>${body}${viewMore}</div></div>`;
}

function coinLink(coin: FakeCoin, id: string, locale: string): string {
  const paths = {
    trade: `trade/${coin.code}_USDT?contentId=${id}`,
    futures: `futures/${coin.code}USDT?contentId=${id}`,
    price: `price/${coin.code.toLowerCase()}?contentId=${id}`,
    alpha: 'alpha/BSC/0x0000000000000000000000000000000000000001',
  };
  const alpha = coin.via === 'alpha' ? '<span class="text-textThird">Alpha</span>' : '';
  return `<a href="/${locale}/${paths[coin.via ?? 'trade']}" target="_blank"><div class="item"><span class="symbol">${esc(coin.code)}</span>${alpha}<span class="index price-decline" dir="ltr">${coin.change ?? '-0.51%'}</span></div></a>`;
}

const count = (value: string | undefined) =>
  `<div class="num leading-5">${value === undefined ? '' : `<span class="current inline-block">${esc(value)}</span>`}</div>`;

const footer = ({ counts = {} }: FakePost) =>
  `<div class="card__ft"><div class="FeedBuzzBaseView-footerComponent relative w-full"><div></div><div class="footer-function-grid flex items-center"><div class="comments-icon card-function-item"><div><div><svg></svg></div>${count(counts.comments)}</div></div><div class="quote-icon card-function-item"><div>${count(counts.quotes)}</div></div><div><div class="thumb-up-button card-function-item"><div class="thumb-up-button"><div>${count(counts.likes)}</div></div></div></div><div><div class="view-counts card-function-item"><div>${count(counts.views)}</div></div></div><div class="flex items-center gap-3"><div><svg></svg></div><div class="card-function-item share-icon"><div class="bn-tooltips-wrap bn-tooltips-web"></div></div></div></div></div></div>`;

function quoted({ post, withId }: NonNullable<FakePost['quote']>, wording: Wording): string {
  const nick = `<div class="nick-username"><a class="nick" href="/${wording.locale}/square/profile/${encodeURIComponent(post.handle ?? 'quoted')}">${esc(post.name ?? 'Quoted')}</a></div>`;
  const text = `<div class="card__description rich-text">${rich(post.text, post)}</div>`;
  const full = withId
    ? `<div data-id="${post.id}"><div class="card__hd">${nick}</div>${content(post, wording)}</div>`
    : `<div>${nick}${text}</div>`;
  return `<div class="quoted">${full}</div>`;
}

/**
 * The inner root of a card: the element with the id.
 * @param post what it shows.
 * @param options language, thread position, new attribute.
 */
export function cardRoot(post: FakePost, { wording = ENGLISH, thread, prefetch }: CardOptions = {}): string {
  const threadClass =
    thread === undefined ? '' : ` in-thread-card${thread === 'middle' ? '' : ` in-thread-card-${thread}`}`;
  const prefetchPath = prefetch ? ` data-prefetch-path="/${wording.locale}/square/post/${post.id}"` : '';
  const pin = post.pinned ? `<div class="text-xs">${esc(wording.pinned)}</div>` : '';
  const pnl =
    post.coins?.[0]?.via === 'futures'
      ? `<div class="mt-2"><div><div class="truncate">${esc(post.coins[0].code)}USDT</div><div aria-label="info tag" class="bn-tag-wrap"><div role="tooltip" class="bn-bubble bn-tag">Perp</div></div><div>PNL</div><div>+33,045.25USDT</div></div></div>`
      : '';
  const images =
    (post.images ?? 0) > 0
      ? `<div><div class="card-images-box list-len-${post.images}">${'<div class="item-ratio-wrap"><img class="images-box-item" src="data:," alt=""></div>'.repeat(post.images ?? 0)}</div></div>`
      : '';
  const pairs = post.coins?.length
    ? `<div class="trading-pairs css-gggggg">${post.coins.map((coin) => coinLink(coin, post.id, wording.locale)).join('')}</div>`
    : '';
  return `<div class="FeedBuzzBaseView_FeedBuzzBaseViewRoot__BBBBB FeedBuzzBaseViewRoot ltr border-Line border-b${threadClass}" data-id="${post.id}"${prefetchPath}><div class="relative css-hhhhhh">${pin}</div><div class="feed-buzz-card-base-view">${avatar(post, wording.locale)}<div class="card-content-box min-w-0 flex-1">${header(post, wording)}<div class="card__bd trading-pairs-first">${content(post, wording)}${post.quote ? quoted(post.quote, wording) : ''}${images}${pnl}${pairs}</div>${footer(post)}</div></div></div>`;
}

/** A feed card: the outer box around the root. */
export const card = (post: FakePost, options: CardOptions = {}): string =>
  `<div class="FeedBuzzBaseView_FeedBuzzBaseViewRootBox__AAAAA FeedBuzzBaseViewRootBox feed-card is-card css-iiiiii" style="position: relative; cursor: pointer;">${cardRoot(post, options)}</div>`;

/** Cards one after another: what scrolling brings. */
export const cards = (posts: readonly FakePost[], options: CardOptions = {}): string =>
  posts.map((post) => card(post, options)).join('');
