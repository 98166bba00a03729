import { createHash } from 'node:crypto';

/** SHA-256 of a text in UTF-8, as 64 hexadecimal digits; quicker than the browser's. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
