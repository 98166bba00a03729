/**
 * Text dumps print a card's text twice: the hidden permalink with all its words on one line, then the description
 * with its paragraphs. The two are found and folded into one by comparing them; no word of any language and no
 * count of lines decides.
 */

/** One post's two copies among the lines of a dump. */
export interface RepeatedText {
  /** Index of the flat line. */
  flat: number;
  /** Lines of the structured copy: first, and one past the last. */
  start: number;
  end: number;
  /** True for an article: its title is the first line, and the flat copy glues it to the excerpt. */
  titled: boolean;
  /** What the structured copy lacks because the dump ends too early; else empty. */
  rest: string;
}

/** `{future}(BTCUSDT)`: raw markup that only the hidden copy holds. */
export const WIDGET_TOKEN = /\{[a-z]{2,12}\}\([^(){}\n]{0,40}\)/g;

/** A flat line shorter than this is not completed from: two short labels may begin alike. UTF-16 units. */
const LONG = 40;

const SPACE = /[\s\u200b\ufeff]+/g;
const plain = (line: string) => line.replace(WIDGET_TOKEN, ' ');
/** What is compared: everything but space and raw markup. */
export const withoutWhitespace = (line: string): string => plain(line).replace(SPACE, '');

export const isBlank = (line: string | undefined): boolean =>
  line === undefined || withoutWhitespace(line) === '';

/** Offset in `line` behind its first `count` units that are not space. */
function offsetBehind(line: string, count: number): number {
  let left = count;
  let at = 0;
  for (; at < line.length && left > 0; at += 1) if (!/[\s\u200b\ufeff]/.test(line[at] as string)) left -= 1;
  return at;
}

/** The fold whose flat copy is line `flat`, or `null` when the lines after it do not repeat it. */
function foldAt(lines: readonly string[], squashed: readonly string[], flat: number): RepeatedText | null {
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

/** All folds, top to bottom. Time grows with the length of the dump, not with its square. */
export function findRepeatedTexts(lines: readonly string[]): RepeatedText[] {
  const squashed = lines.map(withoutWhitespace);
  const folds: RepeatedText[] = [];
  for (let i = 0; i < lines.length; i += 1) {
    const fold = squashed[i] === '' ? null : foldAt(lines, squashed, i);
    if (!fold) continue;
    folds.push(fold);
    i = fold.end - 1;
  }
  return folds;
}

/** Lines as a text: an empty line, or several, is one empty line. */
export function joinLines(lines: readonly string[]): string {
  return lines
    .map((line) =>
      isBlank(line) ? '' : plain(line) === line ? line.trim() : plain(line).replace(/\s+/g, ' ').trim(),
    )
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+|\n+$/g, '');
}
