import type { StoredPost } from '../../lib/post.ts';
export async function restore(_posts: StoredPost[]): Promise<void> {
  throw new Error('not yet');
}
