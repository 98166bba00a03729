/** Completes what is being typed into the search field. */

import type { Facets, FacetValue } from './facets.ts';
import type { Filter } from './filter.ts';
import { foldForSearch } from './fold-for-search.ts';
import { OPERATORS, PARTS, STATES } from './query.ts';

export interface Suggestion {
  kind: 'author' | 'ticker' | 'tag' | 'lang' | 'operator';
  label: string;
  /** Number of posts; `null` if it is not counted. */
  posts: number | null;
  /** The query without the typed part or, for an operator, with the operator in its place. */
  query: string;
  /** The filter field that it sets; `null` for an operator. */
  set: Partial<Filter> | null;
}

const MAX = 8;
/** The last word of the query: an operator and a value, a cashtag, or a word. */
const LAST = /(^|\s)(?:([a-z]+):)?("?[^"\s]*|"[^"]*)$/i;

/** Suggestions for the last word of a query. */
export function suggest(query: string, facets: Facets): Suggestion[] {
  const [whole = '', space = '', operator, typed = ''] = LAST.exec(query) ?? [];
  const rest = query.slice(0, query.length - whole.length + space.length);
  const part = typed.replaceAll('"', '');
  switch (operator?.toLowerCase()) {
    case 'author':
      return authors(part, rest, facets);
    case 'tag':
      return values('tag', facets.tags, part, rest, (tag) => ({ tag }));
    case 'ticker':
      return tickers(part, rest, facets);
    case 'lang':
      return values('lang', facets.languages, part, rest, (lang) => ({ lang }));
    case 'is':
      return words(STATES, 'is', part, rest);
    case 'has':
      return words(PARTS, 'has', part, rest);
    case undefined:
      break;
    default:
      return [];
  }
  if (part.startsWith('$')) return tickers(part, rest, facets);
  if (part.startsWith('@')) return authors(part, rest, facets);
  if (part.length < 2) return [];
  return [
    ...OPERATORS.filter((name) => name.startsWith(part.toLowerCase())).map((name) => ({
      kind: 'operator' as const,
      label: `${name}:`,
      posts: null,
      query: `${rest}${name}:`,
      set: null,
    })),
    ...authors(part, rest, facets).slice(0, 3),
    ...tickers(part, rest, facets).slice(0, 2),
    ...values('tag', facets.tags, part, rest, (tag) => ({ tag })).slice(0, 2),
  ].slice(0, MAX);
}

const authors = (part: string, rest: string, facets: Facets) =>
  values('author', facets.authors, part, rest, (key) => ({ author: key.startsWith('@') ? key : `=${key}` }));

const tickers = (part: string, rest: string, facets: Facets) =>
  values('ticker', facets.tickers, part.replace(/^\$/, ''), rest, (ticker) => ({ ticker }), 'start');

function values(
  kind: Suggestion['kind'],
  known: readonly FacetValue[],
  part: string,
  rest: string,
  set: (value: string) => Partial<Filter>,
  where: 'start' | 'anywhere' = 'anywhere',
): Suggestion[] {
  const wanted = foldForSearch(part);
  const fits = ({ value, label }: FacetValue) => {
    const texts = [foldForSearch(value), foldForSearch(label).replace(/^\$/, '')];
    return texts.some((text) => (where === 'start' ? text.startsWith(wanted) : text.includes(wanted)));
  };
  const found: Suggestion[] = [];
  for (const one of known) {
    if (!fits(one)) continue;
    found.push({ kind, label: one.label, posts: one.posts, query: rest, set: set(one.value) });
    if (found.length === MAX) break;
  }
  return found;
}

const words = (known: readonly string[], operator: string, part: string, rest: string): Suggestion[] =>
  known
    .filter((word) => word.startsWith(part.toLowerCase()))
    .map((word) => ({
      kind: 'operator',
      label: `${operator}:${word}`,
      posts: null,
      query: `${rest}${operator}:${word} `,
      set: null,
    }));
