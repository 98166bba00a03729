/** Parses a profile header by its structure: a name, and counters, in any order if their labels are known. */
import { parseCounter } from './parse-counter.ts';
import { type ProfileCount, profileCountOf } from './profile-labels.ts';

/** A count that the page does not show, or that cannot be parsed, is `null`. */
export interface Profile {
  name: string | null;
  /** As in the address; `null` from a text dump. */
  handle: string | null;
  counts: { posts: number | null; following: number | null; followers: number | null; liked: number | null };
}

/** A profile header among the lines of a page. */
export interface Header {
  /** `null` if several lines above the counters could be it. */
  name: string | null;
  counts: Profile['counts'];
  /** Index of the first line after it. */
  end: number;
}

const MAX_LINE = 40;
const MAX_NAME = 60;
/** Number of lines from the top that must contain the name, not counting empty ones. */
const REACH = 12;
/** Maximum number of other lines between two counters: the name again, a biography. */
const GAP = 3;

/**
 * A number alone, or next to letters of scripts without spaces (`169关注`), but not in `QuynhAnh96` or `1inch`.
 */
const COUNTER = /(?:^|\s|(?![a-z])\p{L})(\d[\d.,]*)([a-z]{0,3}\.?\+?)(?=$|\s|(?![a-z])\p{L})/iu;

interface CounterLine {
  value: number;
  kind: ProfileCount | null;
}

