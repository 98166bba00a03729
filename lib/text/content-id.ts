/**
 * Content id of a post whose source has no id (a text dump): the same text gives the same id, however the
 * source breaks it into lines.
 */

import type { Post } from '../post.ts';

/** White space and invisible characters: they differ between a page and its dump. */
const INVISIBLE = /[\s\p{Default_Ignorable_Code_Point}]+/gu;

/** The text as it is compared: in one canonical form, without white space and invisible characters. */
export const withoutWhitespace = (text: string): string => text.normalize('NFC').replace(INVISIBLE, '');

/**
 * Computes the content id.
 * @param title title, or `null`; joined to the text without a space, as in flattened dumps
 * @param text text as displayed
 * @returns `text:` and 32 hexadecimal digits; equal for texts that differ only in white space, line breaks,
 * invisible characters or canonical composition
 */
export function contentId(title: string | null, text: string): string {
  return `text:${hash128((title ?? '') + text)}`;
}

/**
 * cyrb128 (bryc, public domain) over UTF-16 code units. Not for security: a forged collision only makes two
 * posts of the forger look like one.
 */
function hash128(value: string): string {
  const text = withoutWhitespace(value);
  let a = 1779033703;
  let b = 3144134277;
  let c = 1013904242;
  let d = 2773480762;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = b ^ Math.imul(a ^ unit, 597399067);
    b = c ^ Math.imul(b ^ unit, 2869860233);
    c = d ^ Math.imul(c ^ unit, 951274213);
    d = a ^ Math.imul(d ^ unit, 2716044179);
  }
  a = Math.imul(c ^ (a >>> 18), 597399067);
  b = Math.imul(d ^ (b >>> 22), 2869860233);
  c = Math.imul(a ^ (c >>> 17), 951274213);
  d = Math.imul(b ^ (d >>> 19), 2716044179);
  a ^= b ^ c ^ d;
  return [a, b ^ a, c ^ a, d ^ a].map((part) => (part >>> 0).toString(16).padStart(8, '0')).join('');
}

/** The content id of a post. */
export const contentOf = (post: Pick<Post, 'title' | 'text'>): string => contentId(post.title, post.text);
