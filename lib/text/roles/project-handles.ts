/** Derives the project's name from an @handle, and the code of the post that belongs to it. */

/** The words of a handle (`NewtonProtocol`, `bounce_bit`, `BNBCHAIN`), in order. */
function handleWords(handle: string): string[] {
  return handle.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? [];
}

/** Generic words at the end of a handle that a text may omit. */
const SUFFIX: ReadonlySet<string> = new Set(
  'protocol network finance labs lab official foundation dao chain io xyz hq app exchange token coin global ntwk fi org'.split(
    ' ',
  ),
);
/** Handles of the platform itself; codes in them mean nothing. */
const PLATFORM = /^(?:binance|square-creator|richardteng|heyi|cz_)/i;
/** Posts with more mentions than this are not examined. */
const MAX_HANDLES = 12;
const MAX_CODES = 40;
const MAX_WORDS = 4;

export interface HandleMatch {
  /** With sign, lower case. */
  handle: string;
  code: string;
  /** The handle in its original spelling, with sign. */
  shown: string;
}

/**
 * Matches codes to handles, at most one code per handle and one handle per code. A code that is also a
 * hashtag (`#OPG` beside `$OPG`) needs its letters in order in the handle, the first one at its start. Other
 * codes must consist of prefixes of the handle's words (OP+G, NEWT, B+B), because letters in order also occur
 * by chance.
 * @param codes in order of occurrence, distinct
 * @param twins codes that are also hashtags
 */
export function matchHandlesToCodes(
  mentions: readonly string[],
  codes: readonly string[],
  twins: ReadonlySet<string>,
): HandleMatch[] {
  const links: HandleMatch[] = [];
  const taken = new Set<string>();
  const candidates = codes.slice(0, MAX_CODES).sort((a, b) => Number(twins.has(b)) - Number(twins.has(a)));
  for (const shown of distinct(mentions).slice(0, MAX_HANDLES)) {
    const name = shown.slice(1);
    if (PLATFORM.test(name)) continue;
    const words = handleWords(name)
      .slice(0, MAX_WORDS)
      .map((word) => word.toLowerCase());
    const joined = words.join('');
    const code = candidates.find((code) => {
      if (taken.has(code)) return false;
      const letters = code.toLowerCase();
      return twins.has(code)
        ? isSubsequence(letters, joined)
        : letters.length > 1 && isMadeOfPrefixes(letters, words);
    });
    if (code === undefined) continue;
    taken.add(code);
    links.push({ handle: shown.toLowerCase(), code, shown });
  }
  return links;
}

function distinct(mentions: readonly string[]): string[] {
  return [...new Map(mentions.map((mention) => [mention.toLowerCase(), mention])).values()];
}

/** True if the letters occur in the name in order, the first one at its start: OPG in opengradient. */
function isSubsequence(letters: string, name: string): boolean {
  if (letters[0] !== name[0]) return false;
  let at = 0;
  for (const letter of letters) {
    at = name.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/** True if a code consists of prefixes of a name's words: OPG of OpenGradient, NEWT of Newton Protocol. */
export function initialsSpell(code: string, name: string): boolean {
  const words = handleWords(name).slice(0, MAX_WORDS);
  return (
    code.length > 1 &&
    isMadeOfPrefixes(
      code.toLowerCase(),
      words.map((word) => word.toLowerCase()),
    )
  );
}

/** True if the letters are prefixes of the words in order, starting with the first: op+g, newt, b+b. */
function isMadeOfPrefixes(letters: string, words: readonly string[]): boolean {
  const [word, ...rest] = words;
  if (letters === '') return true;
  if (word === undefined || letters[0] !== word[0]) return false;
  for (let length = 1; length <= word.length && word[length - 1] === letters[length - 1]; length++) {
    if (isMadeOfPrefixes(letters.slice(length), rest)) return true;
  }
  return false;
}

/**
 * A pattern for the project's name in a text: its words, joined or separate. A name of one word must be
 * capitalized ("Render", not "render"); a generic last word may be missing ("Newton").
 */
export function namePattern(handle: string): RegExp | null {
  const words = handleWords(handle);
  const joined = words.join('');
  if (joined.length < 3) return null;
  const forms =
    words.length > 1 ? [words.map(anyCase).join('[ _-]?')] : [`[@#]${anyCase(joined)}`, capital(joined)];
  const core = words.slice(0, -1).join('');
  if (words.length > 1 && core.length >= 4 && SUFFIX.has((words.at(-1) as string).toLowerCase()))
    forms.push(capital(core));
  return new RegExp(`(?<![A-Za-z0-9])(?:${forms.join('|')})(?![A-Za-z0-9])`);
}

const anyCase = (word: string): string =>
  word.replace(/[a-z]/gi, (letter) => `[${letter.toUpperCase()}${letter.toLowerCase()}]`);

/** The word with a capital first letter, the rest in any case. */
const capital = (word: string): string => (word[0] as string).toUpperCase() + anyCase(word.slice(1));