/** The number in a counter line (`1k Posts`, `367 Followers`, `粉丝 367`); `null` for other lines. */
function parseCounterLine(line: string): CounterLine | null {
  if (line.length > MAX_LINE || /[$#@]/.test(line) || line.match(/\d[\d.,]*/g)?.length !== 1) return null;
  const [all = '', digits = '', unit = ''] = COUNTER.exec(line) ?? [];
  // A unit may be written in the script of the label: `1万粉丝`.
  const own = /\d([万萬만亿億억])/.exec(line)?.[1] ?? '';
  const label = line.replace(all, '').replace(own, '');
  const value = /\p{L}/u.test(label) ? parseCounter(digits + unit + own) : null;
  return value === null ? null : { value, kind: profileCountOf(line.replace(digits + unit + own, '')) };
}

/** A line of the page, or a counter in it, or a counter in two lines. */
interface Part {
  line: string;
  /** Index of its last line. */
  index: number;
  counter: CounterLine | null;
}

/** Splits lines into parts: `18 Following · 7.9K+ Followers` is two, `18` above `Following` is one. */
function partsOf(lines: readonly string[]): Part[] {
  const filled = lines.flatMap((line, index) => (line.trim() === '' ? [] : [{ line: line.trim(), index }]));
  const parts: Part[] = [];
  for (let i = 0; i < filled.length; i++) {
    const { line, index } = filled[i] as { line: string; index: number };
    const next = filled[i + 1];
    const pieces = line.length <= 4 * MAX_LINE ? line.split(/\s*[·•|]\s*/) : [line];
    const counters = pieces.map(parseCounterLine);
    const pair = next && counterOfTwo(line, next.line);
    if (pieces.length > 1 && counters.every((counter) => counter !== null)) {
      for (const [n, counter] of counters.entries()) parts.push({ line: pieces[n] ?? '', index, counter });
    } else if (pair) {
      parts.push({ line: `${line} ${next.line}`, index: next.index, counter: pair });
      i++;
    } else parts.push({ line, index, counter: pieces.length === 1 ? (counters[0] ?? null) : null });
  }
  return parts;
}

/** A number and its label, in two lines of any order. */
function counterOfTwo(first: string, second: string): CounterLine | null {
  const isFirst = /^\d/.test(first);
  const [number, label] = isFirst ? [first, second] : [second, first];
  const kind = profileCountOf(label);
  const value = kind !== null && /^\d/.test(number) ? parseCounter(number) : null;
  return value === null ? null : { value, kind };
}

/** The order of the counters in headers that show all four, and nothing else. */
const ORDER = ['posts', 'following', 'followers', 'liked'] as const;

/**
 * Finds a profile header: a name, usually repeated between the counters, and the counters around it. Labels in known
 * languages have labels that name the counter. In other languages four counters are posts, following, followers, liked; of
 * more or fewer it is unknown which is which: they are `null`.
 * @param lines lines of the page from its top; empty ones are ignored
 * @returns `null` if the page does not start with a profile header
 */
export function parseProfileHeader(lines: readonly string[]): Header | null {
  const parts = partsOf(lines);
  const top = parts.slice(0, REACH).map(({ line }) => line);
  // A header starts with a name, even if the name looks like a counter ("Quiet Hiker 7").
  const firstCounter = parts.slice(0, REACH).findIndex(({ counter }, i) => i > 0 && counter !== null);
  // Below the counters, the text of a short post occurs twice as well.
  const repeated = top.find(
    (line, i) => i <= firstCounter && line.length <= MAX_NAME && top.indexOf(line, i + 1) > i,
  );
  const last = repeated ?? top[firstCounter - 1];
  if (last === undefined) return null;

  const counters: { counter: CounterLine; index: number }[] = [];
  let since = 0;
  for (const { line, index, counter } of parts.slice(top.indexOf(last) + 1)) {
    since = counter === null || line === last ? since + 1 : 0;
    if (counter && line !== last) counters.push({ counter, index });
    if (since > (counters.length < 4 ? GAP : 0)) break;
  }
  const end = counters.at(-1);
  const kinds = counters.map(({ counter }) => counter.kind);
  const isNamed = new Set(kinds).size === kinds.length && !kinds.includes(null);
  if (!end || counters.length < (repeated === undefined && !isNamed ? 4 : 2)) return null;
  const name = repeated ?? nameAbove(top.slice(0, firstCounter), isNamed);
  if (name !== null && name.length > MAX_NAME) return null;
  return { name, counts: countsOf(counters.map(({ counter }) => counter)), end: end.index + 1 };
}

/** The name among the lines above the counters, where it occurs only once. */
function nameAbove(above: readonly string[], isNamed: boolean): string | null {
  const handle = above.findIndex((line, i) => i > 0 && /^@\S+$/.test(line));
  if (handle > 0) return above[handle - 1] ?? null;
  // The line below the name is the author's description. Above the name may be tabs and menus: then there is none.
  if (isNamed && above.length > 1) return above.length <= 4 ? (above[0] ?? null) : null;
  return above.at(-1) ?? null;
}

function countsOf(counters: readonly CounterLine[]): Profile['counts'] {
  const values = new Map<ProfileCount, number>();
  const isInOrder =
    counters.length === ORDER.length && counters.every(({ kind }, i) => kind === null || kind === ORDER[i]);
  for (const [i, { kind, value }] of counters.entries()) {
    const known = isInOrder ? (ORDER[i] ?? null) : kind;
    if (known !== null && !values.has(known)) values.set(known, value);
  }
  const countOf = (kind: ProfileCount) => values.get(kind) ?? null;
  return {
    posts: countOf('posts'),
    following: countOf('following'),
    followers: countOf('followers'),
    liked: countOf('liked'),
  };
}

/** Finds complete headers anywhere among the lines: name, count, the name again, three counts. */
export function findProfileHeaders(lines: readonly string[]): number[] {
  const filled = lines.flatMap((line, index) => (line.trim() === '' ? [] : [{ line: line.trim(), index }]));
  return filled.flatMap(({ line, index }, i) => {
    const [posts, name, ...counts] = filled.slice(i + 1, i + 6).map((next) => next.line);
    if (line.length > MAX_NAME || name !== line || counts.length < 3) return [];
    return [posts ?? '', ...counts].every((count) => parseCounterLine(count) !== null) ? [index] : [];
  });
}
