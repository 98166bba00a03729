/**
 * Text dumps contain the text of a card twice: the hidden permalink with all words on one line, then the
 * description with its paragraphs. This file finds the two copies by comparing lines; it does not depend on
 * words of a language or on the number of lines.
 */

/** The two copies of one post among the lines of a dump. */
export interface RepeatedText {
  /** Index of the flat line. */
  flat: number;
  /** Lines of the structured copy: the first, and one past the last. */
  start: number;
  end: number;
  /** True for an article: its title is the first line, and the flat copy joins it to the excerpt. */
  titled: boolean;
  /** The end of the text that the structured copy lacks because the dump is cut off; otherwise empty. */
  rest: string;
}

/** `{future}(BTCUSDT)`: raw markup that only the hidden copy contains. */
export const WIDGET_TOKEN = /\{[a-z]{2,12}\}\([^(){}\n]{0,40}\)/g;

/**
 * Minimum length, in UTF-16 code units, of a flat line that completes a cut-off text: two short labels may
 * start with the same letters.
 */
const LONG = 40;

const SPACE = /[\s\u200b\ufeff]+/g;
const plain = (line: string) => line.replace(WIDGET_TOKEN, ' ');
/** The compared characters: everything but white space and raw markup. */
export const withoutWhitespace = (line: string): string => plain(line).replace(SPACE, '');

export const isBlank = (line: string | undefined): boolean =>
  line === undefined || withoutWhitespace(line) === '';

/** Offset in `line` after its first `count` code units that are not white space. */
function offsetBehind(line: string, count: number): number {
  let left = count;
  let at = 0;
  for (; at < line.length && left > 0; at += 1) if (!/[\s\u200b\ufeff]/.test(line[at] as string)) left -= 1;
  return at;
}

/** The repeated text whose flat copy is line `flat`; `null` if the following lines do not repeat it. */
function repeatAt(lines: readonly string[], squashed: readonly string[], flat: number): RepeatedText | null {
  const whole = squashed[flat] as string;
  let matched = 0;
  let first = 0;
  let start = 0;
  for (let i = flat + 1; i < lines.length; i += 1) {
    const part = squashed[i] as string;
    if (part === '') continue;
    if (!whole.startsWith(part, matched)) return null;
    if (matched === 0) {
      start = i;
      first = part.length;
    }
    matched += part.length;
    if (matched === whole.length) {
      const line = plain(lines[flat] as string);
      const glued = first < whole.length && !/\s/.test(line[offsetBehind(line, first)] as string);
      return { flat, start, end: i + 1, titled: glued, rest: '' };
    }
  }
  if (matched === 0 || whole.length < LONG) return null;
  const line = plain(lines[flat] as string);
  return { flat, start, end: lines.length, titled: false, rest: line.slice(offsetBehind(line, matched)) };
}

/** Finds all repeated texts in order. Linear in the length of the dump. */
export function findRepeatedTexts(lines: readonly string[]): RepeatedText[] {
  const squashed = lines.map(withoutWhitespace);
  const repeats: RepeatedText[] = [];
  for (let i = 0; i < lines.length; i += 1) {
    const repeat = squashed[i] === '' ? null : repeatAt(lines, squashed, i);
    if (!repeat) continue;
    repeats.push(repeat);
    i = repeat.end - 1;
  }
  return repeats;
}

/** Joins lines to a text; consecutive empty lines become one. */
export function joinLines(lines: readonly string[]): string {
  return lines
    .map((line) =>
      isBlank(line) ? '' : plain(line) === line ? line.trim() : plain(line).replace(/\s+/g, ' ').trim(),
    )
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+|\n+$/g, '');
}
