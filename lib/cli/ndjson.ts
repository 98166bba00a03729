/** Posts one a line: `{"id"?, "author"?, "postedAt"?, "title"?, "text", "url"?, "site"?}`. */
import * as z from 'zod/mini';
import type { RawPost } from '../post.ts';
import { SITE } from '../post-enums.ts';
import { createDumpPost } from '../square/dump/dump-types.ts';
import { isPostId, postedAtFromId, postIdFromUrl, postUrl } from '../square/index.ts';
import { describeIssue } from '../store/import/describe-issue.ts';
import { decodeText, ImportError } from '../store/import/json-file.ts';
import { parseTime } from './parse-time.ts';

/** A raw post, and the id from its file if it is not one of Square's. */
export interface InputPost {
  raw: RawPost;
  id: string | null;
  /** Where in its file it stands ("line 3"), if that can be told. */
  place?: string;
}

const OptionalString = z.nullish(z.string());
const Line = z.object({
  id: z.nullish(z.union([z.string(), z.number()])),
  author: z.nullish(z.union([z.string(), z.object({ name: OptionalString, handle: OptionalString })])),
  postedAt: z.nullish(z.union([z.string(), z.number()])),
  title: OptionalString,
  text: z.string(),
  url: OptionalString,
  site: OptionalString,
});
type Line = z.infer<typeof Line>;

export interface PostLines {
  posts: InputPost[];
  /** For each line that is no post its number and what is wrong with it. */
  errors: string[];
  /** For each field that was left out its line and name; the post itself was read. */
  warnings: string[];
}

/**
 * @param source text, or the bytes of a file: a line that is not UTF-8 costs only itself.
 * @throws ImportError when nothing of the bytes is text, or they are too many.
 */
export function parsePostLines(source: string | Uint8Array): PostLines {
  const read: PostLines = { posts: [], errors: [], warnings: [] };
  const unknown = new Map<string, number>();
  const lines = typeof source === 'string' ? source.split('\n') : decodeLines(source);
  lines.forEach((line, i) => {
    const place = `line ${i + 1}`;
    if (line instanceof ImportError) read.errors.push(`${place}: ${line.message.replace(/line 1, /, '')}`);
    else if (line.trim() !== '') readLine(line, place, read, unknown, i + 1);
  });
  for (const [field, line] of unknown)
    read.warnings.push(`line ${line}: ${field}: no field that is read here (told once a file)`);
  return read;
}

/** The lines of a file; an error for each that is not UTF-8. */
function decodeLines(bytes: Uint8Array): (string | ImportError)[] {
  try {
    return decodeText(bytes).split('\n');
  } catch (error) {
    if (!(error instanceof ImportError) || error.code !== 'not-text') throw error;
    const lines = splitBytes(bytes).map((line) => {
      if (line.length === 0) return '';
      try {
        return decodeText(line);
      } catch (cause) {
        return cause instanceof ImportError && cause.code === 'not-text' ? cause : '';
      }
    });
    if (!lines.some((line) => typeof line === 'string' && line.trim() !== '')) throw error;
    return lines;
  }
}

function splitBytes(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let from = 0; from <= bytes.length; ) {
    const end = bytes.indexOf(0x0a, from);
    lines.push(bytes.subarray(from, end < 0 ? bytes.length : end));
    if (end < 0) break;
    from = end + 1;
  }
  return lines;
}

function readLine(
  line: string,
  place: string,
  { posts, errors, warnings }: PostLines,
  unknown: Map<string, number>,
  number: number,
): void {
  let value: unknown;
  try {
    value = JSON.parse(quoteLargeIntegers(line.replace(/^\ufeff/, '')));
  } catch {
    errors.push(`${place}: not JSON`);
    return;
  }
  const read = Line.safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    errors.push(
      `${place}: ${issue?.path.join('.') || 'the line'}: ${issue ? describeIssue(issue) : 'not a post'}`,
    );
    return;
  }
  for (const field of Object.keys(value as object)) {
    if (!Object.hasOwn(Line.shape, field) && !unknown.has(field)) unknown.set(field, number);
  }
  const fault = faultOf(read.data);
  if (fault !== null) {
    errors.push(`${place}: ${fault}`);
    return;
  }
  const { postedAt } = read.data;
  if (postedAt != null && postedAt !== '' && parseTime(postedAt) === null)
    warnings.push(
      `${place}: postedAt: ${JSON.stringify(postedAt).slice(0, 60)} is no time that is read here; left out`,
    );
  posts.push({ ...toRawPost(read.data), place });
}

/**
 * An integer that a JSON number cannot hold becomes text, digit for digit: ids of other sites are beyond 2^53.
 */
function quoteLargeIntegers(line: string): string {
  if (!/\d{16}/.test(line)) return line;
  return line.replace(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g, (token) =>
    /^-?\d{16,}$/.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token,
  );
}

/** What makes the line no post, or `null`. */
function faultOf({ id, text, title }: Line): string | null {
  if (text.trim() === '' && !title?.trim()) return 'text: empty';
  if (typeof id === 'number' && (!Number.isSafeInteger(id) || id < 0))
    return `id: ${id} is no id; write it as text`;
  if (id != null && !/^\S{1,100}$/.test(String(id).trim()))
    return 'id: empty, too long or with a space in it';
  return null;
}

function toRawPost(line: Line): { raw: RawPost; id: string | null } {
  const { author, title, text } = line;
  const id = line.id == null ? postIdFromUrl(line.url ?? '') : String(line.id).trim();
  const given = line.postedAt == null ? null : parseTime(line.postedAt);
  const squareId = id !== null && isSquareId(id, line, given) ? id : null;
  const fromId = squareId === null ? null : postedAtFromId(squareId);
  const raw = createDumpPost(text, {
    id: squareId,
    url: squareId === null ? null : postUrl(squareId),
    surface: 'home',
    author: authorOf(author),
    title: title ?? null,
    postedAt: given ?? fromId,
    postedAtSource: given !== null ? 'label' : fromId !== null ? 'id' : null,
  });
  return { raw, id };
}

/** When ids of 15 digits began, and when those of 14 ended: see `postedAtFromId`. */
const FIRST_15_DIGITS = '2026-01-01';
const LAST_14_DIGITS = '2027-01-01';
const DAY_MS = 86_400_000;

/**
 * Whether an id is one of Square's. Other sites have ids of as many digits, so either the line says so (`site`, or
 * the post's address in `url`), or the id tells a time that can be: one when Square gave such ids, not in the future,
 * and within a day of the line's own.
 */
function isSquareId(id: string, { site, url }: Line, postedAt: string | null): boolean {
  if (!isPostId(id)) return false;
  if (url != null && url !== '') return postIdFromUrl(url) === id;
  if (site != null && site !== '') return site === SITE;
  const told = postedAtFromId(id);
  if (told === null || Date.parse(told) > Date.now() + DAY_MS) return false;
  if (id.length === 15 ? told < FIRST_15_DIGITS : told >= LAST_14_DIGITS) return false;
  return postedAt === null || Math.abs(Date.parse(postedAt) - Date.parse(told)) < DAY_MS;
}

function authorOf(author: Line['author']): RawPost['author'] {
  if (typeof author === 'string') return { name: author, handle: null };
  return { name: author?.name ?? null, handle: author?.handle ?? null };
}
