/**
 * Search and filters over posts in memory. What a post is searched by is folded once, when it comes in; a search
 * then is one pass of `includes` over strings, which 100,000 posts take in some tens of ms.
 */
import type { Role, StoredPost, Surface } from './post.ts';
import { ROLES, SURFACES } from './post-enums.ts';

/** Folds width and case, so that `ＢＴＣ` and `btc` are equal in a search. */
export const foldCase = (text: string): string => text.normalize('NFKC').toLowerCase();

/** Filters that combine: a post has to pass all that are set. Empty or `null`: not set. */
export interface Filter {
  /** Words that must occur, `"a phrase"` as a whole, `-word` must not. */
  query: string;
  ticker: string;
  role: Role | null;
  author: string;
  /** First and last day of posting, `2026-06-03`, in UTC. */
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

/** What a search needs of a post; a tenth of the post. */
export interface SearchDocument {
  id: string;
  /** Author, title, text, note and tags, folded. */
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

export function toSearchDocument(post: StoredPost): SearchDocument {
  const { id, author, title, text, note, tags, postedAt, lang, surface, group } = post;
  const authorText = [author.name ?? '', author.handle ? `@${author.handle}` : ''].join(' ');
  return {
    id,
    text: foldCase([authorText, title ?? '', text, note, ...tags].join('\n')),
    author: foldCase(authorText),
    postedAt,
    lang,
    surface,
    tickers: [...post.cashtags, ...post.otherTickers].map(
      (ticker) => `${foldCase(ticker.code)} ${ticker.role}`,
    ),
    group,
    tags: tags.map(foldCase),
    hasNote: note !== '',
  };
}

/** True when nothing is asked for: every post passes. */
export function isEmptyFilter(filter: Filter): boolean {
  return (Object.keys(EMPTY_FILTER) as (keyof Filter)[]).every((key) => filter[key] === EMPTY_FILTER[key]);
}

/**
 * Makes the test of a filter.
 * @param isFirst tells whether a post is the first of its copy group, which makes it an original.
 */
export function createMatcher(
  filter: Filter,
  isFirst: (card: SearchDocument) => boolean,
): (card: SearchDocument) => boolean {
  const { required, excluded } = parseQuery(filter.query);
  const code = foldCase(filter.ticker.replace(/^\$/, '').trim());
  const author = foldCase(filter.author.trim());
  const tag = foldCase(filter.tag.trim());
  const { role, from, to, lang, surface, copies, hasNote } = filter;
  const hasTicker = (card: SearchDocument) =>
    card.tickers.some((ticker) =>
      code === ''
        ? ticker.endsWith(` ${role}`)
        : role === null
          ? ticker.startsWith(`${code} `)
          : ticker === `${code} ${role}`,
    );
  return (card) =>
    required.every((word) => card.text.includes(word)) &&
    !excluded.some((word) => card.text.includes(word)) &&
    ((code === '' && role === null) || hasTicker(card)) &&
    (author === '' || card.author.includes(author)) &&
    (from === '' || (card.postedAt !== null && card.postedAt >= from)) &&
    (to === '' || (card.postedAt !== null && card.postedAt.slice(0, 10) <= to)) &&
    (lang === '' || card.lang === lang) &&
    (surface === null || card.surface === surface) &&
    (copies === null || (card.group !== null && !isFirst(card)) === (copies === 'copy')) &&
    (tag === '' || card.tags.includes(tag)) &&
    (!hasNote || card.hasNote);
}

/** Takes a query apart: words, "phrases", and those with a minus in front. */
export function parseQuery(query: string): { required: string[]; excluded: string[] } {
  const required: string[] = [];
  const excluded: string[] = [];
  for (const [, minus, phrase, word] of foldCase(query).matchAll(/(-?)(?:"([^"]*)"?|(\S+))/g)) {
    const part = (phrase ?? word ?? '').trim();
    if (part) (minus ? excluded : required).push(part);
  }
  return { required, excluded };
}

/** A filter as the parameters of an address; what is not set is left out. */
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

/** The filter of an address; a value we do not know counts as not set. */
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
