/**
 * Search and filters for posts in memory. The text of a post is normalized once, when it is indexed; a search
 * is one pass of `includes`, about 50 ms for 100,000 posts.
 */

import { foldForSearch } from './fold-for-search.ts';
import type { Role, StoredPost, Surface } from './post.ts';
import { ROLES, SURFACES } from './post-enums.ts';
import { postIdFromUrl } from './square/urls.ts';

/** Folds width and case only, so that `ＢＴＣ` and `btc` are equal: for names that must be the same. */
export const foldCase = (text: string): string => text.normalize('NFKC').toLowerCase();

/** Combined filters: a post has to match all that are set. Empty or `null` means not set. */
export interface Filter {
  /** Words that must occur; `"a phrase"` must occur as a whole; `-word` must not occur. */
  query: string;
  ticker: string;
  role: Role | null;
  author: string;
  /** First and last day of posting, `2026-06-03`, in the reader's time zone, as the list shows them. */
  from: string;
  to: string;
  lang: string;
  surface: Surface | null;
  copies: 'copy' | 'original' | null;
  tag: string;
  hasNote: boolean;
}

export const EMPTY_FILTER: Filter = {
  query: '',
  ticker: '',
  role: null,
  author: '',
  from: '',
  to: '',
  lang: '',
  surface: null,
  copies: null,
  tag: '',
  hasNote: false,
};

/** The searchable fields of a post; a tenth of its size. */
export interface SearchDocument {
  id: string;
  /** Author, title, text, note and tags, normalized. */
  text: string;
  author: string;
  postedAt: string | null;
  lang: string | null;
  surface: Surface;
  /** `CODE role` for each ticker. */
  tickers: string[];
  group: string | null;
  tags: string[];
  hasNote: boolean;
}

/** A text to search in: without quotes, so that a phrase is found across them. */
const foldText = (text: string): string => foldForSearch(text).replaceAll('"', '');

export function toSearchDocument(post: StoredPost): SearchDocument {
  const { id, author, title, text, note, tags, postedAt, lang, surface, group } = post;
  const authorText = [author.name ?? '', author.handle ? `@${author.handle}` : ''].join(' ');
  return {
    id,
    text: [authorText, title ?? '', text, note, ...tags].map(foldText).join('\n'),
    author: foldText(authorText),
    postedAt,
    lang,
    surface,
    tickers: [...post.cashtags, ...post.otherTickers].map(
      (ticker) => `${foldForSearch(ticker.code)} ${ticker.role}`,
    ),
    group,
    tags: tags.map(foldForSearch),
    hasNote: note !== '',
  };
}

/** True if no filter is set: every post matches. */
export function isEmptyFilter(filter: Filter): boolean {
  return (Object.keys(EMPTY_FILTER) as (keyof Filter)[]).every((key) => filter[key] === EMPTY_FILTER[key]);
}

/**
 * Compiles a filter to a predicate.
 * @param isFirst returns whether a post is the first of its copy group, which makes it an original
 */
export function createMatcher(
  filter: Filter,
  isFirst: (card: SearchDocument) => boolean,
): (card: SearchDocument) => boolean {
  const { required, excluded } = parseQuery(filter.query);
  const code = foldForSearch(filter.ticker.replace(/^\$/, '').trim());
  const author = foldForSearch(filter.author.trim());
  const tag = foldForSearch(filter.tag.trim());
  const { role, lang, surface, copies, hasNote } = filter;
  const start = startOfLocalDay(filter.from, 0);
  const end = startOfLocalDay(filter.to, 1);
  const hasTicker = (card: SearchDocument) =>
    card.tickers.some((ticker) =>
      code === ''
        ? ticker.endsWith(` ${role}`)
        : role === null
          ? ticker.startsWith(`${code} `)
          : ticker === `${code} ${role}`,
    );
  return (card) =>
    required.every((word) => hasWord(card, word)) &&
    !excluded.some((word) => hasWord(card, word)) &&
    ((code === '' && role === null) || hasTicker(card)) &&
    (author === '' || card.author.includes(author)) &&
    (start === null || (card.postedAt !== null && card.postedAt >= start)) &&
    (end === null || (card.postedAt !== null && card.postedAt < end)) &&
    (lang === '' || card.lang === lang) &&
    (surface === null || card.surface === surface) &&
    (copies === null || (card.group !== null && !isFirst(card)) === (copies === 'copy')) &&
    (tag === '' || card.tags.includes(tag)) &&
    (!hasNote || card.hasNote);
}

/** Ids are long; a shorter number is searched in the texts only. */
const MIN_ID = 8;

function hasWord({ id, text }: SearchDocument, word: string): boolean {
  return text.includes(word) || (word.length >= MIN_ID && id.startsWith(word));
}

/**
 * The first moment of a day in the reader's time zone.
 * @param day `2026-06-03`; anything else is no day
 * @param later days to add: the end of a day is the start of the next
 * @returns ISO time, or `null`
 */
function startOfLocalDay(day: string, later: number): string | null {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? [];
  return year === undefined
    ? null
    : new Date(Number(year), Number(month) - 1, Number(date) + later).toISOString();
}

/**
 * Parses a query into words, "phrases", and those with a minus in front. The address of a post stands for its id; a
 * minus before a digit is the sign of a number (`-9%`).
 */
export function parseQuery(query: string): { required: string[]; excluded: string[] } {
  const required: string[] = [];
  const excluded: string[] = [];
  const withIds = query.replace(/\S*\/post\/\S*/g, (address) => postIdFromUrl(address) ?? address);
  const parts = foldForSearch(withIds).matchAll(/(-(?![.,]?\d))?(?:"([^"]*)"?|(\S+))/g);
  for (const [, minus, phrase, word] of parts) {
    const part = (phrase ?? word ?? '').trim();
    if (part !== '' && part !== '-') (minus ? excluded : required).push(part);
  }
  return { required, excluded };
}

/** Formats a filter as URL parameters; unset ones are omitted. */
export function filterToParams(filter: Filter): Record<string, string> {
  const { role, surface, copies, hasNote, query, ...texts } = filter;
  const all: Record<string, string> = {
    q: query,
    ...texts,
    role: role ?? '',
    surface: surface ?? '',
    copies: copies ?? '',
    noted: hasNote ? '1' : '',
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
}

/** Parses a filter from URL parameters; unknown values count as not set. */
export function filterFromParams(params: URLSearchParams): Filter {
  const text = (key: string) => params.get(key) ?? '';
  const copies = params.get('copies');
  return {
    query: text('q'),
    ticker: text('ticker'),
    role: ROLES.find((role) => role === params.get('role')) ?? null,
    author: text('author'),
    from: text('from'),
    to: text('to'),
    lang: text('lang'),
    surface: SURFACES.find((surface) => surface === params.get('surface')) ?? null,
    copies: copies === 'copy' || copies === 'original' ? copies : null,
    tag: text('tag'),
    hasNote: params.get('noted') === '1',
  };
}
