/**
 * Parses one post per line: `{"id"?, "author"?, "postedAt"?, "title"?, "text"}`; other fields are ignored.
 */
import * as z from 'zod/mini';
import type { RawPost } from '../post.ts';
import { createDumpPost } from '../square/dump/dump-types.ts';
import { isPostId, postedAtFromId, postUrl } from '../square/index.ts';

/** A raw post, and the id from its file if it is not one of Square's. */
export interface InputPost {
  raw: RawPost;
  id: string | null;
}

const OptionalString = z.nullish(z.string());
const Line = z.object({
  id: z.nullish(z.union([z.string(), z.number()])),
  author: z.nullish(z.union([z.string(), z.object({ name: OptionalString, handle: OptionalString })])),
  postedAt: z.nullish(z.union([z.string(), z.number()])),
  title: OptionalString,
  text: z.string(),
});

/** @returns the posts, and for each invalid line its number and what is wrong */
export function parsePostLines(text: string): { posts: InputPost[]; errors: string[] } {
  const posts: InputPost[] = [];
  const errors: string[] = [];
  text.split('\n').forEach((line, i) => {
    if (line.trim() === '') return;
    const read = readLine(line);
    if (typeof read === 'string') errors.push(`line ${i + 1}: ${read}`);
    else posts.push(read);
  });
  return { posts, errors };
}

function readLine(line: string): InputPost | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return 'not JSON';
  }
  const read = Line.safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    return `${issue?.path.join('.') || 'the line'}: ${issue?.message ?? 'not a post'}`;
  }
  const { author, title, text } = read.data;
  if (text.trim() === '' && !title?.trim()) return 'text: empty';
  const id = read.data.id == null ? null : String(read.data.id).trim();
  if (id !== null && !/^\S{1,100}$/.test(id)) return 'id: empty, too long or with a space in it';

  const squareId = id !== null && isPostId(id) ? id : null;
  const given = timeOf(read.data.postedAt);
  const fromId = squareId === null ? null : postedAtFromId(squareId);
  const raw: RawPost = createDumpPost(text, {
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

function authorOf(author: z.infer<typeof Line>['author']): RawPost['author'] {
  if (typeof author === 'string') return { name: author, handle: null };
  return { name: author?.name ?? null, handle: author?.handle ?? null };
}

/** A time with date and zone, or ms since 1970; `null` for anything else. */
function timeOf(value: string | number | null | undefined): string | null {
  if (typeof value === 'number') return value > 1e12 && value < 1e14 ? new Date(value).toISOString() : null;
  if (!value || !/^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d.*)?$/.test(value)) return null;
  const zoned = /(?:Z|[+-]\d\d:?\d\d)$/.test(value) || value.length === 10 ? value : `${value}Z`;
  const ms = Date.parse(zoned.replace(' ', 'T'));
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
}
