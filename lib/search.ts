/**
 * Search and filters over posts in memory. What a post is searched by is folded once, when it comes in; a search
 * then is one pass of `includes` over strings, which 100,000 posts take in some tens of ms.
 */
import type { Role, StoredPost, Surface } from './post.ts';
import { ROLES } from './roles.ts';
import { fold } from './search-words.ts';

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
  noted: boolean;
}

export const NO_FILTER: Filter = {
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
  noted: false,
};

/** What a search needs of a post; a tenth of the post. */
export interface Card {
  id: string;
  /** Author, title, text, note and tags, folded. */
  words: string;
  author: string;
  postedAt: string | null;
  lang: string | null;
  surface: Surface;
  /** `CODE role` for each ticker. */
  tickers: string[];
  group: string | null;
  tags: string[];
  noted: boolean;
}

export function cardOf(post: StoredPost): Card {
  const { id, author, title, text, note, tags, postedAt, lang, surface, group } = post;
  const called = [author.name ?? '', author.handle ? `@${author.handle}` : ''].join(' ');
  return {
    id,
    words: fold([called, title ?? '', text, note, ...tags].join('\n')),
    author: fold(called),
    postedAt,
    lang,
    surface,
    tickers: [...post.cashtags, ...post.otherTickers].map((ticker) => `${fold(ticker.code)} ${ticker.role}`),
    group,
    tags: tags.map(fold),
    noted: note !== '',
  };
}

/** True when nothing is asked for: every post passes. */
export function isEmpty(filter: Filter): boolean {
  return (Object.keys(NO_FILTER) as (keyof Filter)[]).every((key) => filter[key] === NO_FILTER[key]);
}

/**
 * Makes the test of a filter.
 * @param isFirst tells whether a post is the first of its copy group, which makes it an original.
 */
export function matcher(filter: Filter, isFirst: (card: Card) => boolean): (card: Card) => boolean {
  const { wanted, unwanted } = readQuery(filter.query);
  const code = fold(filter.ticker.replace(/^\$/, '').trim());
  const author = fold(filter.author.trim());
  const tag = fold(filter.tag.trim());
  const { role, from, to, lang, surface, copies, noted } = filter;
  const hasTicker = (card: Card) =>
    card.tickers.some((ticker) =>
      code === ''
        ? ticker.endsWith(` ${role}`)
        : role === null
          ? ticker.startsWith(`${code} `)
          : ticker === `${code} ${role}`,
    );
  return (card) =>
    wanted.every((word) => card.words.includes(word)) &&
    !unwanted.some((word) => card.words.includes(word)) &&
    ((code === '' && role === null) || hasTicker(card)) &&
    (author === '' || card.author.includes(author)) &&
    (from === '' || (card.postedAt !== null && card.postedAt >= from)) &&
    (to === '' || (card.postedAt !== null && card.postedAt.slice(0, 10) <= to)) &&
    (lang === '' || card.lang === lang) &&
    (surface === null || card.surface === surface) &&
    (copies === null || (card.group !== null && !isFirst(card)) === (copies === 'copy')) &&
    (tag === '' || card.tags.includes(tag)) &&
    (!noted || card.noted);
}

/** Takes a query apart: words, "phrases", and those with a minus in front. */
export function readQuery(query: string): { wanted: string[]; unwanted: string[] } {
  const wanted: string[] = [];
  const unwanted: string[] = [];
  for (const [, minus, phrase, word] of fold(query).matchAll(/(-?)(?:"([^"]*)"?|(\S+))/g)) {
    const part = (phrase ?? word ?? '').trim();
    if (part) (minus ? unwanted : wanted).push(part);
  }
  return { wanted, unwanted };
}

/** A filter as the parameters of an address; what is not set is left out. */
export function toParams(filter: Filter): Record<string, string> {
  const { role, surface, copies, noted, query, ...texts } = filter;
  const all: Record<string, string> = {
    q: query,
    ...texts,
    role: role ?? '',
    surface: surface ?? '',
    copies: copies ?? '',
    noted: noted ? '1' : '',
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
}

const SURFACES: Surface[] = ['home', 'profile', 'post', 'hashtag', 'search', 'news'];

/** The filter of an address; a value we do not know counts as not set. */
export function fromParams(params: URLSearchParams): Filter {
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
    noted: params.get('noted') === '1',
  };
}
