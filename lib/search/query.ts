/** The search language: what is typed into the search field, as a list of terms. */
import { foldForSearch } from '../fold-for-search.ts';
import { postIdFromUrl } from '../square/urls.ts';

/** What can be before a colon. */
export const OPERATORS = ['author', 'tag', 'ticker', 'after', 'before', 'lang', 'is', 'has'] as const;
type Operator = (typeof OPERATORS)[number];

/** Values of `is:` and `has:`. */
export const STATES = ['saved', 'unsaved', 'copy', 'first', 'original'] as const;
export const PARTS = ['note', 'tag'] as const;

export interface Term {
  /** `word`: the text contains the value. */
  kind: 'word' | Operator;
  /** Folded for searching, not empty. */
  value: string;
  /** A minus in front: posts that match are left out. */
  excluded: boolean;
}

/** One term of a folded query: a minus (not the sign of a number), an operator, and a "phrase" or a word. */
const TERM = new RegExp(`(-(?![.,]?\\d))?(?:(${OPERATORS.join('|')}):)?(?:"([^"]*)"?|(\\S+))`, 'g');
/** An operator whose value is not typed yet. */
const UNFINISHED = new RegExp(`^(?:${OPERATORS.join('|')}):$`);
const TICKER = /^\$(\p{L}[\p{L}\p{N}_]*)$/u;

/**
 * Parses a query. All terms have to match: a word, a `"phrase"`, `$BTC`, `author:ada`, `author:@handle` (exactly this
 * account), `tag:x`, `ticker:BTC`, `after:2026-05-01`, `before:2026-05` (the whole month), `lang:en`, `is:saved`,
 * `has:note`; `-` in front leaves out what matches. The address of a post means its id; a minus before a digit is
 * the sign of a number (`-9%`). Text before a colon that is no operator is text.
 */
export function parseTerms(query: string): Term[] {
  const terms: Term[] = [];
  const withIds = query.replace(/\S*\/post\/\S*/g, (address) => postIdFromUrl(address) ?? address);
  for (const [whole, minus, operator, phrase, word] of foldForSearch(withIds).matchAll(TERM)) {
    const value = (phrase ?? word ?? '').trim();
    if (value === '' || whole === '-' || UNFINISHED.test(value)) continue;
    terms.push({
      excluded: minus !== undefined,
      ...readTerm(operator as Operator | undefined, value, phrase),
    });
  }
  return terms;
}

function readTerm(
  operator: Operator | undefined,
  value: string,
  phrase: string | undefined,
): Pick<Term, 'kind' | 'value'> {
  const code = phrase === undefined && operator === undefined ? TICKER.exec(value)?.[1] : undefined;
  if (code !== undefined) return { kind: 'ticker', value: code };
  const known =
    operator === 'is'
      ? (STATES as readonly string[]).includes(value)
      : operator !== 'has' || (PARTS as readonly string[]).includes(value);
  if (operator === undefined || !known)
    return { kind: 'word', value: operator === undefined ? value : `${operator}:${value}` };
  return { kind: operator, value: operator === 'ticker' ? value.replace(/^\$/, '') : value };
}

/** The words and phrases of a query, without its operators. */
export function parseQuery(query: string): { required: string[]; excluded: string[] } {
  const words = parseTerms(query).filter(({ kind }) => kind === 'word');
  return {
    required: words.filter(({ excluded }) => !excluded).map(({ value }) => value),
    excluded: words.filter(({ excluded }) => excluded).map(({ value }) => value),
  };
}
