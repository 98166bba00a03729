/** Parses a profile header by its structure: a name, and four counters in Square's order. */
import { parseCounter } from './parse-counter.ts';

/** A count that the page does not show, or that cannot be parsed, is `null`. */
export interface Profile {
  name: string | null;
  /** As in the address; `null` from a text dump. */
  handle: string | null;
  counts: { posts: number | null; following: number | null; followers: number | null; liked: number | null };
}

/** A profile header among the lines of a page. */
export interface Header {
  name: string;
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

/** The number in a counter line (`1k Posts`, `367 Followers`, `粉丝 367`); `null` for other lines. */
function parseCounterLine(line: string): number | null {
  if (line.length > MAX_LINE || /[$#@]/.test(line) || line.match(/\d[\d.,]*/g)?.length !== 1) return null;
  const [all = '', digits = '', unit = ''] = COUNTER.exec(line) ?? [];
  // A unit may be written in the script of the label: `1万粉丝`.
  const own = /\d([万萬만亿億억])/.exec(line)?.[1] ?? '';
  const label = line.replace(all, '').replace(own, '');
  return /\p{L}/u.test(label) ? parseCounter(digits + unit + own) : null;
}

/**
 * Finds a profile header: a name, usually repeated between the counters, and the counters around it.
 * Independent of the language: the order is always posts, following, followers, liked. If there are not four
 * counters, it is unknown which is which: all are `null`.
 * @param lines lines of the page from its top; empty ones are ignored
 * @returns `null` if the page does not start with a profile header
 */
export function parseProfileHeader(lines: readonly string[]): Header | null {
  const filled = lines.flatMap((line, index) => (line.trim() === '' ? [] : [{ line: line.trim(), index }]));
  const top = filled.slice(0, REACH).map(({ line }) => line);
  const repeated = top.find((line, i) => line.length <= MAX_NAME && top.indexOf(line, i + 1) > i);
  // A header starts with a name, even if the name looks like a counter ("Quiet Hiker 7").
  const firstCounter = top.findIndex((line, i) => i > 0 && parseCounterLine(line) !== null);
  const name = repeated ?? top[firstCounter - 1];
  if (name === undefined || name.length > MAX_NAME) return null;

  const counters: { value: number; index: number }[] = [];
  let since = 0;
  for (const { line, index } of filled.slice(top.indexOf(name) + 1)) {
    const value = line === name ? null : parseCounterLine(line);
    since = value === null ? since + 1 : 0;
    if (value !== null) counters.push({ value, index });
    if (since > (counters.length < 4 ? GAP : 0)) break;
  }
  const last = counters.at(-1);
  if (!last || counters.length < (repeated === undefined ? 4 : 2)) return null;
  const [posts, following, followers, liked] = counters.length === 4 ? counters : [];
  return {
    name,
    counts: {
      posts: posts?.value ?? null,
      following: following?.value ?? null,
      followers: followers?.value ?? null,
      liked: liked?.value ?? null,
    },
    end: last.index + 1,
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
