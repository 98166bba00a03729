/** From what a page or dump gives to a post that is understood. Pure: the same raw post gives the same post. */
import type { Post, RawPost, Ticker } from '../post.ts';
import { cleanText } from './clean.ts';
import { contentId } from './content-id.ts';
import { guessLang } from './lang.ts';
import { codeKey, findMarkedTags } from './marked.ts';
import { type Candidate, withRoles } from './roles.ts';

/** What is known beyond the post: codes met as cashtags elsewhere, on the page, in the batch or the library. */
export interface Known {
  has(code: string): boolean;
}

const NOTHING: Known = new Set<string>();
const MAX_TITLE = 1000;

/**
 * Understands a raw post: cleans its text, finds tags and tickers, gives each ticker its role.
 *
 * @param raw As `lib/square` reads it; hostile text and marks that do not fit are borne.
 * @param known Codes that make a hashtag a ticker.
 */
export function toPost(raw: RawPost, known: Known = NOTHING): Post {
  const { text, marks, widgets, cut } = cleanText(raw.text, raw.marks);
  const title = raw.title === null ? null : cleanText(raw.title.slice(0, MAX_TITLE)).text;
  const inText = findMarkedTags(text, marks);
  const inTitle = title === null ? null : findMarkedTags(title);

  const cashtags = new Map<string, Candidate>();
  const others = new Map<string, Candidate>();
  for (const tag of inTitle?.cashtags ?? []) {
    if (!cashtags.has(tag.code)) {
      cashtags.set(tag.code, {
        code: tag.code,
        shown: (title ?? '').slice(tag.start, tag.end),
        source: tag.source,
        at: null,
      });
    }
  }
  for (const tag of inText.cashtags) {
    const shown = text.slice(tag.start, tag.end);
    if (cashtags.has(tag.code)) continue;
    cashtags.set(tag.code, {
      code: tag.code,
      shown,
      source: tag.source,
      at: tag.start,
      ...(tag.unsure && { unsure: true }),
    });
  }
  const add = (code: string, shown: string, source: Ticker['source'], at: number | null) => {
    if (code && !cashtags.has(code) && !others.has(code)) others.set(code, { code, shown, source, at });
  };
  for (const tag of inText.hashtags) {
    const code = codeKey(tag.shown.slice(1));
    if (known.has(code)) add(code, tag.shown, 'hashtag', tag.start);
  }
  for (const widget of widgets) if (widget) add(widget, widget, 'widget', null);
  for (const { code } of raw.attached) add(codeKey(code), code.trim(), 'attached', null);

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
    lang: guessLang(`${title ?? ''}\n${text}`),
    postedAt: raw.postedAt,
    postedAtSource: raw.postedAtSource,
    cashtags: withRoles([...cashtags.values()]),
    otherTickers: withRoles([...others.values()]),
    hashtags: [...new Set([...(inTitle?.hashtags ?? []), ...inText.hashtags].map((tag) => tag.shown))],
    mentions: [...(inTitle?.mentions ?? []), ...inText.mentions].map((tag) => tag.shown),
    attached: [...new Set(raw.attached.map(({ code }) => code))],
    labels: raw.labels,
    counts: raw.counts,
  };
}
