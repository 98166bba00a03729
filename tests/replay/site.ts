/** The replayed Binance Square: what www.binance.com answers in the test browsers and in the demo. */
import { readFileSync } from 'node:fs';
import type { Site, SiteAnswer } from '../browser/harness/network.ts';

const CLIENT = readFileSync(new URL('./client.js', import.meta.url), 'utf8');

/** A post of the replayed site. */
export interface SitePost {
  id: string;
  handle: string;
  name: string;
  text: string;
}

export interface SiteOptions {
  /** The posts of every list, newest first. */
  posts?: SitePost[];
}

const PER_PAGE = 20;
const FIRST_ID = 330_100_000_000_000n;

/** Made-up posts, no two alike, for endless scrolling. */
function filler(n: number): SitePost {
  return {
    id: String(FIRST_ID - BigInt(n) * 61_803_398n),
    handle: `writer_${n % 17}`,
    name: `Writer ${n % 17}`,
    text: `Note ${n}: the harvest of field ${n * 7} was weighed twice and came to ${n * 13 + 5} baskets.\n\nMore about $BTC tomorrow.`,
  };
}

const escapeHtml = (text: string) =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

function rich(text: string): string {
  return escapeHtml(text)
    .replace(
      /\$([A-Z]{2,10})\b/g,
      '<span data-link="true" dir="ltr" data-role="coinpair" label="$$$1" class="tag" data-value="$1">$$$1 </span>',
    )
    .replace(/\n/g, '<br>');
}

function card(post: SitePost): string {
  return `<div class="FeedBuzzBaseView_FeedBuzzBaseViewRootBox__AAAAA FeedBuzzBaseViewRootBox feed-card is-card" style="position: relative; cursor: pointer;">
<div class="FeedBuzzBaseView_FeedBuzzBaseViewRoot__BBBBB FeedBuzzBaseViewRoot ltr" data-id="${post.id}"><div class="feed-buzz-card-base-view">
<div class="card-content-box"><div class="card__hd-wrapper"><div class="card__hd"><div class="nick-username"><a class="nick" href="/en/square/profile/${post.handle}" target="_blank">${escapeHtml(post.name)}</a></div><div class="create-time">Jun 3</div></div></div>
<div class="card__bd"><div class="feed-content-text" datatype="squareCard" data="${post.id}"><a href="/en/square/post/${post.id}" style="display: none;">${escapeHtml(post.text)}</a>
<div class="rich-text-wrap keep-line"><div class="card__description rich-text" style="display: inline;">${rich(post.text)}</div></div></div>
<div class="trading-pairs"><a href="/en/trade/BTC_USDT?contentId=${post.id}"><div class="item"><span class="symbol">BTC</span><span class="index">-0.51%</span></div></a></div></div>
<div class="card__ft"><div class="comments-icon"><div class="num"><span class="current">3</span></div></div></div>
</div></div></div></div>`;
}

const frame = (content: string) => `<!doctype html><html lang="en" dir="ltr"${' data-endless'}><head>
<meta charset="utf-8"><title>Square</title><style>body{font:16px sans-serif}.feed-layout-main{width:680px;margin:auto}.feed-card{padding:12px;border-bottom:1px solid #ddd}</style></head>
<body class="theme-root"><div id="__APP"><div class="feed-layout-main">${content}</div></div>
<script src="/__replay/client.js"></script></body></html>`;

const html = (body: string): SiteAnswer => ({ status: 200, type: 'text/html; charset=utf-8', body });

/**
 * The site as a function.
 * @param options what it holds; by default made-up posts without end.
 */
export function replaySite(options: SiteOptions = {}): Site {
  const own = options.posts ?? [];
  let prepended = 0;
  const at = (n: number) => own[n] ?? filler(n - own.length);
  const slice = (from: number, count: number) => Array.from({ length: count }, (_, i) => card(at(from + i)));

  return (_method, url) => {
    if (url.pathname === '/__replay/client.js') return { status: 200, type: 'text/javascript', body: CLIENT };
    if (url.pathname === '/__replay/cards') {
      const fresh = Number(url.searchParams.get('new') ?? 0);
      if (fresh > 0) {
        prepended += fresh;
        return html(Array.from({ length: fresh }, (_, i) => card(filler(-prepended + i))).join(''));
      }
      const from = Number(url.searchParams.get('from'));
      return html(slice(from, Number(url.searchParams.get('count'))).join(''));
    }
    if (!/^\/(?:[a-z]{2}(?:-[A-Z]{2})?\/)?square(?:\/|$)/.test(url.pathname)) return null;
    return html(frame(`<div class="FeedList">${slice(0, own.length || PER_PAGE).join('')}</div>`));
  };
}
