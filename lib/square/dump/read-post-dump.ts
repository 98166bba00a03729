/**
 * Reads text dumps of a post page: its text once or twice, perhaps on one line, then the header of the
 * comments.
 */
import type { RawPost } from '../../post.ts';
import { isCommentsLabel, isPlaceholder } from '../labels.ts';
import { parseCounter } from '../parse-counter.ts';
import { createDumpPost, type Dump } from './dump-types.ts';
import {
  findRepeatedTexts,
  isBlank,
  joinLines,
  type RepeatedText,
  withoutWhitespace,
} from './repeated-text.ts';

/**
 * `Tutti i commenti0RecentePopolare`: a label, its number, and the names of the sort orders, without spaces.
 */
const GLUED =
  /^([\p{L}\p{M}][\p{L}\p{M}\s'’]{1,40}?)\s?[(（]?(\d[\d.,]*(?:[km](?!\p{Ll}))?)[)）]?(?=\p{Lu}|\p{Lo})[\p{L}\p{M}\s'’|/]+$/u;
/** `Replies 2`, alone on its line. */
const ALONE = /^([\p{L}\p{M}][\p{L}\p{M}\s'’]{1,40}?)\s?[(（]?(\d[\d.,]*[km万]?)[)）]?$/iu;
const MAX_HEADER = 80;
/**
 * Minimum length, in UTF-16 code units, of a single line above a header that is a text with joined
 * paragraphs.
 */
const FLAT = 60;
/** Number of lines from the top that can contain the placeholders of the author line. */
const REACH = 8;

interface CommentHeader {
  /** Index of its line. */
  line: number;
  count: number | null;
}

/**
 * Finds the header of the comments: by its structure if that is unambiguous, by its label if `Replies 2`
 * could be a sentence.
 */
function commentHeaderIn(lines: readonly string[]): CommentHeader | null {
  const filled = lines.flatMap((line, index) => (isBlank(line) ? [] : [{ line: line.trim(), index }]));
  const flat = (filled[0]?.line.length ?? 0) >= FLAT;
  for (const [i, { line, index }] of filled.entries()) {
    if (i === 0 || line.length > MAX_HEADER) continue;
    const alone = ALONE.exec(line);
    const match = GLUED.exec(line) ?? ((i === 1 && flat) || isCommentsLabel(alone?.[1] ?? '') ? alone : null);
    if (match) return { line: index, count: parseCounter(match[2] ?? '') };
  }
  return null;
}

/**
 * Finds a text that is repeated directly after itself. One of the two copies may lack its first lines (the
 * page shows the first paragraph as a heading): the longer one is used.
 * @param lines none of them empty
 * @returns the number of lines from the top that make the post, and the line where its text starts; `null`
 * without a repetition
 */
function repetitionIn(lines: readonly string[]): { start: number; end: number } | null {
  const seen = new Map<string, number>();
  for (const [at, line] of lines.entries()) {
    const first = seen.get(line);
    seen.set(line, first ?? at);
    if (first === undefined) continue;
    // A copy of lines[first..at) starts at `at` if all of them follow there.
    const size = at - first;
    const repeats = lines.slice(first, at).every((part, i) => lines[at + i] === part);
    if (repeats && first <= 1 && (size > 1 || line.length >= FLAT)) return { start: 0, end: at };
    // The second copy is longer: it starts before `at`, with lines that the first copy lacks.
    const longer = first === 0 && lines.slice(0, at - 1).every((part, i) => lines[at + i] === part);
    if (longer && at > 2) return { start: at - 1, end: at + at - 1 };
  }
  return null;
}

/** The text of the page's own post, from the lines above the comments. */
function mainText(lines: readonly string[]): string {
  const [repeat, another] = findRepeatedTexts(lines);
  if (repeat && !another && repeat.end - repeat.start > 1)
    return joinLines(lines.slice(repeat.start, repeat.end)) + repeat.rest.trimEnd();

  const filled = lines.flatMap((line, index) => (isBlank(line) ? [] : [{ line, index }]));
  const placeholder = filled.slice(0, REACH).findLastIndex(({ line }) => isPlaceholder(line));
  const shown = filled.slice(placeholder + 1);
  const repeated = repetitionIn(shown.map(({ line }) => withoutWhitespace(line)));
  const own = repeated ? shown.slice(repeated.start, repeated.end) : shown;
  const first = own[0]?.index ?? 0;
  return joinLines(lines.slice(first, (own.at(-1)?.index ?? first - 1) + 1));
}

/**
 * True if the dump is of a post page: it has no repeated texts, or only those of comments, or its only
 * repeated text is a short body.
 */
export function isPostDump(lines: readonly string[], repeats: readonly RepeatedText[]): boolean {
  const comments = commentHeaderIn(lines);
  const own = repeats.filter(({ flat }) => comments === null || flat < comments.line);
  const [only, another] = own;
  if (!only) return true;
  if (another) return false;
  const above = lines.slice(0, only.flat).filter((line) => !isBlank(line));
  const isBody = above.length === 1 && (above[0]?.length ?? 0) >= FLAT && only.end - only.start === 1;
  return isBody || comments !== null;
}

/** Reads the dump of a post page. Without any text, the result has no post. */
export function readPostDump(lines: readonly string[]): Dump {
  const header = commentHeaderIn(lines);
  const text = mainText(lines.slice(0, header?.line));
  const posts: RawPost[] = [];
  const counts = { comments: header?.count ?? null, quotes: null, likes: null, views: null };
  if (text !== '') posts.push(createDumpPost(text, { surface: 'post', counts }));
  const below = header ? lines.slice(header.line + 1) : [];
  for (const repeat of findRepeatedTexts(below)) {
    const comment = joinLines(below.slice(repeat.start, repeat.end)) + repeat.rest.trimEnd();
    posts.push(createDumpPost(comment, { surface: 'post', kind: 'comment' }));
  }
  return { surface: 'post', profile: null, posts, looseLabels: [] };
}
