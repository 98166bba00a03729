/** Posts one a line: `{"id"?, "author"?, "postedAt"?, "title"?, "text", "url"?, "site"?}`. */
import * as z from 'zod/mini';
import type { RawPost } from '../post.ts';
import { SITE } from '../post-enums.ts';
import { createDumpPost } from '../square/dump/dump-types.ts';
import { isPostId, postedAtFromId, postUrl } from '../square/post-id.ts';
import { postIdFromUrl } from '../square/urls.ts';
import { describeIssue } from '../store/import/describe-issue.ts';
import { decodeText, ImportError } from '../store/import/json-file.ts';
import { DAY } from '../time-units.ts';
import { parseTime } from './parse-time.ts';

/** A raw post, and the id from its file if it is not one of Square's. */
export interface InputPost {
  raw: RawPost;
  id: string | null;
  /** Its place in the file ("line 3"), if known. */
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

/** Undecodable lines kept until a line of text shows that the file is text at all. */
const MAX_UNDECODABLE = 1000;

/** Reads posts line by line. */
export class PostLineReader {
  #number = 0;
  #posts = 0;
  /** Lines that were text, posts or not. */
  #texts = 0;
  #undecodable: string[] = [];
  readonly #unknown = new Map<string, number>();
  readonly #unit: string;

  /** @param unit what a line is called in messages */
  constructor(unit = 'line') {
    this.#unit = unit;
  }

  /** Posts read so far. */
  get posts(): number {
    return this.#posts;
  }

  /**
   * Reads the next lines.
   * @param lines text, or bytes: a line that is not UTF-8 costs only itself; `null` for a line that is too long
   * @throws ImportError when a line is too long and no post was found before
   */
  read(lines: readonly (string | Uint8Array | null)[]): PostLines {
    const read: PostLines = { posts: [], errors: [], warnings: [] };
    for (const line of lines) this.#readLine(line, read);
    this.#posts += read.posts.length;
    return read;
  }

  /**
   * What is reported after the last line.
   * @throws ImportError when there was nothing, or nothing that is text
   */
  end(): PostLines {
    const [first] = this.#undecodable;
    if (this.#texts === 0 && first !== undefined)
      throw new ImportError('not-text', first.replace(/^(line \d+): (.* text), /, '$2, $1, '));
    if (this.#texts === 0) throw new ImportError('empty', 'the file is empty');
    const warnings = [...this.#unknown].map(
      ([field, line]) => `line ${line}: ${field}: unknown field; skipped (reported once per file)`,
    );
    return { posts: [], errors: [], warnings };
  }

  #readLine(line: string | Uint8Array | null, read: PostLines): void {
    const place = `${this.#unit} ${++this.#number}`;
    if (line === null) {
      const reason = `${place}: longer than any post`;
      if (this.#texts === 0) throw new ImportError('other-format', reason);
      read.errors.push(reason);
      return;
    }
    const text = typeof line === 'string' ? line : decodeLine(line);
    if (text instanceof ImportError) {
      const reason = `${place}: ${text.message.replace(/line 1, /, '')}`;
      if (this.#texts === 0 && this.#undecodable.length < MAX_UNDECODABLE) this.#undecodable.push(reason);
      else read.errors.push(reason);
      return;
    }
    if (text.trim() === '') return;
    if (this.#texts++ === 0) read.errors.push(...this.#undecodable.splice(0));
    readLine(text, place, read, this.#unknown, this.#number);
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true });

function decodeLine(bytes: Uint8Array): string | ImportError {
  try {
    return decoder.decode(bytes);
  } catch {
    // Its error names the place.
    try {
      return decodeText(bytes);
    } catch (cause) {
      return cause as ImportError;
    }
  }
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
      `${place}: postedAt: ${JSON.stringify(postedAt).slice(0, 60)} is not a supported time; skipped`,
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

/**
 * Whether an id is one of Square's. Other sites have ids of as many digits, so either the line says so (`site`, or
 * the post's address in `url`), or the id has a plausible time: one when Square gave such ids, not in the future,
 * and within a day of the line's own.
 */
function isSquareId(id: string, { site, url }: Line, postedAt: string | null): boolean {
  if (!isPostId(id)) return false;
  if (url != null && url !== '') return postIdFromUrl(url) === id;
  if (site != null && site !== '') return site === SITE;
  const time = postedAtFromId(id);
  if (time === null || Date.parse(time) > Date.now() + DAY) return false;
  if (id.length === 15 ? time < FIRST_15_DIGITS : time >= LAST_14_DIGITS) return false;
  return postedAt === null || Math.abs(Date.parse(postedAt) - Date.parse(time)) < DAY;
}

function authorOf(author: Line['author']): RawPost['author'] {
  if (typeof author === 'string') return { name: author, handle: null };
  return { name: author?.name ?? null, handle: author?.handle ?? null };
}
