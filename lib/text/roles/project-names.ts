/** Finds codes that a text mentions by name: Bitcoin, 比特币, the project behind an @mention. */
import { coinNames } from '../tags/known-coins.ts';
import { type HandleMatch, initialsSpell, namePattern } from './project-handles.ts';
import type { Prose } from './prose.ts';

export interface NameMatch {
  at: number;
  name: string;
}

const LATIN = /^[\x20-\x7e]+$/;

/** First occurrence of a known coin's name; `null` if there is none or the code is not known. */
export function findCoinName(code: string, prose: Prose): NameMatch | null {
  let first: NameMatch | null = null;
  for (const name of coinNames.get(code) ?? []) {
    const at = indexOfName(name, prose);
    if (at >= 0 && (first === null || at < first.at))
      first = { at, name: prose.text.slice(at, at + name.length) };
  }
  return first;
}

function indexOfName(name: string, prose: Prose): number {
  const within = name === name.toLowerCase() ? prose.lower : prose.text;
  if (!LATIN.test(name)) return within.indexOf(name);
  for (let at = within.indexOf(name); at >= 0; at = within.indexOf(name, at + 1)) {
    if (
      !isLatin(within.charCodeAt(at - 1)) &&
      !isLatin(within.charCodeAt(at + name.length + plural(within, at + name.length)))
    )
      return at;
  }
  return -1;
}

/** 1 if an `s` follows (bitcoins), else 0. */
const plural = (text: string, at: number): number => (text[at] === 's' ? 1 : 0);

const isLatin = (unit: number): boolean =>
  (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90) || (unit >= 48 && unit <= 57);

/** First occurrence of the name of a matched handle's project; a mention inside a sentence counts too. */
export function findProjectName(link: HandleMatch, prose: Prose): NameMatch | null {
  const match = namePattern(link.shown)?.exec(prose.text);
  return match ? { at: match.index, name: match[0] } : null;
}

/** Two joined words (OpenGradient), or a name with a generic word (Newton Protocol). */
const PROJECT =
  /(?<![A-Za-z0-9@#$])(?:(?:[A-Z][a-z]{1,20}){2,4}|[A-Z][A-Za-z]{2,20} (?:Protocol|Network|Finance|Labs?|Foundation|Chain|DAO|Exchange|AI|Coin|Token))(?![A-Za-z])/g;
/** Maximum number of names to examine; a text with more discusses none in particular. */
const MAX_PROJECTS = 40;

/**
 * Finds projects that a text names without mentioning their account: names of two words whose prefixes spell
 * the code.
 */
export function findNamesSpellingCodes(codes: readonly string[], prose: Prose): Map<string, NameMatch> {
  const named = new Map<string, NameMatch>();
  let looked = 0;
  for (const { 0: name, index } of prose.text.matchAll(PROJECT)) {
    if (++looked > MAX_PROJECTS) break;
    for (const code of codes) {
      if (!named.has(code) && initialsSpell(code, name)) named.set(code, { at: index, name });
    }
  }
  return named;
}
