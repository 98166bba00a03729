/** The searchable fields of a post, normalized once when it is indexed. */

import type { StoredPost, Surface } from '../post.ts';
import { authorKey } from '../text/author-key.ts';
import { foldForSearch } from './fold-for-search.ts';

/** The searchable fields of a post; a tenth of its size. */
export interface SearchDocument {
  id: string;
  /** Author, title, text, note and tags, normalized. */
  text: string;
  /** Name and `@handle`, normalized. */
  author: string;
  /** Identity of the author; `null` if unknown. */
  authorKey: string | null;
  /** Display name, else handle; empty if unknown. */
  authorName: string;
  postedAt: string | null;
  savedAt: string | null;
  seenAt: string;
  views: number | null;
  lang: string | null;
  surface: Surface;
  /** `CODE role` for each ticker. */
  tickers: string[];
  group: string | null;
  /** Normalized. */
  tags: string[];
  /** As the reader wrote them. */
  tagNames: string[];
  hasNote: boolean;
  campaigns: readonly string[];
}

/** A text to search in: without quotes, so that a phrase is found across them. */
const foldText = (text: string): string => foldForSearch(text).replaceAll('"', '');

/** Most posts have no tags and no campaign: they share one empty list. */
const NONE: string[] = [];

/** @param campaigns keys of the campaigns that the post belongs to */
export function toSearchDocument(post: StoredPost, campaigns: readonly string[] = NONE): SearchDocument {
  const { id, author, title, text, note, tags, postedAt, lang, surface, group } = post;
  const authorText = [author.name ?? '', author.handle ? `@${author.handle}` : ''].join(' ');
  return {
    id,
    text: [authorText, title ?? '', text, note, ...tags].map(foldText).join('\n'),
    author: foldText(authorText),
    authorKey: authorKey(author),
    authorName: author.name?.trim() || (author.handle ? `@${author.handle}` : ''),
    postedAt,
    savedAt: post.capturedAt,
    seenAt: post.lastSeenAt,
    views: post.counts.views,
    lang,
    surface,
    tickers: [...post.cashtags, ...post.otherTickers].map(
      (ticker) => `${foldForSearch(ticker.code)} ${ticker.role}`,
    ),
    group,
    tags: tags.length === 0 ? NONE : tags.map(foldForSearch),
    tagNames: tags.length === 0 ? NONE : tags,
    hasNote: note !== '',
    campaigns: campaigns.length === 0 ? NONE : campaigns,
  };
}
