/** The filters of a list of posts, and their form as URL parameters. */
import type { Role, Surface } from '../post.ts';
import { ROLES, SURFACES } from '../post-enums.ts';

/** Combined filters: a post has to match all that are set. Empty or `null` means not set. */
export interface Filter {
  /** What is typed into the search field: words, "phrases" and operators, see `parseTerms`. */
  query: string;
  /** Saved posts, or those only seen. */
  savedState: 'saved' | 'unsaved' | null;
  ticker: string;
  role: Role | null;
  /** `@handle` or `=name` is exactly this author; other text is a part of the name or handle. */
  author: string;
  /** First and last day of posting, `2026-06-03`, in the reader's time zone, as the list shows them. */
  from: string;
  to: string;
  lang: string;
  surface: Surface | null;
  copies: 'copy' | 'original' | 'first' | null;
  tag: string;
  hasNote: boolean;
  /** Id of a copy group. */
  group: string;
  /** Key of a campaign. */
  campaign: string;
}

export const EMPTY_FILTER: Filter = {
  query: '',
  savedState: null,
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
  group: '',
  campaign: '',
};

const FIELDS = Object.keys(EMPTY_FILTER) as (keyof Filter)[];

/** The fields of a filter that are set. */
export const activeFields = (filter: Filter): (keyof Filter)[] =>
  FIELDS.filter((key) => filter[key] !== EMPTY_FILTER[key]);

/** True if no filter is set: every post matches. */
export const isEmptyFilter = (filter: Filter): boolean => activeFields(filter).length === 0;

/** Formats a filter as URL parameters; unset ones are omitted. */
export function filterToParams(filter: Filter): Record<string, string> {
  const { savedState, role, surface, copies, hasNote, query, ...texts } = filter;
  const all: Record<string, string> = {
    q: query,
    saved: savedState === null ? '' : savedState === 'saved' ? '1' : '0',
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
  const saved = params.get('saved');
  return {
    query: text('q'),
    savedState: saved === '1' ? 'saved' : saved === '0' ? 'unsaved' : null,
    ticker: text('ticker'),
    role: ROLES.find((role) => role === params.get('role')) ?? null,
    author: text('author'),
    from: text('from'),
    to: text('to'),
    lang: text('lang'),
    surface: SURFACES.find((surface) => surface === params.get('surface')) ?? null,
    copies: (['copy', 'original', 'first'] as const).find((name) => name === params.get('copies')) ?? null,
    tag: text('tag'),
    hasNote: params.get('noted') === '1',
    group: text('group'),
    campaign: text('campaign'),
  };
}
