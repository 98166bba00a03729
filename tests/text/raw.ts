import type { Post, RawPost } from '../../lib/post.ts';
import { createDumpPost } from '../../lib/square/dump/dump-types.ts';
import { toPost } from '../../lib/text/to-post.ts';

/** A raw post with this text and nothing else. */
export const rawPost = (text: string, more: Partial<RawPost> = {}): RawPost =>
  createDumpPost(text, { surface: 'home', ...more });

/** `CODE:role` of a post's cashtags, in order. */
export const rolesOf = (post: Pick<Post, 'cashtags'>): string =>
  post.cashtags.map(({ code, role }) => `${code}:${role}`).join(' ');

/** `CODE:role:source` of a post's other tickers, in order. */
export const othersOf = (post: Pick<Post, 'otherTickers'>): string =>
  post.otherTickers.map(({ code, role, source }) => `${code}:${role}:${source}`).join(' ');

/** The distinct codes of a text's cashtags. */
export const codesIn = (text: string, more: Partial<RawPost> = {}): string =>
  toPost(rawPost(text, more))
    .cashtags.map(({ code }) => code)
    .join(' ');
