/**
 * Digest of a post as read: an unchanged post is not sent again, and no text has to be kept for the
 * comparison.
 */
import type { RawPost } from '../../../lib/post.ts';

/**
 * 32-bit FNV-1a over the UTF-16 code units of everything that makes a changed post worth sending. Counters
 * are left out because they change all the time. A collision means that one change of one post is not sent.
 */
export function postDigest({ id, author, title, text, excerpt, marks, attached, labels }: RawPost): number {
  const whole = JSON.stringify([
    id,
    author.name,
    author.handle,
    title,
    text,
    excerpt,
    marks.length,
    attached,
    labels,
  ]);
  let value = 0x811c9dc5;
  for (let i = 0; i < whole.length; i++) value = Math.imul(value ^ whole.charCodeAt(i), 0x01000193);
  return value >>> 0;
}
