/** From what a page or dump gives to a post that is understood. Pure: the same raw post gives the same post. */
import type { Post, RawPost } from '../post.ts';
import { contentId } from './content-id.ts';
import { detectLanguage } from './detect-language.ts';
import { extractTickers, type KnownCodes } from './roles/extract-tickers.ts';
import { cleanText } from './tags/clean-text.ts';

export type { KnownCodes };

const NOTHING: KnownCodes = new Set<string>();
const MAX_TITLE = 1000;
/** Coins attached to one post, and the length of one's code, at most: more is no coin. */
const MAX_ATTACHED = 100;
const MAX_CODE = 32;

/**
 * Understands a raw post: cleans its text, finds tags and tickers, gives each ticker its role.
 *
 * @param raw As `lib/square` reads it; hostile text and marks that do not fit are borne.
 * @param known Codes that make a hashtag a ticker.
 */
export function toPost(raw: RawPost, known: KnownCodes = NOTHING): Post {
  const body = cleanText(raw.text, raw.marks);
  const { text, cut } = body;
  const title = raw.title === null ? null : cleanText(raw.title.slice(0, MAX_TITLE)).text;
  const {
    cashtags,
    otherTickers: others,
    hashtags,
    mentions,
  } = extractTickers(title, body, raw.attached, known);

  return {
    id: raw.id ?? contentId(title, text),
    site: 'binance-square',
    url: raw.url,
    kind: raw.kind,
    surface: raw.surface,
    author: raw.author,
    title,
    text,
    ...(cut && { cut }),
    excerpt: raw.excerpt,
    lang: detectLanguage(`${title ?? ''}\n${text}`),
    postedAt: raw.postedAt,
    postedAtSource: raw.postedAtSource,
    cashtags,
    otherTickers: others,
    hashtags,
    mentions,
    attached: attachedCodes(raw),
    labels: raw.labels,
    counts: raw.counts,
  };
}

function attachedCodes({ attached }: RawPost): string[] {
  const codes = attached.map(({ code }) => code).filter((code) => code.length <= MAX_CODE);
  return [...new Set(codes)].slice(0, MAX_ATTACHED);
}
