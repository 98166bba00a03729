/** Which campaigns a post belongs to, as keys of the library's tables. */
import type { Post } from '../post.ts';

export function campaignsOf(_post: Post): string[] {
  return [];
}
