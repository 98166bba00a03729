/** Converts a raw post of a page or dump to a parsed post. Pure: the same raw post gives the same post. */
import type { Post, RawPost } from '../post.ts';
import { SITE } from '../post-enums.ts';
import { contentId } from './content-id.ts';
import { detectLanguage } from './detect-language.ts';
import { extractTickers, type KnownCodes } from './roles/extract-tickers.ts';
import { cleanText } from './tags/clean-text.ts';

export type { KnownCodes };

const NOTHING: KnownCodes = new Set<string>();
const MAX_TITLE = 1000;
/** Maximum number of attached coins of a post, and maximum length of a code. */
const MAX_ATTACHED = 100;
const MAX_CODE = 32;
/** Maximum lengths of a display name or label, of a handle and of an address; longer ones are cut. */
const MAX_NAME = 200;
const MAX_HANDLE = 100;
const MAX_URL = 500;
/** A longer one is no time. */
const MAX_TIME_LABEL = 40;

/**
 * Parses a raw post: cleans its text, finds tags and tickers, and assigns roles.
 * @param raw as `lib/square` reads it; hostile texts and wrong marks are handled
 * @param known codes that make a hashtag a ticker
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
    site: SITE,
    url: raw.url !== null && raw.url.length > MAX_URL ? null : raw.url,
    kind: raw.kind,
    surface: raw.surface,
    author: { name: cutTo(raw.author.name, MAX_NAME), handle: cutTo(raw.author.handle, MAX_HANDLE) },
    title,
    text,
    ...((raw.translated || raw.translatedBySite) && { translated: true }),
    ...(cut && { cut }),
    excerpt: raw.excerpt,
    lang: detectLanguage(`${title ?? ''}\n${text}`),
    postedAt: raw.postedAt,
    postedAtSource: raw.postedAtSource,
    ...(raw.timeLabel !== null && raw.timeLabel.length <= MAX_TIME_LABEL && { timeLabel: raw.timeLabel }),
    cashtags,
    otherTickers: others,
    hashtags,
    mentions,
    attached: attachedCodes(raw),
    labels: {
      pinned: raw.labels.pinned,
      factCheck: cutTo(raw.labels.factCheck, MAX_NAME),
      sentiment: cutTo(raw.labels.sentiment, MAX_NAME),
    },
    counts: raw.counts,
  };
}

const cutTo = (text: string | null, length: number) =>
  text === null ? null : text.slice(0, length).toWellFormed();

function attachedCodes({ attached }: RawPost): string[] {
  const codes = attached.map(({ code }) => code).filter((code) => code.length <= MAX_CODE);
  return [...new Set(codes)].slice(0, MAX_ATTACHED);
}
