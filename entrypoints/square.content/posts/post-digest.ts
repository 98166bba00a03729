/** A short number for a post as read, so that an unchanged one is not sent again and no text need be kept. */
import type { RawPost } from '../../../lib/post.ts';

/**
 * 32 bits over what makes a changed post worth sending again; counters move all the time and are not among it.
 * FNV-1a over UTF-16 units: a collision costs one unsent change of one post.
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
