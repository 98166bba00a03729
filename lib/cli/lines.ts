/** Posts one a line: `{"id"?, "author"?, "postedAt"?, "title"?, "text"}`; other fields are passed over. */
import * as z from 'zod/mini';
import type { RawPost } from '../post.ts';
import { createDumpPost } from '../square/dump/dump-types.ts';
import { isPostId, postedAtFromId, postUrl } from '../square/index.ts';
import type { Given } from './inputs.ts';

const Name = z.nullish(z.string());
const Line = z.object({
  id: z.nullish(z.union([z.string(), z.number()])),
  author: z.nullish(z.union([z.string(), z.object({ name: Name, handle: Name })])),
  postedAt: z.nullish(z.union([z.string(), z.number()])),
  title: Name,
  text: z.string(),
});

/** @returns the posts, and for each line that is none its number and what is wrong with it. */
export function readLines(text: string): { posts: Given[]; complaints: string[] } {
  const posts: Given[] = [];
  const complaints: string[] = [];
  text.split('\n').forEach((line, i) => {
    if (line.trim() === '') return;
    const read = readLine(line);
    if (typeof read === 'string') complaints.push(`line ${i + 1}: ${read}`);
    else posts.push(read);
  });
  return { posts, complaints };
}

function readLine(line: string): Given | string {
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

  const own = id !== null && isPostId(id) ? id : null;
  const given = timeOf(read.data.postedAt);
  const fromId = own === null ? null : postedAtFromId(own);
  const raw: RawPost = createDumpPost(text, {
    id: own,
    url: own === null ? null : postUrl(own),
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

/** A time with its date and zone, or ms since 1970; whatever else is unknown. */
function timeOf(value: string | number | null | undefined): string | null {
  if (typeof value === 'number') return value > 1e12 && value < 1e14 ? new Date(value).toISOString() : null;
  if (!value || !/^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d.*)?$/.test(value)) return null;
  const zoned = /(?:Z|[+-]\d\d:?\d\d)$/.test(value) || value.length === 10 ? value : `${value}Z`;
  const ms = Date.parse(zoned.replace(' ', 'T'));
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
}
